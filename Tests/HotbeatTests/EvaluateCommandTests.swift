import Foundation
import GeoJSON
import TestSupport
import Testing

/// `hotbeat evaluate` on the real data, where nothing is known to have been done.
@Suite(.enabled(if: OpenData.isPresent, "the open data is not here"))
struct EvaluateCommandTests {
  private let store: CheshireStore.Filled
  private let own: TemporaryFolder

  /// Macclesfield's town centre, drawn for the test.
  private let centre = """
    {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[-2.1310, 53.2560], [-2.1225, 53.2552], [-2.1190, 53.2580], \
    [-2.1205, 53.2625], [-2.1275, 53.2632], [-2.1320, 53.2605], [-2.1310, 53.2560]]]}}
    """

  init() throws {
    store = try CheshireStore.shared.get()
    own = try TemporaryFolder()
    try centre.write(toFile: own.file("centre.geojson"), atomically: true, encoding: .utf8)
  }

  private func evaluate(_ arguments: String...) throws -> Program {
    try Program.run(
      Program.hotbeat, ["evaluate", "--store", store.path] + arguments, in: own.url)
  }

  @Test func comparesATownCentreWithMatchedAreas() throws {
    let run = try evaluate(
      "--target", "centre.geojson", "--start", "2016-02", "--offence", "asb", "--format", "table")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("2016-02 to 2016-11, 2017-01 beside 2014-01 to 2014-11"))
    #expect(run.output.contains("the areas most like it before"))
    #expect(run.output.contains("Weighted displacement difference"))
    #expect(run.output.contains("placebo rank"))
    for word in ["reduced", "because of", "supports that"] { #expect(!run.output.contains(word)) }
    let csv = try evaluate(
      "--target", "centre.geojson", "--start", "2016-02", "--offence", "asb", "--format", "csv")
    let lines = csv.output.split(separator: "\n")
    #expect(lines.count == 6 && lines[1].hasPrefix("Target,470,441,"))
  }

  @Test func evaluatesAUnitOfALayer() throws {
    let run = try evaluate(
      "--layer", "lpu", "--target-area", "Crewe", "--control-layer", "lpu", "--start", "2016-02",
      "--offence", "asb", "--output", "crewe.html")
    #expect(run.code == 0, "\(run.errors)")
    let page = try String(contentsOfFile: own.file("crewe.html"), encoding: .utf8)
    #expect(page.contains("Checks of validity") && page.contains("<svg"))
    let picture = try evaluate(
      "--target-area", "Crewe", "--start", "2016-02", "--offence", "asb", "--output", "crewe.svg")
    #expect(picture.code == 0, "\(picture.errors)")
  }

  @Test func refusesDatesWithoutDataAndTwoTargets() throws {
    let late = try evaluate("--target-area", "Crewe", "--start", "2019-02")
    #expect(late.code == 65 || late.code == 64)
    #expect(late.errors.contains("nothing to compare"))
    let both = try evaluate(
      "--target-area", "Crewe", "--target", "centre.geojson", "--start", "2016-02")
    #expect(both.code == 64)
    let missing = try evaluate("--target", "nowhere.geojson", "--start", "2016-02")
    #expect(missing.code == 66)
  }
}
