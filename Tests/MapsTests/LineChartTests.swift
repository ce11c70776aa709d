import FoundationXML
import Geometry
import Maps
import Testing

@Suite struct LineChartTests {
  private func panel(
    _ layers: [LineChart.Layer], horizontal: LineChart.Axis = .init(title: "Distance (m)"),
    vertical: LineChart.Axis = .init(title: "L (m)"), title: String = ""
  ) -> LineChart.Panel {
    .init(title: title, horizontal: horizontal, vertical: vertical, layers: layers)
  }

  private func draw(_ panels: LineChart.Panel..., notes: [String] = []) throws -> Drawing {
    try Drawing(
      LineChart(
        title: "Clustering", subtitle: "1,234 robberies", panels: panels, notes: notes,
        attribution: "Contains public sector information"
      ).svg())
  }

  private func values(_ pairs: [(Double, Double?)]) -> [LineChart.Value] {
    pairs.map { .init($0.0, $0.1) }
  }

  /// A straight line from corner to corner of its values: every value lies where its ticks say.
  @Test(arguments: [LineChart.Axis.Scale.linear, .logarithmic])
  func valuesLieWhereTheTicksSay(scale: LineChart.Axis.Scale) throws {
    let numbers = [1.0, 2, 5, 10, 20, 50, 100]
    let drawing = try draw(
      panel(
        [.init(.line, "Observed", values(numbers.map { ($0, $0) }))],
        horizontal: .init(title: "x", scale: scale), vertical: .init(title: "y", scale: scale)))
    let ticks = try #require(drawing.root.all("axis").first)
    let line = try #require(drawing.root.all("layer").first).positions
    #expect(line.count == numbers.count)
    var checked = 0
    for (number, place) in zip(numbers, line) {
      let name = "\(Int(number))"
      for text in ticks.descendants where text.stringValue == name {
        if text["text-anchor"] == "end" {
          #expect(abs(text.number("y") - 4.5 - place.y) < 0.11)
        } else {
          #expect(abs(text.number("x") - place.x) < 0.11)
        }
        checked += 1
      }
    }
    #expect(checked >= 4)
  }

  @Test func bandRunsAroundItsLine() throws {
    let band = (0...10).map { LineChart.Value(Double($0), nil, low: -1, high: 2) }
    let drawing = try draw(
      panel([
        .init(.band, "Envelope", band), .init(.line, "Observed", values([(0, 0), (10, 1)])),
      ]))
    let corners = try #require(drawing.root.all("band").first).positions
    let line = try #require(drawing.root.all("layer").last).positions
    #expect(corners.count == 22)
    let ground = try #require(Box(enclosing: corners))
    #expect(line.allSatisfy { ground.contains($0) })
    // The line ends at two thirds of the band's height: y grows downwards.
    let last = try #require(line.last)
    #expect(abs((ground.maxY - last.y) / ground.height - 2.0 / 3) < 0.001)
  }

  @Test func missingValuesMakeGaps() throws {
    let drawing = try draw(
      panel([.init(.line, "A", values([(0, 1), (1, 2), (2, nil), (3, 4), (4, .nan), (5, 1)]))]))
    let path = try #require(drawing.root.all("layer").first?.descendants.first)
    #expect(path["d"]?.count { $0 == "M" } == 3)
    let logs = try draw(
      panel(
        [.init(.line, "A", values([(1, 1), (2, 0), (3, -1), (4, 10)]))],
        vertical: .init(title: "y", scale: .logarithmic)))
    let broken = try #require(logs.root.all("layer").first?.descendants.first)
    #expect(broken["d"]?.count { $0 == "M" } == 2)
  }

  @Test func barsStandOnZero() throws {
    let drawing = try draw(
      panel([.init(.bars, "Tests", values([(0, 3), (0.5, 6), (1, nil)]))]))
    let corners = try #require(drawing.root.all("bars").first).corners
    let tops = Set(corners.map(\.y)).sorted()
    #expect(corners.count == 8 && tops.count == 3)
    #expect(abs((tops[2] - tops[0]) - 2 * (tops[2] - tops[1])) < 0.21)
    let plot = try #require(drawing.root.all("plot").first).box
    #expect(abs(plot.maxY - tops[2]) < 0.11)
  }

  @Test func errorBarsSpanTheirBounds() throws {
    let points: [LineChart.Value] = [.init(1, 5, low: 4, high: 7), .init(2, 6)]
    let drawing = try draw(panel([.init(.points, "Size", points)]))
    let error = try #require(drawing.root.all("error").first)
    // One bar and its two caps.
    #expect(error["d"]?.count { $0 == "M" } == 3)
    #expect(drawing.root.all("points").count == 1)
  }

