import Maps
import Testing

@Suite struct KnoxTableTests {
  private static func table(_ cells: [KnoxTable.Cell]) -> KnoxTable {
    KnoxTable(
      title: "Burglary <1> & more", subtitle: "12 incidents", rows: ["same place", "(0, 100)"],
      columns: ["[0, 7)", "[7, 14)"], cells: cells, verdict: "More than by chance: p = 0.001",
      notes: ["Fewer than 5 pairs are expected in some cells."], attribution: "made up")
  }

  private static let cells: [KnoxTable.Cell] = [
    .init(ratio: 6.914, observed: 1_320, expected: 46.25, q: "0.001", isFinding: true),
    .init(ratio: 1, observed: 4, expected: 4, q: "0.500", isFinding: false),
    .init(ratio: 0.4, observed: 2, expected: 5, q: "0.980", isFinding: false),
    .init(ratio: nil, observed: 0, expected: 0, q: nil, isFinding: false),
  ]

  @Test func everyCellSaysItsNumbers() {
    let svg = Self.table(Self.cells).svg()
    #expect(svg.hasPrefix("<?xml") && svg.hasSuffix("</svg>\n"))
    #expect(svg.ranges(of: "class=\"cell\"").count == 3)
    #expect(svg.ranges(of: "class=\"cell finding\"").count == 1)
    for words in [
      ">6.91<", "1,320 pairs, 46.3 expected", "q = 0.001", "not tested", "(0, 100)", "[7, 14)",
      "Burglary &lt;1&gt; &amp; more", "More than by chance: p = 0.001", "Bear in mind",
    ] {
      #expect(svg.contains(words), "\(words)")
    }
  }

  /// Nothing but colour would be lost in grey: a finding has a frame of its own, drawn above its neighbours.
  @Test func findingsAreDrawnLast() throws {
    let svg = Self.table(Self.cells).svg()
    let finding = try #require(svg.ranges(of: "cell finding").first)
    let last = try #require(svg.ranges(of: "class=\"cell\"").last)
    #expect(last.upperBound < finding.lowerBound)
  }

  @Test func theSameTableIsTheSameBytes() {
    #expect(Self.table(Self.cells).svg() == Self.table(Self.cells).svg())
    #expect(Self.table(Self.cells).svg(width: 800).contains("width=\"800\""))
  }
}
