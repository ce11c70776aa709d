import Foundation
import TestSupport
import Testing

/// A store of the real data, filled once by the real binary and shared by the tests that need it.
enum CheshireStore {
  struct Filled: Sendable {
    let folder: TemporaryFolder
    let firstImport: Program
    let secondImport: Program
    let beats: Program
    let units: Program
    /// What was in the folder when the last command had ended, before other programs opened the store.
    let names: [String]

    var path: String { folder.file("hotbeat.gpkg") }
  }

  static let shared: Result<Filled, any Error> = Result {
    let data = try #require(OpenData.folder)
    let folder = try TemporaryFolder()
    func run(_ arguments: [String]) throws -> Program {
      try Program.run(Program.hotbeat, arguments, in: folder.url)
    }
    _ = try run(["init"])
    let incidents = ["import", "incidents", data.appending(path: "police_uk_cheshire").path]
    let first = try run(incidents)
    let areas = data.appending(path: "cheshire_areas")
    let beats = try run([
      "import", "areas", areas.appending(path: "cheshire_neighbourhoods.geojson").path,
      "--layer", "beat", "--id", "id", "--name", "name", "--parent", "lpu_code",
      "--parent-layer", "lpu",
    ])
    let units = try run([
      "import", "areas", areas.appending(path: "cheshire_lpu.geojson").path, "--layer", "lpu",
      "--id", "lpu_code", "--name", "lpu_name",
    ])
    let second = try run(incidents)
    return Filled(
      folder: folder, firstImport: first, secondImport: second, beats: beats, units: units,
      names: folder.names)
  }
}
