import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct MarkerPlacementTests {
  /// Far apart, crowded, and all in one place, in the middle and in a corner of the map.
  @Test(arguments: [1, 2, 40, 60], [0.0, 50, 400, 2_400])
  func numbersDoNotCoverEachOther(count: Int, spacing: Double) throws {
    let drawing = try Drawing(
      briefing(outlines: try quarters(), hotspots: try hotspots(count, spacing: spacing)))
    let boxes = try drawing.markerBoxes()
    let panel = try drawing.group("panel").box
    #expect(boxes.count == count)
    for (index, box) in boxes.enumerated() {
      #expect(boxes[..<index].allSatisfy { !$0.intersects(box) })
      #expect(panel.minX <= box.minX && box.maxX <= panel.maxX)
      #expect(panel.minY <= box.minY && box.maxY <= panel.maxY)
    }
  }

  @Test func sixHundredHotspotsHaveSixtyNumbers() throws {
    let drawing = try Drawing(
      briefing(outlines: try quarters(), hotspots: try hotspots(600, spacing: 1_500)))
    #expect(try drawing.group("hotspots").all("hotspot").count == 600)
    #expect(try drawing.markerBoxes().count == HotspotMap.mostMarkers)
    let legend = try drawing.group("legend").texts.joined(separator: " ")
    #expect(legend.contains("the first 60 of 600 hotspots"))
    let list = try drawing.group("list")
    #expect(list.texts.last == "and \(600 - list.all("entry").count) more")
  }

  @Test func longNumbersFitTheirDisc() throws {
    let spots = try hotspots(3, spacing: 3_000).enumerated().map { index, spot in
      HotspotMap.Hotspot(
        number: [7, 345, 12_345][index], shape: spot.shape, density: 5, caption: "Street")
    }
    let drawing = try Drawing(briefing(outlines: try quarters(), hotspots: spots))
    let widths = try drawing.markerBoxes().map(\.width).sorted()
    #expect(widths[0] == 24 && widths[1] > 30 && widths[2] > 45)
  }

  /// The leader of a marker ends at its own shape.
  @Test func leadersReachTheirShapes() throws {
    let drawing = try Drawing(
      briefing(outlines: try quarters(), hotspots: try hotspots(30, spacing: 400)))
    for spot in try drawing.group("hotspots").all("hotspot") {
      let path = try #require(spot.descendants.first { $0.name == "path" })
      let shape = try #require(Box(enclosing: path.corners))
      let leader = try #require(spot.all("leader").first).corners
      #expect(shape.expanded(by: 0.3).contains(leader[1]))
    }
  }
}
