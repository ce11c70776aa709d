import Foundation
import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct RelativeDensityTests {
  /// METHODS, section 3.
  @Test(arguments: [(0.4, 0.2, 1.909091), (0.1, 0, 6)])
  func matchesTheWorkedNumbers(density: Double, base: Double, ratio: Double) {
    let found = RelativeDensity.ratio(density, to: base, floor: 0.1 * 0.2)
    #expect(abs(found - ratio) <= 0.5e-6)
  }

  /// Against sparr, whose file has 12 digits: ratios with ε 0.1 to 1e-9. Its scores have no ε, and
  /// the plain counts in place of those that the corrected densities hold.
  @Test func matchesTheReference() async throws {
    let rows = try referenceRows("relative_density.csv")
    let grid = Grid(
      cellWidth: 100, cellHeight: 100, firstColumn: 0, firstRow: 0, columns: 32, rows: 32)
    try #require(rows.count == grid.cellCount)
    let cases = try referenceRows("relative_density_cases.csv").map { Point(x: $0[0], y: $0[1]) }
    let controls = try referenceRows("relative_density_controls.csv").map {
      Point(x: $0[0], y: $0[1])
    }
    let edge = EdgeMass(kernel: rows.map { $0[1] }, square: rows.map { $0[2] })
    let kernel = try #require(Kernel(.gaussian, standardDeviation: 180))
    func relative(epsilon: Double) async throws -> RelativeDensity {
      try #require(
        await RelativeDensity(
          cases: WeightedPoints(cases), controls: WeightedPoints(controls), kernel: kernel,
          epsilon: epsilon, study: CellAreas(whole: grid), edge: edge))
    }
    let logRatio = try await relative(epsilon: 0.1).logRatio.computed
    for (value, row) in zip(logRatio, rows) { #expect(abs(value - row[3]) <= 1e-9) }

    let plain = try await relative(epsilon: 1e-14)
    let scores = plain.asymptoticScores().computed
    let held = (cases: plain.heldCases, controls: plain.heldControls)
    let counted = (1 / held.cases + 1 / held.controls).squareRoot()
    let stated = (1 / Double(cases.count) + 1 / Double(controls.count)).squareRoot()
    #expect(abs(counted / stated - 1) < 0.02)
    // sparr's Fourier transform rounds at 1e-16 of the peak: its logarithms are compared where the
    // densities are above 1e-6 of it.
    let shares = [cases, controls].map { layer in
      let density = directDensity(of: layer, kernel: kernel, on: grid)
      let peak = density.max() ?? 0
      return density.map { $0 / peak }
    }
    let dense = scores.indices.filter { min(shares[0][$0], shares[1][$0]) > 1e-6 }
    #expect(dense.count > 900)
    for cell in dense { #expect(abs(scores[cell] * counted / stated - rows[cell][4]) <= 1e-8) }
    let (upper, lower) = (
      plain.asymptoticTolerance(.greater).computed, plain.asymptoticTolerance(.less).computed
    )
    let both = plain.asymptoticTolerance(.twoSided).computed
    for cell in upper.indices {
      #expect(abs(upper[cell] - 0.5 * erfc(scores[cell] / 2.0.squareRoot())) < 1e-14)
      #expect(abs(upper[cell] + lower[cell] - 1) < 1e-14)
      #expect(abs(both[cell] - 2 * min(upper[cell], lower[cell])) < 1e-14)
    }
  }

  /// Every value by its definition, on areas with holes and cells outside.
  @Test(arguments: [Kernel.Shape.quartic, .gaussian], [false, true])
  func isTheRatioOfTwoDensities(shape: Kernel.Shape, weighted: Bool) async throws {
    let study = try threeAreas(on: grid)
    let (cases, controls) = layers(seed: 80, weighted: weighted)
    let kernel = try #require(Kernel(shape, standardDeviation: 80))
    let relative = try #require(
      await RelativeDensity(
        cases: cases, controls: controls, kernel: kernel, epsilon: 0.05, study: study))
    let cells = (0..<grid.cellCount).filter { study.areas[$0] >= 0 }
    func normalised(_ layer: WeightedPoints) -> (values: [Double], count: Double) {
      let raw = directDensity(of: layer.points, weights: layer.weights, kernel: kernel, on: grid)
      let count = cells.reduce(0) { $0 + raw[$1] } * grid.cellArea
      return (raw.map { $0 / count }, count)
    }
    let (f, g) = (normalised(cases), normalised(controls))
    let floor = 0.05 * (cells.map { g.values[$0] }.max() ?? 0)
    #expect(abs(relative.floor / floor - 1) < 1e-12)
    let logRatio = relative.logRatio
    let perControl = relative.casesPerControl
    for cell in 0..<grid.cellCount {
      let ratio = (f.values[cell] + floor) / (g.values[cell] + floor)
      #expect(abs(relative.ratio.computed[cell] / ratio - 1) < 1e-11)
      #expect(abs(logRatio.computed[cell] - log(ratio)) < 1e-11)
      #expect(abs(perControl.computed[cell] / (ratio * f.count / g.count) - 1) < 1e-11)
      #expect((logRatio[cell] == nil) == (study.areas[cell] < 0))
    }
  }

  /// Where there are no controls, or nothing at all, the ratio is finite.
  @Test func isNeverInfinite() async throws {
    let west = Point(x: grid.box.minX + 100, y: grid.box.minY + 100)
    let east = Point(x: grid.box.maxX - 100, y: grid.box.maxY - 100)
    let kernel = try #require(Kernel(.quartic, radius: 120))
    let relative = try #require(
      await RelativeDensity(
        cases: WeightedPoints([west]), controls: WeightedPoints([east]), kernel: kernel,
        epsilon: 0.01, study: CellAreas(whole: grid)))
    let (logRatio, probabilities) = (
      relative.logRatio.computed, relative.asymptoticTolerance(.twoSided).computed
    )
    for (value, probability) in zip(logRatio, probabilities) {
      #expect(value.isFinite && 0...1 ~= probability)
    }
    let (lowest, highest) = (logRatio.min() ?? 0, logRatio.max() ?? 0)
    #expect(lowest < -4 && highest > 4 && logRatio.contains(0))
    let relabelled = await relative.relabelledTolerance(replicates: 9, seed: 1)
    for cell in logRatio.indices where logRatio[cell] == 0 {
      #expect(probabilities[cell] == 1)
      #expect(relabelled.probabilities(.greater).computed[cell] == 1)
    }
  }

  /// A surface of tolerance has values beyond the study area too, for contours up to its edge.
  @Test(arguments: [Kernel.Shape.quartic, .gaussian])
  func nothingIsRemarkableOutOfReach(shape: Kernel.Shape) async throws {
    let study = try threeAreas(on: grid)
    let corner = Point(x: grid.box.maxX - 100, y: grid.box.maxY - 100)
    let kernel = try #require(Kernel(shape, standardDeviation: 30))
    let relative = try #require(
      await RelativeDensity(
        cases: WeightedPoints([corner, corner]), controls: WeightedPoints([corner]),
        kernel: kernel, epsilon: 0.01, study: study))
    let found = await relative.relabelledTolerance(replicates: 19, seed: 2)
    for alternative in RelativeDensity.Alternative.allCases {
      #expect(found.probabilities(alternative).computed[0] == 1)
      #expect(found.probabilities(alternative)[0] == nil)
      #expect(Set(found.probabilities(alternative).computed) == [1])
    }
  }

  /// The same points as cases and as controls: 1 everywhere, and nothing remarkable.
  @Test func ofEqualLayersIsOne() async throws {
    let (cases, _) = layers(seed: 81, weighted: true)
    let kernel = try #require(Kernel(.quartic, radius: 200))
    let relative = try #require(
      await RelativeDensity(
        cases: cases, controls: cases, kernel: kernel, epsilon: 0.1,
        study: CellAreas(whole: grid)))
    #expect(Set(relative.ratio.computed) == [1])
    #expect(Set(relative.asymptoticScores().computed) == [0])
  }

  @Test func hasNoValueWithoutCasesOrControls() async throws {
    let kernel = try #require(Kernel(.quartic, radius: 200))
    let here = WeightedPoints([Point(x: grid.box.minX, y: grid.box.minY)])
    for none in [
      WeightedPoints([]), WeightedPoints([Point(x: 0, y: 0)]),
      WeightedPoints(here.points, weights: [0]),
    ] {
      for (cases, controls) in [(none, here), (here, none)] {
        let relative = await RelativeDensity(
          cases: cases, controls: controls, kernel: kernel, epsilon: 0.1,
          study: CellAreas(whole: grid))
        #expect(relative == nil)
      }
    }
  }

  @Test func isTheSameInAnyOrderAndOnAnyNumberOfThreads() async throws {
    var generator = Philox(seed: 82, stream: 0)
    let (cases, controls) = layers(seed: 83, weighted: true)
    let kernel = try #require(Kernel(.epanechnikov, radius: 200))
    let study = try threeAreas(on: grid)
    func shuffled(_ layer: WeightedPoints) -> WeightedPoints {
      let order = layer.points.indices.shuffled(using: &generator)
      return WeightedPoints(
        order.map { layer.points[$0] }, weights: order.map { layer.weights[$0] })
    }
    func results(_ cases: WeightedPoints, _ controls: WeightedPoints, threads: Int) async throws
      -> ([Double], [Int32], [Int32])
    {
      let relative = try #require(
        await RelativeDensity(
          cases: cases, controls: controls, kernel: kernel, epsilon: 0.1, study: study,
          threads: threads))
      let tolerance = await relative.relabelledTolerance(replicates: 7, seed: 5, threads: threads)
      return (relative.logRatio.computed, tolerance.atLeast, tolerance.atMost)
    }
    let one = try await results(cases, controls, threads: 1)
    for threads in [2, 3, 20] {
      let other = try await results(shuffled(cases), shuffled(controls), threads: threads)
      #expect(one == other)
    }
  }

  private let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 18, rows: 15)

  private func layers(seed: UInt64, weighted: Bool) -> (WeightedPoints, WeightedPoints) {
    var generator = Philox(seed: seed, stream: 0)
    func layer(_ count: Int) -> WeightedPoints {
      let points = points(count, in: grid.box, using: &generator)
      let weights = points.map { _ in generator.uniform(from: 0.1, to: 5) }
      return WeightedPoints(points, weights: weighted ? weights : nil)
    }
    return (layer(25), layer(40))
  }
}
