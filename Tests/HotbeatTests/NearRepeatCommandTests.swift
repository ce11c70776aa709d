import Foundation
import TestSupport
import Testing

/// `hotbeat near-repeat` on real data: Chicago's burglaries of 2016, and what must be refused.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct NearRepeatCommandTests {
  private let own: TemporaryFolder

  init() throws { own = try TemporaryFolder() }

  private func run(_ arguments: String...) throws -> Program {
    let run = try Program.run(Program.hotbeat, arguments, in: own.url)
    #expect(run.code == 0, "\(run.errors)")
    return run
  }

  /// A store of burglaries, in the reference system they were published in.
  private func fill(from name: String, hasHeader: Bool) throws {
    let folder = try #require(OpenData.folder)
    let text = try String(
      contentsOf: folder.appending(path: "near_repeat_chicago/" + name), encoding: .utf8)
    try own.write((hasHeader ? "" : "X,Y,date\n") + text, to: "burglaries.csv")
    try own.write(Self.mapping, to: "map.yaml")
    try own.write(Self.city, to: "city.geojson")
    _ = try run("init", "--crs", "EPSG:26971")
    _ = try run("import", "incidents", "burglaries.csv", "--mapping", "map.yaml")
  }

  private func nearRepeat(_ more: String...) throws -> Program {
    let arguments = [
      "near-repeat", "--study-area", "city.geojson", "--time-zone", "America/Chicago",
    ]
    let run = try Program.run(Program.hotbeat, arguments + more, in: own.url)
    #expect(run.code == 0, "\(run.errors)")
    return run
  }

  @Test func countsTheCalculatorsOwnTable() throws {
    try fill(from: "chicago_be_month1.csv", hasHeader: false)
    let json = try nearRepeat("--compatible", "nrc", "--format", "geojson", "--replicates", "99")
    let collection = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let knox = try #require(collection["knox"] as? [String: Any])
    let cells = try #require(knox["cells"] as? [[String: Any]])
    #expect(
      cells.compactMap { $0["observed"] as? Int } == [
        28, 5, 5, 2, 44, 13, 8, 4, 97, 56, 19, 16, 77, 67, 45, 20, 182194, 146149, 95237, 45879,
      ])
    #expect(knox["pairs"] as? Int == 469_965)
  }

  /// A whole year: nearly all cells of the first fortnight stand out; a day without a date is left out at import.
  @Test func findsNearRepeatsOfAYear() throws {
    try fill(from: "chicago_be.csv", hasHeader: true)
    let json = try nearRepeat("--format", "geojson")
    let collection = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let summary = try #require(collection["summary"] as? [String: Any])
    #expect(summary["events"] as? Int == 11_700)
    let knox = try #require(collection["knox"] as? [String: Any])
    #expect(knox["overall_p"] as? Double == 0.001)
    let cells = try #require(knox["cells"] as? [[String: Any]])
    for band in [0, 4, 8] { #expect(try #require(cells[band]["q"] as? Double) <= 0.05) }
    let again = try nearRepeat("--format", "geojson", "--threads", "1")
    #expect(withoutElapsed(again.output) == withoutElapsed(json.output))
    _ = try nearRepeat("--output", "pairs.svg")
    _ = try nearRepeat("--show", "chains", "--output", "chains.svg")
    for name in ["pairs.svg", "chains.svg"] {
      let text = try String(contentsOf: own.url.appending(path: name), encoding: .utf8)
      #expect(text.hasPrefix("<?xml") && text.hasSuffix("</svg>\n"), "\(name)")
    }
  }

  private func withoutElapsed(_ text: String) -> String {
    text.replacing(#/"elapsed_s":[0-9.e-]+/#, with: "")
  }

  @Test func monthsOfPoliceUKAreRefused() throws {
    let store = try CheshireStore.shared.get()
    let run = try Program.run(
      Program.hotbeat, ["near-repeat", "--store", store.path, "--offence", "burglary"], in: own.url)
    #expect(run.code == 64)
    #expect(run.errors.contains("known by their month only"))
    #expect(run.output.isEmpty)
  }

  private static let mapping = """
    columns:
      easting: X
      northing: Y
      occurred_from: date
    crs: EPSG:26971
    timezone: America/Chicago
    constants:
      offence: burglary

    """

  private static let city = """
    {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
       [[[-88.1,41.5],[-87.4,41.5],[-87.4,42.2],[-88.1,42.2],[-88.1,41.5]]]}}]}

    """
}