  @Test func layersOfOneNameShareColourAndEntry() throws {
    let layers: [LineChart.Layer] = [
      .init(.line, "Gi*", values([(0, 0), (1, 1)])),
      .init(.linePoints, "Scan", values([(0, 0), (1, 2)])),
      .init(.level(0.05), "", colour: "#000000"),
    ]
    let drawing = try draw(panel(layers, title: "A"), panel(layers.reversed(), title: "B"))
    #expect(try drawing.group("legend").all("class").flatMap(\.texts) == ["Gi*", "Scan"])
    let strokes = Dictionary(
      grouping: drawing.root.all("layer"), by: { $0["data-name"] ?? "" }
    ).mapValues { Set($0.compactMap { $0.descendants.first?["stroke"] }) }
    #expect(strokes.values.allSatisfy { $0.count == 1 })
    #expect(strokes["Gi*"] != strokes["Scan"])
  }

  @Test(arguments: 0...9) func panelsDoNotOverlap(count: Int) throws {
    let panels = (0..<count).map { _ in panel([.init(.line, "A", values([(0, 0), (1, 1)]))]) }
    let drawing = try Drawing(LineChart(title: "T", panels: panels).svg())
    let plots = drawing.root.all("plot").map(\.box)
    #expect(plots.count == count)
    for (index, plot) in plots.enumerated() {
      #expect(plot.width > 100 && plot.height > 100)
      #expect(!plots[(index + 1)...].contains { $0.intersects(plot) })
    }
  }

