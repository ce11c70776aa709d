import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct ThematicMapTests {
  private func map(
    _ marks: [ThematicMap.Mark], outlines: [HotspotMap.Outline] = [],
    legend: [ThematicMap.Category] = ThematicPalette.hotCold, listTitle: String? = nil,
    title: String = "Hot and cold cells", notes: [String] = [], caveats: [String] = []
  ) -> ThematicMap {
    ThematicMap(
      title: title, subtitle: "8,134 incidents", outlines: outlines, marks: marks, legend: legend,
      legendTitle: "Cells, Gi*", legendNotes: notes, listTitle: listTitle, caveats: caveats,
      attribution: "Contains public sector information")
  }

  /// A lattice of squares, their classes in turn.
  private func cells(_ columns: Int, side: Double = 300) throws -> [ThematicMap.Mark] {
    try (0..<(columns * columns)).map { index in
      ThematicMap.Mark(
        shape: .polygon(
          try square(
            atX: 340_000 + side * Double(index % columns),
            350_000 + side * Double(index / columns), side: side)), category: index % 7)
    }
  }

  @Test func hasAllItsParts() throws {
    let numbered = ThematicMap.Mark(
      shape: .polygon(try square(atX: 350_000, 360_000, side: 900)), category: 0, number: 1,
      caption: "High Street, 12 incidents")
    let drawing = try Drawing(
      map(
        try cells(20) + [numbered], outlines: try quarters(), listTitle: "Strongest cells",
        notes: ["After the false discovery rate."], caveats: ["Locations are anonymised."]
      ).svg())
    #expect(drawing.root["viewBox"] == "0 0 1600 1131")
    #expect(try drawing.group("areas").all("area").count == 4)
    #expect(try drawing.group("names").all("name").count == 4)
    #expect(try drawing.group("marks").all("marks").count == 7)
    #expect(try drawing.group("marks").all("mark").map { $0["data-number"] } == ["1"])
    #expect(try drawing.group("numbered").all("marker").count == 1)
    #expect(try drawing.group("legend").all("class").count == 7)
    #expect(try drawing.group("legend").texts.contains("After the false discovery rate."))
    #expect(try drawing.group("list").texts.contains("High Street, 12 incidents"))
    #expect(try drawing.group("caveats").texts.contains("Locations are anonymised."))
    for id in ["scale-bar", "north-arrow", "attribution", "boundaries"] {
      #expect(throws: Never.self) { try drawing.group(id) }
    }
  }

  /// Two squares 1 km apart: their places tell the scale, and that north is up.
  @Test func marksLieWhereTheyAreOnTheGround() throws {
    let marks = try [(0.0, 0.0), (9_000, 9_000)].enumerated().map { index, corner in
      ThematicMap.Mark(
        shape: .polygon(try square(atX: corner.0, corner.1, side: 1_000)), category: index)
    }
    let drawing = try Drawing(map(marks).svg())
    let boxes = try drawing.group("marks").all("marks").map { group in
      try #require(Box(enclosing: group.positions))
    }
    // The first class is drawn last. 10 km fill the panel's height but for its margins.
    let (north, south) = (boxes[0], boxes[1])
    let panel = try #require(drawing.root.descendants.first { $0["id"] == "panel" }).box
    let scale = (panel.height - 52) / 10_000
    #expect(abs(south.width - 1_000 * scale) < 0.11 && abs(south.height - south.width) < 0.11)
    #expect(abs(south.maxY - (panel.maxY - 26)) < 0.11)
    #expect(abs(north.minY - (panel.minY + 26)) < 0.11)
    #expect(abs(north.minX - south.minX - 9_000 * scale) < 0.11)
  }

  @Test func neighboursMeetWithoutAGap() throws {
    let marks = try cells(40, side: 333.3).map {
      ThematicMap.Mark(shape: $0.shape, category: 0)
    }
    let drawing = try Drawing(map(marks).svg())
    let positions = try drawing.group("marks").positions
    let lefts = Set(positions.map { Int(($0.x * 10).rounded()) })
    let tops = Set(positions.map { Int(($0.y * 10).rounded()) })
    // 40 columns of cells have 41 sides.
    #expect(lefts.count == 41 && tops.count == 41)
  }

  @Test func holdsVeryManyCellsInFewBytes() throws {
    let svg = map(try cells(224, side: 200), outlines: try quarters()).svg()
    #expect(svg.utf8.count < 1_700_000)
    #expect(try Drawing(svg).group("marks").all("marks").count == 7)
  }

  @Test func drawsLinesArrowsAndPoints() throws {
    let ends = [Point(x: 0, y: 0), Point(x: 5_000, y: 0)]
    let marks: [ThematicMap.Mark] = [
      .init(shape: .lines([ends, [Point(x: 0, y: 900), Point(x: 90, y: 2_000)]]), category: 0),
      .init(shape: .arrows([ends]), category: 1),
      .init(shape: .point(Point(x: 2_500, y: 2_500)), category: 2),
      .init(shape: .point(Point(x: 2_500, y: 1_500)), category: 2, number: 4, caption: "A pub"),
    ]
    let drawing = try Drawing(map(marks, listTitle: "Places").svg())
    let groups = try drawing.group("marks").all("marks")
    #expect(groups.map { $0["data-category"] } == ["1", "0", "2"])
    // An arrow is a line and a head.
    #expect(groups.map { $0.descendants.count { $0.name == "path" } } == [2, 1, 1])
    #expect(try drawing.group("list").texts == ["Places", "4", "A pub"])
  }

  @Test(arguments: ThematicMap.Fill.allCases, ThematicMap.Symbol.allCases)
  func everyLookIsDrawn(fill: ThematicMap.Fill, symbol: ThematicMap.Symbol) throws {
    let look = ThematicMap.Category(name: "A", colour: "#0072b2", fill: fill, symbol: symbol)
    let shapes: [ThematicMap.Shape] = [
      .polygon(try square(atX: 0, 0, side: 900)), .point(Point(x: 1_500, y: 0)),
    ]
    let drawing = try Drawing(
      map(shapes.map { .init(shape: $0, category: 0) }, legend: [look]).svg())
    let patterns = drawing.root.descendants.filter { $0.name == "pattern" }.compactMap { $0["id"] }
    let used = drawing.root.descendants.compactMap { $0["fill"] }.filter { $0.hasPrefix("url") }
    #expect(Set(used) == Set(patterns.map { "url(#\($0)) #0072b2" }))
    #expect(try drawing.group("marks").positions.count > 6)
  }

  @Test func sameMapGivesSameBytes() throws {
    let marks = try cells(30).enumerated().map { index, mark in
      ThematicMap.Mark(
        shape: mark.shape, category: mark.category, number: index < 70 ? index : nil,
        caption: "Cell \(index)")
    }
    let map = map(marks, outlines: try quarters(), listTitle: "Cells")
    #expect(map.svg() == map.svg())
    #expect(try Drawing(map.svg()).group("numbered").all("marker").count <= 60)
  }

  @Test func escapesText() throws {
    let words = "Rock & Roll <\"O'Neill's\">"
    let mark = ThematicMap.Mark(
      shape: .point(Point(x: 0, y: 0)), category: 0, number: 1, caption: words)
    let drawing = try Drawing(
      map(
        [mark], legend: [.init(name: words, colour: "#123456")], listTitle: words, title: words,
        notes: [words], caveats: [words]
      ).svg())
    for id in ["header", "legend", "list", "caveats"] {
      #expect(try drawing.group(id).texts.contains(words))
    }
  }

  @Test func drawsWithNothing() throws {
    let nothing = try Drawing(map([], legend: [], listTitle: "Cells").svg())
    for id in ["areas", "marks", "names", "numbered", "scale-bar", "legend", "caveats"] {
      #expect(throws: Never.self) { try nothing.group(id) }
    }
    #expect(try nothing.group("list").texts == ["Cells", "None meets the criteria"])
    let empty = ThematicMap.Mark(shape: .polygon(MultiPolygon([])), category: 0, number: 1)
    #expect(throws: Never.self) { try Drawing(map([empty]).svg()) }
    let areas = try Drawing(map([], outlines: try quarters()).svg())
    #expect(try areas.group("marks").all("marks").isEmpty)
    #expect(try areas.group("legend").all("class").count == 7)
  }

  /// Markers of numbered marks keep off each other and in the panel.
  @Test func markersDoNotOverlap() throws {
    let marks = try (0..<60).map { index in
      ThematicMap.Mark(
        shape: .point(Point(x: Double(index % 8) * 400, y: Double(index / 8) * 300)), category: 0,
        number: index + 1)
    }
    let drawing = try Drawing(map(marks, listTitle: "Places").svg())
    let boxes = try drawing.group("numbered").all("marker").map(\.box)
    #expect(boxes.count == 60)
    for (index, box) in boxes.enumerated() {
      #expect(!boxes[(index + 1)...].contains { $0.intersects(box) })
    }
  }

  private static let long = String(repeating: "These words say the same again. ", count: 12)

  /// Whatever the texts, nothing in the column runs beyond the page.
  @Test(arguments: [0, 7, 17, 90], [0, 30])
  func everythingFitsThePage(classes: Int, caveats: Int) throws {
    let legend = (0..<classes).map {
      ThematicMap.Category(name: "\($0) \(Self.long)", colour: "#336699", count: 1_000 * $0)
    }
    let marks = (0..<min(classes, 40)).map {
      ThematicMap.Mark(
        shape: .point(Point(x: Double($0), y: 0)), category: $0, number: $0, caption: Self.long)
    }
    let drawing = try Drawing(
      map(
        marks, legend: legend, listTitle: "Places", title: Self.long,
        caveats: Array(repeating: Self.long, count: caveats)
      ).svg())
    let baselines = try ["legend", "list", "caveats"]
      .flatMap { try drawing.group($0).descendants }
      .filter { $0.name == "text" }.map { $0.number("y") }
    #expect(baselines.allSatisfy { $0 < 1_100 })
    #expect(try drawing.group("legend").texts.contains { $0.hasSuffix(" more") } == (classes > 40))
  }
}

