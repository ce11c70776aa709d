import Geometry

/// The names of a grid's rows and columns, and the room they take.
struct GridHeads: Sendable {
  /// How the names of columns stand: as they are, some left out, wrapped, or upright.
  private enum Standing { case level([String?]), wrapped([[String]]), upright }

  private let grid: HeatGrid
  private let standing: Standing
  /// Left of the cells, and above them.
  let rowWidth: Double
  let columnHeight: Double
  let cellWidth: Double

  private static let style = TextStyle(size: 13)
  private static let most = 150.0

  init(of grid: HeatGrid, width: Double) {
    self.grid = grid
    let style = Self.style
    let names = grid.rows + (grid.columnTotals.isEmpty ? [] : ["All"])
    rowWidth = min(width * 0.36, (names.map { style.width(of: $0) }.max() ?? 0) + 10)
    let bold = TextStyle(size: 12, isBold: true)
    let totals =
      grid.rowTotals.isEmpty
      ? 4 : 14 + ((grid.rowTotals + ["All"]).map { bold.width(of: $0) }.max() ?? 0)
    cellWidth = min(120, max(4, width - rowWidth - totals) / Double(max(1, grid.columns.count)))
    (standing, columnHeight) = Self.standing(of: grid.columns, in: cellWidth)
  }

  private static func standing(of names: [String], in room: Double) -> (Standing, Double) {
    let line = style.lineHeight
    let sparse = SparseLabels(names, areNames: true).shown(room: room - 4, style: style)
    let areWhole = zip(names, sparse).allSatisfy { $1 == nil || $1 == $0 }
    if areWhole { return (.level(sparse), line + 10) }
    let lines = names.map { style.wrapped($0, to: room - 6, limit: 3) }
    let areKept = zip(names, lines).allSatisfy { name, lines in
      lines.joined(separator: " ")
        == name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    if areKept { return (.wrapped(lines), Double(lines.map(\.count).max() ?? 1) * line + 10) }
    return (.upright, min(most, names.map { style.width(of: $0) }.max() ?? 0) + 12)
  }

  func draw(above plot: Box<Pixel>, cell: Pixel, into writer: inout SVGWriter) {
    let style = Self.style
    let rowStyle = TextStyle(size: min(style.size, max(8, cell.y - 2)))
    writer.group(["id": "heads"]) { writer in
      for (row, name) in grid.rows.enumerated() {
        let y = plot.minY + (Double(row) + 0.5) * cell.y + rowStyle.size * 0.36
        writer.text(
          rowStyle.shortened(name, to: rowWidth - 8), at: Pixel(x: plot.minX - 7, y: y), rowStyle,
          anchor: "end")
      }
      for column in grid.columns.indices {
        let middle = plot.minX + (Double(column) + 0.5) * cell.x
        drawColumn(column, at: Pixel(x: middle, y: plot.minY - 7), into: &writer)
      }
    }
  }

  private func drawColumn(_ column: Int, at foot: Pixel, into writer: inout SVGWriter) {
    let style = Self.style
    switch standing {
    case .level(let names):
      guard let name = names[column] else { return }
      writer.text(name, at: foot, style, anchor: "middle")
    case .wrapped(let names):
      let lines = names[column]
      for (index, line) in lines.enumerated() {
        let y = foot.y - Double(lines.count - 1 - index) * style.lineHeight
        writer.text(line, at: Pixel(x: foot.x, y: y), style, anchor: "middle")
      }
    case .upright:
      let place = Pixel(x: foot.x + 4.5, y: foot.y)
      writer.group(["transform": "rotate(-90 \(number(place.x)) \(number(place.y)))"]) { writer in
        writer.text(style.shortened(grid.columns[column], to: Self.most), at: place, style)
      }
    }
  }
}
