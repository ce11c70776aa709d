package import Geometry

/// Orders places so that neighbours in the order are neighbours on the ground (Hilbert 1891).
package enum HilbertCurve {
  /// The order that sorts points along a curve over their box, ties by position in the list.
  ///
  /// Points in the same 1/65,536 of the box's sides keep their order.
  /// - Complexity: O(*n* log *n*).
  package static func order(of points: [Point]) -> [Int32] {
    guard let box = Box(enclosing: points) else { return [] }
    let side = max(box.width, box.height, .leastNormalMagnitude)
    let keys = points.enumerated().map { index, point in
      let x = UInt32((point.x - box.minX) / side * 65_535)
      let y = UInt32((point.y - box.minY) / side * 65_535)
      return UInt64(distance(x: x, y: y)) << 32 | UInt64(index)
    }
    return keys.sorted().map { Int32(truncatingIfNeeded: $0) }
  }

  /// How far along the curve a cell of a 65,536 × 65,536 grid lies.
  static func distance(x: UInt32, y: UInt32) -> UInt32 {
    var (x, y, distance) = (x, y, UInt32(0))
    var side: UInt32 = 1 << 15
    while side > 0 {
      let (east, north) = ((x & side) > 0, (y & side) > 0)
      distance &+= side &* side &* (east ? (north ? 2 : 3) : (north ? 1 : 0))
      if !north {
        if east { (x, y) = (65_535 &- x, 65_535 &- y) }
        (x, y) = (y, x)
      }
      side >>= 1
    }
    return distance
  }
}
