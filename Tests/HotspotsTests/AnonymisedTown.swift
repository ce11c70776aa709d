import Geometry
import Hotspots
import Probability
import SampleShapes

/// A town of 4 km with country around it whose true locations are known, and what is published of them.
///
/// Two in three incidents are the town's, denser towards its middle and at five places; the others are
/// anywhere. Anonymisation points stand about 125 m apart in the town and 500 m in the country, so that
/// half of the incidents lie in catchments wider than a circle of 75 m: about as in Cheshire.
struct AnonymisedTown {
  /// Where locations really are within a catchment.
  enum Locations: String, CaseIterable {
    /// Anywhere, whatever the catchments are.
    case anywhere
    /// Within 18 m of a straight street through the point.
    case onStreets = "on streets"
  }

  let ground: CellAreas
  let catchments: Catchments
  let truth: [Point]
  let published: [Point]

  static let box = Box<Point>(minX: 352_000, minY: 371_000, maxX: 360_000, maxY: 379_000)
  private static let centre = Point(x: 356_000, y: 375_000)

  init(seed: UInt64, locations: Locations, cell: Double) async {
    var generator = Philox(seed: seed, stream: 0)
    let points = Self.anonymisationPoints(using: &generator)
    let drawn = Self.incidents(2_500, using: &generator)
    let nearest = drawn.map { place in
      points.min { place.distance(to: $0) < place.distance(to: $1) }
    }
    published = nearest.compactMap { $0 }
    switch locations {
    case .anywhere: truth = drawn
    case .onStreets:
      truth = Self.alongStreets(of: published, among: points, using: &generator)
    }
    ground = CellAreas(whole: Grid(covering: Self.box, cell: cell))
    catchments = await Catchments(of: points, on: ground)
  }
}

extension AnonymisedTown {
  private static func anonymisationPoints(using generator: inout Philox) -> [Point] {
    var points: [Point] = []
    for (spacing, isTown) in [(125.0, true), (500, false)] {
      let lattice = Grid(covering: box, cell: spacing)
      for cell in 0..<lattice.cellCount {
        let middle = lattice.centre(of: cell)
        let point = Point(
          x: middle.x + generator.uniform(from: -0.3, to: 0.3) * spacing,
          y: middle.y + generator.uniform(from: -0.3, to: 0.3) * spacing)
        if (point.distance(to: centre) < 1_600) == isTown { points.append(point) }
      }
    }
    return points
  }

  private static func incidents(_ count: Int, using generator: inout Philox) -> [Point] {
    let discs = normal(around: centre, spread: 700, count: 5, using: &generator)
    let country = points(count / 3, in: box, using: &generator)
    let town = normal(around: centre, spread: 800, count: count / 2, using: &generator)
    let hot = discs.flatMap { disc in
      normal(
        around: disc, spread: 70, count: (count - count / 2 - count / 3) / 5, using: &generator)
    }
    return (country + town + hot).filter { box.contains($0) }
  }

  private static func normal(
    around middle: Point, spread: Double, count: Int, using generator: inout Philox
  ) -> [Point] {
    (0..<count).map { _ in
      Point(
        x: middle.x + spread * generator.standardNormal(),
        y: middle.y + spread * generator.standardNormal())
    }
  }

  /// For each place one on the street through it: the part of a line of random direction that is nearer
  /// to the place than to any other point.
  private static func alongStreets(
    of places: [Point], among points: [Point], using generator: inout Philox
  ) -> [Point] {
    var streets: [Point: (x: Double, y: Double, part: ClosedRange<Double>)] = [:]
    for point in points {
      let way = Point(x: generator.standardNormal(), y: generator.standardNormal())
      let length = way.distance(to: Point(x: 0, y: 0))
      let (x, y) = (way.x / length, way.y / length)
      var part = -500.0...500
      for other in points where other != point {
        let (dx, dy) = (other.x - point.x, other.y - point.y)
        let along = x * dx + y * dy
        let bisector = (dx * dx + dy * dy) / (2 * along)
        if along > 0, bisector < part.upperBound { part = part.lowerBound...bisector }
        if along < 0, bisector > part.lowerBound { part = bisector...part.upperBound }
      }
      streets[point] = (x, y, part)
    }
    return places.map { place in
      let (x, y, part) = streets[place] ?? (0, 0, 0...0)
      let along = generator.uniform(from: part.lowerBound, to: part.upperBound)
      let aside = generator.uniform(from: -18, to: 18)
      return Point(x: place.x + along * x - aside * y, y: place.y + along * y + aside * x)
    }
  }
}
