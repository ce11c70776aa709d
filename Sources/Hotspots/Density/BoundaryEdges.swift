import Geometry

/// A straight piece of a boundary, the window on its left.
struct BoundaryEdge: Sendable {
  let a: Point
  let b: Point
  /// The unit vector from a to b.
  let directionX: Double
  let directionY: Double
  let length: Double

  /// `nil` where both ends are the same.
  init?(from a: Point, to b: Point) {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return nil }
    self.a = a
    self.b = b
    self.length = length
    directionX = dx / length
    directionY = dy / length
  }

  var middle: Point { Point(x: a.x + (b.x - a.x) / 2, y: a.y + (b.y - a.y) / 2) }
}

/// The edges of a window, sorted so that those near a place are found without a look at the others.
///
/// Each edge stands once, by its middle, on one of several levels: a level holds edges up to twice as
/// long as the one before, in square buckets as large as they are long. So a long edge is looked at from
/// afar, but there cannot be many, and it need not be cut, which would move it by rounding.
struct BoundaryEdges: Sendable {
  private var levels: [EdgeLevel] = []

  /// - Parameter shortest: the length of edges up to which they share the first level.
  /// - Complexity: O(edges × log of edges per bucket + buckets).
  init(of window: MultiPolygon<Point>, shortest: Double) {
    var byLevel: [Int: [BoundaryEdge]] = [:]
    for side in OuterSides(of: window).sides {
      guard let edge = BoundaryEdge(from: side.a, to: side.b) else { continue }
      let level = edge.length <= shortest ? 0 : Int((edge.length / shortest).exponent) + 1
      byLevel[level, default: []].append(edge)
    }
    for (level, edges) in byLevel.sorted(by: { $0.key < $1.key }) {
      levels.append(
        EdgeLevel(edges, bucket: Double(sign: .plus, exponent: level, significand: shortest)))
    }
  }

  /// Visits all edges that come within a distance of a place, and some others near it, in an order that
  /// depends on the window alone.
  @inline(__always)
  func visit(within distance: Double, of place: Point, _ visit: (BoundaryEdge) -> Void) {
    for level in levels { level.visit(within: distance, of: place, visit) }
  }

  /// All edges.
  var all: [BoundaryEdge] { levels.flatMap(\.edges) }
}

/// The sides of a window's polygons, without those along which two polygons touch: run through both ways,
/// they are no boundary of the window.
private struct OuterSides {
  struct Side: Hashable {
    let a: Point
    let b: Point
  }

  private var counts: [Side: Int] = [:]

  init(of window: MultiPolygon<Point>) {
    for polygon in window.rightHanded().polygons {
      for ring in polygon.rings {
        var previous = ring.corners[ring.corners.count - 1]
        for corner in ring.corners {
          add(Side(a: previous, b: corner))
          previous = corner
        }
      }
    }
  }

  private mutating func add(_ side: Side) {
    let back = Side(a: side.b, b: side.a)
    guard let count = counts[back] else { return counts[side, default: 0] += 1 }
    counts[back] = count == 1 ? nil : count - 1
  }

  /// In no order; edges are sorted later.
  var sides: [Side] { counts.flatMap { Array(repeating: $0.key, count: $0.value) } }
}

/// Edges of about one length, sorted by the bucket that holds their middle.
private struct EdgeLevel: Sendable {
  private let grid: Grid
  /// Where each bucket's edges start, in row-major order; one entry more for the end.
  private let starts: [Int32]
  let edges: [BoundaryEdge]
  private let longestHalf: Double

  init(_ edges: [BoundaryEdge], bucket: Double) {
    let box = Box(enclosing: edges.lazy.map(\.middle)) ?? Box(minX: 0, minY: 0, maxX: 0, maxY: 0)
    // Few edges over a wide window need no more buckets than there are edges.
    let fewest = (box.width * box.height / Double(4 * edges.count + 4)).squareRoot()
    let longer = max(box.width, box.height) / Double(4 * edges.count + 4)
    let grid = Grid(covering: box, cell: max(bucket, fewest, longer))
    let buckets = edges.map { edge in
      let middle = edge.middle
      return grid.index(
        column: min(max(0, grid.column(atX: middle.x)), grid.columns - 1),
        row: min(max(0, grid.row(atY: middle.y)), grid.rows - 1))
    }
    var starts = [Int32](repeating: 0, count: grid.cellCount + 1)
    for bucket in buckets { starts[bucket + 1] += 1 }
    for bucket in 0..<grid.cellCount { starts[bucket + 1] += starts[bucket] }
    let order = edges.indices.sorted { first, second in
      buckets[first] != buckets[second]
        ? buckets[first] < buckets[second] : edges[first].isBefore(edges[second])
    }
    self.grid = grid
    self.starts = starts
    self.edges = order.map { edges[$0] }
    longestHalf = (edges.map(\.length).max() ?? 0) / 2
  }

  @inline(__always)
  func visit(within distance: Double, of place: Point, _ visit: (BoundaryEdge) -> Void) {
    // A little more, so that rounding loses no edge.
    let margin = (distance + longestHalf) * (1 + 1e-9)
    let columns = range(
      place.x, margin, below: grid.columns, first: grid.firstColumn, grid.cellWidth)
    let rows = range(place.y, margin, below: grid.rows, first: grid.firstRow, grid.cellHeight)
    guard !columns.isEmpty, !rows.isEmpty else { return }
    for row in rows {
      let first = grid.index(column: columns.lowerBound, row: row)
      for place in starts[first]..<starts[first + columns.count] { visit(edges[Int(place)]) }
    }
  }

  /// The columns or rows within a margin of a coordinate.
  private func range(
    _ coordinate: Double, _ margin: Double, below count: Int, first: Int, _ size: Double
  ) -> Range<Int> {
    // Bounded before it is made a whole number, which a coordinate far away could not be.
    func bounded(_ number: Double) -> Int {
      Int(min(max(-1, number.rounded(.down) - Double(first)), Double(count)))
    }
    let low = max(0, bounded((coordinate - margin) / size))
    return low..<max(low, min(count, bounded((coordinate + margin) / size) + 1))
  }
}

extension BoundaryEdge {
  /// An order that does not depend on where a ring begins.
  fileprivate func isBefore(_ other: BoundaryEdge) -> Bool {
    (a.x, a.y, b.x, b.y) < (other.a.x, other.a.y, other.b.x, other.b.y)
  }
}
