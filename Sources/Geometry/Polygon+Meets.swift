extension MultiPolygon {
  /// Whether the shape and a box share a position, edges included.
  ///
  /// - Complexity: O(*n*).
  package func meets(_ box: Box<P>) -> Bool {
    guard self.box?.intersects(box) == true else { return false }
    return polygons.contains { $0.meets(box) }
  }
}

extension Polygon {
  fileprivate func meets(_ box: Box<P>) -> Bool {
    let touches = rings.contains { ring in
      zip(ring.closed, ring.closed.dropFirst()).contains { box.meets(from: $0, to: $1) }
    }
    if touches { return true }
    // No edge comes near, so the box is inside as a whole or outside as a whole.
    let corner = Point(x: box.minX, y: box.minY)
    let plane: MultiPolygon<Point>? = MultiPolygon([self]).mapped { Point(x: $0.x, y: $0.y) }
    return plane?.contains(corner) ?? false
  }
}

extension Box {
  /// Whether a line from one position to another meets the box (Liang and Barsky 1984).
  fileprivate func meets(from a: P, to b: P) -> Bool {
    var (enter, leave) = (0.0, 1.0)
    for (along, start, low, high) in [
      (b.x - a.x, a.x, minX, maxX), (b.y - a.y, a.y, minY, maxY),
    ] {
      guard along != 0 else {
        if start < low || start > high { return false }
        continue
      }
      let (first, second) = ((low - start) / along, (high - start) / along)
      enter = max(enter, min(first, second))
      leave = min(leave, max(first, second))
    }
    return enter <= leave
  }
}
