import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct FigureTests {
  private func chart(panels: Int = 1, words: String = "Recorded") -> LineChart {
    let values = (0..<12).map { LineChart.Value(Double($0), Double($0 % 5)) }
    return LineChart(
      title: words, subtitle: "not in a figure",
      panels: (0..<panels).map { _ in
        .init(
          horizontal: .init(title: "Month"), vertical: .init(title: words),
          layers: [.init(.line, words, values), .init(.dashed, "Trend", values)])
      }, notes: ["not in a figure"], caveats: ["not in a figure"],
      attribution: "not in a figure")
  }

  private func theme() throws -> ThematicMap {
    let areas = try quarters()
    return ThematicMap(
      title: "Rates", subtitle: "not in a figure", outlines: areas,
      marks: areas.enumerated().map {
        .init(shape: .polygon($1.shape), category: $0 % 2, caption: $1.name)
      },
      legend: [
        .init(name: "Higher", colour: "#b2182b"),
        .init(name: "Lower", colour: "#4393c3", fill: .lined),
      ], legendTitle: "Against the force", caveats: ["not in a figure"],
      attribution: "not in a figure")
  }

  private func figures() throws -> [String] {
    [
      chart().figure(id: "one", alt: "It rose."),
      try theme().figure(id: "two", alt: "Two are higher."),
      try briefing(outlines: quarters(), hotspots: hotspots(9, spacing: 2_500))
        .figure(id: "three", alt: "Nine places."),
    ]
  }

  @Test func isOneElementThatTellsWhatItShows() throws {
    for (svg, words) in zip(try figures(), ["It rose.", "Two are higher.", "Nine places."]) {
      #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
      #expect(!svg.contains("not in a figure"))
      let root = try Drawing(svg).root
      #expect(root["role"] == "img")
      let named = (root["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
      let told = named.map { id in root.descendants.first { $0["id"] == id }?.stringValue }
      #expect(told.count == 2 && told[0]?.isEmpty == false && told[1] == words)
    }
  }

  /// Ids are unique over all figures of a page, and what points to one finds it.
  @Test func idsAreUniqueAndFound() throws {
    let svgs = try figures()
    let ids = try svgs.flatMap { svg in
      let root = try Drawing(svg).root
      return ([root] + root.descendants).compactMap { $0["id"] }
    }
    #expect(Set(ids).count == ids.count)
    let fills = try Drawing(svgs[1]).root.descendants.compactMap { $0["fill"] }
      .filter { $0.hasPrefix("url(#") }
    #expect(!fills.isEmpty)
    for fill in fills {
      let id = fill.dropFirst(5).prefix { $0 != ")" }
      #expect(ids.contains(String(id)))
    }
  }

  /// The drawing and its legend lie within the figure, the legend below.
  @Test(arguments: [420, 720, 1_000]) func legendLiesBelow(width: Int) throws {
    let svgs = [
      chart(panels: 2).figure(id: "a", alt: "", width: width),
      try theme().figure(id: "b", alt: "", width: width),
      try briefing(outlines: quarters(), hotspots: hotspots(3, spacing: 9_000))
        .figure(id: "c", alt: "", width: width),
    ]
    for svg in svgs {
      let drawing = try Drawing(svg)
      let parts = (drawing.root["viewBox"] ?? "").split(separator: " ").compactMap {
        Double($0)
      }
      #expect(parts[2] == Double(width))
      let id = drawing.root["id"] ?? ""
      let legend = try drawing.group(id + "-legend")
      let lines = legend.descendants.filter { $0.name == "text" }.map { $0.number("y") }
      let boxes = drawing.root.descendants.filter {
        $0["class"] == "plot" || $0["id"] == id + "-panel"
      }.map(\.box)
      #expect(!lines.isEmpty && !boxes.isEmpty)
      #expect(lines.allSatisfy { $0 < parts[3] })
      for box in boxes {
        #expect(box.minX >= 0 && box.maxX <= parts[2] && lines.allSatisfy { $0 > box.maxY })
      }
    }
  }

  @Test func emptyOnesAreDrawn() throws {
    let empty = LineChart(title: "", panels: [])
    #expect(try Drawing(empty.figure(id: "a", alt: "")).root.number("height") > 0)
    let map = briefing(outlines: [], hotspots: [])
    let texts = try Drawing(map.figure(id: "b", alt: "")).root.texts
    #expect(texts == ["Nothing to show on a map"])
  }

  @Test func sameFigureGivesSameBytesAndEscapes() throws {
    let words = "Rock & Roll <\"O'Neill's\">"
    let first = chart(words: words).figure(id: "a", alt: words)
    #expect(first == chart(words: words).figure(id: "a", alt: words))
    #expect(try Drawing(first).group("a-legend").texts.contains(words))
  }
}
