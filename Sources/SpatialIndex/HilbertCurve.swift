package import Geometry

/// Orders places so that neighbours in the order are neighbours on the ground (Hilbert 1891).
package enum HilbertCurve {
  /// The order that sorts points along a curve over their box, ties by position in the list.
  ///
  /// Points in the same 1/65,536 of the box's sides keep their order.
  /// - Complexity: O(*n*).
  package static func order(of points: [Point]) -> [Int32] {
    order(of: points, resolution: 65_535).numbers
  }

  /// The order on a lattice with so many steps along the longer side of the points' box, and each
  /// point's distance along the curve in that order.
  /// - Complexity: O(*n*).
  static func order(
    of points: [Point], resolution: Double
  ) -> (numbers: [Int32], distances: [UInt64]) {
    guard let first = points.first else { return ([], []) }
    var box = Box<Point>(minX: first.x, minY: first.y, maxX: first.x, maxY: first.y)
    for point in points {
      box = box.united(with: Box(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y))
    }
    // Halved, so that the sides of the largest box are finite.
    let (west, south) = (box.minX / 2, box.minY / 2)
    let side = max(box.maxX / 2 - west, box.maxY / 2 - south, .leastNormalMagnitude)
    let walk = HilbertWalk()
    let distances = points.map { point in
      let x = (point.x / 2 - west) / side * resolution
      let y = (point.y / 2 - south) / side * resolution
      return walk.distance(x: UInt32(x), y: UInt32(y))
    }
    let sorted = sortedByRadix(distances)
    return (sorted.numbers, sorted.keys)
  }
}

/// How far along the curve a cell of a lattice of 2³² × 2³² lies, four levels in one step.
///
/// From level to level the curve is mirrored along its diagonal, turned half around, or both; which of
/// these four it is, is all that the next level needs to know of those above.
struct HilbertWalk {
  /// For each state and four bits of x and of y: eight bits of distance above two of the next state.
  private let steps: [UInt16]

  init() {
    var steps: [UInt16] = []
    for entry in UInt16(0)..<1_024 {
      var state = (turned: entry & 512 > 0, mirrored: entry & 256 > 0)
      var distance: UInt16 = 0
      for level in (UInt16(0)..<4).reversed() {
        var east = (entry >> (4 + level)) & 1 > 0
        var north = (entry >> level) & 1 > 0
        if state.turned { (east, north) = (!east, !north) }
        if state.mirrored { (east, north) = (north, east) }
        distance = distance << 2 | (east ? (north ? 2 : 3) : (north ? 1 : 0))
        guard !north else { continue }
        if east { state.turned.toggle() }
        state.mirrored.toggle()
      }
      steps.append(distance << 2 | (state.turned ? 2 : 0) | (state.mirrored ? 1 : 0))
    }
    self.steps = steps
  }

  func distance(x: UInt32, y: UInt32) -> UInt64 {
    var (distance, state) = (UInt64(0), UInt32(0))
    var shift: UInt32 = 28
    while true {
      let entry = state << 8 | (x >> shift & 15) << 4 | (y >> shift & 15)
      let step = steps[Int(entry)]
      distance = distance << 8 | UInt64(step >> 2)
      state = UInt32(step & 3)
      if shift == 0 { return distance }
      shift -= 4
    }
  }
}
