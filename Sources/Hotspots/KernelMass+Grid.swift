package import Geometry

extension KernelMass {
  /// The masses at the centres of a grid's cells, in row-major order.
  ///
  /// Only near the boundary is there anything to compute: a cell out of its reach is all in, 1, or all
  /// out, 0. The values are those of `callAsFunction(at:)`, on any number of threads.
  ///
  /// - Parameter needed: cells in none of these areas are left at 0, which saves their time; all are
  ///   computed when `nil`.
  /// - Complexity: O(cells + edges × rows within reach + cells near the boundary × edges within reach).
  package func masses(
    atCentresOf grid: Grid, where needed: CellAreas? = nil, threads: Int = 2
  ) async -> [Double] {
    precondition(needed.map { $0.grid == grid } ?? true, "the areas are those of the grid's cells")
    let masses = SharedMemory<Double>(uninitialisedCount: grid.cellCount)
    let boundary = edges.all
    let bands = stride(from: 0, to: grid.rows, by: Self.rowsAtOnce).map {
      $0..<min($0 + Self.rowsAtOnce, grid.rows)
    }
    _ = await inParallel(bands.count, threads: threads) { number in
      let rows = bands[number]
      let first = rows.lowerBound * grid.columns
      // Bands share no cell.
      let cells = masses[first..<rows.upperBound * grid.columns]
      compute(on: grid.band(rows), near: boundary, into: cells) {
        cell in needed.map { $0.areas[first + cell] >= 0 } ?? true
      }
    }
    return masses.array
  }

  private static let rowsAtOnce = 48

  private func compute(
    on band: Grid, near boundary: [BoundaryEdge], into masses: UnsafeMutableBufferPointer<Double>,
    where isNeeded: (Int) -> Bool
  ) {
    masses.initialize(repeating: 0)
    for polygon in window.polygons {
      band.visitRuns(of: polygon) { row, columns in
        let first = row * band.columns
        masses[first + columns.lowerBound..<first + columns.upperBound].update(repeating: 1)
      }
    }
    let isNear = band.cells(within: kernel.reach, of: boundary)
    for cell in 0..<band.cellCount {
      if !isNeeded(cell) {
        masses[cell] = 0
      } else if isNear[cell] {
        masses[cell] = mass(at: band.centre(of: cell), isInside: masses[cell] > 0)
      }
    }
  }
}

extension Grid {
  /// The same cells, some rows of them.
  fileprivate func band(_ rows: Range<Int>) -> Grid {
    Grid(
      cellWidth: cellWidth, cellHeight: cellHeight, firstColumn: firstColumn,
      firstRow: firstRow + rows.lowerBound, columns: columns, rows: rows.count)
  }

  /// For each cell, whether its centre is within a distance of any edge; some a little farther too.
  fileprivate func cells(within distance: Double, of edges: [BoundaryEdge]) -> [Bool] {
    let distance = distance * (1 + 1e-9)
    let (south, north) = (centreY(ofRow: 0), centreY(ofRow: rows - 1))
    var isNear = [Bool](repeating: false, count: cellCount)
    for edge in edges {
      let (low, high) = edge.a.y < edge.b.y ? (edge.a, edge.b) : (edge.b, edge.a)
      guard low.y - distance <= north, high.y + distance >= south else { continue }
      for row in rows(from: low.y - distance, to: high.y + distance) {
        let columns = columns(within: distance, ofEdge: low, high, inRow: row)
        let first = index(column: 0, row: row)
        for column in columns { isNear[first + column] = true }
      }
    }
    return isNear
  }

  /// The columns of a row with a centre near an edge: as far from the part of the edge that is near the
  /// row as a circle of that distance is wide at the part's nearest height.
  private func columns(
    within distance: Double, ofEdge low: Point, _ high: Point, inRow row: Int
  ) -> Range<Int> {
    let y = centreY(ofRow: row)
    let (from, to) = (max(low.y, y - distance), min(high.y, y + distance))
    guard from <= to else { return 0..<0 }
    let slope = high.y > low.y ? (high.x - low.x) / (high.y - low.y) : 0
    let (x1, x2) =
      high.y > low.y
      ? (low.x + (from - low.y) * slope, low.x + (to - low.y) * slope) : (low.x, high.x)
    let nearest = max(0, max(from - y, y - to))
    let half = max(0, distance * distance - nearest * nearest).squareRoot()
    // A column more on either side, so that rounding loses none.
    let first = bounded((min(x1, x2) - half) / cellWidth - Double(firstColumn) - 1, columns)
    return
      first..<max(
        first, bounded((max(x1, x2) + half) / cellWidth - Double(firstColumn) + 2, columns))
  }

  /// The rows that hold any height between two.
  private func rows(from low: Double, to high: Double) -> Range<Int> {
    let first = bounded(low / cellHeight - Double(firstRow), rows)
    return first..<max(first, bounded(high / cellHeight - Double(firstRow) + 1, rows))
  }

  /// Bounded before it is made a whole number, which one far away could not be.
  private func bounded(_ number: Double, _ count: Int) -> Int {
    Int(min(max(0, number.rounded(.down)), Double(count)))
  }
}
