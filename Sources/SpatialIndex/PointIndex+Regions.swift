package import Geometry

extension PointIndex {
  /// The numbers of the points in a box, its edges included, in the index's order.
  /// - Complexity: O(√*n* + found) where the density is about even.
  package func numbers(in box: Box<Point>) -> [Int32] { numbers(inRegion: box) }

  /// The numbers of the points in a shape, by the half-open rule of `Ring.encloses`, in the index's
  /// order.
  ///
  /// What lies in a box of the tree that no edge touches is taken or left as a whole.
  /// - Complexity: O(corners + boxes of the tree and points near the boundary × edges beside each +
  ///   found).
  package func numbers(in shape: MultiPolygon<Point>) -> [Int32] {
    numbers(inRegion: ShapeRegion(shape))
  }

  /// The numbers of the points whose `distance(to:)` from a position is not above the radius, in the
  /// index's order; none when the radius is negative.
  /// - Complexity: O(√*n* + found) where the density is about even.
  package func numbers(within radius: Double, of position: Point) -> [Int32] {
    numbers(inRegion: Disc(centre: position, radius: radius))
  }

  /// How many points there are in a box, its edges included.
  /// - Complexity: O(√*n*) where the density is about even.
  package func count(in box: Box<Point>) -> Int { count(inRegion: box) }

  /// How many points there are in a shape, by the half-open rule of `Ring.encloses`.
  /// - Complexity: as `numbers(in:)`, without the points found.
  package func count(in shape: MultiPolygon<Point>) -> Int { count(inRegion: ShapeRegion(shape)) }

  /// How many points there are whose `distance(to:)` from a position is not above the radius.
  /// - Complexity: O(√*n*) where the density is about even.
  package func count(within radius: Double, of position: Point) -> Int {
    count(inRegion: Disc(centre: position, radius: radius))
  }

  /// Visits the numbers of the points in a box, its edges included, in the index's order.
  package func visit(in box: Box<Point>, _ body: (Int32) -> Void) {
    visit(inRegion: box, body)
  }

  /// Visits the numbers of the points in a shape, by the half-open rule of `Ring.encloses`, in the
  /// index's order.
  package func visit(in shape: MultiPolygon<Point>, _ body: (Int32) -> Void) {
    visit(inRegion: ShapeRegion(shape), body)
  }

  /// Visits the numbers of the points whose `distance(to:)` from a position is not above the radius, in
  /// the index's order.
  package func visit(within radius: Double, of position: Point, _ body: (Int32) -> Void) {
    visit(inRegion: Disc(centre: position, radius: radius), body)
  }

  private func numbers(inRegion region: some Region) -> [Int32] {
    var found: [Int32] = []
    visitPlaces(in: region) { found.append(contentsOf: numbers[$0]) }
    return found
  }

  private func count(inRegion region: some Region) -> Int {
    var count = 0
    visitPlaces(in: region) { count += $0.count }
    return count
  }

  private func visit(inRegion region: some Region, _ body: (Int32) -> Void) {
    visitPlaces(in: region) { for place in $0 { body(numbers[place]) } }
  }

  /// Visits the runs of places whose points a region holds, in the index's order.
  private func visitPlaces(in region: some Region, _ visit: (Range<Int>) -> Void) {
    guard !isEmpty else { return }
    var branches = [(level: tree.height - 1, place: 0)]
    while let (level, place) = branches.popLast() {
      switch region.cover(of: tree.boxes[tree.levelStarts[level] + place]) {
      case .none: continue
      case .all: visit(tree.places(below: place, atLevel: level))
      case .some where level > 0:
        // The last first, so that the first is on top.
        for child in tree.children(of: place, atLevel: level).reversed() {
          branches.append((level - 1, child))
        }
      case .some:
        for place in tree.places(ofLeaf: place)
        where region.holds(Point(x: xs[place], y: ys[place])) {
          visit(place..<place + 1)
        }
      }
    }
  }
}
