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
    let bands = await bands(of: grid, threads: threads) { cell, _ in
      needed.map { $0.areas[cell] >= 0 } ?? true
    }
    var masses = [Double](repeating: 0, count: grid.cellCount)
    for band in bands {
      for run in band.inside {
        masses.withUnsafeMutableBufferPointer { $0[run].update(repeating: 1) }
      }
      for cell in band.rim { masses[cell.number] = cell.mass }
    }
    if let needed {
      for cell in masses.indices where needed.areas[cell] < 0 { masses[cell] = 0 }
    }
    return masses
  }

  /// Divides values at the centres of a grid's cells by the mass there, in cells inside the window.
  func divide(_ values: inout [Double], on grid: Grid, threads: Int) async {
    // Where nothing of the boundary is in reach, the mass is 1.
    let bands = await bands(of: grid, threads: threads) { _, isInside in isInside }
    for band in bands {
      for cell in band.rim where cell.mass > 0 { values[cell.number] /= cell.mass }
    }
  }

  /// What is to be known of some rows of a grid: the cells inside the window, and the mass at those near
  /// its boundary.
  private struct Band: Sendable {
    var inside: [Range<Int>] = []
    var rim: [(number: Int, mass: Double)] = []
  }

  private static let rowsAtOnce = 48

  private func bands(
    of grid: Grid, threads: Int,
    where isNeeded: @escaping @Sendable (_ cell: Int, _ isInside: Bool) -> Bool
  ) async -> [Band] {
    let boundary = edges.all
    let starts = Array(stride(from: 0, to: grid.rows, by: Self.rowsAtOnce))
    return await inParallel(starts.count, threads: threads) { number in
      let rows = starts[number]..<min(starts[number] + Self.rowsAtOnce, grid.rows)
      return band(grid.band(rows), from: rows.lowerBound * grid.columns, boundary, isNeeded)
    }
  }

  /// - Parameter first: the number of the band's first cell in the whole grid.
  private func band(
    _ grid: Grid, from first: Int, _ boundary: [BoundaryEdge], _ isNeeded: (Int, Bool) -> Bool
  ) -> Band {
    var band = Band()
    var isInside = [Bool](repeating: false, count: grid.cellCount)
    for polygon in window.polygons {
      grid.visitRuns(of: polygon) { row, columns in
        let start = row * grid.columns
        let run = start + columns.lowerBound..<start + columns.upperBound
        band.inside.append(first + run.lowerBound..<first + run.upperBound)
        for cell in run { isInside[cell] = true }
      }
    }
    let isNear = grid.cells(within: kernel.reach, of: boundary)
    for cell in isNear.indices where isNear[cell] && isNeeded(first + cell, isInside[cell]) {
      let mass = mass(at: grid.centre(of: cell), isInside: isInside[cell])
      band.rim.append((first + cell, mass))
    }
    return band
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
    let (south, north) = (centreY(ofRow: 0) - distance, centreY(ofRow: rows - 1) + distance)
    var isNear = [Bool](repeating: false, count: cellCount)
    for edge in edges where max(edge.a.y, edge.b.y) >= south && min(edge.a.y, edge.b.y) <= north {
      let strip = EdgeStrip(edge, within: distance)
      for row in rows(from: strip.low.y - distance, to: strip.high.y + distance) {
        let columns = columns(of: strip, atY: centreY(ofRow: row))
        let start = index(column: 0, row: row)
        for column in columns { isNear[start + column] = true }
      }
    }
    return isNear
  }

  /// The columns whose centre at some height is in a strip, and one more on either side, so that
  /// rounding loses none.
  private func columns(of strip: EdgeStrip, atY y: Double) -> Range<Int> {
    guard let (west, east) = strip.extent(atY: y) else { return 0..<0 }
    let first = bounded(west / cellWidth - Double(firstColumn) - 1, columns)
    return first..<max(first, bounded(east / cellWidth - Double(firstColumn) + 2, columns))
  }

  /// The rows that hold any height between two.
  private func rows(from low: Double, to high: Double) -> Range<Int> {
    let first = bounded(low / cellHeight - Double(firstRow), rows)
    return first..<max(first, bounded(high / cellHeight - Double(firstRow) + 1, rows))
  }

  /// Bounded before it is made a whole number, which one far away could not be.
  private func bounded(_ number: Double, _ count: Int) -> Int {
    Int(min(max(0, number), Double(count)))
  }
}

/// What is within a distance of an edge, and a little more.
private struct EdgeStrip {
  let low: Point
  let high: Point
  private let distance: Double
  /// Metres eastwards for each northwards.
  private let slope: Double

  init(_ edge: BoundaryEdge, within distance: Double) {
    (low, high) = edge.a.y < edge.b.y ? (edge.a, edge.b) : (edge.b, edge.a)
    self.distance = distance
    slope = (high.x - low.x) / (high.y - low.y)
  }

  /// From where to where it reaches at a height: as far from the part of the edge that is near that height
  /// as a circle is wide at the part's nearest. `nil` at heights it does not reach.
  func extent(atY y: Double) -> (west: Double, east: Double)? {
    let (from, to) = (max(low.y, y - distance), min(high.y, y + distance))
    guard from <= to else { return nil }
    let nearest = max(0, max(from - y, y - to))
    let half = max(0, distance * distance - nearest * nearest).squareRoot()
    let (x1, x2) =
      from > low.y || to < high.y
      ? (low.x + (from - low.y) * slope, low.x + (to - low.y) * slope) : (low.x, high.x)
    return (min(x1, x2) - half, max(x1, x2) + half)
  }
}
