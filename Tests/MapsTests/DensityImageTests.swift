import Geometry
import Maps
import Probability
import Testing

struct DensityImageTests {
  static let breaks: [(level: Double, meaning: String)] = [
    (6, "holds 20 % of incidents"), (2, "holds 60 % of incidents"),
    (4, "holds 40 % of incidents"), (1, "holds 80 % of incidents"),
  ]
  /// Ground not above any level, and the four classes.
  static let classes = ["#fbfbf9", "#fed976", "#feb24c", "#f03b20", "#bd0026"].map(colour)
  static let (paper, beyond) = (colour("#ffffff"), colour("#e9edf0"))
  static let (boundary, rule) = (colour("#8793a0"), colour("#c9d0d6"))

  /// One pixel to a cell, north at the top; a value at a level is not above it.
  @Test(arguments: [(1, 1), (13, 9), (1, 20), (30, 2)])
  func theOverlayShowsEachCellAsOnePixel(columns: Int, rows: Int) throws {
    let surface = try surface(columns: columns, rows: rows)
    let picture = try Picture(image(of: surface).plain())
    #expect(picture.width == columns && picture.height == rows)
    for cell in 0..<surface.grid.cellCount {
      let (column, row) = (surface.grid.column(of: cell), surface.grid.row(of: cell))
      #expect(picture[column, rows - 1 - row] == shade(of: surface[cell]) ?? .transparent)
    }
  }

  /// Without a width every cell takes the same whole number of pixels on each side.
  @Test(arguments: [(13, 9), (40, 3), (3, 40), (1, 1)])
  func thePageShowsEachCellAsASquare(columns: Int, rows: Int) throws {
    let surface = try surface(columns: columns, rows: rows)
    let picture = try Picture(image(of: surface).page())
    let map = try #require(MapArea(of: picture))
    let size = map.width / columns
    #expect(size == min(1_200 / columns, 900 / rows))
    #expect(map.width == columns * size && map.height == rows * size)
    for cell in 0..<surface.grid.cellCount {
      let left = map.left + surface.grid.column(of: cell) * size
      let top = map.top + (rows - 1 - surface.grid.row(of: cell)) * size
      for (x, y) in [(0, 0), (size - 1, 0), (0, size - 1), (size - 1, size - 1), (size / 2, 1)] {
        let found = picture[left + x, top + y]
        if let expected = shade(of: surface[cell]) {
          #expect(found == expected)
        } else {
          #expect(found == Self.beyond || found == Self.boundary)
        }
      }
    }
  }

  /// At a width that is asked for, each pixel shows the cell at its centre.
  @Test(arguments: [640, 1_001, 1_700])
  func aPageOfAnyWidthShowsTheCellAtEachPixel(width: Int) throws {
    let surface = try surface(columns: 37, rows: 29)
    let picture = try Picture(image(of: surface).page(width: width))
    #expect(picture.width == width)
    let map = try #require(MapArea(of: picture))
    let metres = surface.grid.box.width / Double(map.width)
    #expect(abs(Double(map.height) - surface.grid.box.height / metres) <= 0.5)
    for y in stride(from: 0, to: map.height, by: 3) {
      for x in 0..<map.width {
        let place = Point(
          x: surface.grid.box.minX + (Double(x) + 0.5) * metres,
          y: surface.grid.box.maxY - (Double(y) + 0.5) * metres)
        let value = surface.grid.index(at: place).flatMap { surface[$0] }
        let found = picture[map.left + x, map.top + y]
        let expected = shade(of: value)
        if found != expected, expected != nil || ![Self.beyond, Self.boundary].contains(found) {
          Issue.record("pixel \(x), \(y)")
        }
      }
    }
  }

  /// The classes stand right of the map, the highest at the top, then land and what is outside.
  @Test func theLegendShowsEveryClass() throws {
    let picture = try Picture(image(of: try surface(columns: 13, rows: 9)).page())
    let map = try #require(MapArea(of: picture))
    let column = (map.top..<map.bottom).map { picture[map.right + 34, $0] }
    let swatches = Set(Self.classes + [Self.beyond])
    var found: [PNGImage.Colour] = []
    for colour in column where swatches.contains(colour) && colour != found.last {
      found.append(colour)
    }
    #expect(found == Self.classes.reversed() + [Self.beyond])
  }

  @Test func theLegendOfAWholeGridHasNothingOutside() throws {
    let part = try surface(columns: 13, rows: 9)
    let whole = Surface(computed: part.computed, study: CellAreas(whole: part.grid))
    let picture = try Picture(image(of: whole).page())
    #expect(picture.first(Self.beyond) == nil)
  }

