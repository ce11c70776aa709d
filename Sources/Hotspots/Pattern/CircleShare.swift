import Geometry
import RealModule

/// Tells how much of circles about one place lies inside a window.
///
/// Where a boundary with the window on its left leaves the disc at the angle φ, the window begins on the
/// circle; where it enters, the window ends. So the angle inside is Σ φ of entries − Σ φ of exits, up to
/// whole turns, which a sum between 0 and one turn has none of: neither sorting nor tests of containment
/// are needed. The sum of angles is that of a product of unit vectors, so that one arctangent is taken for
/// all. Exact up to rounding.
struct CircleShare {
  /// The square of how near the boundary comes, or more than the reach's.
  private(set) var clearance = Double.infinity
  private var edges: [Edge] = []

  fileprivate struct Edge {
    /// The foot of the perpendicular from the place on the edge's line, seen from the place.
    let footX: Double
    let footY: Double
    let directionX: Double
    let directionY: Double
    /// The squared distances of its line and its ends, the same bits for edges that share an end.
    let line: Double
    let start: Double
    let end: Double
    /// Whether the foot lies between the ends.
    let holdsFoot: Bool
    let nearest: Double
  }

  /// Looks at another place.
  mutating func move(to place: Point, among boundary: BoundaryEdges, reach: Double) {
    edges.removeAll(keepingCapacity: true)
    let limit = reach * reach
    var least = Double.infinity
    boundary.visit(within: reach, of: place) { side in
      let edge = Edge(side, from: place)
      least = min(least, edge.nearest)
      if edge.nearest <= limit { edges.append(edge) }
    }
    clearance = least
    // Edges are visited in an order of their own, so sums do not depend on how equal ones are sorted.
    if edges.count > 16 { edges.sort { $0.nearest < $1.nearest } }
  }

  /// One over the share of the circle of some squared radius that lies inside, at least 1 and at most
  /// `EdgeRule.greatestWeight`.
  ///
  /// Some point of the circle must lie in the window.
  func weight(atSquare square: Double) -> Double {
    var turn = (cos: 1.0, sin: 0.0)
    var crossings = 0
    let isSorted = edges.count > 16
    for edge in edges {
      if edge.nearest > square {
        if isSorted { break }
        continue
      }
      let (startsInside, endsInside) = (edge.start <= square, edge.end <= square)
      if startsInside && endsInside { continue }
      if !startsInside && !endsInside && !edge.holdsFoot { continue }
      let half = max(0, square - edge.line).squareRoot()
      if !endsInside {
        edge.turn(&turn, along: half, isEntry: false)
        crossings += 1
      }
      if !startsInside {
        edge.turn(&turn, along: -half, isEntry: true)
        crossings += 1
      }
    }
    guard crossings > 0 else { return 1 }
    let angle = Double.atan2(y: turn.sin, x: turn.cos)
    // Next to no angle and next to a whole turn look alike; the second point lies inside, so it is the
    // whole turn that crossings so near to each other mean.
    let inside = angle <= 1e-12 ? angle + 2 * Double.pi : angle
    return min(max(1, 2 * Double.pi / inside), EdgeRule.greatestWeight)
  }
}

extension CircleShare.Edge {
  fileprivate init(_ side: BoundaryEdge, from place: Point) {
    let (ax, ay) = (side.a.x - place.x, side.a.y - place.y)
    let (bx, by) = (side.b.x - place.x, side.b.y - place.y)
    let toStart = ax * side.directionX + ay * side.directionY
    let toEnd = bx * side.directionX + by * side.directionY
    // From the nearer end, which loses fewer digits.
    let (nx, ny, along) = abs(toStart) < abs(toEnd) ? (ax, ay, toStart) : (bx, by, toEnd)
    let (footX, footY) = (nx - along * side.directionX, ny - along * side.directionY)
    let line = footX * footX + footY * footY
    let (start, end) = (ax * ax + ay * ay, bx * bx + by * by)
    let holdsFoot = toStart < 0 && toEnd > 0
    self.init(
      footX: footX, footY: footY, directionX: side.directionX, directionY: side.directionY,
      line: line, start: start, end: end, holdsFoot: holdsFoot,
      nearest: holdsFoot ? min(line, start, end) : min(start, end))
  }

  /// Multiplies a unit vector by that of a crossing, or by its mirror image.
  @inline(__always)
  fileprivate func turn(_ turn: inout (cos: Double, sin: Double), along: Double, isEntry: Bool) {
    let (x, y) = (footX + along * directionX, footY + along * directionY)
    let length = (x * x + y * y).squareRoot()
    guard length > 0 else { return }
    let (cos, sin) = (x / length, isEntry ? y / length : -y / length)
    turn = (turn.cos * cos - turn.sin * sin, turn.cos * sin + turn.sin * cos)
  }
}
