import Geometry

/// What the lines, bands and signs of a chart mean.
struct ChartLegend: PageLegend {
  let title: String
  let looks: ChartLooks
  let notes: [String]
  /// Entries side by side, for the foot of a figure; else below each other.
  var isInRows = false

  private static let rowHeight = 22.0
  private static let sample = 34.0
  private static let indent = 44.0

  func draw(in column: Box<Pixel>, into writer: inout SVGWriter) -> Double {
    var top = column.minY
    writer.group(["id": "legend"]) { writer in
      if !looks.looks.isEmpty, !title.isEmpty {
        let baseline = Pixel(x: column.minX, y: top + SidePanel.heading.size)
        let words = SidePanel.heading.shortened(title, to: column.width)
        writer.text(words, at: baseline, SidePanel.heading)
        top += SidePanel.heading.lineHeight + 6
      }
      if isInRows {
        top = drawRows(in: column, top: top, into: &writer)
      } else {
        let most = max(1, Int(column.height * 0.5 / Self.rowHeight))
        for look in looks.looks.prefix(most) {
          top = draw(look, in: column, top: top, into: &writer)
        }
      }
      top = drawNotes(notes, in: column, below: top, into: &writer)
    }
    return top
  }

  /// Entries from left to right, as many in a row as fit, and where the last row ends.
  private func drawRows(
    in column: Box<Pixel>, top start: Double, into writer: inout SVGWriter
  ) -> Double {
    var (left, top, next) = (column.minX, start, start)
    for look in looks.looks {
      let width = min(
        Self.indent + SidePanel.body.width(of: look.name) + 22, column.width)
      if left > column.minX, left + width > column.maxX + 22 { (left, top) = (column.minX, next) }
      let room = Box<Pixel>(minX: left, minY: top, maxX: left + width, maxY: column.maxY)
      next = max(next, draw(look, in: room, top: top, into: &writer))
      left += width
    }
    return next
  }

  /// One entry, and where it ends.
  private func draw(
    _ look: ChartLooks.Look, in column: Box<Pixel>, top: Double, into writer: inout SVGWriter
  ) -> Double {
    let lines = SidePanel.body.wrapped(look.name, to: column.width - Self.indent, limit: 2)
    writer.group(["class": "class"]) { writer in
      drawSample(of: look, at: Pixel(x: column.minX, y: top), into: &writer)
      for (index, line) in lines.enumerated() {
        let y = top + 14 + Double(index) * SidePanel.body.lineHeight
        writer.text(line, at: Pixel(x: column.minX + Self.indent, y: y), SidePanel.body)
      }
    }
    return top + Self.rowHeight + Double(max(lines.count - 1, 0)) * SidePanel.body.lineHeight
  }

  private func drawSample(
    of look: ChartLooks.Look, at corner: Pixel, into writer: inout SVGWriter
  ) {
    let signs = Signs(of: look.kinds)
    if signs.hasBand || signs.hasBars {
      writer.element(
        "rect",
        [
          "x": number(corner.x), "y": number(corner.y + 2), "width": number(Self.sample),
          "height": "14", "fill": look.colour,
          "fill-opacity": signs.hasBars
            ? "0.75" : signs.isWide ? ChartPanel.faint : ChartPanel.shade,
        ])
    }
    let middle = corner.y + 9
    if signs.hasLine || signs.isDashed {
      writer.element(
        "path",
        [
          "d": "M\(number(corner.x)) \(number(middle))h\(number(Self.sample))", "fill": "none",
          "stroke": look.colour, "stroke-width": signs.hasLine ? "2.2" : "1.6",
          "stroke-dasharray": signs.hasLine ? "none" : "7 5",
        ])
    }
    if signs.hasPoints {
      var sign = CompactPath()
      sign.add(look.symbol, at: Pixel(x: corner.x + Self.sample / 2, y: middle), size: 8)
      writer.element("path", ["d": sign.d, "fill": look.colour, "stroke": Palette.paper])
    }
  }

  /// The ways in which a name is drawn.
  private struct Signs {
    var (hasLine, isDashed, hasPoints) = (false, false, false)
    var (hasBand, isWide, hasBars) = (false, false, false)

    init(of kinds: [LineChart.Layer.Kind]) {
      for kind in kinds {
        switch kind {
        case .line: hasLine = true
        case .dashed, .level, .upright, .mark: isDashed = true
        case .band: hasBand = true
        case .wideBand: (hasBand, isWide) = (true, true)
        case .points, .ranked: hasPoints = true
        case .linePoints: (hasLine, hasPoints) = (true, true)
        case .bars: hasBars = true
        }
      }
    }
  }
}