@Suite struct ThematicPaletteTests {
  @Test func classesOfAPaletteDiffer() {
    for palette in [
      ThematicPalette.hotCold, ThematicPalette.localMoran, ThematicPalette.emerging,
      ThematicPalette.qualitative((1...32).map(String.init)),
    ] {
      #expect(Set(palette.map { "\($0.colour) \($0.fill)" }).count == palette.count)
      #expect(Set(palette.map(\.name)).count == palette.count)
    }
    #expect(ThematicPalette.hotCold.count == 7 && ThematicPalette.emerging.count == 17)
  }

  /// In grey, classes with the same fill are at least 15 of 255 levels apart.
  @Test func classesDifferInGrey() {
    for palette in [
      ThematicPalette.hotCold, ThematicPalette.localMoran, ThematicPalette.emerging,
    ] {
      for (place, look) in palette.enumerated() {
        for other in palette[..<place] where other.fill == look.fill {
          #expect(abs(grey(look.colour) - grey(other.colour)) >= 15, "\(look.name), \(other.name)")
        }
      }
    }
  }

  private func grey(_ hex: String) -> Double {
    let value = Int(hex.dropFirst(), radix: 16) ?? 0
    return 0.2126 * Double(value >> 16) + 0.7152 * Double(value >> 8 & 255)
      + 0.0722 * Double(value & 255)
  }

