import Geometry

/// A table of pairs by distance and time as a picture: one A4 landscape page as a standalone SVG 1.1 document.
///
/// Each cell is coloured by its ratio, observed ÷ expected, and says the numbers; a cell with more pairs than by
/// chance has a heavy frame, so that the page reads in grey too. The same table always gives the same bytes.
package struct KnoxTable: Sendable {
  package struct Cell: Hashable, Sendable {
    let ratio: Double?
    let observed: Int
    let expected: Double
    let q: String?
    let isFinding: Bool

    /// - Parameters:
    ///   - ratio: `nil` where nothing is expected.
    ///   - q: as it is to be written; `nil` where nothing was tested.
    package init(ratio: Double?, observed: Int, expected: Double, q: String?, isFinding: Bool) {
      (self.ratio, self.observed, self.expected) = (ratio, observed, expected)
      (self.q, self.isFinding) = (q, isFinding)
    }
  }

  package let title: String
  package let subtitle: String
  /// The bands of distance, nearest first, and of days.
  package let rows: [String]
  package let columns: [String]
  /// Row by row.
  package let cells: [Cell]
  /// What all cells say together, below them.
  package let verdict: String
  package let notes: [String]
  package let attribution: String

  package init(
    title: String, subtitle: String, rows: [String], columns: [String], cells: [Cell],
    verdict: String, notes: [String] = [], attribution: String = ""
  ) {
    precondition(cells.count == rows.count * columns.count, "each cell has a row and a column")
    (self.title, self.subtitle, self.rows, self.columns) = (title, subtitle, rows, columns)
    (self.cells, self.verdict) = (cells, verdict)
    (self.notes, self.attribution) = (notes, attribution)
  }

  package func svg(width: Int = 1600) -> String {
    precondition(width > 0, "a picture has a positive width")
    let page = PageLayout(title: title, subtitle: subtitle, attribution: attribution)
    var writer = SVGWriter(
      size: PageLayout.size, width: width, title: title,
      summary: "\(subtitle). \(verdict)")
    page.drawHeader(into: &writer)
    writer.group(["id": "cells"]) { drawTable(in: page.body, into: &$0) }
    SidePanel(legend: RatioLegend(), list: nil, caveats: notes).draw(in: page.side, into: &writer)
    return writer.finished()
  }

  private static let heading = TextStyle(size: 16, isBold: true)
  private static let label = TextStyle(size: 16)

  private func drawTable(in body: Box<Pixel>, into writer: inout SVGWriter) {
    let left = body.minX + 16 + min(260, (rows.map(Self.label.width).max() ?? 0))
    let top = body.minY + 70
    let size = Pixel(
      x: (body.maxX - left) / Double(columns.count),
      y: min(150, (body.maxY - 50 - top) / Double(max(1, rows.count))))
    writer.text("Days", at: Pixel(x: left, y: body.minY + 20), Self.heading)
    writer.text("Metres", at: Pixel(x: body.minX, y: top - 12), Self.heading)
    for (place, name) in columns.enumerated() {
      let middle = left + (Double(place) + 0.5) * size.x
      writer.text(
        Self.label.shortened(name, to: size.x - 8), at: Pixel(x: middle, y: top - 12), Self.label,
        anchor: "middle")
    }
    for (place, name) in rows.enumerated() {
      let middle = top + (Double(place) + 0.5) * size.y
      writer.text(
        Self.label.shortened(name, to: left - body.minX - 10),
        at: Pixel(x: body.minX, y: middle + 6), Self.label)
    }
    let foot = Pixel(x: left, y: top + Double(rows.count) * size.y + 34)
    writer.text(
      Self.heading.shortened(verdict, to: body.maxX - left), at: foot, Self.heading)
    // Heavy frames last, so that no neighbour covers them.
    let order = cells.indices.sorted { !cells[$0].isFinding && cells[$1].isFinding }
    for place in order {
      let corner = Pixel(
        x: left + Double(place % columns.count) * size.x,
        y: top + Double(place / columns.count) * size.y)
      draw(cells[place], at: corner, size: size, into: &writer)
    }
  }

  private func draw(
    _ cell: Cell, at corner: Pixel, size: Pixel, into writer: inout SVGWriter
  ) {
    let shade = RatioLegend.shade(of: cell.ratio)
    writer.group(["class": cell.isFinding ? "cell finding" : "cell"]) { writer in
      writer.element(
        "rect",
        [
          "x": number(corner.x), "y": number(corner.y), "width": number(size.x),
          "height": number(size.y), "fill": shade.fill,
          "stroke": cell.isFinding ? Palette.marker : Palette.paper,
          "stroke-width": cell.isFinding ? "4" : "2",
        ])
      let middle = Pixel(x: corner.x + size.x / 2, y: corner.y + size.y / 2)
      let ratio = cell.ratio.map { measured($0, step: 0.01) } ?? "–"
      let lines = [
        (ratio, TextStyle(size: 26, isBold: true)),
        (
          "\(grouped(cell.observed)) pairs, \(measured(cell.expected, step: 0.1)) expected",
          TextStyle(size: 14)
        ),
        (cell.q.map { "q = \($0)" } ?? "not tested", TextStyle(size: 14)),
      ]
      var y = middle.y - 12
      for (words, style) in lines {
        writer.text(
          style.shortened(words, to: size.x - 10), at: Pixel(x: middle.x, y: y), style,
          anchor: "middle", colour: shade.ink)
        y += 24
      }
    }
  }
}

