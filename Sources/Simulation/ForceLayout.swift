import Geometry
import Probability
import RealModule

/// The sketch of the land: its outline, its towns, and a site for each beat.
enum ForceLayout {
  static let beatCount = 122

  /// Convex and counter-clockwise, in metres of EPSG:27700, all of it sea.
  static let outline = [
    Point(x: 571_000, y: 424_000), Point(x: 576_500, y: 413_500), Point(x: 587_000, y: 408_000),
    Point(x: 600_500, y: 406_500), Point(x: 613_000, y: 408_500), Point(x: 623_000, y: 413_500),
    Point(x: 629_000, y: 422_000), Point(x: 630_500, y: 433_000), Point(x: 627_500, y: 444_500),
    Point(x: 619_000, y: 453_000), Point(x: 607_000, y: 457_500), Point(x: 594_000, y: 456_500),
    Point(x: 581_500, y: 451_500), Point(x: 573_500, y: 441_000), Point(x: 570_500, y: 432_500),
  ]

  /// Where a town lies and how it compares with the others.
  private struct TownSketch {
    let x: Double
    let y: Double
    let population: Double
    let stretch: Double
    let degrees: Double

    init(_ x: Double, _ y: Double, population: Double, stretch: Double, degrees: Double) {
      self.x = x
      self.y = y
      self.population = population
      self.stretch = stretch
      self.degrees = degrees
    }
  }

  /// The main towns of units A to I, then the small towns.
  private static let sketches = [
    TownSketch(582_000, 434_500, population: 0.85, stretch: 1.1, degrees: 30),
    TownSketch(584_500, 419_500, population: 1.2, stretch: 1.05, degrees: 110),
    TownSketch(600_500, 417_000, population: 1, stretch: 1.15, degrees: 5),
    TownSketch(616_500, 420_500, population: 0.8, stretch: 1, degrees: 0),
    TownSketch(599_000, 432_000, population: 1.4, stretch: 1.1, degrees: 150),
    TownSketch(617_500, 435_000, population: 1.05, stretch: 1.05, degrees: 80),
    TownSketch(586_500, 446_500, population: 0.9, stretch: 1.15, degrees: 60),
    TownSketch(602_000, 448_500, population: 1.15, stretch: 1, degrees: 0),
    TownSketch(616_500, 446_500, population: 0.95, stretch: 1.1, degrees: 130),
    TownSketch(591_000, 426_500, population: 0.18, stretch: 1.1, degrees: 45),
    TownSketch(608_500, 426_500, population: 0.15, stretch: 1, degrees: 0),
    TownSketch(590_500, 440_500, population: 0.19, stretch: 1.15, degrees: 170),
    TownSketch(609_500, 441_000, population: 0.14, stretch: 1.05, degrees: 20),
  ]

  static let mainTownCount = 9

  static var towns: [Town] {
    zip(sketches, PlaceNames.settlements).map { sketch, name in
      Town(
        name: name, centre: Point(x: sketch.x, y: sketch.y), population: sketch.population,
        // A larger town is denser as well as wider.
        spread: 2_050 * Double.pow(sketch.population, 0.25), stretch: sketch.stretch,
        angle: sketch.degrees * .pi / 180)
    }
  }

  /// The towns of each local authority, by their place in the list of main towns.
  static let authorities = [[0, 1], [2, 3], [4, 5], [6, 7, 8]]

  /// Where a beat is, and its town; no town in the country.
  struct Site {
    let position: Point
    let town: Int?
  }

  /// The sites of the beats: the towns' centres first, then around them, then the country, where
  /// each is set far from all before it.
  static func sites(of towns: [Town]) -> [Site] {
    var generator = Philox(seed: 0, stream: RandomPurpose.sites.rawValue)
    var sites = towns.enumerated().map { Site(position: $1.centre, town: $0) }
    for (index, town) in towns.enumerated() {
      let isMain = index < mainTownCount
      var ring = sitesAround(
        town, count: isMain ? 7 : 3, reach: isMain ? 0.75 : 1, using: &generator)
      if town.population >= 1.2 {
        ring += sitesAround(town, count: 5, reach: 1.6, using: &generator)
      }
      sites += ring.map { Site(position: $0, town: index) }
    }
    while sites.count < beatCount {
      let position = remoteSite(from: sites.map(\.position), using: &generator)
      sites.append(Site(position: position, town: nil))
    }
    return sites
  }

  /// Sites on a ring, each moved a little; `reach` is the ring's radius in spreads of the town.
  private static func sitesAround(
    _ town: Town, count: Int, reach: Double, using generator: inout some RandomNumberGenerator
  ) -> [Point] {
    let phase = generator.uniform()
    return (0..<count).map { index in
      let turn = phase + (Double(index) + generator.uniform(from: -0.15, to: 0.15)) / Double(count)
      let radius = town.spread * reach * generator.uniform(from: 0.92, to: 1.08)
      return town.point(radius: radius, turn: turn)
    }
  }

  /// Of 40 positions that one farthest from the other sites and from the outline (Mitchell 1991).
  private static func remoteSite(
    from sites: [Point], using generator: inout some RandomNumberGenerator
  ) -> Point {
    let border = ring(of: outline)
    var (best, farthest) = (outline[0], -1.0)
    for _ in 0..<40 {
      let candidate = Point(
        x: generator.uniform(from: 570_500, to: 630_500),
        y: generator.uniform(from: 406_500, to: 457_500))
      guard border.encloses(candidate) else { continue }
      let nearest = sites.map { $0.distance(to: candidate) }.min() ?? .infinity
      let remoteness = min(nearest, 2 * border.distance(to: candidate))
      if remoteness > farthest { (best, farthest) = (candidate, remoteness) }
    }
    return best
  }
}
