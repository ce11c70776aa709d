package import Geometry

extension SpatialWeights {
  /// Binary weights of areas that touch: whose boundaries come within a tolerance of each other somewhere.
  ///
  /// Boundaries as agencies publish them need not share their corners, nor fit to the millimetre. What is
  /// near counts as touching; areas parted by a wider gap, as by a river, are no neighbours, and one that
  /// lies in another without meeting its boundary is none either.
  /// - Parameter tolerance: in metres, at least 0.
  /// - Complexity: O(*b* log *b*) for *b* corners, where areas have few neighbours and corners near another.
  package static func queen(
    _ areas: [MultiPolygon<Point>], tolerance: Double = 1, threads: Int = 2
  ) async -> SpatialWeights {
    await contiguity(areas, .queen(tolerance: tolerance), tolerance, threads) {
      $0.isTouched(by: $1)
    }
  }

  /// Binary weights of areas that share a stretch of boundary longer than the tolerance, wherever the corners
  /// of either lie on it.
  ///
  /// Two edges share the stretch over which they lie beside each other with both of its ends within the
  /// tolerance; the stretches of all edges are added up. Areas that meet in a corner share none.
  /// - Parameter tolerance: in metres, at least 0.
  /// - Complexity: as of `queen`.
  package static func rook(
    _ areas: [MultiPolygon<Point>], tolerance: Double = 1, threads: Int = 2
  ) async -> SpatialWeights {
    await contiguity(areas, .rook(tolerance: tolerance), tolerance, threads) {
      $0.sharesStretch(with: $1)
    }
  }

  private static func contiguity(
    _ areas: [MultiPolygon<Point>], _ rule: NeighbourRule, _ tolerance: Double, _ threads: Int,
    _ areNeighbours: @escaping @Sendable (AreaBoundary, AreaBoundary) -> Bool
  ) async -> SpatialWeights {
    precondition(tolerance >= 0 && tolerance.isFinite, "a tolerance is a distance")
    let boundaries = areas.map { AreaBoundary($0, tolerance: tolerance) }
    let placed = boundaries.indices.filter { boundaries[$0].box != nil }
    let index = BoxIndex(placed.compactMap { boundaries[$0].box })
    // Each pair is looked at from the lower of its numbers.
    let parts = await inBands(
      of: areas.count, parts: threads == 1 ? 1 : 16 * threads, threads: threads
    ) { band in
      band.map { area -> [Int32] in
        guard let box = boundaries[area].box else { return [] }
        return index.numbers(meeting: box.expanded(by: tolerance)).map { placed[Int($0)] }
          .filter { $0 > area && areNeighbours(boundaries[area], boundaries[$0]) }.map { Int32($0) }
      }
    }
    var rows = [[Int32]](repeating: [], count: areas.count)
    for (area, found) in parts.joined().enumerated() {
      rows[area] += found
      for other in found { rows[Int(other)].append(Int32(area)) }
    }
    return SpatialWeights(neighbours: rows, rule: rule)
  }
}

/// The edges of an area's boundary, holes and all, in an index.
private struct AreaBoundary: Sendable {
  private let edges: [Edge]
  private let index: BoxIndex
  private let tolerance: Double
  let box: Box<Point>?

  init(_ area: MultiPolygon<Point>, tolerance: Double) {
    edges = area.polygons.flatMap(\.rings).flatMap { ring in
      zip(ring.corners, ring.corners.dropFirst() + ring.corners.prefix(1)).compactMap {
        // A repeated corner is no edge; a neighbour may touch it on either side of it.
        $0.0 == $0.1 ? nil : Edge(from: $0.0, to: $0.1)
      }
    }
    index = BoxIndex(edges.map(\.box))
    box = Box(union: edges.map(\.box))
    self.tolerance = tolerance
  }

  func isTouched(by other: AreaBoundary) -> Bool {
    pairs(with: other) { $0.distance(to: $1) <= tolerance }
  }

  func sharesStretch(with other: AreaBoundary) -> Bool {
    var shared = 0.0
    return pairs(with: other) { mine, theirs in
      // Measured along either, whichever is longer, so that it is the same from both sides.
      shared += max(
        mine.stretch(beside: theirs, within: tolerance),
        theirs.stretch(beside: mine, within: tolerance))
      return shared > tolerance
    }
  }

  /// Whether one of the pairs of edges whose boxes are near each other is what is looked for.
  private func pairs(with other: AreaBoundary, isFound: (Edge, Edge) -> Bool) -> Bool {
    guard let box else { return false }
    let reach = box.expanded(by: tolerance)
    for edge in other.edges where edge.box.intersects(reach) {
      for number in index.numbers(meeting: edge.box.expanded(by: tolerance))
      where isFound(edges[Int(number)], edge) { return true }
    }
    return false
  }
}

/// A straight piece of a boundary, of some length.
private struct Edge: Sendable {
  let from: Point
  let to: Point

  var box: Box<Point> {
    Box(
      minX: min(from.x, to.x), minY: min(from.y, to.y), maxX: max(from.x, to.x),
      maxY: max(from.y, to.y))
  }

  private var length: Double { from.distance(to: to) }

  /// How far along the edge a position lies, and how far to its left, in metres.
  private func place(of position: Point) -> (along: Double, aside: Double) {
    let (x, y) = ((to.x - from.x) / length, (to.y - from.y) / length)
    let (dx, dy) = (position.x - from.x, position.y - from.y)
    return (x * dx + y * dy, x * dy - y * dx)
  }

  private func distance(to position: Point) -> Double {
    let (along, aside) = place(of: position)
    if along < 0 { return from.distance(to: position) }
    return along > length ? to.distance(to: position) : abs(aside)
  }

  func distance(to other: Edge) -> Double {
    if crosses(other) { return 0 }
    return min(
      min(distance(to: other.from), distance(to: other.to)),
      min(other.distance(to: from), other.distance(to: to)))
  }

  private func crosses(_ other: Edge) -> Bool {
    let (a, b) = (place(of: other.from).aside, place(of: other.to).aside)
    let (c, d) = (other.place(of: from).aside, other.place(of: to).aside)
    return a * b < 0 && c * d < 0
  }

  /// How much of the edge another lies beside, if no farther than so much at both ends of that; otherwise 0.
  func stretch(beside other: Edge, within tolerance: Double) -> Double {
    let (a, b) = (place(of: other.from), place(of: other.to))
    let (low, high) = (max(0, min(a.along, b.along)), min(length, max(a.along, b.along)))
    guard high > low, a.along != b.along else { return 0 }
    let slope = (b.aside - a.aside) / (b.along - a.along)
    func aside(_ along: Double) -> Double { abs(a.aside + slope * (along - a.along)) }
    return max(aside(low), aside(high)) <= tolerance ? high - low : 0
  }
}