  /// Whatever the words, the margins stay free and the map is where it can be seen.
  @Test(
    arguments: [
      "", "T", String(repeating: "Anti-social behaviour in Ynys Môn, ", count: 12),
      String(repeating: "x", count: 900), "漢字 🚓 \u{301}",
    ], [nil, 640])
  func wordsStayOnThePage(words: String, width: Int?) throws {
    let surface = try surface(columns: 13, rows: 9)
    let image = DensityImage(
      surface: surface, breaks: [(1, words), (2, words)], title: words, subtitle: words,
      unit: words, caption: words + "\n" + words)
    let picture = try Picture(image.page(width: width))
    let margin = width == 640 ? 14 : 28
    let (across, down) = (0..<picture.width, 0..<picture.height)
    #expect(picture.isEven(Self.paper, 0..<margin, down))
    #expect(picture.isEven(Self.paper, (picture.width - margin)..<picture.width, down))
    #expect(picture.isEven(Self.paper, across, 0..<margin))
    #expect(picture.isEven(Self.paper, across, (picture.height - margin)..<picture.height))
    #expect(try #require(MapArea(of: picture)).width > 150)
  }

  @Test func accentsAreLeftOutAndUnknownLettersAreBoxes() throws {
    func page(_ title: String) throws -> [UInt8] {
      try DensityImage(surface: surface(columns: 2, rows: 2), breaks: [], title: title)
        .page(width: 640)
    }
    #expect(try page("Llŷn à Ŵ") == page("Llyn a W"))
    #expect(try page("ab漢") == page("ab字"))
    #expect(try Set(["ab漢", "ab", "abc", "Ab", "a b", "ab²"].map(page)).count == 6)
  }

  @Test func theNumberOfBreaksIsFreeUpToNine() throws {
    let surface = try surface(columns: 13, rows: 9)
    for count in [0, 1, 2, 5, 6, 9] {
      let breaks = (0..<count).map { (level: Double($0) - 0.5, meaning: "") }
      let image = DensityImage(surface: surface, breaks: breaks, title: "")
      let picture = try Picture(image.plain())
      // Values from 0 to 8 are all above the first level; those outside the study area are one more.
      #expect(picture.colourCount == max(2, count + 1))
      #expect(try image.page(width: 640) == image.page(width: 640))
    }
  }

  @Test func cellsThatAreNotSquareKeepTheirShape() throws {
    let grid = Grid(
      cellWidth: 50, cellHeight: 100, firstColumn: 0, firstRow: 0, columns: 8, rows: 4)
    let surface = Surface(
      computed: (0..<32).map { Double($0 % 9) }, study: CellAreas(whole: grid))
    let map = try #require(MapArea(of: try Picture(image(of: surface).page())))
    #expect(map.width == map.height)
  }

  private func shade(of value: Double?) -> PNGImage.Colour? {
    value.map { value in Self.classes[Self.breaks.count { $0.level < value }] }
  }

  private func image(of surface: Surface) -> DensityImage {
    DensityImage(
      surface: surface, breaks: Self.breaks, title: "Anti-social behaviour",
      subtitle: "8,134 incidents, 300 m quartic kernel",
      caption: "Contains public sector information © Crown copyright")
  }

  /// Whole numbers from 0 to 8 on a grid whose north-west is outside the study area.
  private func surface(columns: Int, rows: Int) throws -> Surface {
    let grid = Grid(
      cellWidth: 100, cellHeight: 100, firstColumn: 3_400, firstRow: 3_500, columns: columns,
      rows: rows)
    var generator = Philox(seed: 16, stream: UInt64(columns))
    let values = (0..<grid.cellCount).map { _ in Double(generator.next() % 9) }
    let box = grid.box
    let triangle = try Ring(corners: [
      Point(x: box.minX - 20, y: box.minY - 20), Point(x: box.maxX + 20, y: box.minY - 20),
      Point(x: box.maxX + 20, y: box.maxY + 20),
    ])
    return Surface(
      computed: values,
      study: CellAreas(of: [MultiPolygon([Polygon(exterior: triangle)])], on: grid))
  }
}

/// Where the map is on a page: inside the first frame.
private struct MapArea {
  let left: Int
  let top: Int
  let right: Int
  let bottom: Int
  var width: Int { right - left }
  var height: Int { bottom - top }

  init?(of picture: Picture) {
    let rule = DensityImageTests.rule
    guard let (x, y) = picture.first(rule) else { return nil }
    (left, top) = (x + 1, y + 1)
    right = (x..<picture.width).first { picture[$0, y] != rule }.map { $0 - 1 } ?? 0
    bottom = (y..<picture.height).first { picture[x, $0] != rule }.map { $0 - 1 } ?? 0
  }
}