/// The classes of observed ÷ expected: ColorBrewer's RdBu (Brewer 2002, colorbrewer2.org, Apache 2.0).
private struct RatioLegend: PageLegend {
  private static let classes: [(below: Double, name: String, fill: String, ink: String)] = [
    (0.5, "below 0.5", "#67a9cf", Palette.marker), (0.8, "0.5 to 0.8", "#d1e5f0", Palette.marker),
    (1.25, "0.8 to 1.25", "#f4f4f2", Palette.marker),
    (2, "1.25 to 2", "#fddbc7", Palette.marker), (4, "2 to 4", "#ef8a62", Palette.marker),
    (.infinity, "4 and more", "#b2182b", Palette.paper),
  ]

  static func shade(of ratio: Double?) -> ColourRamp.Shade {
    guard let ratio, let found = classes.first(where: { ratio < $0.below }) else {
      return .init(fill: Palette.paper, ink: Palette.quietInk)
    }
    return .init(fill: found.fill, ink: found.ink)
  }

  func draw(in column: Box<Pixel>, into writer: inout SVGWriter) -> Double {
    var top = column.minY
    writer.group(["id": "legend"]) { writer in
      writer.text(
        "Pairs observed ÷ expected", at: Pixel(x: column.minX, y: top + 16), SidePanel.heading)
      top += 26
      for row in Self.classes.reversed() {
        Self.drawRow(
          row.name, fill: row.fill, frame: ("0.9", Palette.boundary), column, top, &writer)
        top += 22
      }
      Self.drawRow(
        "More than by chance, all cells taken into account", fill: Palette.paper,
        frame: ("3", Palette.marker), column, top + 4, &writer)
      top += 30
    }
    return top
  }

  private static func drawRow(
    _ name: String, fill: String, frame: (width: String, colour: String), _ column: Box<Pixel>,
    _ top: Double, _ writer: inout SVGWriter
  ) {
    writer.element(
      "rect",
      [
        "class": "class", "x": number(column.minX + 2), "y": number(top + 1), "width": "26",
        "height": "16", "fill": fill, "stroke": frame.colour, "stroke-width": frame.width,
      ])
    writer.text(name, at: Pixel(x: column.minX + 38, y: top + 14), SidePanel.body)
  }
}
