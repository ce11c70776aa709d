/// Why a list of positions is not a ring.
package enum RingError: Error, Hashable, Sendable {
  case tooFewPositions(count: Int)
  case notClosed
  case notFinite(position: Int)
}

/// A closed line without a beginning: the outside of a polygon, or one of its holes.
///
/// Either direction is allowed; `isCounterClockwise` tells which it is. A ring may be invalid in the
/// sense of the Simple Features standard (it may cross itself): `Areas` checks and repairs.
package struct Ring<P: Position>: Hashable, Sendable {
  /// The corners in order; the first is not repeated at the end.
  package let corners: [P]

  /// A ring from corners that are not repeated at the end.
  package init(corners: [P]) throws(RingError) {
    guard corners.count >= 3 else { throw .tooFewPositions(count: corners.count) }
    if let bad = corners.firstIndex(where: { !$0.isFinite }) { throw .notFinite(position: bad) }
    self.corners = corners
  }

  /// A ring from a list whose last position repeats its first, as files hold it.
  package init(closed positions: [P]) throws(RingError) {
    guard positions.count >= 4 else { throw .tooFewPositions(count: positions.count) }
    guard positions.first == positions.last else { throw .notClosed }
    try self.init(corners: Array(positions.dropLast()))
  }

  /// The corners with the first repeated at the end.
  package var closed: [P] { corners + corners.prefix(1) }

  /// The area in the square of the positions' unit, positive when counter-clockwise.
  ///
  /// The shoelace sum is taken about the first corner, which keeps its digits on a national grid.
  /// - Complexity: O(*n*).
  package var signedArea: Double {
    let origin = corners[0]
    var twice = 0.0
    var previous = corners[corners.count - 1]
    for corner in corners {
      twice +=
        (previous.x - origin.x) * (corner.y - origin.y)
        - (corner.x - origin.x) * (previous.y - origin.y)
      previous = corner
    }
    return twice / 2
  }

  package var isCounterClockwise: Bool { signedArea > 0 }

  package func reversed() -> Ring { Ring(unchecked: corners.reversed()) }

  /// The ring with every position replaced; `nil` when one has no replacement.
  package func mapped<Q: Position>(_ transform: (P) -> Q?) -> Ring<Q>? {
    var result: [Q] = []
    result.reserveCapacity(corners.count)
    for corner in corners {
      guard let position = transform(corner) else { return nil }
      result.append(position)
    }
    return Ring<Q>(unchecked: result)
  }

  /// For corners that come from a checked ring.
  private init(unchecked corners: [P]) { self.corners = corners }
}
