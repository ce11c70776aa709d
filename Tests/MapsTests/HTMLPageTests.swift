import Foundation
import FoundationXML
import Maps
import Testing

@Suite struct HTMLPageTests {
  private func page(
    _ words: String = "Crewe", marking: String? = "OFFICIAL", sections: Int = 3
  ) -> HTMLPage {
    let chart = LineChart(
      title: words,
      panels: [
        .init(
          horizontal: .init(title: "Month"), vertical: .init(title: words),
          layers: [.init(.line, words, [.init(0, 1), .init(1, 3)])])
      ])
    let table = HTMLPage.Table(
      caption: words,
      columns: [.init("Offence", isRowHead: true), .init(words, .end)],
      rows: [.init([words, "12"]), .init(["All", "[c]"], kind: .total)], notes: [words])
    let blocks: [HTMLPage.Block] = [
      .heading(words), .paragraph(words), .list([.init(words, lead: words)]),
      .numbered(["one", "two"]), .facts([.init(words, words)]), .table(table), .sheetBreak,
      .folded(words, table),
      .callout(.init(.caveat, words, [.init(words)])),
      .callout(.init(.method, words, ["a", "b"])),
    ]
    return HTMLPage(
      title: words, subtitle: words, marking: marking, facts: [.init(words, words)],
      summary: [.keyFigures([.init("12", words, note: words)])],
      sections: (0..<sections).map { place in
        let svg = chart.figure(id: "figure-\(place)", alt: words)
        return .init(
          words, blocks + [.figure(.init(svg: svg, caption: words, notes: [words]))])
      }, provenance: [words])
  }

  @Test func isWellFormedAndEscapes() throws {
    let words = "Rock & Roll <script>\"O'Neill's\"</script> \u{1} é"
    let shown = words.replacingOccurrences(of: "\u{1}", with: "\u{FFFD}")
    let root = try Drawing(page(words).html()).root
    #expect(root.name == "html" && root["lang"] == "en-GB")
    #expect(!root.descendants.contains { $0.name == "script" })
    for name in ["title", "h1", "h2", "h3", "p", "li", "dd", "th", "td", "a", "span"] {
      let texts = root.descendants.filter { $0.name == name }.map { $0.stringValue ?? "" }
      #expect(texts.contains { $0.contains(shown) || name == "td" }, "\(name)")
    }
  }

  @Test func needsNothingFromElsewhere() throws {
    let html = page().html()
    for word in ["<script", "<link", "src=", "@import", "url(h", "javascript:"] {
      #expect(!html.contains(word), "\(word)")
    }
    let root = try Drawing(html).root
    let links = root.descendants.compactMap { $0["href"] }
    #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("#") })
  }

  /// Every link and every name given by an attribute finds one element, and no id is there twice.
  @Test func linksAndNamesAreFound() throws {
    let root = try Drawing(page(sections: 4).html()).root
    let all = [root] + root.descendants
    let ids = all.compactMap { $0["id"] }
    #expect(Set(ids).count == ids.count)
    let wanted =
      all.compactMap { $0["href"] }.map { String($0.dropFirst()) }
      + all.compactMap { $0["aria-labelledby"] }
      .flatMap { $0.split(separator: " ").map(String.init) }
    #expect(wanted.count > 12)
    for id in wanted { #expect(ids.contains(id), "\(id)") }
  }

  @Test func tablesHaveCaptionsAndHeads() throws {
    let root = try Drawing(page(sections: 1).html()).root
    let table = try #require(root.descendants.first { $0.name == "table" })
    let first = table.children?.compactMap { $0 as? XMLElement }.first
    #expect(first?.name == "caption" && first?.stringValue == "Table 1. Crewe")
    let heads = table.descendants.filter { $0.name == "th" }.map { $0["scope"] }
    #expect(heads == ["col", "col", "row", "row"])
    let cells = table.descendants.filter { $0.name == "td" }
    #expect(cells.map(\.stringValue) == ["12", "[c]"])
    #expect(cells.allSatisfy { $0["class"] == "end" })
  }

  @Test func numbersTablesAndFigures() throws {
    let root = try Drawing(page(sections: 3).html()).root
    let captions = root.descendants.filter { ["caption", "figcaption"].contains($0.name) }
      .compactMap { $0.descendants.first { $0.name == "strong" }?.stringValue }
    #expect(
      captions == ["Table 1.", "Figure 1.", "Table 2.", "Figure 2.", "Table 3.", "Figure 3."])
  }

  @Test func landmarksAndContents() throws {
    let root = try Drawing(page(sections: 3).html()).root
    let names = root.descendants.compactMap(\.name)
    for name in ["header", "main", "nav", "footer", "h1"] {
      #expect(names.count { $0 == name } == 1, "\(name)")
    }
    // Few sections need no contents.
    let short = try Drawing(page(sections: 2).html()).root
    #expect(!short.descendants.contains { $0.name == "nav" })
  }

  /// What the style sheet says at the edges of a sheet cannot end it.
  @Test func markingStandsOnEverySheet() throws {
    let html = page("A \"</style>\\", marking: "OFFICIAL; }").html()
    #expect(html.contains(#"@top-center { content: "OFFICIAL\3b  \7d ""#))
    let sheet = try #require(try Drawing(html).root.descendants.first { $0.name == "style" })
    #expect(sheet.stringValue?.contains("@media print") == true)
    let none = page(marking: nil).html()
    #expect(none.contains(#"@top-center { content: """#) && !none.contains("\"marking\""))
  }

  @Test func samePageGivesSameBytes() {
    #expect(page().html() == page().html())
  }
}
