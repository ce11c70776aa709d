import Geometry

/// The cells of a grid with the names of their rows and columns, laid out in a box.
struct GridPanel: Sendable {
  private let grid: HeatGrid
  private let shades: GridShades
  private let heads: GridHeads
  /// The cells, without totals.
  private let plot: Box<Pixel>
  private let cell: Pixel

  private static let gap = 8.0

  init(of grid: HeatGrid, in box: Box<Pixel>, shades: GridShades) {
    self.grid = grid
    self.shades = shades
    heads = GridHeads(of: grid, width: box.width)
    let left = box.minX + heads.rowWidth
    let top = box.minY + heads.columnHeight
    let totalRow = grid.columnTotals.isEmpty ? 0.0 : 1
    let height = (box.maxY - top - totalRow * Self.gap) / max(1, Double(grid.rows.count) + totalRow)
    cell = Pixel(x: heads.cellWidth, y: min(64, height))
    plot = Box(
      minX: left, minY: top, maxX: left + cell.x * Double(grid.columns.count),
      maxY: top + cell.y * Double(grid.rows.count))
  }

  /// The room above the cells for the names of the columns.
  static func headHeight(of grid: HeatGrid, width: Double) -> Double {
    GridHeads(of: grid, width: width).columnHeight
  }

  func draw(into writer: inout SVGWriter) {
    writer.group(["id": "grid"]) { writer in
      heads.draw(above: plot, cell: cell, into: &writer)
      writer.group(["id": "cells"]) { drawCells(into: &$0) }
      drawTotals(into: &writer)
    }
  }

  /// The largest size in which the words fit a cell; `nil` where none that can be read does.
  private func style(for words: String) -> TextStyle? {
    [13.0, 12, 11, 10, 9].map { TextStyle(size: $0) }.first {
      $0.width(of: words) <= cell.x - 3 && $0.size <= cell.y - 2
    }
  }

  /// One size for all cells, unless some words are much longer than most.
  private var usualStyle: TextStyle? {
    let sizes = grid.cells.joined().map(\.words).filter { !$0.isEmpty }
      .map { style(for: $0)?.size ?? 0 }.sorted()
    guard let size = sizes.first(where: { $0 > 0 }) else { return nil }
    return TextStyle(size: size)
  }

  private func drawCells(into writer: inout SVGWriter) {
    let usual = usualStyle
    for (row, values) in grid.cells.enumerated() {
      for (column, value) in values.enumerated() {
        let corner = Pixel(
          x: plot.minX + Double(column) * cell.x, y: plot.minY + Double(row) * cell.y)
        draw(
          value, at: corner, name: "\(grid.rows[row]), \(grid.columns[column])", usual,
          into: &writer)
      }
    }
  }

  private func draw(
    _ value: HeatGrid.Value, at corner: Pixel, name: String, _ style: TextStyle?,
    into writer: inout SVGWriter
  ) {
    let look = shades.categories[shades.category(of: value)]
    writer.group(["class": "cell"]) { writer in
      writer.element("title", content: "\(name): \(value.words)")
      writer.group(look.polygonAttributes(edge: Palette.rule, edgeWidth: "0.7")) { writer in
        writer.element(
          "rect",
          [
            "x": number(corner.x), "y": number(corner.y), "width": number(cell.x),
            "height": number(cell.y),
          ])
      }
      guard let style, style.width(of: value.words) <= cell.x - 3 else { return }
      let middle = Pixel(x: corner.x + cell.x / 2, y: corner.y + cell.y / 2 + style.size * 0.36)
      if look.fill != .plain {
        writer.group(["stroke": look.colour, "stroke-width": "4", "stroke-linejoin": "round"]) {
          $0.text(value.words, at: middle, style, anchor: "middle", colour: look.colour)
        }
      }
      writer.text(value.words, at: middle, style, anchor: "middle", colour: look.shade.ink)
    }
  }

  private func drawTotals(into writer: inout SVGWriter) {
    guard !grid.rowTotals.isEmpty || !grid.columnTotals.isEmpty else { return }
    let style = TextStyle(size: 12, isBold: true)
    let x = plot.maxX + Self.gap
    let foot = plot.maxY + Self.gap + cell.y / 2 + 4
    writer.group(["id": "totals"]) { writer in
      for (row, words) in grid.rowTotals.enumerated() {
        let y = row < grid.rows.count ? plot.minY + (Double(row) + 0.5) * cell.y + 4 : foot
        writer.text(words, at: Pixel(x: x, y: y), style)
      }
      for (column, words) in grid.columnTotals.enumerated() {
        guard let size = self.style(for: words)?.size else { continue }
        let middle = plot.minX + (Double(column) + 0.5) * cell.x
        writer.text(
          words, at: Pixel(x: middle, y: foot), TextStyle(size: min(size, 11), isBold: true),
          anchor: "middle")
      }
      if !grid.columnTotals.isEmpty {
        writer.text("All", at: Pixel(x: plot.minX - 7, y: foot), style, anchor: "end")
      }
      if !grid.rowTotals.isEmpty {
        writer.text("All", at: Pixel(x: x, y: plot.minY - 7), style)
      }
    }
  }
}
