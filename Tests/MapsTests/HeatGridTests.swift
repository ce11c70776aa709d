import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct HeatGridTests {
  private func grid(
    rows: Int = 7, columns: Int = 24, shading: HeatGrid.Shading = .steps, words: String = "Robbery",
    totals: Bool = true,
    value: (Int, Int) -> HeatGrid.Value = { .number(Double($0 + $1), "\($0 + $1)") }
  ) -> HeatGrid {
    HeatGrid(
      title: words, subtitle: words, unit: words, rows: (0..<rows).map { "\(words) \($0)" },
      columns: (0..<columns).map { String($0) },
      cells: (0..<rows).map { row in (0..<columns).map { value(row, $0) } },
      rowTotals: totals && columns > 0 ? (0...rows).map { "\($0 * 100)" } : [],
      columnTotals: totals ? (0..<columns).map { "\($0)" } : [], shading: shading, notes: [words],
      caveats: [words], attribution: words)
  }

  /// Cells are in rows and columns of one size, inside the page, each with its words.
  @Test(arguments: [(7, 24), (1, 1), (40, 3), (2, 60), (0, 0)])
  func cellsMakeATable(rows: Int, columns: Int) throws {
    let grid = grid(rows: rows, columns: columns)
    for svg in [grid.svg(), grid.figure(id: "g", alt: "Told")] {
      let root = try Drawing(svg).root
      let size = (root["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
      let cells = root.all("cell")
      let boxes = cells.compactMap { $0.descendants.first { $0.name == "rect" }?.box }
      #expect(boxes.count == rows * columns)
      for (place, box) in boxes.enumerated() {
        let (row, column) = (place / columns, place % columns)
        #expect(abs(box.minX - boxes[column].minX) < 0.01)
        #expect(abs(box.minY - boxes[row * columns].minY) < 0.01)
        #expect(box.minX >= 0 && box.maxX <= size[2] && box.minY >= 0 && box.maxY <= size[3])
        let title = cells[place].descendants.first { $0.name == "title" }?.stringValue
        #expect(title == "Robbery \(row), \(column): \(row + column)")
      }
    }
  }

  @Test func largerNumbersAreFurtherUpTheColours() throws {
    let root = try Drawing(grid(rows: 1, columns: 24).svg()).root
    let fills = root.all("cell").compactMap { $0.descendants.compactMap { $0["fill"] }.first }
    var seen: [String] = []
    for fill in fills where seen.last != fill { seen.append(fill) }
    // 0 to 23 in steps of 5, light to dark, none twice.
    #expect(seen == ["#ffffb2", "#fed976", "#fd8d3c", "#f03b20", "#bd0026"])
    let names = try Drawing(grid(rows: 1).svg()).group("legend").all("class").flatMap(\.texts)
    #expect(names == ["20 to 24", "15 to 19", "10 to 14", "5 to 9", "0 to 4"])
  }

  @Test(arguments: [
    [0.0], [1], [0, 0, 0], [5, 6], [60, 0], [0.2, 1.2], [1e9, 3], [0.0001], [6], [], [7.5, 12],
  ])
  func stepsHoldTheirValues(values: [Double]) throws {
    let breaks = ClassBreaks(stepsOf: values)
    #expect((1...6).contains(breaks.categories.count))
    #expect(Set(breaks.categories.map(\.colour)).count == breaks.categories.count)
    for value in values {
      let ends = breaks.categories[breaks.category(of: value)].name
        .replacing(",", with: "").split(separator: " ").compactMap { Double($0) }
      let (low, high) = (try #require(ends.first), try #require(ends.last))
      #expect(low - 1e-9 <= value && value <= high * (1 + 1e-9) + 0.0001, "\(value) in \(ends)")
    }
  }

  @Test func changesPartAtTheirMiddle() throws {
    let breaks = ClassBreaks(around: 1, of: [0.5, 1, 2.4])
    let places = [2.4, 1.6, 1.01, 1, 0.99, 0.5, -9].map { breaks.category(of: $0) }
    #expect(places == [0, 1, 2, 3, 4, 5, 6])
    #expect(breaks.categories[3].name == "1.0")
    #expect(breaks.categories[2].name == "1.0 to 1.5")
    #expect(breaks.categories[4].name == "0.5 to 1.0" && breaks.categories[4].fill == .lined)
    #expect(ClassBreaks(around: 0, of: []).category(of: 0) == 3)
  }

  /// What is kept back looks like no number, and is named in the legend only where it is.
  @Test func whatHasNoNumberLooksLikeNone() throws {
    let some = grid(rows: 1, columns: 3, totals: false) { _, column in
      [.number(0, "0"), .withheld("<5"), .missing("–")][column]
    }
    let drawing = try Drawing(some.svg())
    let fills = drawing.root.all("cell").compactMap {
      $0.descendants.compactMap { $0["fill"] }.first
    }
    #expect(Set(fills).count == 3 && fills[1].hasPrefix("url(#hatched"))
    #expect(drawing.root.all("cell").map { $0.texts.last } == ["0", "<5", "–"])
    let legend = try drawing.group("legend").texts
    #expect(legend.contains("Not published") && legend.contains("No value"))
    let none = try Drawing(grid().svg()).group("legend").texts
    #expect(!none.contains("Not published") && !none.contains("No value"))
  }

  @Test func negativeNumbersPartAtZero() throws {
    let drawing = try Drawing(
      grid(rows: 1, columns: 2, totals: false) { .number(Double($1 * 2 - 1), "x\($0)") }.svg())
    let legend = try drawing.group("legend").texts
    #expect(legend.contains { $0.contains("−") })
  }

  @Test func sameGridGivesSameBytesAndEscapes() throws {
    let words = "Rock & Roll <\"O'Neill's\">"
    #expect(grid(words: words).svg() == grid(words: words).svg())
    let drawing = try Drawing(grid(words: words).svg())
    for id in ["header", "legend", "caveats", "attribution"] {
      #expect(try drawing.group(id).texts.contains(words))
    }
  }
}
