/// Which of several areas each cell of a grid belongs to: the one that holds its centre.
package struct CellAreas: Sendable {
  package let grid: Grid
  /// For each cell, in row-major order, the place of its area in the list; -1 for none. Where areas
  /// overlap, the first of them.
  package let areas: [Int32]

  /// - Complexity: O(cells + rows × crossings).
  package init(of shapes: [MultiPolygon<Point>], on grid: Grid) {
    var areas = [Int32](repeating: -1, count: grid.cellCount)
    areas.withUnsafeMutableBufferPointer { cells in
      for (area, shape) in shapes.enumerated().reversed() {
        for polygon in shape.polygons {
          grid.visitRuns(of: polygon) { row, columns in
            let start = grid.index(column: columns.lowerBound, row: row)
            for index in start..<(start + columns.count) { cells[index] = Int32(area) }
          }
        }
      }
    }
    self.grid = grid
    self.areas = areas
  }

  /// A grid that belongs to one area as a whole.
  package init(whole grid: Grid) {
    self.grid = grid
    areas = Array(repeating: 0, count: grid.cellCount)
  }

  /// The same cells, all areas taken as one.
  package func merged() -> CellAreas {
    CellAreas(grid: grid, areas: areas.map { min($0, 0) })
  }

  private init(grid: Grid, areas: [Int32]) {
    self.grid = grid
    self.areas = areas
  }

  /// The number of cells that belong to any area.
  package var count: Int { areas.reduce(0) { $0 + ($1 < 0 ? 0 : 1) } }
}

extension CellAreas {
  /// The cells of any area and those up to some cells away from one, in rows, columns or both, all taken as
  /// one area.
  ///
  /// - Complexity: O(cells × distance).
  package func grown(by distance: Int) -> CellAreas {
    var areas = areas.map { min($0, 0) }
    let (columns, rows) = (grid.columns, grid.rows)
    for _ in 0..<distance {
      let before = areas
      for row in 0..<rows {
        for column in 0..<columns where before[row * columns + column] < 0 {
          let near = max(0, row - 1)...min(rows - 1, row + 1)
          let isBeside = near.contains { row in
            (max(0, column - 1)...min(columns - 1, column + 1)).contains {
              before[row * columns + $0] >= 0
            }
          }
          if isBeside { areas[row * columns + column] = 0 }
        }
      }
    }
    return CellAreas(grid: grid, areas: areas)
  }
}
