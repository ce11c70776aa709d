/// Equal cells, square or hexagonal, that cover some ground without gap or overlap.
///
/// Cells are aligned to the origin of the reference system: two tilings with cells of one shape and size share
/// them. They are numbered in rows from south to north, each from west to east.
package enum Tiling: Hashable, Sendable {
  case squares(Grid)
  case hexagons(HexagonGrid)

  package var columns: Int {
    switch self {
    case .squares(let grid): grid.columns
    case .hexagons(let grid): grid.columns
    }
  }

  package var rows: Int {
    switch self {
    case .squares(let grid): grid.rows
    case .hexagons(let grid): grid.rows
    }
  }

  package var cellCount: Int { columns * rows }

  /// The area of a whole cell, in m².
  package var cellArea: Double {
    switch self {
    case .squares(let grid): grid.cellArea
    case .hexagons(let grid): grid.cellArea
    }
  }

  /// The cell that holds the point, by the half-open rule of `Ring.encloses`; `nil` outside the tiling.
  /// - Complexity: O(1).
  package func index(at point: Point) -> Int? {
    switch self {
    case .squares(let grid): grid.index(at: point)
    case .hexagons(let grid): grid.index(at: point)
    }
  }

  package func centre(of index: Int) -> Point {
    switch self {
    case .squares(let grid): grid.centre(of: index)
    case .hexagons(let grid): grid.centre(of: index)
    }
  }

  /// The corners of a cell, counter-clockwise.
  package func corners(of index: Int) -> [Point] {
    switch self {
    case .squares(let grid):
      let box = grid.box(columns: grid.columns(of: index), rows: grid.rows(of: index))
      return [
        Point(x: box.minX, y: box.minY), Point(x: box.maxX, y: box.minY),
        Point(x: box.maxX, y: box.maxY), Point(x: box.minX, y: box.maxY),
      ]
    case .hexagons(let grid): return grid.corners(of: index)
    }
  }

  /// The smallest box around some columns of some rows.
  package func box(columns: Range<Int>, rows: Range<Int>) -> Box<Point> {
    switch self {
    case .squares(let grid): grid.box(columns: columns, rows: rows)
    case .hexagons(let grid): grid.box(columns: columns, rows: rows)
    }
  }

  /// Visits the cells that touch one, ascending: those that share a side, and with `corners` those of squares
  /// that share a corner.
  package func visitNeighbours(of index: Int, corners: Bool, _ visit: (Int) -> Void) {
    switch self {
    case .squares(let grid): grid.visitNeighbours(of: index, corners: corners, visit)
    case .hexagons(let grid): grid.visitNeighbours(of: index, visit)
    }
  }
}

extension Grid {
  fileprivate func columns(of index: Int) -> Range<Int> {
    column(of: index)..<column(of: index) + 1
  }
  fileprivate func rows(of index: Int) -> Range<Int> { row(of: index)..<row(of: index) + 1 }

  /// The smallest box around some columns of some rows.
  package func box(columns: Range<Int>, rows: Range<Int>) -> Box<Point> {
    Box(
      minX: Double(firstColumn + columns.lowerBound) * cellWidth,
      minY: Double(firstRow + rows.lowerBound) * cellHeight,
      maxX: Double(firstColumn + columns.upperBound) * cellWidth,
      maxY: Double(firstRow + rows.upperBound) * cellHeight)
  }

  /// Visits the cells that share a side, or with `corners` a side or a corner, with one, ascending.
  package func visitNeighbours(of index: Int, corners: Bool, _ visit: (Int) -> Void) {
    let (column, row) = (column(of: index), row(of: index))
    for dy in -1...1 where 0..<rows ~= row + dy {
      for dx in -1...1 where 0..<columns ~= column + dx {
        guard dx != 0 || dy != 0, corners || dx == 0 || dy == 0 else { continue }
        visit(self.index(column: column + dx, row: row + dy))
      }
    }
  }
}