  @Test func countsFallIntoTheClassThatNamesThem() {
    let counts = [0, 0, 1, 1, 2, 3, 4, 5, 8, 13, 21, 34]
    let breaks = ClassBreaks(ofCounts: counts)
    #expect(breaks.categories.last?.name == "0" && breaks.categories.count == 6)
    for count in counts {
      let ends = breaks.categories[breaks.category(of: count)].name
        .split(separator: " ").compactMap { Int($0) }
      #expect(ends.first ?? .max <= count && count <= ends.last ?? .min)
    }
  }

  @Test(arguments: [[], [0], [0, 0], [5], [5, 5, 5], [1, 1, 1, 1, 2]])
  func fewCountsHaveFewClasses(counts: [Int]) {
    let breaks = ClassBreaks(ofCounts: counts)
    #expect(breaks.categories.count == Set(counts).count)
    for count in counts { #expect(breaks.categories.indices.contains(breaks.category(of: count))) }
  }

  @Test func valuesFallIntoTheHighestClassFirst() {
    let breaks = ClassBreaks(of: (1...50).map { Double($0 * $0) })
    #expect(breaks.categories.count == 5)
    #expect(breaks.category(of: 2_500.0) == 0 && breaks.category(of: 1.0) == 4)
    #expect(breaks.categories.first?.colour == "#bd0026")
  }

  /// A map of part of the areas is cut to its panel, and names and numbers stand inside it.
  @Test func showsPartOfTheAreas() throws {
    let areas = try quarters()
    let spot = try square(atX: 350_000, 360_000, side: 900)
    let map = ThematicMap(
      title: "Part", subtitle: "", outlines: areas,
      marks: [.init(shape: .polygon(spot), category: 0, number: 1, caption: "Here")],
      focus: Box(minX: 348_000, minY: 358_000, maxX: 353_000, maxY: 362_000),
      legend: [.init(name: "Hotspot", colour: "#b2182b")], legendTitle: "Hotspots")
    for svg in [map.svg(), map.figure(id: "part", alt: "")] {
      let root = try Drawing(svg).root
      let window = try #require(root.descendants.first { $0.name == "clipPath" })
      let panel = try #require(window.descendants.first { $0.name == "rect" }).box
      let cut = try #require(root.descendants.first { $0["clip-path"] != nil })
      #expect(cut["clip-path"] == "url(#\(window["id"] ?? ""))")
      let names = root.all("name").flatMap(\.descendants).filter { $0.name == "text" }
      #expect(!names.isEmpty)
      #expect(
        names.allSatisfy { panel.contains(Point(x: $0.number("x"), y: $0.number("y"))) })
      // 900 of 5,000 m across: the panel shows the part, not all 70 km.
      let shape = try #require(root.all("mark").first).positions
      let box = try #require(Box(enclosing: shape))
      #expect(box.width > 0.1 * panel.width)
    }
  }
}
