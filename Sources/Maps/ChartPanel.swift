import Geometry

/// One panel of a chart: its axes laid out, then its layers drawn between them.
struct ChartPanel: Sendable {
  private let panel: LineChart.Panel
  private let looks: ChartLooks
  private let box: Box<Pixel>
  private let plot: Box<Pixel>
  private let horizontal: ChartScale
  private let vertical: ChartScale

  private static let small = TextStyle(size: 13)
  private static let heading = TextStyle(size: 16, isBold: true)

  init(of panel: LineChart.Panel, in box: Box<Pixel>, looks: ChartLooks) {
    self.panel = panel
    self.looks = looks
    self.box = box
    let top = box.minY + (panel.title.isEmpty ? 10 : 30)
    let bottom = box.maxY - 54
    let values = panel.layers.flatMap(\.values)
    let heights = values.flatMap { [$0.y, $0.low, $0.high].compactMap { $0 } }
    vertical = ChartScale(
      panel.vertical, values: heights + panel.layers.compactMap(\.level) + panel.zeroOfBars,
      start: bottom, end: top, room: 34)
    let widest = vertical.ticks.map { Self.small.width(of: $0.label) }.max() ?? 0
    let left = box.minX + 34 + min(widest, box.width / 3)
    plot = Box(minX: left, minY: top, maxX: box.maxX - 20, maxY: bottom)
    horizontal = ChartScale(
      panel.horizontal, values: values.map(\.x) + panel.layers.compactMap(\.upright),
      start: plot.minX, end: plot.maxX, room: 70)
  }

  func draw(into writer: inout SVGWriter) {
    writer.group(["class": "panel"]) { writer in
      drawFrame(into: &writer)
      for layer in panel.layers { draw(layer, into: &writer) }
      drawTexts(into: &writer)
    }
  }

  private func drawFrame(into writer: inout SVGWriter) {
    writer.element(
      "rect",
      [
        "class": "plot", "x": number(plot.minX), "y": number(plot.minY),
        "width": number(plot.width), "height": number(plot.height), "fill": Palette.land,
        "stroke": Palette.rule, "stroke-width": "1",
      ])
    let lines =
      vertical.ticks.compactMap { vertical.place(of: $0.value) }.map {
        [Pixel(x: plot.minX, y: $0), Pixel(x: plot.maxX, y: $0)]
      }
      + (panel.horizontal.labels.isEmpty
        ? horizontal.ticks.compactMap { horizontal.place(of: $0.value) }.map {
          [Pixel(x: $0, y: plot.minY), Pixel(x: $0, y: plot.maxY)]
        } : [])
    writer.element(
      "path",
      [
        "class": "grid", "d": openPath(of: lines), "fill": "none", "stroke": "#e3e7ea",
        "stroke-width": "1",
      ])
  }

  private func drawTexts(into writer: inout SVGWriter) {
    if !panel.title.isEmpty {
      writer.text(
        Self.heading.shortened(panel.title, to: plot.width),
        at: Pixel(x: plot.minX, y: plot.minY - 9), Self.heading)
    }
    writer.group(["class": "axis"]) { writer in
      for tick in vertical.ticks {
        guard let y = vertical.place(of: tick.value) else { continue }
        writer.text(
          Self.small.shortened(tick.label, to: box.width / 3),
          at: Pixel(x: plot.minX - 7, y: y + 4.5), Self.small, anchor: "end")
      }
      let room = plot.width / Double(max(1, horizontal.ticks.count)) - 4
      let widest = horizontal.ticks.map { Self.small.width(of: $0.label) }.max() ?? 0
      // Names are cut where they are too long, but of short numbers some are left out.
      let every = isNumbered && widest > room ? Int((widest / room).rounded(.up)) : 1
      for (place, tick) in horizontal.ticks.enumerated() where place % every == 0 {
        guard let x = horizontal.place(of: tick.value) else { continue }
        let words =
          panel.horizontal.labels.isEmpty || isNumbered
          ? tick.label : Self.small.shortened(tick.label, to: room)
        // Never beyond the panel, where the next one or the page's column begins.
        let half = Self.small.width(of: words) / 2
        let middle = min(x, box.maxX - half)
        writer.text(
          words, at: Pixel(x: middle, y: plot.maxY + 18), Self.small, anchor: "middle")
      }
    }
    writer.text(
      SidePanel.body.shortened(panel.horizontal.title, to: plot.width),
      at: Pixel(x: plot.centre.x, y: plot.maxY + 39), SidePanel.body, anchor: "middle")
    let corner = Pixel(x: box.minX + 14, y: plot.centre.y)
    writer.group([
      "transform": "rotate(-90 \(number(corner.x)) \(number(corner.y)))"
    ]) { writer in
      writer.text(
        SidePanel.body.shortened(panel.vertical.title, to: plot.height), at: corner,
        SidePanel.body, anchor: "middle")
    }
  }

  /// Whether the places of the axis have short numbers for names.
  private var isNumbered: Bool {
    panel.horizontal.labels.allSatisfy { Int($0) != nil && $0.utf8.count < 4 }
  }

