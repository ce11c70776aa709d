/// Draws the line along which a grid of values passes a level (marching squares; Lorensen and Cline
/// 1987 in two dimensions).
///
/// Values stand at the centres of cells and change linearly between neighbours. A square with two
/// high corners opposite each other keeps them apart, so cells that only touch at a corner are two
/// shapes. The cells on the border of the grid must not be above the level, or shapes would be open.
package struct Contour {
  private let grid: Grid
  private let values: [Double]
  private let level: Double

  package init(of values: [Double], on grid: Grid, at level: Double) {
    precondition(values.count == grid.cellCount, "a contour needs one value for each cell")
    self.grid = grid
    self.values = values
    self.level = level
  }

  /// The shapes inside which values are above the level, with their holes.
  /// - Complexity: O(cells + corners + holes × columns).
  package func polygons() -> [Polygon<Point>] {
    var edges = segments()
    let (rings, starts) = rings(along: &edges)
    var shapeOfRing: [Int] = []
    var exteriors: [Ring<Point>] = []
    var holes: [[Ring<Point>]] = []
    for (ring, start) in zip(rings, starts) {
      if ring.isCounterClockwise {
        shapeOfRing.append(exteriors.count)
        exteriors.append(ring)
        holes.append([])
      } else {
        let shape = ringWest(of: start, edges).map { shapeOfRing[$0] } ?? -1
        shapeOfRing.append(shape)
        if shape >= 0 { holes[shape].append(ring) }
      }
    }
    return zip(exteriors, holes).map { Polygon(exterior: $0, holes: $1) }
  }

  /// Follows the segments from edge to edge until they close; high ground lies on the left.
  ///
  /// - Parameter edges: the segments; on return each edge says to which ring it belongs (`Edge.ring`).
  /// - Returns: the rings with the first edge of each, which ascend.
  private func rings(along edges: inout [Int32]) -> (rings: [Ring<Point>], starts: [Int]) {
    var (rings, starts): ([Ring<Point>], [Int]) = ([], [])
    for start in edges.indices where edges[start] >= 0 {
      let mark = Edge.mark(ofRing: rings.count)
      var corners: [Point] = []
      var edge = start
      while edges[edge] >= 0 {
        corners.append(crossing(of: edge))
        (edge, edges[edge]) = (Int(edges[edge]), mark)
      }
      // At least 4 crossings each.
      guard let ring = try? Ring(corners: corners) else { continue }
      rings.append(ring)
      starts.append(start)
    }
    return (rings, starts)
  }

  /// The ring on the same high ground that lies next to the west of a hole's first edge.
  ///
  /// Its first edge comes before the hole's, which is the southernmost: so it is an exterior, or a hole
  /// whose exterior is known.
  private func ringWest(of start: Int, _ edges: [Int32]) -> Int? {
    var high = start / 2
    let border = high - grid.column(of: high)
    while high > border, values[high - 1] > level { high -= 1 }
    return high > border ? Edge.ring(marked: edges[2 * (high - 1)]) : nil
  }

  /// For each edge between two cell centres the edge at which its segment ends; -1 for none.
  ///
  /// Edge 2i runs from cell i to the east, edge 2i + 1 to the north.
  private func segments() -> [Int32] {
    var next = [Int32](repeating: Edge.none, count: 2 * values.count)
    let columns = grid.columns
    guard columns > 1 else { return next }
    // Unsafe, because each square is looked at for every contour: checks cost half the time.
    next.withUnsafeMutableBufferPointer { next in
      values.withUnsafeBufferPointer { values in
        for row in 0..<max(0, grid.rows - 1) {
          let south = row * columns
          var square = Square(
            west: values[south] > level, northwest: values[south + columns] > level)
          for southwest in south..<(south + columns - 1) {
            square.moveEast(
              values[southwest + 1] > level, north: values[southwest + columns + 1] > level)
            if square.isCrossed { square.draw(at: southwest, columns: columns, into: next) }
          }
        }
      }
    }
    return next
  }

  /// Where the level lies on an edge, kept a hundredth of a cell away from the centres, so that rings
  /// never touch themselves at a cell whose value equals the level.
  private func crossing(of edge: Int) -> Point {
    let from = edge / 2
    let to = edge % 2 == 0 ? from + 1 : from + grid.columns
    let share = (level - values[from]) / (values[to] - values[from])
    // In this order what is no number, beside an infinite value, becomes a hundredth as well.
    let t = share > 0.01 ? min(share, 0.99) : 0.01
    let (a, b) = (grid.centre(of: from), grid.centre(of: to))
    return Point(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y))
  }
}

/// What is noted of an edge that is not followed by another: nothing, or the ring it is part of.
private enum Edge {
  static let none: Int32 = -1

  static func mark(ofRing ring: Int) -> Int32 { -2 - Int32(ring) }
  static func ring(marked mark: Int32) -> Int? { mark <= -2 ? Int(-2 - mark) : nil }
}

/// Which corners of the square between four cell centres are high: a bit for each, counter-clockwise
/// from the south-west.
private struct Square {
  private var high: Int

  /// The square before the first of a row, of which only the east side is known.
  init(west: Bool, northwest: Bool) { high = (west ? 2 : 0) | (northwest ? 4 : 0) }

  /// Goes one square to the east: its east side becomes the west side.
  mutating func moveEast(_ east: Bool, north: Bool) {
    high = (high & 2) >> 1 | (high & 4) << 1 | (east ? 2 : 0) | (north ? 4 : 0)
  }

  var isCrossed: Bool { high != 0 && high != 15 }

  private func isHigh(_ corner: Int) -> Bool { high >> (corner & 3) & 1 == 1 }

  /// Notes a segment from the end of each run of high corners to its beginning.
  func draw(at southwest: Int, columns: Int, into next: UnsafeMutableBufferPointer<Int32>) {
    for corner in 0..<4 where isHigh(corner) && !isHigh(corner + 1) {
      var before = corner + 3
      while isHigh(before) { before += 3 }
      next[edge(after: corner, southwest, columns)] =
        Int32(edge(after: before & 3, southwest, columns))
    }
  }

  /// The edge between a corner and the one that follows it.
  private func edge(after corner: Int, _ southwest: Int, _ columns: Int) -> Int {
    switch corner {
    case 0: 2 * southwest
    case 1: 2 * southwest + 3
    case 2: 2 * (southwest + columns)
    default: 2 * southwest + 1
    }
  }
}
