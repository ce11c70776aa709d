import Geometry
import Hotspots
import Probability
import SpatialIndex

/// A square of 3 by 3 km with about 432 incidents, in which a disc of 375 m can be planted as a hotspot.
///
/// The even town is all the same outside the disc. In the uneven one people, and incidents, are five times as
/// dense in the middle as at the edge: no place is riskier than its people explain, and tests that expect
/// incidents everywhere alike must find it clustered.
struct PlantedTown: Sendable {
  let isUneven: Bool
  let window: MultiPolygon<Point>
  let lattice: Lattice

  static let side = 3_000.0
  static let cell = 250.0
  static let incidents = 432.0
  static let radius = 375.0
  static let centre = Point(x: 1_125, y: 1_875)

  init(isUneven: Bool) throws {
    self.isUneven = isUneven
    let ring = try Ring(
      corners: [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map {
        Point(x: $0.0 * Self.side, y: $0.1 * Self.side)
      })
    window = MultiPolygon([Polygon(exterior: ring)])
    lattice = .squares(side: Self.cell, over: window)
  }

  var null: String {
    isUneven ? "about 432 incidents, as uneven as people" : "about 432 incidents, evenly"
  }

  /// How many people there are around a point, 1 at most.
  func people(at point: Point) -> Double {
    guard isUneven else { return 1 }
    let middle = Point(x: Self.side / 2, y: Self.side / 2)
    return max(0.2, 1 - 0.8 * point.distance(to: middle) / (Self.side / 2))
  }

  /// Incidents of a Poisson process: a pattern of chance, and more in the disc for a risk above 1.
  func incidents(risk: Double, _ generator: inout Philox) -> [Point] {
    let even = generator.poisson(mean: Self.incidents * (isUneven ? 1 / Self.meanPeople : 1))
    var points: [Point] = []
    for _ in 0..<even {
      let point = Point(
        x: generator.uniform(from: 0, to: Self.side), y: generator.uniform(from: 0, to: Self.side))
      if generator.uniform(from: 0, to: 1) < people(at: point) { points.append(point) }
    }
    // In the box around the disc, where people are about as dense as at its middle.
    let inBox = 4 * Self.radius * Self.radius / (Self.side * Self.side)
    let more = generator.poisson(mean: max(0, risk - 1) * Self.incidents * inBox)
    for _ in 0..<more {
      let point = Point(
        x: Self.centre.x + generator.uniform(from: -Self.radius, to: Self.radius),
        y: Self.centre.y + generator.uniform(from: -Self.radius, to: Self.radius))
      if point.distance(to: Self.centre) < Self.radius { points.append(point) }
    }
    return points
  }

  /// The mean of `people` over the square, so that both towns have about as many incidents.
  private static let meanPeople = 0.4094

  func counts(of points: [Point]) -> [Int] {
    var counts = Array(repeating: 0, count: lattice.count)
    for point in points {
      if let unit = lattice.unit(at: point) { counts[unit] += 1 }
    }
    return counts
  }

  /// The unit in the middle of what is planted.
  var plantedUnit: Int { lattice.unit(at: Self.centre) ?? 0 }
}
