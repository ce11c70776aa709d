import Geometry

/// The points of a pattern by rows, each row from west to east, so that those near a point are found in a
/// few runs of memory.
struct PatternRows: Sendable {
  let xs: [Double]
  let ys: [Double]
  /// For each point its place in the pattern.
  let places: [Int32]
  /// Where each row starts; one entry more, for the end.
  let starts: [Int]
  let frame: RowFrame

  /// - Complexity: O(*n* + rows).
  init(_ points: [Point], frame: RowFrame) {
    var starts = [Int](repeating: 0, count: frame.count + 1)
    let rows = points.map { frame.row(atY: $0.y) }
    for row in rows { starts[row + 1] += 1 }
    for row in 0..<frame.count { starts[row + 1] += starts[row] }
    var ends = starts
    var places = [Int32](repeating: 0, count: points.count)
    // The pattern's order runs from west to east, and so does each row's.
    for (place, row) in rows.enumerated() {
      places[ends[row]] = Int32(place)
      ends[row] += 1
    }
    xs = places.map { points[Int($0)].x }
    ys = places.map { points[Int($0)].y }
    self.places = places
    self.starts = starts
    self.frame = frame
  }
}

/// How a window is cut into rows for one reach.
struct RowFrame: Sendable {
  let south: Double
  let height: Double
  let count: Int
  let reach: Double

  /// Rows a quarter of the reach high: lower ones would leave out fewer points than they cost to start.
  init(box: Box<Point>, reach: Double, points: Int) {
    let height = max(reach / 4, box.height / Double(max(1, points)), .leastNormalMagnitude)
    south = box.minY
    self.height = height
    self.reach = reach
    count = Int(box.height / height) + 1
  }

  func row(atY y: Double) -> Int { min(max(0, Int((y - south) / height)), count - 1) }

  /// How many rows above a point's own can hold others within reach.
  var rowsAbove: Int { min(count - 1, Int(reach / height) + 1) }

  /// Half the width within which points of so many rows above or below can be within reach.
  func halfWidth(atOffset offset: Int) -> Double {
    let gap = max(0, Double(abs(offset) - 1)) * height * (1 - 1e-9)
    return max(0, reach * reach - gap * gap).squareRoot() * (1 + 1e-9) + 1e-6 * height
  }
}

/// Visits pairs of points within reach: of two patterns, or of one, whose pairs are visited once.
struct PairVisitor: Sendable {
  let rows: PatternRows
  let others: PatternRows
  /// Whether both are one pattern: each pair is visited once, the second point later in the rows.
  let isSame: Bool
  let limit: Double

  init(_ rows: PatternRows, _ others: PatternRows, isSame: Bool, limit: Double) {
    (self.rows, self.others, self.isSame, self.limit) = (rows, others, isSame, limit)
  }

  /// Visits the pairs whose first point lies in a row, in a fixed order, by their places in the rows.
  ///
  /// Unsafe buffers, because the loop does nothing but read single numbers.
  @inline(__always)
  func visit(row: Int, _ visit: (_ first: Int, _ second: Int, _ square: Double) -> Void) {
    let frame = rows.frame
    let own = rows.starts[row]..<rows.starts[row + 1]
    let above = frame.rowsAbove
    rows.xs.withUnsafeBufferPointer { xs in
      rows.ys.withUnsafeBufferPointer { ys in
        others.xs.withUnsafeBufferPointer { otherXs in
          others.ys.withUnsafeBufferPointer { otherYs in
            for offset in (isSame ? 0 : -above)...above {
              let other = row + offset
              guard 0..<frame.count ~= other else { continue }
              let width = frame.halfWidth(atOffset: offset)
              var start = others.starts[other]
              let end = others.starts[other + 1]
              for first in own {
                let (x, y) = (xs[first], ys[first])
                while start < end, otherXs[start] < x - width { start &+= 1 }
                var second = isSame && offset == 0 ? first &+ 1 : start
                while second < end {
                  let dx = otherXs[second] - x
                  if dx > width { break }
                  let dy = otherYs[second] - y
                  let square = dx * dx + dy * dy
                  if square <= limit { visit(first, second, square) }
                  second &+= 1
                }
              }
            }
          }
        }
      }
    }
  }
}