  /// Ticks keep apart, and lie within the plot, whatever the values.
  @Test(
    arguments: [
      [0.0, 1], [0, 0], [-5, -5], [1e-9, 3e-9], [-1e12, 1e12], [0.013, 0.0131], [3, 1e7], [],
    ], [LineChart.Axis.Scale.linear, .logarithmic])
  func ticksAreFewAndApart(ends: [Double], scale: LineChart.Axis.Scale) throws {
    let drawing = try draw(
      panel(
        [.init(.line, "A", ends.map { .init($0, $0) })],
        horizontal: .init(title: "x", scale: scale), vertical: .init(title: "y", scale: scale)))
    let axis = try #require(drawing.root.all("axis").first)
    let plot = try #require(drawing.root.all("plot").first).box
    let heights = axis.descendants.filter { $0["text-anchor"] == "end" }
      .map { $0.number("y") - 4.5 }
    #expect(heights.count <= 31)
    #expect(heights.allSatisfy { plot.minY - 0.2 <= $0 && $0 <= plot.maxY + 0.2 })
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $0 - $1 > 12 })
  }

  @Test func namesItsCategories() throws {
    let drawing = try draw(
      panel(
        [.init(.points, "Size", values([(0, 0.05), (1, 0.06)]))],
        horizontal: .init(title: "Method", labels: ["Gi*", "Scan"])))
    #expect(try #require(drawing.root.all("axis").first).texts.suffix(2) == ["Gi*", "Scan"])
  }

  /// Names that are numbers are left out rather than cut where there is no room for all.
  @Test func leavesOutSomeOfManyNumbers() throws {
    let drawing = try draw(
      panel(
        [.init(.points, "Size", values((0..<99).map { (Double($0), 0.05) }))],
        horizontal: .init(title: "Test", labels: (1...99).map(String.init))))
    let axis = try #require(drawing.root.all("axis").first)
    let names = axis.descendants.filter { $0["text-anchor"] == "middle" }
    #expect(names.first?.stringValue == "1" && (20...70).contains(names.count))
    #expect(names.allSatisfy { Int($0.stringValue ?? "") != nil })
  }

  /// A panel of ranked signs lies on its side, the first row at the top.
  @Test func ranksRunDownwards() throws {
    let values: [LineChart.Value] = [
      .init(0, 30, low: 20, high: 45), .init(1, 20, low: 15, high: 25), .init(2, 10),
    ]
    let drawing = try draw(
      panel(
        [.init(.upright(18), "Force"), .init(.ranked, "Wards", values)],
        horizontal: .init(title: "Rate", including: 0...50),
        vertical: .init(title: "", labels: ["A", "B", "C"])))
    let axis = try #require(drawing.root.all("axis").first)
    let names = axis.descendants.filter { $0["text-anchor"] == "end" }
    #expect(names.map(\.stringValue) == ["A", "B", "C"])
    let rows = names.map { $0.number("y") - 4.5 }
    let error = try #require(drawing.root.all("error").first)
    #expect(error["d"]?.count { $0 == "M" } == 6)
    let bars = error.positions
    #expect(abs(bars[0].y - rows[0]) < 0.2 && abs(bars[2].y - rows[1]) < 0.2)
    #expect(rows[0] < rows[1] && rows[1] < rows[2])
    // From 20 to 45 and from 15 to 25 on one scale.
    #expect(abs((bars[1].x - bars[0].x) - 2.5 * (bars[3].x - bars[2].x)) < 0.5)
    let force = try #require(drawing.root.all("layer").first).positions
    #expect(force[0].x == force[1].x && force[0].x > bars[2].x && force[0].x < bars[3].x)
  }

  /// Labels of values lie apart from each other and from all signs, inside the plot.
  @Test(arguments: [1, 12, 80]) func labelsDoNotHideEachOther(count: Int) throws {
    var state = UInt64(count)
    let points = (0..<count).map { place -> LineChart.Value in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let (x, y) = (Double(state >> 40 & 0xFF), Double(state >> 50 & 0xFF))
      return .init(x, y, label: "Beat \(place)")
    }
    let drawing = try draw(panel([.init(.points, "Beats", points)]))
    let plot = try #require(drawing.root.all("plot").first).box
    let names = drawing.root.all("name").compactMap { name in
      name.descendants.first { $0.name == "text" && $0["fill"] != nil }
    }
    let boxes = names.map { name -> Box<Point> in
      // No wider than what was reserved: 12 units high, at least 5 a letter.
      let (x, y) = (name.number("x"), name.number("y"))
      let width = 5 * Double(name.stringValue?.count ?? 0)
      return Box(minX: x, minY: y - 9, maxX: x + width, maxY: y)
    }
    #expect(count > 12 ? boxes.count > 12 : boxes.count == count)
    for (place, box) in boxes.enumerated() {
      #expect(plot.minX <= box.minX && box.maxX <= plot.maxX && plot.minY <= box.minY)
      #expect(!boxes[(place + 1)...].contains { $0.intersects(box) })
    }
  }

  @Test func noLabelsWithoutWords() throws {
    let drawing = try draw(panel([.init(.points, "A", values([(0, 1), (1, 2)]))]))
    #expect(drawing.root.all("names").isEmpty)
  }

  /// Of many months those are named that fit, a January among them.
  @Test(arguments: [12, 36, 60, 240])
  func namesSomeMonths(count: Int) throws {
    let axis = LineChart.Axis.months(year: 2014, month: 4, count: count)
    #expect(axis.labels.first == "Apr 2014" && axis.labels.count == count)
    let drawing = try draw(
      panel([.init(.line, "A", values((0..<count).map { (Double($0), 1) }))], horizontal: axis))
    let names = try #require(drawing.root.all("axis").first).descendants
      .filter { $0["text-anchor"] == "middle" }.compactMap(\.stringValue)
    #expect(names.count >= 3 && names.allSatisfy { axis.labels.contains($0) })
    #expect(names.contains { $0.hasPrefix("Jan") })
  }

  @Test func marksHaveCaptionsThatKeepApart() throws {
    let marks = [(3.0, "Inspection"), (3.2, "New system"), (9.9, "Order lapses")]
    let layers = marks.map { LineChart.Layer(.mark($0.0, caption: $0.1), "") }
    let drawing = try draw(
      panel(layers + [.init(.line, "A", values([(0, 0), (10, 1)]))]))
    let captions = drawing.root.all("caption").map {
      $0.descendants.last { $0.name == "text" }
    }
    #expect(captions.map { $0?.stringValue } == marks.map(\.1))
    let plot = try #require(drawing.root.all("plot").first).box
    let places = captions.compactMap { $0 }.map { Point(x: $0.number("x"), y: $0.number("y")) }
    #expect(places[1].y > places[0].y + 10)
    // The last one stands left of its line, which is near the edge.
    #expect(places[2].x + 60 < plot.maxX)
  }

  @Test func fansHaveTwoStrengths() throws {
    let wide = (0...3).map { LineChart.Value(Double($0), nil, low: -2, high: 2) }
    let narrow = (0...3).map { LineChart.Value(Double($0), nil, low: -1, high: 1) }
    let drawing = try draw(
      panel([
        .init(.wideBand, "95 %", wide, colour: "#0072b2"),
        .init(.band, "80 %", narrow, colour: "#0072b2"),
      ]))
    let strengths = drawing.root.all("band").compactMap { Double($0["fill-opacity"] ?? "") }
    #expect(strengths.count == 2 && strengths[0] < strengths[1])
    let samples = try drawing.group("legend").descendants.compactMap { $0["fill-opacity"] }
    #expect(samples.compactMap { Double($0) } == strengths)
  }

  @Test func sameChartGivesSameBytesAndEscapes() throws {
    let words = "Rock & Roll <\"O'Neill's\">"
    let chart = LineChart(
      title: words, subtitle: words,
      panels: [
        panel(
          [.init(.line, words, values([(0, 0), (1, 1)]))], horizontal: .init(title: words),
          vertical: .init(title: words), title: words)
      ], legendTitle: words, notes: [words], caveats: [words], attribution: words)
    #expect(chart.svg() == chart.svg())
    let drawing = try Drawing(chart.svg())
    for id in ["header", "panels", "legend", "caveats", "attribution"] {
      #expect(try drawing.group(id).texts.contains(words))
    }
  }
}
