import Geometry

extension ChartPanel {
  func draw(_ layer: LineChart.Layer, into writer: inout SVGWriter) {
    let look = looks.look(of: layer)
    writer.group(["class": "layer", "data-name": layer.name]) { writer in
      switch layer.kind {
      case .line: drawLine(layer, look.colour, isDashed: false, into: &writer)
      case .dashed: drawLine(layer, look.colour, isDashed: true, into: &writer)
      case .band: drawBand(layer, look.colour, Self.shade, into: &writer)
      case .wideBand: drawBand(layer, look.colour, Self.faint, into: &writer)
      case .points, .ranked: drawPoints(layer, look, into: &writer)
      case .linePoints:
        drawLine(layer, look.colour, isDashed: false, into: &writer)
        drawPoints(layer, look, into: &writer)
      case .bars: drawBars(layer, look.colour, into: &writer)
      case .level(let y):
        let ends = vertical.place(of: y).map {
          [Pixel(x: plot.minX, y: $0), Pixel(x: plot.maxX, y: $0)]
        }
        drawStroke([ends ?? []], look.colour, isDashed: true, into: &writer)
      case .upright(let x), .mark(let x, _):
        let ends = horizontal.place(of: x).map {
          [Pixel(x: $0, y: plot.minY), Pixel(x: $0, y: plot.maxY)]
        }
        drawStroke([ends ?? []], look.colour, isDashed: true, into: &writer)
      }
    }
  }

  /// The strength of a band, and of one behind it.
  static let shade = "0.22"
  static let faint = "0.12"

  /// Where a value lies; `nil` for one that cannot be shown.
  func pixel(_ x: Double, _ y: Double?) -> Pixel? {
    guard let y else { return nil }
    let (across, up) = panel.isRanked ? (y, x) : (x, y)
    guard let left = horizontal.place(of: across), let top = vertical.place(of: up) else {
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
    _ layer: LineChart.Layer, _ colour: String, _ strength: String, into writer: inout SVGWriter
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
        "class": "band", "fill": colour, "fill-opacity": strength,
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
    let cap = panel.isRanked ? Pixel(x: 0, y: 4) : Pixel(x: 4, y: 0)
    let caps = bars.flatMap { bar in
      bar.map {
        [Pixel(x: $0.x - cap.x, y: $0.y - cap.y), Pixel(x: $0.x + cap.x, y: $0.y + cap.y)]
      }
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
      signs.add(look.symbol, at: place, size: layer.signSize)
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
  /// Signs shrink where there are many.
  var signSize: Double { values.count > 200 ? 4 : 8 }

  /// Whether signs stand at its values.
  var hasSigns: Bool {
    switch kind {
    case .points, .linePoints, .ranked: true
    default: false
    }
  }
}

/// The path of open lines, for `d`.
func openPath(of lines: [[Pixel]]) -> String {
  var path = CompactPath()
  for line in lines { path.addLine(line) }
  return path.d
}
