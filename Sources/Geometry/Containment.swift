extension Ring where P == Point {
  /// Whether a ray from the position towards growing x leaves the ring.
  ///
  /// Edges are half-open: a position on the left or lower side of a shape is inside it, one on the
  /// right or upper side is not, so a position on an edge that two areas share lies in exactly one of
  /// them. The decision is exact (see `side(of:from:to:)`).
  /// - Complexity: O(*n*).
  package func encloses(_ position: Point) -> Bool {
    var inside = false
    var previous = corners[corners.count - 1]
    for corner in corners {
      if crossesRay(from: position, edge: previous, corner) { inside.toggle() }
      previous = corner
    }
    return inside
  }
}

/// Whether the edge between two corners crosses the ray from the position towards growing x.
///
/// An edge holds its lower end but not its upper one, and a position on the edge is not crossed.
package func crossesRay(from position: Point, edge a: Point, _ b: Point) -> Bool {
  guard (a.y <= position.y) != (b.y <= position.y) else { return false }
  return a.y < b.y
    ? side(of: position, from: a, to: b) == .left
    : side(of: position, from: b, to: a) == .left
}

extension Polygon where P == Point {
  /// Whether the position is inside, by the half-open rule of `Ring.encloses`.
  /// - Complexity: O(*n*).
  package func contains(_ position: Point) -> Bool {
    rings.reduce(false) { $0 != $1.encloses(position) }
  }
}

extension MultiPolygon where P == Point {
  /// Whether the position is inside one of the polygons, by the half-open rule of `Ring.encloses`.
  /// - Complexity: O(*n*).
  package func contains(_ position: Point) -> Bool { polygons.contains { $0.contains(position) } }
}
