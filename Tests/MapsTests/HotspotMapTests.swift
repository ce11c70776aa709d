import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct HotspotMapTests {
  @Test func hasAllItsParts() throws {
    let map = briefing(
      outlines: try quarters(), hotspots: try hotspots(12, spacing: 2_000),
      caveats: ["Locations are anonymised."])
    let drawing = try Drawing(map)
    #expect(drawing.root["viewBox"] == "0 0 1600 1131")
    #expect(drawing.root.elements(forName: "title").first?.stringValue == map.title)
    #expect(drawing.root.elements(forName: "desc").count == 1)
    #expect(try drawing.group("areas").all("area").count == 4)
    #expect(try drawing.group("names").all("name").count == 4)
    let drawn = try drawing.group("hotspots").all("hotspot")
    #expect(Set(drawn.compactMap { $0["data-rank"] }) == Set((1...12).map(String.init)))
    #expect(try drawing.markerBoxes().count == 12)
    #expect(try drawing.group("list").all("entry").count == 12)
    #expect(try drawing.group("caveats").texts.contains("Locations are anonymised."))
    for id in ["scale-bar", "legend", "north-arrow", "attribution"] {
      #expect(throws: Never.self) { try drawing.group(id) }
    }
  }

  @Test func widthOnlyScalesThePage() throws {
    let map = briefing(outlines: try quarters(), hotspots: try hotspots(3, spacing: 2_000))
    let (small, large) = (try Drawing(map.svg(width: 800)), try Drawing(map.svg(width: 3200)))
    #expect(small.root["width"] == "800" && small.root["height"] == "566")
    #expect(large.root["width"] == "3200" && large.root["height"] == "2262")
    #expect(
      try small.group("hotspots").xmlString == large.group("hotspots").xmlString)
  }

  @Test func sameMapGivesSameBytes() throws {
    let (outlines, spots) = (try quarters(), try hotspots(80, spacing: 700))
    let first = briefing(outlines: outlines, hotspots: spots).svg()
    #expect(first == briefing(outlines: outlines, hotspots: spots).svg())
    #expect(first == briefing(outlines: outlines, hotspots: spots.reversed()).svg())
  }

  @Test func escapesText() throws {
    let name = "Rock & Roll <\"O'Neill's\">"
    let area = HotspotMap.Outline(
      name: name, code: "\"&<", shape: try square(atX: 0, 0, side: 9_000))
    let spot = HotspotMap.Hotspot(
      number: 1, shape: try square(atX: 100, 100, side: 300), density: 3,
      caption: "Fish & Chips\u{1} <b>")
    let drawing = try Drawing(briefing(outlines: [area], hotspots: [spot], title: "A < B & C"))
    #expect(try drawing.group("areas").all("area").first?["data-code"] == "\"&<")
    #expect(try drawing.group("names").texts.first == name)
    #expect(try drawing.group("list").texts.contains("Fish & Chips\u{FFFD} <b>"))
    #expect(try drawing.group("header").texts.first == "A < B & C")
  }

  @Test func saysThatNoHotspotMeetsTheCriteria() throws {
    let drawing = try Drawing(briefing(outlines: try quarters(), hotspots: []))
    #expect(try drawing.group("list").texts.contains("No hotspot meets the criteria"))
    #expect(try drawing.group("hotspots").all("hotspot").isEmpty)
    #expect(try drawing.group("names").all("name").count == 4)
  }

  @Test func drawsWithoutOutlinesOrWithNothing() throws {
    let alone = try Drawing(briefing(outlines: [], hotspots: try hotspots(5, spacing: 900)))
    #expect(try alone.markerBoxes().count == 5)
    let nothing = try Drawing(briefing(outlines: [], hotspots: []))
    for id in ["areas", "names", "hotspots", "scale-bar", "legend", "list", "caveats"] {
      #expect(throws: Never.self) { try nothing.group(id) }
    }
    let empty = HotspotMap.Outline(name: "Nowhere", code: "", shape: MultiPolygon([]))
    #expect(try Drawing(briefing(outlines: [empty], hotspots: [])).group("names").texts.isEmpty)
  }

  @Test(arguments: [0.001, 1, 40]) func drawsATinyArea(side: Double) throws {
    let area = HotspotMap.Outline(
      name: "Kiosk", code: "K", shape: try square(atX: 350_000, 400_000, side: side))
    let spot = HotspotMap.Hotspot(number: 1, shape: area.shape, density: 0, caption: "Kiosk")
    let drawing = try Drawing(briefing(outlines: [area], hotspots: [spot]))
    #expect(try drawing.markerBoxes().count == 1)
    #expect(try drawing.group("scale-bar").texts.count == 3)
  }

  @Test func drawsAShapeWithoutInside() throws {
    let line = try Ring(corners: [Point(x: 0, y: 0), Point(x: 90, y: 90), Point(x: 180, y: 180)])
    let shape = MultiPolygon([Polygon(exterior: line)])
    let spot = HotspotMap.Hotspot(number: 1, shape: shape, density: 1, caption: "A line")
    let area = HotspotMap.Outline(name: "Line", code: "L", shape: shape)
    #expect(try Drawing(briefing(outlines: [area], hotspots: [spot])).markerBoxes().count == 1)
  }

  @Test func staysSmallWithRaggedBoundaries() throws {
    let outlines = try (0..<121).map { index in
      HotspotMap.Outline(
        name: "Beat \(index)", code: "B\(index)",
        shape: try ragged(atX: 6_400 * Double(index % 11), 4_600 * Double(index / 11)))
    }
    let svg = briefing(outlines: outlines, hotspots: try hotspots(40, spacing: 1_500)).svg()
    #expect(svg.utf8.count < 500_000)
  }

  /// A circle of 3 km radius in 1,000 corners that jitter by up to 10 m.
  private func ragged(atX x: Double, _ y: Double) throws -> MultiPolygon<Point> {
    var corners: [Point] = []
    let step = 0.006283185307179586
    var (cosine, sine) = (1.0, 0.0)
    for index in 0..<1_000 {
      let radius = 3_000 + Double(index * 7_919 % 21) - 10
      corners.append(Point(x: 340_000 + x + radius * cosine, y: 350_000 + y + radius * sine))
      // One turn by a small angle: a Cayley rotation keeps the radius exactly.
      let half = step / 2
      let scale = 1 + half * half
      (cosine, sine) = (
        ((1 - half * half) * cosine - step * sine) / scale,
        ((1 - half * half) * sine + step * cosine) / scale
      )
    }
    return MultiPolygon([Polygon(exterior: try Ring(corners: corners))])
  }
}
