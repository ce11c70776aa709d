import Geometry
import Probability
import SampleShapes

/// Points on which searches go wrong if they can.
enum PointSample: CaseIterable {
  case none, one, two, even, clustered, allEqual, snapped, onLine, onLattice, huge, withOutlier

  var points: [Point] {
    var generator = Philox(seed: 40, stream: 0)
    let box = Box<Point>(minX: 353_000, minY: 372_000, maxX: 354_000, maxY: 372_700)
    switch self {
    case .none: return []
    case .one: return [Point(x: 353_000, y: 372_000)]
    case .two: return [Point(x: 353_000, y: 372_000), Point(x: -5, y: 7)]
    case .even: return SampleShapes.points(700, in: box, using: &generator)
    case .clustered:
      return SampleShapes.points(9, in: box, using: &generator).flatMap { centre in
        (0..<70).map { _ in
          Point(
            x: centre.x + 20 * generator.standardNormal(),
            y: centre.y + 20 * generator.standardNormal())
        }
      }
    case .allEqual: return [Point](repeating: Point(x: 0.1, y: -0.3), count: 600)
    case .snapped:
      // Few places, some with far more points than a leaf holds, their numbers mixed.
      let places = SampleShapes.points(12, in: box, using: &generator)
      return (0..<700).map { _ in
        places[Int(generator.uniform() * generator.uniform() * Double(places.count))]
      }
    case .onLine:
      return (0..<500).map { _ in
        let along = (generator.uniform() * 300).rounded()
        return Point(x: 3 * along, y: 4 * along)
      }.shuffled(using: &generator)
    case .onLattice:
      return (0..<625).map { Point(x: Double($0 % 25), y: Double($0 / 25)) }
        .shuffled(using: &generator)
    case .huge:
      return SampleShapes.points(300, in: box, using: &generator).map {
        Point(x: ($0.x - 353_500) * 3e305, y: ($0.y - 372_350) * 5e305)
      }
    case .withOutlier:
      return SampleShapes.points(600, in: box, using: &generator) + [Point(x: 1e15, y: -1e15)]
    }
  }

  /// Places to ask about: some of the points, midpoints between them, and places around all.
  var positions: [Point] {
    var generator = Philox(seed: 41, stream: 0)
    let all = points.isEmpty ? [Point(x: 1, y: 2)] : points
    let some = (0..<25).map { _ in all[Int(generator.uniform() * Double(all.count))] }
    let between = zip(some, some.dropFirst()).map { a, b in
      Point(x: a.x / 2 + b.x / 2, y: a.y / 2 + b.y / 2)
    }
    let beside = some.map { Point(x: $0.x.nextUp, y: $0.y.nextDown) }
    let far = [Point(x: 0, y: 0), Point(x: 1e6, y: -1e6), Point(x: -1e200, y: 1e200)]
    return some + between + beside + far
  }
}
