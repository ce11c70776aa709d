import Hotspots
import Testing

struct KernelTests {
  /// METHODS, section 3: standard deviation on each axis for a radius of 1, and back.
  @Test(arguments: [
    (Kernel.Shape.quartic, 0.353553, 2.828427), (.epanechnikov, 0.408248, 2.449490),
    (.uniform, 0.5, 2), (.triangular, 0.387298, 2.581989),
  ])
  func convertsRadiusAndDeviation(shape: Kernel.Shape, deviation: Double, radius: Double) throws {
    let byRadius = try #require(Kernel(shape, radius: 1))
    #expect(abs(byRadius.standardDeviation - deviation) <= 0.5e-6)
    let byDeviation = try #require(Kernel(shape, standardDeviation: 1))
    #expect(abs(byDeviation.radius - radius) <= 0.5e-6)
  }

  /// METHODS, section 3: one event, per km².
  @Test(arguments: [
    (Kernel.Shape.quartic, 300.0, 0.0, 10.610330), (.quartic, 300, 150, 5.968310),
    (.quartic, 200, 0, 23.873241), (.quartic, 200, 100, 13.428698),
    (.epanechnikov, 300, 0, 7.073553), (.gaussian, 300, 0, 14.147106),
  ])
  func matchesTheWorkedNumbers(
    shape: Kernel.Shape, radius: Double, distance: Double, perSquareKilometre: Double
  ) throws {
    let kernel = try #require(Kernel(shape, radius: radius))
    let value = kernel.density(atSquaredDistance: distance * distance) * 1e6
    #expect(abs(value - perSquareKilometre) <= 0.5e-6)
  }

  /// By midpoints of 100,000 rings: mass 1, the standard deviation promised, and the mass within
  /// any distance. The error of the rule is below 1e-9 for these shapes.
  @Test(arguments: Kernel.Shape.allCases)
  func integratesToOne(shape: Kernel.Shape) throws {
    let kernel = try #require(Kernel(shape, radius: 250))
    let rings = 100_000
    let step = kernel.reach / Double(rings)
    var (mass, moment) = (0.0, 0.0)
    for ring in 0..<rings {
      let r = (Double(ring) + 0.5) * step
      let share = kernel.density(atSquaredDistance: r * r) * 2 * Double.pi * r * step
      mass += share
      moment += share * r * r / 2
      if ring % 10_000 == 9_999 {
        #expect(abs(kernel.mass(within: (Double(ring) + 1) * step) - mass) < 1e-8)
      }
    }
    #expect(abs(mass - 1) < 1e-8)
    #expect(abs(moment.squareRoot() - kernel.standardDeviation) < 1e-6)
  }

  @Test(arguments: [0, -1, Double.nan, .infinity])
  func hasAPositiveWidth(width: Double) {
    #expect(Kernel(.quartic, radius: width) == nil)
    #expect(Kernel(.gaussian, standardDeviation: width) == nil)
  }
}
