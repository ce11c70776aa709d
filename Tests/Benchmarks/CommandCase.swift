import Foundation
import TestSupport

/// What a user waits for: the import, a question from a cold process, and one to the running service.
struct CommandCase {
  private static let question = [
    "--offence", "asb", "--from", "2018-10", "--to", "2018-12", "--per", "lpu", "--top", "5",
  ]

  func run() throws -> [Measurement] {
    guard let data = OpenData.folder else { return [] }
    let folder = try TemporaryFolder()
    func hotbeat(_ arguments: [String]) throws {
      let run = try Program.run(Program.hotbeat, arguments, in: folder.url)
      precondition(run.code == 0, run.errors)
    }
    let imported = try median(of: 3) {
      try? FileManager.default.removeItem(atPath: folder.file("hotbeat.gpkg"))
      try hotbeat(["init"])
      try hotbeat(["import", "incidents", data.appending(path: "police_uk_cheshire").path])
    }
    let areas = data.appending(path: "cheshire_areas").path
    try hotbeat([
      "import", "areas", areas + "/cheshire_neighbourhoods.geojson", "--layer", "beat", "--id",
      "id", "--name", "name",
    ])
    try hotbeat([
      "import", "areas", areas + "/cheshire_lpu.geojson", "--layer", "lpu", "--id", "lpu_code",
      "--name", "lpu_name",
    ])
    let asked = try median(of: 7) {
      try hotbeat(["hotspots"] + Self.question + ["--output", "h.geojson"])
    }
    return [
      Measurement(
        bench: "import-incidents", n: 203_425, parameters: "27 files, with init, whole process",
        median: imported, runs: 3, threads: 2),
      Measurement(
        bench: "hotspots-cold", n: 203_425, parameters: "3 months of ASB per lpu, whole process",
        median: asked, runs: 7, threads: 2),
      try served(folder),
    ]
  }

  private func served(_ folder: TemporaryFolder) throws -> Measurement {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: Program.hotbeat)
    process.arguments = ["serve", "--port", "0", "--audience", "analyst"]
    process.currentDirectoryURL = folder.url
    process.standardError = pipe
    try process.run()
    defer { process.terminate() }
    let said = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    let address = said.split(separator: " ").first { $0.hasPrefix("http://") } ?? ""
    let query = "hotspots?offence=asb&from=2018-10&to=2018-12&per=lpu&top=5"
    let times = try (0..<21).map { _ in
      let run = try Program.run(
        "curl", ["-s", "-o", "/dev/null", "-w", "%{time_total}", address + query],
        in: folder.url)
      return Double(run.output) ?? .infinity
    }
    return Measurement(
      bench: "hotspots-served", n: 203_425, parameters: "the same over HTTP once loaded",
      median: times.sorted()[times.count / 2], runs: times.count, threads: 2)
  }
}
