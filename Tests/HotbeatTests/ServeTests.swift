import Foundation
import Glibc
import TestSupport
import Testing

/// The real service on loopback, asked by a real client (curl).
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct ServeTests {
  /// A service that runs for as long as a test holds it.
  private final class Service {
    let address: String
    private let process = Process()

    init(_ store: String) throws {
      let pipe = Pipe()
      process.executableURL = URL(fileURLWithPath: Program.hotbeat)
      process.arguments = ["serve", "--store", store, "--port", "0", "--audience", "analyst"]
      process.standardError = pipe
      try process.run()
      var said = ""
      while !said.contains("\n") {
        let bytes = pipe.fileHandleForReading.availableData
        if bytes.isEmpty { break }
        said += String(decoding: bytes, as: UTF8.self)
      }
      let words = said.split(separator: " ")
      address = try #require(words.first { $0.hasPrefix("http://") }.map(String.init))
    }

    /// Ends the service as a service manager does.
    func stop() -> Int32 {
      kill(process.processIdentifier, SIGTERM)
      process.waitUntilExit()
      return process.terminationStatus
    }

    deinit { if process.isRunning { process.terminate() } }
  }

  private struct Answer {
    let status: Int
    let type: String
    let body: String
  }

  private func get(_ path: String, _ service: Service, _ options: String...) throws -> Answer {
    let url = service.address + path.drop { $0 == "/" }
    let run = try Program.run(
      "curl", ["-s", "-w", "\n%{http_code} %{content_type}"] + options + [url],
      in: OpenData.project)
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    let last = try #require(lines.last).split(separator: " ", maxSplits: 1)
    return Answer(
      status: Int(last[0]) ?? 0, type: last.count > 1 ? String(last[1]) : "",
      body: lines.dropLast().joined(separator: "\n"))
  }

  @Test func answersAsTheCommandDoes() throws {
    let store = try CheshireStore.shared.get()
    let service = try Service(store.path)
    let command = try Program.hotbeat(
      "hotspots", "--offence", "asb", "--from", "2018-10", "--to", "2018-12", "--per", "lpu",
      "--top", "5", "--format", "geojson", in: store.folder.url)
    let answer = try get(
      "/hotspots?offence=asb&from=2018-10&to=2018-12&per=lpu&top=5", service)
    #expect(answer.status == 200)
    #expect(answer.type == "application/geo+json")
    let parts = [command.output, answer.body].map { text in
      text.replacing(#/"elapsed_s":[0-9.e-]+/#, with: "").trimmingCharacters(in: .newlines)
    }
    #expect(parts[0] == parts[1])
    #expect(parts[0].count > 10_000)
    #expect(service.stop() == 0)
  }

  @Test func servesDensitiesAsTheCommandDoes() throws {
    let store = try CheshireStore.shared.get()
    let service = try Service(store.path)
    let terms = [
      "--offence", "asb", "--from", "2018-10", "--to", "2018-12", "--area", "Crewe", "--cell",
      "100",
    ]
    let query = "/density?offence=asb&from=2018-10&to=2018-12&area=Crewe&cell=100"
    let command = try Program.run(
      Program.hotbeat, ["density"] + terms + ["--format", "geojson"], in: store.folder.url)
    // Asked twice: the second answer comes from what was kept.
    for _ in 0..<2 {
      let answer = try get(query, service)
      #expect(answer.status == 200)
      #expect(answer.type == "application/geo+json")
      let parts = [command.output, answer.body].map { text in
        text.replacing(#/"elapsed_s":[0-9.e-]+/#, with: "").trimmingCharacters(in: .newlines)
      }
      #expect(parts[0] == parts[1])
      #expect(parts[0].count > 5_000)
    }
    for (form, type) in [
      ("png", "image/png"), ("overlay", "image/png"), ("csv", "text/csv; charset=utf-8"),
      ("asc", "text/plain; charset=us-ascii"),
    ] {
      #expect(try get(query + "&format=" + form, service).type == type)
    }
    let problem = try get("/density?bandwidth=best", service)
    #expect(problem.status == 400)
    #expect(problem.body.contains("cronie-van-lieshout"))
    #expect(service.stop() == 0)
  }

  @Test func servesLandingCollectionsAndProblems() throws {
    let store = try CheshireStore.shared.get()
    let service = try Service(store.path)
    #expect(try get("/health", service).body.contains(#""status":"ok""#))
    #expect(try get("/", service).type == "application/json")
    let page = try get("/", service, "-H", "Accept: text/html")
    #expect(page.type.hasPrefix("text/html"))
    #expect(page.body.contains("/collections/beat/items"))
    #expect(try get("/collections", service).body.contains(#""id":"lpu""#))
    let items = try get("/collections/beat/items?limit=7&offset=119", service)
    #expect(items.body.contains(#""numberMatched":121,"numberReturned":2"#))
    #expect(!items.body.contains(#""rel":"next""#))
    #expect(items.body.contains(#""rel":"prev""#))
    #expect(try get("/collections/beat/items/1", service).body.contains(#""code":"AA01""#))
    let box = try get("/collections/lpu/items?bbox=-2.5,53.05,-2.4,53.15", service)
    #expect(box.body.contains(#""code":"B""#))
    for (path, status, words) in [
      ("/collections/ward/items", 404, "no collection 'ward'"),
      ("/collections/beat/items?limit=0", 400, #""parameter":"limit""#),
      ("/collections/beat/items?bbox=1,2,3", 400, #""parameter":"bbox""#),
      ("/collections/beat/items/999", 404, "no item '999'"),
      ("/hotspots?offence=burglery", 400, "did you mean burglary"),
      ("/hotspots?hotshare=1", 400, #""parameter":"hotshare""#),
      ("/hotspots?format=gif", 400, #""parameter":"format""#), ("/nowhere", 404, "nothing at"),
    ] {
      let problem = try get(path, service)
      #expect(problem.status == status, "\(path)")
      #expect(problem.type == "application/problem+json", "\(path)")
      #expect(problem.body.contains(words), "\(path): \(problem.body)")
    }
    #expect(try get("/health", service, "-I").status == 200)
    #expect(
      try get("/hotspots?offence=Violence+and+sexual%20offences&top=1&format=csv", service).type
        == "text/csv; charset=utf-8")
    #expect(service.stop() == 0)
  }

  @Test func keepsToThisMachineAndSurvivesHugeNumbers() throws {
    let store = try CheshireStore.shared.get()
    let service = try Service(store.path)
    #expect(try get("/health", service, "-H", "Host: rebound.example").status == 421)
    let foreign = try get("/health", service, "-i", "-H", "Origin: https://page.example")
    #expect(!foreign.body.contains("Access-Control-Allow-Origin"))
    let own = try get("/health", service, "-i", "-H", "Origin: http://localhost:3000")
    #expect(own.body.contains("Access-Control-Allow-Origin: http://localhost:3000"))
    let far = try get("/collections/beat/items?offset=9223372036854775807", service)
    #expect(far.body.contains(#""numberReturned":0"#))
    #expect(try get("/collections/beat/items/-9223372036854775808", service).status == 404)
    let wide = try get("/hotspots?bandwidth=100000&cell=20", service)
    #expect(wide.body.contains(#""parameter":"bandwidth""#))
    #expect(service.stop() == 0)
  }

  @Test func isReadByOGR() throws {
    let store = try CheshireStore.shared.get()
    let service = try Service(store.path)
    let run = try Program.run(
      "ogrinfo", ["-ro", "-al", "-so", service.address + "collections/beat/items?limit=1000"],
      in: OpenData.project)
    #expect(run.output.contains("Feature Count: 121"))
    #expect(service.stop() == 0)
  }
}
