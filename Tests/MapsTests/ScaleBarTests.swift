import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct ScaleBarTests {
  /// The bar is as long on the page as a stretch of ground of its stated length.
  @Test(arguments: [80.0, 300, 1_234, 9_999, 70_000, 500_000])
  func tellsTheTruth(side: Double) throws {
    let area = HotspotMap.Outline(
      name: "Square", code: "S", shape: try square(atX: 340_000, 350_000, side: side))
    let drawing = try Drawing(briefing(outlines: [area], hotspots: []))
    let bar = try drawing.group("scale-bar")
    let path = try #require(try drawing.group("areas").descendants.first { $0.name == "path" })
    let drawn = try #require(Box(enclosing: path.corners))
    let lengths = bar.descendants.filter { $0.name == "rect" }.map { $0.number("width") }
    let length = try #require(lengths.max())
    // Both lengths are printed to a tenth of a unit.
    let expected = bar.number("data-metres") / side * drawn.width
    #expect(abs(length - expected) < 0.11 + 0.2 * bar.number("data-metres") / side)
    #expect(abs(drawn.width - drawn.height) < 0.21)
    let panel = try drawing.group("panel")
    #expect(length <= panel.number("width") / 4)
    #expect(length > panel.number("width") / 11)
  }

  @Test(arguments: zip([60_000.0, 600], [["0", "5", "10 km"], ["0", "50", "100 m"]]))
  func namesItsLength(side: Double, labels: [String]) throws {
    let area = HotspotMap.Outline(
      name: "Square", code: "S", shape: try square(atX: 0, 0, side: side))
    let drawing = try Drawing(briefing(outlines: [area], hotspots: []))
    #expect(try drawing.group("scale-bar").texts == labels)
  }
}
