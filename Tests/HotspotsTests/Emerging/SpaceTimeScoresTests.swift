import Geometry
import Hotspots
import Probability
import SpatialIndex
import Testing

@Suite struct SpaceTimeScoresTests {
  private static let centres = (0..<30).map { Point(x: Double($0 % 6), y: Double($0 / 6)) }
  private static let weights = SpatialWeights.distanceBand(1, between: centres)

  private func cube(steps: Int, mean: Double = 2, seed: UInt64 = 5) -> SpaceTimeCube {
    var generator = Philox(seed: seed, stream: 0)
    return SpaceTimeCube(
      areas: 30, steps: steps,
      values: (0..<30 * steps).map { _ in Double(generator.poisson(mean: mean)) })
  }

  /// Gi* of all bins as features, with the neighbours written out.
  @Test(arguments: [0, 1, 3]) func isGiStarOfTheBins(previous: Int) throws {
    let cube = cube(steps: 7)
    let rows = (0..<7).flatMap { step in
      (0..<30).map { area in
        (max(0, step - previous)...step).flatMap { other in
          ([Int32(area)] + Self.weights.neighbours[Self.weights.row(of: area)])
            .map { Int32(other * 30) + $0 }
        }
      }
    }
    let bins = LocalAssociation(
      of: cube.values, weights: SpatialWeights(neighbours: rows, rule: .given("bins")))
    let scores = SpaceTimeScores(of: cube, weights: Self.weights, previousSteps: previous)
    for (bin, feature) in bins.features.enumerated() {
      #expect(try scores.scores[bin].get() == feature.score.get())
    }
    let starred = SpaceTimeScores(
      of: cube, weights: Self.weights.withSelf(), previousSteps: previous)
    #expect(starred.series(of: 11) == scores.series(of: 11))
  }

  @Test func comparesWithItsBaseline() {
    let cube = cube(steps: 6)
    let step = SpaceTimeScores(
      of: cube, weights: Self.weights, previousSteps: 2, baseline: .singleStep)
    #expect(step.previousSteps == 0)
    let window = SpaceTimeScores(
      of: cube, weights: Self.weights, previousSteps: 1, baseline: .movingWindow)
    for last in 0..<6 {
      let alone = LocalAssociation(
        of: Array(cube.values[last * 30..<(last + 1) * 30]), weights: Self.weights.withSelf())
      let first = max(0, last - 1)
      let part = SpaceTimeScores(
        of: SpaceTimeCube(
          areas: 30, steps: last + 1 - first,
          values: Array(cube.values[first * 30..<(last + 1) * 30])),
        weights: Self.weights, previousSteps: 1)
      for area in 0..<30 {
        #expect(step.z(area, last) == alone.features[area].z)
        #expect(window.z(area, last) == part.z(area, last - first))
      }
    }
  }

  /// What comes later must not change what was said before, but for the baseline.
  @Test func neverLooksAhead() {
    let cube = cube(steps: 8)
    let longer = SpaceTimeScores(of: cube, weights: Self.weights, baseline: .movingWindow)
    let shorter = SpaceTimeScores(
      of: SpaceTimeCube(areas: 30, steps: 5, values: Array(cube.values[..<150])),
      weights: Self.weights, baseline: .movingWindow)
    for area in 0..<30 {
      for step in 0..<5 { #expect(longer.z(area, step) == shorter.z(area, step)) }
    }
  }

  @Test func tellsWhyThereIsNoScore() {
    let chain = SpatialWeights(neighbours: [[1], [0, 2], [1], []], rule: .given("list"))
    let cube = SpaceTimeCube(areas: 4, steps: 2, values: [1, 2, 3, 4, 0, 0, 0, 0])
    let scores = SpaceTimeScores(of: cube, weights: chain, baseline: .singleStep)
    #expect(scores.scores[3] == .failure(.noNeighbours))
    #expect(scores.scores[4] == .failure(.constantValues))
    #expect(scores.series(of: 0).count == 1 && scores.series(of: 3).isEmpty)
    let none = SpaceTimeScores(
      of: SpaceTimeCube(areas: 0, steps: 3, values: []),
      weights: SpatialWeights(neighbours: [], rule: .given("list")))
    #expect(none.scores.isEmpty)
  }

  @Test func countsIncidentsIntoBins() {
    let cube = SpaceTimeCube(counting: [(area: 0, step: 1), (2, 0), (0, 1)], areas: 3, steps: 2)
    #expect(cube.values == [0, 0, 1, 2, 0, 0] && cube[0, 1] == 2)
    #expect(cube.normalised(toMeanOf: [30, 30]) == cube)
    #expect(cube.normalised(toMeanOf: [20, 40]).values == [0, 0, 1.5, 1.5, 0, 0])
  }
}
