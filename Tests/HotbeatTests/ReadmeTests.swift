import Foundation
import TestSupport
import Testing

/// Runs every command that README.md shows, as it stands there.
@Suite struct ReadmeTests {
  private static let commands: [String] = {
    let text = try? String(
      contentsOf: OpenData.project.appending(path: "README.md"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").filter { $0.hasPrefix("    ") }
      .map { line in
        let command = line.split(separator: "#")[0]
        return String(command).trimmingCharacters(in: .whitespaces)
      }
  }()

  @Test func showsTheTwoCommandsAndASession() {
    #expect(Self.commands.prefix(2) == ["make demo", "make test"])
    #expect(Self.commands.filter { $0.hasPrefix("hotbeat ") }.count >= 8)
  }

  /// `make test` is what runs this; `make demo` takes the binary that was built for it.
  @Test func makesTheDemo() throws {
    let run = try Program.run(
      "make", ["demo", "HOTBEAT=\(Program.hotbeat)"], in: OpenData.project)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("planted hotspots were found"))
    let demo = OpenData.project.appending(path: "demo")
    let check = try Clients.run(
      "check_hotspots.py", [demo.appending(path: "hotspots.geojson").path])
    #expect(check.code == 0, "\(check.output)\(check.errors)")
    let svg = try String(contentsOf: demo.appending(path: "hotspots.svg"), encoding: .utf8)
    #expect(svg.contains("id=\"scale-bar\""))
  }

  @Test(.enabled(if: OpenData.isPresent, "the open data is not here"))
  func answersOnOnesOwnData() throws {
    let folder = try prepared()
    for command in Self.commands where command.hasPrefix("hotbeat ") {
      let words = command.split(separator: " ").dropFirst().map(String.init)
      if words[0] == "serve" {
        try serve(words, in: folder)
      } else {
        let run = try Program.run(Program.hotbeat, words, in: folder.url)
        #expect(run.code == 0, "\(command): \(run.errors)")
        #expect(words.contains("--output") || words[0] == "init" || !run.output.isEmpty)
      }
    }
    #expect(folder.names.contains("hotspots.svg"))
  }

  /// A folder with the files that README speaks of.
  private func prepared() throws -> TemporaryFolder {
    let data = try #require(OpenData.folder)
    let folder = try TemporaryFolder()
    let links = [
      "beats.geojson": "cheshire_areas/cheshire_neighbourhoods.geojson",
      "lpu.geojson": "cheshire_areas/cheshire_lpu.geojson",
    ]
    for (name, source) in links {
      try FileManager.default.createSymbolicLink(
        atPath: folder.file(name), withDestinationPath: data.appending(path: source).path)
    }
    try FileManager.default.createDirectory(
      atPath: folder.file("police-uk-folder"), withIntermediateDirectories: false)
    for month in ["2018-10", "2018-11", "2018-12"] {
      let name = "\(month)-cheshire-street.csv"
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("police-uk-folder/\(name)"),
        withDestinationPath: data.appending(path: "police_uk_cheshire/\(name)").path)
    }
    return folder
  }

  /// Starts the service on a free port, as the one README names may be taken, and ends it.
  private func serve(_ words: [String], in folder: TemporaryFolder) throws {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: Program.hotbeat)
    process.arguments = words + ["--port", "0"]
    process.currentDirectoryURL = folder.url
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    #expect(said.contains("Listening on http://127.0.0.1:"))
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
