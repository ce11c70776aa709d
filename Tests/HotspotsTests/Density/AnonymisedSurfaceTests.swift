import Geometry
import Hotspots
import SpatialIndex
import Testing

/// What spreading gains, against the surface that the true locations give: docs/anonymised.md.
struct AnonymisedSurfaceTests {
  /// Where the bandwidth is not far above the catchments, errors fall by at least the stated parts and
  /// more of the hottest cells are found; far above, spreading does no harm to speak of.
  @Test(arguments: AnonymisedTown.Locations.allCases, [1 as UInt64, 2])
  func comesNearerToTheTruth(locations: AnonymisedTown.Locations, seed: UInt64) async throws {
    let town = await AnonymisedTown(seed: seed, locations: locations, cell: 50)
    let spread = await SpreadLocations(of: town.published, over: town.catchments)
    #expect(65...90 ~= (try #require(spread.resolution).medianRadius))
    for radius in [50.0, 100, 150, 300, 600] {
      let truth = try await surface(of: town.truth, in: town, radius: radius)
      let before = SurfaceError(
        of: try await surface(of: town.published, in: town, radius: radius), against: truth)
      let after = SurfaceError(
        of: try await surface(of: spread, in: town, radius: radius), against: truth)
      if radius <= 150 {
        #expect(after.absolute < 0.92 * before.absolute, "\(radius) m")
        #expect(after.squared < 0.75 * before.squared, "\(radius) m")
        #expect(after.found > before.found, "\(radius) m")
      } else {
        #expect(after.absolute < before.absolute, "\(radius) m")
        #expect(after.squared < before.squared, "\(radius) m")
        #expect(after.found > before.found - 0.03, "\(radius) m")
      }
    }
  }

  /// Each spread errs least where locations are as it takes them to be.
  @Test(arguments: [1 as UInt64, 2])
  func isBestWhereItsAssumptionHolds(seed: UInt64) async throws {
    for locations in AnonymisedTown.Locations.allCases {
      let town = await AnonymisedTown(seed: seed, locations: locations, cell: 50)
      let truth = try await surface(of: town.truth, in: town, radius: 150)
      var errors: [CatchmentSpread: SurfaceError] = [:]
      for spread in CatchmentSpread.allCases {
        let spreadOut = await SpreadLocations(
          of: town.published, over: town.catchments, spread: spread)
        errors[spread] = SurfaceError(
          of: try await surface(of: spreadOut, in: town, radius: 150), against: truth)
      }
      let even = try #require(errors[.evenly])
      let streets = try #require(errors[.alongStreets])
      #expect((even.squared < streets.squared) == (locations == .anywhere))
      #expect((even.absolute < streets.absolute) == (locations == .anywhere))
    }
  }

  private func surface(
    of locations: SpreadLocations, in town: AnonymisedTown, radius: Double
  ) async throws -> [Double] {
    try await surface(
      of: locations.points, weights: locations.weights, in: town, radius: radius)
  }

  private func surface(
    of points: [Point], weights: [Double]? = nil, in town: AnonymisedTown, radius: Double
  ) async throws -> [Double] {
    await density(
      of: points, weights: weights, kernel: try #require(Kernel(.quartic, radius: radius)),
      on: town.ground.grid)
  }
}

private struct SurfaceError {
  /// The sum of absolute differences over the sum of the truth.
  let absolute: Double
  /// The root of the sum of squared differences over that of the squared truth.
  let squared: Double
  /// How many of the truth's hottest hundredth of cells are among the surface's.
  let found: Double

  init(of values: [Double], against truth: [Double]) {
    var (difference, square) = (0.0, 0.0)
    for (value, expected) in zip(values, truth) {
      difference += abs(value - expected)
      square += (value - expected) * (value - expected)
    }
    absolute = difference / truth.reduce(0, +)
    squared = (square / truth.reduce(0) { $0 + $1 * $1 }).squareRoot()
    let hottest = Self.hottest(of: truth)
    found =
      Double(hottest.intersection(Self.hottest(of: values)).count) / Double(hottest.count)
  }

  private static func hottest(of values: [Double]) -> Set<Int> {
    let order = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    return Set(order.prefix(values.count / 100))
  }
}
