package import Probability
package import SpatialIndex

extension SpaceTimeScores {
  /// How often chance alone gives each bin so high, and so low, a neighbourhood, by conditional permutation: a
  /// bin keeps its value, and its neighbours' are drawn from all other bins of the baseline.
  ///
  /// In the order of the scores; `nil` where there is none. For counts that are mostly 0 it holds where the normal
  /// approximation does not.
  /// - Complexity: O(*R* *b* (1 + *k*)) for *R* replicates and *b* bins with *k* neighbours each, times
  ///   1 + *previousSteps* where the baseline is a window.
  package func permutationCounts(
    weights: SpatialWeights, replicates: Int, seed: UInt64, threads: Int = 2
  ) async -> [ExtremeCounts?] {
    let weights = weights.withoutSelf()
    var counts: [ExtremeCounts?] = []
    if baseline == .entireCube {
      let bins = binWeights(weights, of: 0..<cube.steps, asking: 0..<cube.steps)
      counts = await ConditionalPermutation(
        of: cube.values, weights: bins, replicates: replicates, seed: seed, threads: threads
      ).sums
    } else {
      for step in 0..<cube.steps {
        let window = cube.window(endingAt: step, previous: previousSteps)
        let permutation = await ConditionalPermutation(
          of: Array(cube.values(of: window)),
          weights: binWeights(weights, of: window, asking: step..<step + 1), replicates: replicates,
          seed: seed, threads: threads)
        counts += permutation.sums.suffix(cube.areas)
      }
    }
    return zip(counts, scores).map { counts, score in
      guard case .success = score else { return nil }
      return counts
    }
  }

  /// Who is whose neighbour among the bins of some steps, the bins themselves left out; those of steps that are
  /// not asked have none.
  private func binWeights(
    _ weights: SpatialWeights, of steps: Range<Int>, asking asked: Range<Int>
  ) -> SpatialWeights {
    var (starts, neighbours, values) = ([0], [Int32](), [Double]())
    for step in steps {
      let window = cube.window(endingAt: step, previous: previousSteps)
      for area in 0..<cube.areas {
        if asked.contains(step), !weights.isIsland(area) {
          for other in window {
            let offset = Int32((other - steps.lowerBound) * cube.areas)
            appendRow(
              of: area, weights, offset, isOwnStep: other == step, to: &neighbours, &values)
          }
        }
        starts.append(neighbours.count)
      }
    }
    return SpatialWeights(
      starts: starts, neighbours: neighbours, weights: values, rule: weights.rule)
  }

  /// The area's neighbours in a step in ascending order, with the area itself where the step is an earlier one.
  private func appendRow(
    of area: Int, _ weights: SpatialWeights, _ offset: Int32, isOwnStep: Bool,
    to neighbours: inout [Int32], _ values: inout [Double]
  ) {
    var isPending = !isOwnStep
    for place in weights.row(of: area) {
      if isPending, weights.neighbours[place] > Int32(area) {
        neighbours.append(offset + Int32(area))
        values.append(selfWeights[area])
        isPending = false
      }
      neighbours.append(offset + weights.neighbours[place])
      values.append(weights.weights[place])
    }
    if isPending {
      neighbours.append(offset + Int32(area))
      values.append(selfWeights[area])
    }
  }
}
