import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

/// Laws of both kinds of p-values: right about nothing, and right about something.
struct RelativeDensityToleranceTests {
  private let grid = Grid(
    cellWidth: 100, cellHeight: 100, firstColumn: 10, firstRow: 20, columns: 6, rows: 6)

  /// Under no difference 5 % of cells are below 0.05. The counts of relabelling make this exact for
  /// 39 replicates, up to ties; the mean of 150 samples may be 4 of its standard errors away.
  @Test func relabellingRejectsOneInTwentyByChance() async throws {
    var shares: [RelativeDensity.Alternative: [Double]] = [:]
    for sample in 0..<150 {
      let relative = try await alike(cases: 15, controls: 25, sample: sample, deviation: 120)
      let found = await relative.relabelledTolerance(replicates: 39, seed: 90)
      #expect(found.least == 0.025)
      for alternative in [RelativeDensity.Alternative.greater, .less] {
        shares[alternative, default: []].append(
          share(of: found.probabilities(alternative), below: 0.05))
      }
    }
    try #require(shares.count == 2)
    for shares in shares.values {
      let mean = shares.reduce(0, +) / 150
      let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 149
      let error = (variance / 150).squareRoot()
      #expect(error < 0.012)
      #expect(abs(mean - 0.05) <= 4 * error)
    }
  }

  /// The normal law is approximate, with about 30 incidents in reach of a cell to one and a half
  /// points.
  @Test(arguments: RelativeDensity.Alternative.allCases)
  func normalLawRejectsAboutOneInTwentyByChance(
    alternative: RelativeDensity.Alternative
  ) async throws {
    var shares: [Double] = []
    for sample in 0..<100 {
      let relative = try await alike(cases: 150, controls: 200, sample: sample, deviation: 60)
      shares.append(share(of: relative.asymptoticTolerance(alternative), below: 0.05))
    }
    let mean = shares.reduce(0, +) / 100
    #expect(abs(mean - 0.05) <= 0.015)
  }

  /// A third of the cases at one place that controls do not favour.
  @Test func bothFindAPlantedExcess() async throws {
    var generator = Philox(seed: 91, stream: 0)
    let controls = points(150, in: grid.box, using: &generator)
    let place = grid.centre(of: grid.index(column: 4, row: 1))
    let cluster = (0..<30).map { _ in
      Point(
        x: place.x + generator.uniform(from: -60, to: 60),
        y: place.y + generator.uniform(from: -60, to: 60))
    }
    let cases = points(60, in: grid.box, using: &generator) + cluster
    let kernel = try #require(Kernel(.quartic, standardDeviation: 70))
    let relative = try #require(
      await RelativeDensity(
        cases: WeightedPoints(cases), controls: WeightedPoints(controls), kernel: kernel,
        epsilon: 0.05, study: CellAreas(whole: grid)))
    let hottest = relative.logRatio.computed.indices.max {
      relative.logRatio.computed[$0] < relative.logRatio.computed[$1]
    }
    let cell = grid.index(column: 4, row: 1)
    #expect(hottest == cell)
    #expect(relative.asymptoticTolerance(.greater).computed[cell] < 0.001)
    #expect(relative.asymptoticTolerance(.twoSided).computed[cell] < 0.002)
    #expect(relative.asymptoticTolerance(.less).computed[cell] > 0.999)
    let relabelled = await relative.relabelledTolerance(replicates: 99, seed: 3)
    #expect(relabelled.probabilities(.greater).computed[cell] == relabelled.least)
    #expect(relabelled.probabilities(.twoSided).computed[cell] == 2 * relabelled.least)
    #expect(relabelled.probabilities(.less).computed[cell] == 1)
  }

  /// Known controls have no variance of their own, which makes every score larger.
  @Test func knownControlsMakeScoresLarger() async throws {
    let relative = try await alike(cases: 60, controls: 90, sample: 0, deviation: 100)
    let estimated = relative.asymptoticScores().computed
    let known = relative.asymptoticScores(controlsAreKnown: true).computed
    let expected = (1 + relative.heldCases / relative.heldControls).squareRoot()
    for (one, other) in zip(estimated, known) { #expect(abs(other - one * expected) < 1e-12) }
  }

  /// Weight 2 on every point says as much as the points, not twice as much.
  @Test func scoresDoNotDependOnTheUnitOfWeights() async throws {
    let kernel = try #require(Kernel(.quartic, standardDeviation: 100))
    var generator = Philox(seed: 92, stream: 0)
    let (cases, controls) = (
      points(40, in: grid.box, using: &generator), points(70, in: grid.box, using: &generator)
    )
    var scores: [[Double]] = []
    for weight in [1.0, 2] {
      let layers = [cases, controls].map {
        WeightedPoints($0, weights: [Double](repeating: weight, count: $0.count))
      }
      #expect(layers.map(\.effectiveCount) == [40, 70])
      let relative = try #require(
        await RelativeDensity(
          cases: layers[0], controls: layers[1], kernel: kernel, epsilon: 0.1,
          study: CellAreas(whole: grid)))
      scores.append(relative.asymptoticScores().computed)
    }
    for (one, other) in zip(scores[0], scores[1]) { #expect(abs(one - other) < 1e-11) }
  }

  /// Cases and controls strewn evenly, those around the grid too, so that it has no edge.
  private func alike(
    cases: Int, controls: Int, sample: Int, deviation: Double
  ) async throws -> RelativeDensity {
    var generator = Philox(seed: 93, stream: UInt64(sample))
    let box = grid.box.expanded(by: 200)
    let kernel = try #require(Kernel(.quartic, standardDeviation: deviation))
    return try #require(
      await RelativeDensity(
        cases: WeightedPoints(points(cases, in: box, using: &generator)),
        controls: WeightedPoints(points(controls, in: box, using: &generator)), kernel: kernel,
        epsilon: 0.01, study: CellAreas(whole: grid)))
  }

  /// Levels are multiples of 1/40: a little is added, so that rounding does not decide.
  private func share(of surface: Surface, below level: Double) -> Double {
    Double(surface.computed.count { $0 <= level + 1e-9 }) / Double(surface.computed.count)
  }
}
