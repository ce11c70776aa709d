import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct NamePlacementTests {
  @Test(arguments: [0, 30, 60]) func namesStayClearOfMarkers(count: Int) throws {
    let drawing = try Drawing(
      briefing(outlines: try quarters(), hotspots: try hotspots(count, spacing: 1_800)))
    let markers = try drawing.markerBoxes()
    let names = try drawing.group("names").all("name")
    #expect(names.count == 4)
    for name in names {
      let box = try box(of: name)
      #expect(markers.allSatisfy { !$0.intersects(box) })
    }
  }

  @Test func dropsNamesThatDoNotFit() throws {
    let long = "Sandbach Ettiley Heath and Wheelock & Heath and East"
    let narrow = HotspotMap.Outline(
      name: long, code: "N",
      shape: try rectangle(atX: 340_000, 350_000, width: 1_500, height: 40_000))
    let wide = HotspotMap.Outline(
      name: "Crewe", code: "W", shape: try square(atX: 345_000, 350_000, side: 40_000))
    let drawing = try Drawing(briefing(outlines: [narrow, wide], hotspots: []))
    #expect(Set(try drawing.group("names").texts) == ["Crewe"])
    let titles = try drawing.group("areas").descendants.filter { $0.name == "title" }
    #expect(titles.map(\.stringValue) == [long, "Crewe"])
  }

  /// The middle of an L, or of its box, lies outside it.
  @Test func namesStandInsideAnAwkwardArea() throws {
    let corners = [(0, 0), (40, 0), (40, 6), (6, 6), (6, 40), (0, 40)].map {
      Point(x: Double($0.0) * 1_000, y: Double($0.1) * 1_000)
    }
    let shape = MultiPolygon([Polygon(exterior: try Ring(corners: corners))])
    let area = HotspotMap.Outline(name: "Elbow", code: "L", shape: shape)
    let drawing = try Drawing(briefing(outlines: [area], hotspots: []))
    let path = try #require(try drawing.group("areas").descendants.first { $0.name == "path" })
    let drawn = Polygon(exterior: try Ring(corners: path.corners))
    let name = try #require(try drawing.group("names").all("name").first)
    let box = try box(of: name)
    for (x, y) in [(box.minX, box.minY), (box.maxX, box.minY), (box.minX, box.maxY)] {
      #expect(drawn.contains(Point(x: x, y: y)))
    }
  }

  @Test func namesOfManyAreasDoNotCollide() throws {
    let outlines = try (0..<121).map { (index: Int) -> HotspotMap.Outline in
      let (column, row) = (Double(index % 11), Double(index / 11))
      return HotspotMap.Outline(
        name: index % 3 == 0 ? "Handforth & Dean Row" : "Upton", code: "\(index)",
        shape: try square(atX: 6_000 * column, 6_000 * row, side: 6_000))
    }
    let drawing = try Drawing(briefing(outlines: outlines, hotspots: []))
    let boxes = try drawing.group("names").all("name").map { try box(of: $0) }
    #expect(boxes.count > 80)
    for (index, box) in boxes.enumerated() {
      #expect(boxes[..<index].allSatisfy { !$0.intersects(box) })
    }
  }

  /// About the ink of a name: half the size for each letter, from cap height to baseline.
  private func box(of name: XMLElement) throws -> Box<Point> {
    let size = name.number("font-size")
    let lines = name.descendants.filter { $0.name == "text" }.map { line in
      let half = Double(line.stringValue?.count ?? 0) * size / 4
      let (x, y) = (line.number("x"), line.number("y"))
      return Box<Point>(minX: x - half, minY: y - 0.7 * size, maxX: x + half, maxY: y)
    }
    return try #require(Box(union: lines))
  }
}
