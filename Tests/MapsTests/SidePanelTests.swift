import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct SidePanelTests {
  private static let long = String(repeating: "These words say the same again. ", count: 12)

  /// Whatever the texts, nothing in the column runs below its end or beyond the page.
  @Test(arguments: [0, 1, 12, 60], [0, 1, 40])
  func everythingFitsThePage(hotspotCount: Int, caveatCount: Int) throws {
    let spots = try hotspots(hotspotCount, spacing: 1_000).map {
      HotspotMap.Hotspot(
        number: $0.number, shape: $0.shape, density: $0.density, caption: Self.long)
    }
    let drawing = try Drawing(
      briefing(
        outlines: try quarters(), hotspots: spots, title: Self.long,
        caveats: Array(repeating: Self.long, count: caveatCount)))
    let baselines = try ["list", "caveats"].flatMap { try drawing.group($0).descendants }
      .filter { $0.name == "text" }.map { $0.number("y") }
    #expect(baselines.allSatisfy { $0 < 1_100 })
    let caveats = try drawing.group("caveats").texts
    #expect(caveats.isEmpty == (caveatCount == 0))
    #expect((caveats.last?.hasSuffix(" more") ?? false) == (caveatCount > 1))
    #expect(try drawing.group("header").texts.count == 3)
  }

  @Test func listsInOrderOfNumber() throws {
    let spots: [HotspotMap.Hotspot] = try hotspots(9, spacing: 1_000).reversed()
    let drawing = try Drawing(briefing(outlines: try quarters(), hotspots: spots))
    let numbers = try drawing.group("list").all("entry").compactMap { $0.texts.first }
    #expect(numbers == (1...9).map(String.init))
  }
}
