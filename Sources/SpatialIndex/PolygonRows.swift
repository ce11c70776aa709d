import Geometry

/// A polygon whose edges are kept by rows of its height, to tell quickly whether it holds a point, all
/// of a box, or none of it.
///
/// An edge stands in every row from that of its lower end to that of its upper one. The row of a
/// height rounds monotonically, so an edge that reaches a height stands in that height's row.
struct PolygonRows {
  private let box: Box<Point>
  private let ladder: Ladder
  /// The edges, row after row.
  private let edges: [Edge]
  /// Where each row starts in `edges`; one entry more, for the end.
  private let starts: [Int]

  private struct Edge {
    let a: Point
    let b: Point
  }

  /// The rows that a height is divided into.
  private struct Ladder {
    let foot: Double
    let rows: Int
    let rowsPerMetre: Double

    func row(atY y: Double) -> Int {
      rows == 1 ? 0 : Int(min((y - foot) * rowsPerMetre, Double(rows - 1)))
    }
  }

  /// - Complexity: O(edges).
  init(_ polygon: Polygon<Point>) {
    let all = Self.edges(of: polygon)
    var box = Box<Point>(
      minX: all[0].a.x, minY: all[0].a.y, maxX: all[0].a.x, maxY: all[0].a.y)
    for edge in all { box.extend(to: edge.a) }
    // So many rows that an edge stands in four of them on average.
    let climb = all.reduce(0) { $0 + abs($1.b.y - $1.a.y) }
    let rows = 3 * Double(all.count) * (box.height / climb)
    let isDivided = rows >= 2 && (rows / box.height).isFinite
    self.box = box
    ladder = Ladder(
      foot: box.minY, rows: isDivided ? Int(rows) : 1,
      rowsPerMetre: rows.rounded(.down) / box.height)
    (edges, starts) = Self.sorted(all, by: ladder)
  }

  private static func edges(of polygon: Polygon<Point>) -> [Edge] {
    var edges: [Edge] = []
    for ring in polygon.rings {
      var previous = ring.corners[ring.corners.count - 1]
      for corner in ring.corners {
        edges.append(Edge(a: previous, b: corner))
        previous = corner
      }
    }
    return edges
  }

  private static func sorted(_ all: [Edge], by ladder: Ladder) -> ([Edge], [Int]) {
    let spans = all.map { edge in
      ladder.row(atY: min(edge.a.y, edge.b.y))...ladder.row(atY: max(edge.a.y, edge.b.y))
    }
    var starts = [Int](repeating: 0, count: ladder.rows + 1)
    for span in spans { for row in span { starts[row + 1] += 1 } }
    for row in 0..<ladder.rows { starts[row + 1] += starts[row] }
    var ends = starts
    var edges = [Edge](repeating: all[0], count: starts[ladder.rows])
    for (edge, span) in zip(all, spans) {
      for row in span {
        edges[ends[row]] = edge
        ends[row] += 1
      }
    }
    return (edges, starts)
  }

  /// Whether the position is inside, by the half-open rule of `Ring.encloses`.
  /// - Complexity: O(edges in the position's row).
  func holds(_ position: Point) -> Bool {
    guard box.contains(position) else { return false }
    let row = ladder.row(atY: position.y)
    var inside = false
    for index in starts[row]..<starts[row + 1] {
      let (a, b) = (edges[index].a, edges[index].b)
      guard (a.y <= position.y) != (b.y <= position.y) else { continue }
      if a.x < position.x, b.x < position.x { continue }
      if a.x > position.x && b.x > position.x || crossesRay(from: position, edge: a, b) {
        inside.toggle()
      }
    }
    return inside
  }

  /// How much of the box is inside: what no edge touches lies inside as a whole or outside.
  /// - Complexity: O(edges in the box's rows).
  func cover(of other: Box<Point>) -> Cover {
    guard box.intersects(other) else { return .none }
    let rows =
      ladder.row(atY: max(box.minY, other.minY))...ladder.row(atY: min(box.maxY, other.maxY))
    for index in starts[rows.lowerBound]..<starts[rows.upperBound + 1] {
      if other.mayMeet(from: edges[index].a, to: edges[index].b) { return .some }
    }
    return holds(Point(x: other.minX, y: other.minY)) ? .all : .none
  }
}

extension Box<Point> {
  /// Whether an edge may meet the box: always when it does, rarely when it does not.
  fileprivate func mayMeet(from a: Point, to b: Point) -> Bool {
    guard min(a.x, b.x) <= maxX, max(a.x, b.x) >= minX else { return false }
    guard min(a.y, b.y) <= maxY, max(a.y, b.y) >= minY else { return false }
    // The two corners that are farthest from the edge's line: both on one side of it, or not.
    let climbs = (a.x < b.x) == (a.y < b.y)
    let first = Point(x: minX, y: climbs ? maxY : minY)
    let second = Point(x: maxX, y: climbs ? minY : maxY)
    let sides = (side(of: first, from: a, to: b), side(of: second, from: a, to: b))
    return sides.0 == .on || sides.0 != sides.1
  }
}
