import Geometry

/// One panel of a chart: its axes laid out, then its layers drawn between them.
struct ChartPanel: Sendable {
  let panel: LineChart.Panel
  let looks: ChartLooks
  private let box: Box<Pixel>
  let plot: Box<Pixel>
  let horizontal: ChartScale
  let vertical: ChartScale
  /// How the numbers or names of the vertical axis are written.
  private let rowStyle: TextStyle

  static let small = TextStyle(size: 13)
  private static let heading = TextStyle(size: 16, isBold: true)

  init(of panel: LineChart.Panel, in box: Box<Pixel>, looks: ChartLooks) {
    self.panel = panel
    self.looks = looks
    self.box = box
    let top = box.minY + (panel.title.isEmpty ? 10 : 30)
    let bottom = box.maxY - 54
    let values = panel.layers.flatMap(\.values)
    let measured =
      values.flatMap { [$0.y, $0.low, $0.high].compactMap { $0 } } + panel.zeroOfBars
    let placed = values.map(\.x)
    let isRanked = panel.isRanked
    vertical = ChartScale(
      panel.vertical, values: (isRanked ? placed : measured) + panel.layers.compactMap(\.level),
      start: isRanked ? top : bottom, end: isRanked ? bottom : top, room: isRanked ? 16 : 34)
    rowStyle = Self.rowStyle(for: panel, height: bottom - top)
    let widest = vertical.ticks.map { [rowStyle] in rowStyle.width(of: $0.label) }.max() ?? 0
    let share = isRanked ? 0.42 : 1.0 / 3
    let left = box.minX + (panel.vertical.title.isEmpty ? 14 : 34) + min(widest, box.width * share)
    plot = Box(minX: left, minY: top, maxX: box.maxX - 20, maxY: bottom)
    horizontal = ChartScale(
      panel.horizontal, values: (isRanked ? measured : placed) + panel.layers.compactMap(\.upright),
      start: plot.minX, end: plot.maxX, room: 70)
  }

  /// Names of many rows are written smaller, down to what can still be read.
  private static func rowStyle(for panel: LineChart.Panel, height: Double) -> TextStyle {
    guard panel.isRanked, !panel.vertical.labels.isEmpty else { return small }
    let room = height / Double(panel.vertical.labels.count)
    return TextStyle(size: min(small.size, max(8, (room * 0.88 * 2).rounded(.down) / 2)))
  }

  func draw(into writer: inout SVGWriter) {
    writer.group(["class": "panel"]) { writer in
      drawFrame(into: &writer)
      for layer in panel.layers { draw(layer, into: &writer) }
      drawCaptions(into: &writer)
      drawNames(into: &writer)
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
      drawRowLabels(into: &writer)
      drawColumnLabels(into: &writer)
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

  private func drawRowLabels(into writer: inout SVGWriter) {
    let room = plot.minX - 7 - box.minX - (panel.vertical.title.isEmpty ? 0 : 20)
    let height = plot.height / Double(max(1, vertical.ticks.count))
    let every = panel.isRanked && height < rowStyle.size ? Int(rowStyle.size / height) + 1 : 1
    for (place, tick) in vertical.ticks.enumerated() where place % every == 0 {
      guard let y = vertical.place(of: tick.value) else { continue }
      writer.text(
        rowStyle.shortened(tick.label, to: room),
        at: Pixel(x: plot.minX - 7, y: y + rowStyle.size * 0.35), rowStyle, anchor: "end")
    }
  }

  private func drawColumnLabels(into writer: inout SVGWriter) {
    let room = plot.width / Double(max(1, horizontal.ticks.count)) - 4
    let words = SparseLabels(
      horizontal.ticks.map(\.label), areNames: !panel.horizontal.labels.isEmpty
    )
    .shown(room: room, style: Self.small)
    for (tick, words) in zip(horizontal.ticks, words) {
      guard let words, let x = horizontal.place(of: tick.value) else { continue }
      // Never beyond the panel, where the next one or the page's column begins.
      let half = Self.small.width(of: words) / 2
      let middle = min(x, box.maxX - half)
      writer.text(
        words, at: Pixel(x: middle, y: plot.maxY + 18), Self.small, anchor: "middle")
    }
  }
}

extension LineChart.Layer {
  fileprivate var level: Double? {
    if case .level(let value) = kind { value } else { nil }
  }
  fileprivate var upright: Double? {
    switch kind {
    case .upright(let value), .mark(let value, _): value
    default: nil
    }
  }
}

extension LineChart.Panel {
  /// Whether it lies on its side.
  var isRanked: Bool { layers.contains { if case .ranked = $0.kind { true } else { false } } }

  /// Bars start at 0, which must be seen.
  fileprivate var zeroOfBars: [Double] {
    layers.contains { if case .bars = $0.kind { true } else { false } } ? [0] : []
  }
}
