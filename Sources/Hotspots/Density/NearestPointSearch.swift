import Geometry

/// Finds the nearest of some points for each cell of some rows of a grid.
///
/// A block of cells is halved again and again, and with each half the points that can be nearest to
/// any of its cells become fewer; what is left is compared cell by cell. Where one point p is to be
/// dropped for another q, p must be farther than q from all four corner cells: the difference of the
/// squared distances is linear, so p is then farther from every cell between.
struct NearestPointSearch {
  private let grid: Grid
  private let rows: Range<Int>
  private let points: [Point]
  /// The places of the points that are left for the block at hand, after those of the blocks that
  /// hold it; ascending within each block.
  private var candidates: [Int32]
  private var nearest: [Int32]

  /// So many comparisons are done before halving pays.
  private static let fewComparisons = 512
  /// Far above the rounding of squared distances, relative to them: a point kept for nothing costs a
  /// comparison, one dropped wrongly an error.
  private static let margin = 1e-12

  /// - Parameter points: finite; of points equally near to a cell the first wins.
  init(among points: [Point], on grid: Grid, rows: Range<Int>) {
    self.grid = grid
    self.rows = rows
    self.points = points
    candidates = points.indices.map { Int32($0) }
    nearest = Array(repeating: -1, count: rows.count * grid.columns)
  }

  /// The place of the nearest point for each cell of the rows; -1 when there are no points.
  mutating func run() -> [Int32] {
    let all = Block(columns: 0..<grid.columns, rows: rows)
    if !points.isEmpty, all.count > 0 { descend(into: all, from: 0..<candidates.count) }
    return nearest
  }

  /// A rectangle of cells.
  private struct Block {
    var columns: Range<Int>
    var rows: Range<Int>

    var count: Int { columns.count * rows.count }

    /// The two halves across the longer side, of a block of several cells.
    var halves: (Block, Block) {
      if columns.count >= rows.count {
        let middle = (columns.lowerBound + columns.upperBound) / 2
        return (
          Block(columns: columns.lowerBound..<middle, rows: rows),
          Block(columns: middle..<columns.upperBound, rows: rows)
        )
      }
      let middle = (rows.lowerBound + rows.upperBound) / 2
      return (
        Block(columns: columns, rows: rows.lowerBound..<middle),
        Block(columns: columns, rows: middle..<rows.upperBound)
      )
    }
  }

  /// Finds the nearest points of a block among those that can be nearest to the block around it.
  private mutating func descend(into block: Block, from outer: Range<Int>) {
    let start = candidates.count
    keepNear(block, from: outer)
    let inner = start..<candidates.count
    if block.count == 1 || inner.count * block.count <= Self.fewComparisons || inner.count == 1 {
      compare(block, with: inner)
    } else {
      let (first, second) = block.halves
      descend(into: first, from: inner)
      descend(into: second, from: inner)
    }
    candidates.removeSubrange(inner)
  }

  /// Appends the candidates that no other is known to beat in every cell of the block.
  private mutating func keepNear(_ block: Block, from outer: Range<Int>) {
    let corners = Corners(of: block.columns, block.rows, on: grid)
    let rival = corners.squares(to: points[mostCentral(in: corners, from: outer)])
    for place in outer {
      let candidate = candidates[place]
      let own = corners.squares(to: points[Int(candidate)])
      if own.lead(over: rival) <= Self.margin * (own.farthest + rival.farthest) {
        candidates.append(candidate)
      }
    }
  }

  private func mostCentral(in corners: Corners, from outer: Range<Int>) -> Int {
    var (best, least) = (0, Double.infinity)
    for place in outer {
      let point = points[Int(candidates[place])]
      let (dx, dy) = (corners.middle.x - point.x, corners.middle.y - point.y)
      let square = dx * dx + dy * dy
      if square < least { (best, least) = (Int(candidates[place]), square) }
    }
    return best
  }

  private mutating func compare(_ block: Block, with inner: Range<Int>) {
    // Checks of bounds and of exclusive access would double the time of these loops.
    candidates.withUnsafeBufferPointer { candidates in
      points.withUnsafeBufferPointer { points in
        for row in block.rows {
          let y = grid.centreY(ofRow: row)
          let base = (row - rows.lowerBound) * grid.columns
          for column in block.columns {
            let x = grid.centreX(ofColumn: column)
            var (best, least) = (candidates[inner.lowerBound], Double.infinity)
            for place in inner {
              let point = points[Int(candidates[place])]
              let (dx, dy) = (x - point.x, y - point.y)
              let square = dx * dx + dy * dy
              if square < least { (best, least) = (candidates[place], square) }
            }
            nearest[base + column] = best
          }
        }
      }
    }
  }
}

/// The centres of the corner cells of a block.
private struct Corners {
  let west: Double
  let east: Double
  let south: Double
  let north: Double

  init(of columns: Range<Int>, _ rows: Range<Int>, on grid: Grid) {
    west = grid.centreX(ofColumn: columns.lowerBound)
    east = grid.centreX(ofColumn: columns.upperBound - 1)
    south = grid.centreY(ofRow: rows.lowerBound)
    north = grid.centreY(ofRow: rows.upperBound - 1)
  }

  var middle: Point { Point(x: (west + east) / 2, y: (south + north) / 2) }

  func squares(to point: Point) -> Squares {
    let (w, e, s, n) = (west - point.x, east - point.x, south - point.y, north - point.y)
    return Squares(west: w * w, east: e * e, south: s * s, north: n * n)
  }

  /// The squared distances of a point from the sides; two of them make that from a corner.
  struct Squares {
    let west: Double
    let east: Double
    let south: Double
    let north: Double

    var farthest: Double { max(west, east) + max(south, north) }

    /// How much farther this point is than the other, at the corner where that is least.
    func lead(over other: Squares) -> Double {
      min(west - other.west, east - other.east) + min(south - other.south, north - other.north)
    }
  }
}