  private func draw(_ layer: LineChart.Layer, into writer: inout SVGWriter) {
    let look = looks.look(of: layer)
    writer.group(["class": "layer", "data-name": layer.name]) { writer in
      switch layer.kind {
      case .line: drawLine(layer, look.colour, isDashed: false, into: &writer)
      case .dashed: drawLine(layer, look.colour, isDashed: true, into: &writer)
      case .band: drawBand(layer, look.colour, into: &writer)
      case .points: drawPoints(layer, look, into: &writer)
      case .linePoints:
        drawLine(layer, look.colour, isDashed: false, into: &writer)
        drawPoints(layer, look, into: &writer)
      case .bars: drawBars(layer, look.colour, into: &writer)
      case .level(let y):
        let ends = vertical.place(of: y).map {
          [Pixel(x: plot.minX, y: $0), Pixel(x: plot.maxX, y: $0)]
        }
        drawStroke([ends ?? []], look.colour, isDashed: true, into: &writer)
      case .upright(let x):
        let ends = horizontal.place(of: x).map {
          [Pixel(x: $0, y: plot.minY), Pixel(x: $0, y: plot.maxY)]
        }
        drawStroke([ends ?? []], look.colour, isDashed: true, into: &writer)
      }
    }
  }

  private func pixel(_ x: Double, _ y: Double?) -> Pixel? {
    guard let y, let left = horizontal.place(of: x), let top = vertical.place(of: y) else {
      return nil
    }
    return Pixel(x: left, y: top)
  }

  private func drawLine(
    _ layer: LineChart.Layer, _ colour: String, isDashed: Bool, into writer: inout SVGWriter
  ) {
    let runs = layer.values.map { pixel($0.x, $0.y) }.split(separator: nil)
    drawStroke(runs.map { $0.compactMap { $0 } }, colour, isDashed: isDashed, into: &writer)
  }

  private func drawStroke(
    _ lines: [[Pixel]], _ colour: String, isDashed: Bool, into writer: inout SVGWriter
  ) {
    let lines = lines.filter { !$0.isEmpty }
    guard !lines.isEmpty else { return }
    writer.element(
      "path",
      [
        "d": openPath(of: lines), "fill": "none", "stroke": colour,
        "stroke-width": isDashed ? "1.6" : "2.2", "stroke-linejoin": "round",
        "stroke-dasharray": isDashed ? "7 5" : "none",
      ])
  }

  private func drawBand(
    _ layer: LineChart.Layer, _ colour: String, into writer: inout SVGWriter
  ) {
    let ends = layer.values.map { value -> (Pixel, Pixel)? in
      guard let low = pixel(value.x, value.low), let high = pixel(value.x, value.high)
      else { return nil }
      return (low, high)
    }
    let runs = ends.split(whereSeparator: { $0 == nil }).map { $0.compactMap { $0 } }
    guard !runs.isEmpty else { return }
    writer.element(
      "path",
      [
        "d": path(of: runs.map { run in run.map(\.0) + run.reversed().map(\.1) }),
        "class": "band", "fill": colour, "fill-opacity": "0.22",
      ])
  }

  private func drawPoints(
    _ layer: LineChart.Layer, _ look: ChartLooks.Look, into writer: inout SVGWriter
  ) {
    let bars = layer.values.compactMap { value -> [Pixel]? in
      guard let low = pixel(value.x, value.low), let high = pixel(value.x, value.high)
      else { return nil }
      return [low, high]
    }
    let caps = bars.flatMap { bar in
      bar.map { [Pixel(x: $0.x - 4, y: $0.y), Pixel(x: $0.x + 4, y: $0.y)] }
    }
    if !bars.isEmpty {
      writer.element(
        "path",
        [
          "class": "error", "d": openPath(of: bars + caps), "fill": "none",
          "stroke": look.colour, "stroke-width": "1.3",
        ])
    }
    var signs = CompactPath()
    for place in layer.values.compactMap({ pixel($0.x, $0.y) }) {
      signs.add(look.symbol, at: place, size: layer.values.count > 200 ? 4 : 8)
    }
    guard !signs.isEmpty else { return }
    writer.element(
      "path",
      ["class": "points", "d": signs.d, "fill": look.colour, "stroke": Palette.paper])
  }

  private func drawBars(
    _ layer: LineChart.Layer, _ colour: String, into writer: inout SVGWriter
  ) {
    let rings = zip(layer.values, layer.values.dropFirst()).compactMap { value, next -> [Pixel]? in
      guard let top = pixel(value.x, value.y), let right = horizontal.place(of: next.x)
      else { return nil }
      let foot = vertical.place(of: 0) ?? plot.maxY
      return [
        Pixel(x: top.x, y: foot), top, Pixel(x: right, y: top.y), Pixel(x: right, y: foot),
      ]
    }
    guard !rings.isEmpty else { return }
    writer.element(
      "path",
      [
        "class": "bars", "d": path(of: rings), "fill": colour, "fill-opacity": "0.75",
        "stroke": Palette.paper, "stroke-width": "0.8",
      ])
  }
}

extension LineChart.Layer {
  fileprivate var level: Double? {
    if case .level(let value) = kind { value } else { nil }
  }
  fileprivate var upright: Double? {
    if case .upright(let value) = kind { value } else { nil }
  }
}

extension LineChart.Panel {
  /// Bars start at 0, which must be seen.
  fileprivate var zeroOfBars: [Double] {
    layers.contains { if case .bars = $0.kind { true } else { false } } ? [0] : []
  }
}

/// The path of open lines, for `d`.
private func openPath(of lines: [[Pixel]]) -> String {
  var path = CompactPath()
  for line in lines { path.addLine(line) }
  return path.d
}
