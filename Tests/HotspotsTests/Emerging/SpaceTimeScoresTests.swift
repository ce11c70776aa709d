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

  /// The permutation of all bins as features, with the neighbours written out.
  @Test func permutesTheBins() async {
    let cube = cube(steps: 5, mean: 0.4)
    let rows = (0..<5).flatMap { step in
      (0..<30).map { area in
        (max(0, step - 1)...step).flatMap { other in
          ([Int32(area)] + Self.weights.neighbours[Self.weights.row(of: area)])
            .map { Int32(other * 30) + $0 }
        }
      }
    }
    let bins = SpatialWeights(neighbours: rows, rule: .given("bins"))
    let plain = await ConditionalPermutation(
      of: cube.values, weights: bins, replicates: 199, seed: 6)
    let scores = SpaceTimeScores(of: cube, weights: Self.weights)
    let values = await scores.permutationPValues(weights: Self.weights, replicates: 199, seed: 6)
    #expect(values == plain.sums.map { $0?.pValue(.twoSided) })
    let starred = await scores.permutationPValues(
      weights: Self.weights.withSelf(), replicates: 199, seed: 6, threads: 1)
    #expect(values == starred)
  }

  @Test func permutesWithinItsBaseline() async {
    let cube = cube(steps: 3, mean: 0.4)
    let step = SpaceTimeScores(of: cube, weights: Self.weights, baseline: .singleStep)
    let window = SpaceTimeScores(of: cube, weights: Self.weights, baseline: .movingWindow)
    let values = await step.permutationPValues(weights: Self.weights, replicates: 99, seed: 2)
    let windows = await window.permutationPValues(weights: Self.weights, replicates: 99, seed: 2)
    for last in 0..<3 {
      let alone = await ConditionalPermutation(
        of: Array(cube.values[last * 30..<(last + 1) * 30]), weights: Self.weights, replicates: 99,
        seed: 2)
      #expect(
        Array(values[last * 30..<(last + 1) * 30]) == alone.sums.map { $0?.pValue(.twoSided) })
    }
    // The first window is the first step alone; the last is a cube of two steps.
    #expect(Array(windows[0..<30]) == Array(values[0..<30]))
    let part = SpaceTimeScores(
      of: SpaceTimeCube(areas: 30, steps: 2, values: Array(cube.values[30...])),
      weights: Self.weights)
    let parts = await part.permutationPValues(weights: Self.weights, replicates: 99, seed: 2)
    #expect(Array(windows[60...]) == Array(parts[30...]))
  }

  /// On even ground with few incidents one bin in twenty is beyond the 5 % limits, at most.
  @Test func isCalibrated() async {
    var rejected = 0
    var tests = 0
    for pattern in 0..<60 {
      let cube = cube(steps: 10, mean: 0.2, seed: UInt64(100 + pattern))
      let scores = SpaceTimeScores(of: cube, weights: Self.weights)
      let values = await scores.permutationPValues(
        weights: Self.weights, replicates: 199, seed: UInt64(pattern), threads: 1)
      rejected += values.count { ($0?.value ?? 1) <= 0.05 }
      tests += values.count
    }
    // Bins of a pattern are not independent of each other: the margin is that of 60 patterns.
    #expect(Double(rejected) <= 0.06 * Double(tests))
    #expect(Double(rejected) >= 0.005 * Double(tests))
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

  /// A neighbourhood does not reach over a time that is not known.
  @Test func stopsAtGaps() {
    let whole = cube(steps: 6)
    let parted = SpaceTimeCube(areas: 30, steps: 6, values: whole.values, breaks: [3])
    let scores = SpaceTimeScores(of: parted, weights: Self.weights, previousSteps: 2)
    let alone = SpaceTimeScores(of: whole, weights: Self.weights, previousSteps: 0)
    let two = SpaceTimeScores(of: whole, weights: Self.weights, previousSteps: 1)
    let three = SpaceTimeScores(of: whole, weights: Self.weights, previousSteps: 2)
    for area in 0..<30 {
      #expect(scores.z(area, 2) == three.z(area, 2) && scores.z(area, 3) == alone.z(area, 3))
      #expect(scores.z(area, 4) == two.z(area, 4) && scores.z(area, 5) == three.z(area, 5))
    }
    #expect(parted.withoutLastStep.values == Array(whole.values.dropLast(30)))
    #expect(parted.withoutLastStep.steps == 5 && parted.withoutLastStep.breaks == [3])
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

extension SpaceTimeScores {
  fileprivate func permutationPValues(
    weights: SpatialWeights, replicates: Int, seed: UInt64, threads: Int = 2
  ) async -> [PValue?] {
    await permutationCounts(
      weights: weights, replicates: replicates, seed: seed, threads: threads
    ).map { $0?.pValue(.twoSided) }
  }
}
