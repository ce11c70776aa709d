import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct LegendTests {
  @Test func classesHoldAboutEquallyMany() throws {
    let spots = try densities((1...50).map { Double($0 * $0) })
    let drawing = try Drawing(briefing(outlines: try quarters(), hotspots: spots))
    let classes = try drawing.group("legend").all("class").compactMap { $0["fill"] }
    #expect(classes == ["#fed976", "#feb24c", "#fd8d3c", "#f03b20", "#bd0026"])
    let fills = try drawing.group("hotspots").all("hotspot").compactMap { spot in
      spot.descendants.first { $0.name == "path" }?["fill"]
    }
    for colour in classes { #expect((9...11).contains(fills.count { $0 == colour })) }
    let labels = try drawing.group("legend").texts
    #expect(labels.contains("1") && labels.contains("2,500"))
  }

  @Test(arguments: [
    ([7.0], 1), ([7.0, 7, 7, 7, 7, 7], 1), ([0.0, 0], 1), ([1.0, 9], 2),
    ([0.001, 0.002, 0.003, 0.004, 0.005], 5), ([2.0, 2, 2, 2, 2, 9], 2),
    ([1e6, 2e6, 3e6, 4e6, 5e6], 5),
  ])
  func hasNoMoreClassesThanValues(values: [Double], count: Int) throws {
    let drawing = try Drawing(
      briefing(outlines: try quarters(), hotspots: try densities(values)))
    let legend = try drawing.group("legend")
    #expect(legend.all("class").count == count)
    #expect(legend.texts.first == "Incidents per km² in the period")
  }

  @Test func labelsOfSmallDensitiesDiffer() throws {
    let spots = try densities([0.11, 0.12, 0.13, 0.14, 0.15])
    let legend = try Drawing(briefing(outlines: [], hotspots: spots)).group("legend")
    let labels = legend.texts.compactMap { Double($0) }.filter { $0 < 1 }
    #expect(labels.count == 6 && Set(labels).count == 6 && labels == labels.sorted())
  }

  private func densities(_ values: [Double]) throws -> [HotspotMap.Hotspot] {
    try zip(hotspots(values.count, spacing: 1_500), values).map { spot, density in
      HotspotMap.Hotspot(
        number: spot.number, shape: spot.shape, density: density, caption: spot.caption)
    }
  }
}
