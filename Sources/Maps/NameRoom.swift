import Geometry

/// The room inside an area for its name: its largest polygon, in cells of 4 by 4 units of the page.
struct NameRoom: Sendable {
  /// The point farthest from the edge.
  let pole: Pixel
  private let frame: MapFrame
  private let grid: Grid
  /// The number of cells inside the polygon below and left of each corner of the grid.
  private let sums: [Int]

  private static let cell = 4.0

  /// `nil` for a shape without polygons.
  init?(in shape: MultiPolygon<Point>, of frame: MapFrame) {
    guard let polygon = shape.polygons.max(by: { $0.area < $1.area }),
      let box = Box(enclosing: polygon.exterior.corners), let interior = InteriorPoint(of: shape)
    else { return nil }
    self.frame = frame
    pole = frame.pixel(interior.point)
    grid = Grid(covering: box, cell: Self.cell / frame.scale)
    sums = Self.sums(of: CellAreas(of: [MultiPolygon([polygon])], on: grid))
  }

  /// Summed areas (Crow 1984), so that any block of cells is counted in four look-ups.
  private static func sums(of cells: CellAreas) -> [Int] {
    let columns = cells.grid.columns + 1
    var sums = Array(repeating: 0, count: columns * (cells.grid.rows + 1))
    for row in 0..<cells.grid.rows {
      var inRow = 0
      for column in 0..<cells.grid.columns {
        if cells.areas[cells.grid.index(column: column, row: row)] >= 0 { inRow += 1 }
        sums[(row + 1) * columns + column + 1] = sums[row * columns + column + 1] + inRow
      }
    }
    return sums
  }

  /// The share of a box that must lie inside: the rest is the air around the letters.
  private static let leastShare = 0.96

  /// The middles of all blocks of cells that hold a box of that size and lie inside the polygon.
  func centres(forWidth width: Double, height: Double) -> [Pixel] {
    let columns = Int((width / Self.cell).rounded(.up))
    let rows = Int((height / Self.cell).rounded(.up))
    guard columns <= grid.columns, rows <= grid.rows else { return [] }
    let least = Int((Double(columns * rows) * Self.leastShare).rounded(.up))
    var centres: [Pixel] = []
    for row in 0...(grid.rows - rows) {
      for column in 0...(grid.columns - columns)
      where count(column, row, columns, rows) >= least {
        let west = Double(grid.firstColumn + column) + Double(columns) / 2
        let south = Double(grid.firstRow + row) + Double(rows) / 2
        centres.append(
          frame.pixel(Point(x: west * grid.cellWidth, y: south * grid.cellHeight)))
      }
    }
    return centres
  }

  private func count(_ column: Int, _ row: Int, _ columns: Int, _ rows: Int) -> Int {
    let line = grid.columns + 1
    return sums[(row + rows) * line + column + columns] - sums[row * line + column + columns]
      - sums[(row + rows) * line + column] + sums[row * line + column]
  }
}
