/// The cells of a grid that belong to a place: those whose centre lies in it.
package struct CellMask: Hashable, Sendable {
  package let grid: Grid
  /// One value a cell, in row-major order.
  package private(set) var cells: [Bool]

  /// No cell.
  package init(empty grid: Grid) {
    self.grid = grid
    cells = Array(repeating: false, count: grid.cellCount)
  }

  /// Every cell.
  package init(full grid: Grid) {
    self.grid = grid
    cells = Array(repeating: true, count: grid.cellCount)
  }

  /// The cells whose centre lies in one of the shapes.
  /// - Complexity: O(rows × crossings + cells inside).
  package init(of shapes: some Sequence<MultiPolygon<Point>>, on grid: Grid) {
    self.init(empty: grid)
    for shape in shapes {
      for polygon in shape.polygons { fill(polygon) }
    }
  }

  package var count: Int { cells.reduce(0) { $0 + ($1 ? 1 : 0) } }

  package subscript(index: Int) -> Bool { cells[index] }

  /// Fills a polygon line by line: between the 1st and 2nd crossing of a row's centre line, and so on.
  private mutating func fill(_ polygon: Polygon<Point>) {
    var crossings: [[Double]] = Array(repeating: [], count: grid.rows)
    for ring in polygon.rings {
      var previous = ring.corners[ring.corners.count - 1]
      for corner in ring.corners {
        collectCrossings(of: previous, corner, into: &crossings)
        previous = corner
      }
    }
    for row in crossings.indices {
      crossings[row].sort()
      for pair in stride(from: 0, to: crossings[row].count - 1, by: 2) {
        fill(row: row, from: crossings[row][pair], to: crossings[row][pair + 1])
      }
    }
  }

  private func collectCrossings(of a: Point, _ b: Point, into crossings: inout [[Double]]) {
    let (low, high) = a.y < b.y ? (a, b) : (b, a)
    let first = max(0, grid.row(atY: low.y) - 1)
    let last = min(grid.rows - 1, grid.row(atY: high.y) + 1)
    guard first <= last else { return }
    for row in first...last {
      let y = grid.centreY(ofRow: row)
      guard low.y <= y, y < high.y else { continue }
      crossings[row].append(low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x))
    }
  }

  /// Fills the cells of a row whose centre lies in `from ..< to`.
  private mutating func fill(row: Int, from: Double, to: Double) {
    var column = max(0, grid.column(atX: from) - 1)
    while column < grid.columns, grid.centreX(ofColumn: column) < from { column += 1 }
    while column < grid.columns, grid.centreX(ofColumn: column) < to {
      cells[grid.index(column: column, row: row)] = true
      column += 1
    }
  }
}
