import Geometry

/// A straight stretch of boundary with the area it belongs to on its left.
struct BoundaryEdge: Hashable {
  let start: Point
  let end: Point

  var reversed: BoundaryEdge { BoundaryEdge(start: end, end: start) }

  /// The edges of a ring of corners.
  static func edges(of corners: [Point]) -> [BoundaryEdge] {
    corners.indices.map { index in
      BoundaryEdge(start: corners[index], end: corners[(index + 1) % corners.count])
    }
  }
}

/// The union of pieces that share whole edges and hang together by them.
///
/// Edges that occur in both directions lie between two pieces and cancel; the others are chained.
/// No corner is computed, so the union fits its neighbours exactly.
/// - Parameter pieces: the corners of each piece, counter-clockwise. No two pieces may touch in a
///   corner alone.
/// - Complexity: O(edges).
func dissolved(_ pieces: [[Point]]) -> Polygon<Point> {
  let edges = pieces.flatMap(BoundaryEdge.edges)
  let all = Set(edges)
  var next: [Point: Point] = [:]
  for edge in edges where !all.contains(edge.reversed) {
    precondition(next[edge.start] == nil, "pieces touch in a corner alone")
    next[edge.start] = edge.end
  }
  var rings: [Ring<Point>] = []
  // The edges are visited in their order, so that rings begin in the same corner every time.
  for edge in edges {
    guard next[edge.start] == edge.end else { continue }
    rings.append(ring(of: chain(from: edge.start, along: &next)))
  }
  let exteriors = rings.filter(\.isCounterClockwise)
  precondition(exteriors.count == 1, "the pieces hang together")
  return Polygon(exterior: exteriors[0], holes: rings.filter { !$0.isCounterClockwise })
}

/// Takes one closed chain out of the links.
private func chain(from start: Point, along next: inout [Point: Point]) -> [Point] {
  var corners: [Point] = []
  var current = start
  while let following = next.removeValue(forKey: current) {
    corners.append(current)
    current = following
  }
  return corners
}

/// A ring of corners that are known to make one.
func ring(of corners: [Point]) -> Ring<Point> {
  do {
    return try Ring(corners: corners)
  } catch {
    preconditionFailure("the fictional land has no such ring: \(error)")
  }
}
