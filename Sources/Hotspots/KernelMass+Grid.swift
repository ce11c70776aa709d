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
      compute(on: grid.band(rows), near: boundary, into: cells, where: needed, from: first)
    }
    return masses.array
  }

  private static let rowsAtOnce = 48

  private func compute(
    on band: Grid, near boundary: [BoundaryEdge], into masses: UnsafeMutableBufferPointer<Double>,
    where needed: CellAreas?, from first: Int
  ) {
    masses.initialize(repeating: 0)
    for polygon in window.polygons {
      band.visitRuns(of: polygon) { row, columns in
        let start = row * band.columns
        masses[start + columns.lowerBound..<start + columns.upperBound].update(repeating: 1)
      }
    }
    if let needed {
      for cell in masses.indices where needed.areas[first + cell] < 0 { masses[cell] = -1 }
    }
    let isNear = band.cells(within: kernel.reach, of: boundary)
    for cell in masses.indices where isNear[cell] && masses[cell] >= 0 {
      masses[cell] = mass(at: band.centre(of: cell), isInside: masses[cell] > 0)
    }
    guard needed != nil else { return }
    for cell in masses.indices { masses[cell] = max(0, masses[cell]) }
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
    Int(min(max(0, number.rounded(.down)), Double(count)))
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
