import Geometry

/// What the classes of a thematic map look like, with the number of each where it is known.
struct ClassLegend: PageLegend {
  /// How a class is shown: by a swatch, a line or a sign.
  private struct Row: Sendable {
    let category: ThematicMap.Category
    let kind: ThematicMap.Shape.Kind
    let hasHead: Bool
  }

  private let title: String
  private let rows: [Row]
  private let notes: [String]
  private let hasAreas: Bool
  private let hasNumbers: Bool
  private let isInRows: Bool

  private static let rowHeight = 22.0
  private static let swatch = 26.0
  private static let indent = 34.0
  private static let gap = 16.0

  /// - Parameter isInRows: for the foot of a figure, where there is more width than height.
  init(of map: ThematicMap, isInRows: Bool = false) {
    self.isInRows = isInRows
    title = map.legendTitle
    notes = map.legendNotes
    hasAreas = !map.outlines.isEmpty
    hasNumbers = map.marks.contains { $0.number != nil }
    rows = Self.rows(of: map)
  }

  /// A class without marks is shown like the first mark of the map.
  private static func rows(of map: ThematicMap) -> [Row] {
    let usual = map.marks.first?.shape.kind ?? .polygon
    var shapes: [ThematicMap.Shape?] = Array(repeating: nil, count: map.legend.count)
    for mark in map.marks where shapes[mark.category] == nil { shapes[mark.category] = mark.shape }
    return zip(map.legend, shapes).map { category, shape in
      var hasHead = false
      if case .arrows = shape { hasHead = true }
      return Row(category: category, kind: shape?.kind ?? usual, hasHead: hasHead)
    }
  }

  func draw(in column: Box<Pixel>, into writer: inout SVGWriter) -> Double {
    var top = column.minY
    writer.group(["id": "legend"]) { writer in
      for line in SidePanel.heading.wrapped(title, to: column.width, limit: 2) {
        let baseline = Pixel(x: column.minX, y: top + SidePanel.heading.size)
        writer.text(line, at: baseline, SidePanel.heading)
        top += SidePanel.heading.lineHeight
      }
      top = drawRows(in: column, from: top + 6, into: &writer)
      top = drawKeys(at: Pixel(x: column.minX, y: top + 4), into: &writer)
      top = drawNotes(notes, in: column, below: top, into: &writer)
    }
    return top
  }

  /// The classes in one column, or in two where there are many with short names.
  private func drawRows(
    in column: Box<Pixel>, from start: Double, into writer: inout SVGWriter
  ) -> Double {
    let columns = columnCount(in: column.width)
    let rowWidth = (column.width + Self.gap) / Double(columns) - Self.gap
    let most = max(1, Int(column.height * 0.55 / Self.rowHeight)) * columns
    let shown = rows.prefix(rows.count > most ? most - 1 : most)
    let depth = (shown.count + columns - 1) / columns
    for (index, row) in shown.enumerated() {
      let corner = Pixel(
        x: column.minX + Double(index / max(depth, 1)) * (rowWidth + Self.gap),
        y: start + Double(index % max(depth, 1)) * Self.rowHeight)
      draw(row, at: corner, width: rowWidth, into: &writer)
    }
    var top = start + Double(depth) * Self.rowHeight
    if shown.count < rows.count {
      writer.text(
        "and \(grouped(rows.count - shown.count)) more",
        at: Pixel(x: column.minX + Self.indent, y: top + 14), SidePanel.body,
        colour: Palette.quietInk)
      top += Self.rowHeight
    }
    return top
  }

  /// One column or two on a page, where rows are many; at the foot of a figure as many as fit.
  private func columnCount(in width: Double) -> Int {
    let widest = rows.map { self.width(of: $0) }.max() ?? 0
    let fitting = max(1, Int((width + Self.gap) / (widest + Self.gap)))
    return isInRows ? min(fitting, 4) : rows.count > 10 && fitting > 1 ? 2 : 1
  }

  private func width(of row: Row) -> Double {
    let count = row.category.count.map { SidePanel.body.width(of: grouped($0)) + 10 } ?? 0
    return Self.indent + SidePanel.body.width(of: row.category.name) + count
  }

  private func draw(
    _ row: Row, at corner: Pixel, width: Double, into writer: inout SVGWriter
  ) {
    writer.group(["class": "class"]) { writer in
      drawSample(of: row, at: corner, into: &writer)
      var room = width - Self.indent
      if let count = row.category.count.map(grouped) {
        let end = Pixel(x: corner.x + width, y: corner.y + 14)
        writer.text(count, at: end, SidePanel.body, anchor: "end", colour: Palette.quietInk)
        room -= SidePanel.body.width(of: count) + 10
      }
      writer.text(
        SidePanel.body.shortened(row.category.name, to: room),
        at: Pixel(x: corner.x + Self.indent, y: corner.y + 14), SidePanel.body)
    }
  }

  private func drawSample(of row: Row, at corner: Pixel, into writer: inout SVGWriter) {
    let middle = corner.y + 9
    var path = CompactPath()
    switch row.kind {
    case .polygon:
      let (right, bottom) = (corner.x + Self.swatch, corner.y + 17)
      path.addRing([
        Pixel(x: corner.x, y: corner.y + 1), Pixel(x: right, y: corner.y + 1),
        Pixel(x: right, y: bottom), Pixel(x: corner.x, y: bottom),
      ])
      let look = row.category.polygonAttributes(edge: Palette.boundary, edgeWidth: "0.9")
      writer.group(look) { $0.element("path", ["d": path.d]) }
    case .line:
      let end = corner.x + Self.swatch
      path.addLine([Pixel(x: corner.x, y: middle), Pixel(x: end, y: middle)])
      writer.group(row.category.lineAttributes) { $0.element("path", ["d": path.d]) }
      guard row.hasHead else { return }
      var head = CompactPath()
      head.addRing([
        Pixel(x: end + 2, y: middle), Pixel(x: end - 8, y: middle - 4.5),
        Pixel(x: end - 8, y: middle + 4.5),
      ])
      writer.element("path", ["d": head.d, "fill": row.category.colour])
    case .point:
      path.add(row.category.symbol, at: Pixel(x: corner.x + 13, y: middle), size: 10)
      writer.group(row.category.pointAttributes(size: 10)) { $0.element("path", ["d": path.d]) }
    }
  }

  /// What a boundary and a number look like.
  private func drawKeys(at corner: Pixel, into writer: inout SVGWriter) -> Double {
    guard hasAreas || hasNumbers else { return corner.y - 4 }
    var x = corner.x
    if hasAreas {
      Legend.drawAreaKey(at: Pixel(x: x, y: corner.y), into: &writer)
      x += Self.indent + SidePanel.body.width(of: "Area boundary") + 24
    }
    if hasNumbers {
      let shade = ColourRamp.Shade(fill: Palette.land, ink: Palette.marker)
      let box = Box<Pixel>(centre: Pixel(x: x + 10, y: corner.y + 9), width: 19, height: 19)
      drawDisc("1", shade, box: box, into: &writer)
      writer.text(
        "Number in the list", at: Pixel(x: x + 27, y: corner.y + 14), SidePanel.body,
        colour: Palette.quietInk)
    }
    return corner.y + Self.rowHeight
  }
}
