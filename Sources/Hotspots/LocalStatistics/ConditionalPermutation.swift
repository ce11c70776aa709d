import CKernels
package import Probability
package import SpatialIndex

/// How often chance arranges the others' values round a feature so that its neighbours sum up as high or as low.
///
/// A feature keeps its own value, for Gi* too, and its neighbours' are drawn from the other *n* − 1 without
/// replacement (Anselin 1995). Gi, Gi* and local Moran then depend on that sum alone, so one simulation serves
/// all. Every feature's draws have exactly that distribution and are independent from replicate to replicate.
/// Within a replicate the features share one random order of all values: feature *i* takes those at places
/// *i*, *i* + 1, …, steps over its own, and stops when it has as many as it has neighbours.
/// What chance gives to features near each other in their numbers is therefore correlated, which no feature's
/// p-value depends on.
///
/// - Complexity: O(*R* (*n* + *m*)) for *R* replicates and *m* neighbours in all.
package struct ConditionalPermutation: Sendable {
  /// A tally for each feature; `nil` for those without neighbours.
  package let sums: [ExtremeCounts?]
  package let replicates: Int
  package let seed: UInt64

  /// - Parameters:
  ///   - values: finite, of features in a canonical order.
  ///   - weights: with or without the features themselves, which are held and so make no difference.
  package init(
    of values: [Double], weights: SpatialWeights, replicates: Int, seed: UInt64, threads: Int = 2
  ) async {
    precondition(values.count == weights.count && replicates > 0)
    self.replicates = replicates
    self.seed = seed
    let draws = NeighbourDraws(values, weights: weights.withoutSelf())
    let key = SimulationKey(seed: seed, method: .conditionalPermutation)
    // As many pieces as keep the threads busy, each with counts of its own.
    let size = max(1, (replicates + 4 * threads - 1) / (4 * threads))
    let pieces = await inParallel((replicates + size - 1) / size, threads: threads) { piece in
      draws.count(piece * size..<min((piece + 1) * size, replicates), key: key)
    }
    sums = values.indices.map { feature in
      guard draws.sizes[feature] > 0 else { return nil }
      return ExtremeCounts(
        atLeast: pieces.reduce(0) { $0 + Int($1.atLeast[feature]) },
        atMost: pieces.reduce(0) { $0 + Int($1.atMost[feature]) }, replicates: replicates)
    }
  }

  /// The tally of a local statistic: a product with a value below the mean is high where the sum is low.
  package func counts(of feature: Int, in association: LocalAssociation) -> ExtremeCounts? {
    guard let sum = sums[feature], case .moran = association.statistic else {
      return sums[feature]
    }
    let difference = association.values[feature] - association.mean
    if difference > 0 { return sum }
    // Any product with 0 is 0: all replicates tie.
    let ties = difference == 0 ? replicates : nil
    return ExtremeCounts(
      atLeast: ties ?? sum.atMost, atMost: ties ?? sum.atLeast, replicates: replicates)
  }
}

/// What is drawn for each feature, and what its draws are compared with.
private struct NeighbourDraws: Sendable {
  let values: [Double]
  let sizes: [Int32]
  /// `nil` where each row's weights are equal: then values are summed as they are, exactly for counts.
  let weights: [Double]?
  let least: [Double]
  let most: [Double]

  init(_ values: [Double], weights: SpatialWeights) {
    self.values = values
    sizes = (0..<weights.count).map { Int32(weights.row(of: $0).count) }
    let isEven = (0..<weights.count).allSatisfy { feature in
      let row = weights.row(of: feature)
      return row.allSatisfy { weights.weights[$0] == weights.weights[row.lowerBound] }
    }
    self.weights = isEven ? nil : weights.weights
    let greatest = values.reduce(0) { max($0, abs($1)) }
    let observed = (0..<weights.count).map { feature in
      var (sum, total) = (0.0, 0.0)
      for place in weights.row(of: feature) {
        let weight = isEven ? 1 : weights.weights[place]
        sum += weight * values[Int(weights.neighbours[place])]
        total += weight
      }
      // Sums of the same numbers in another order differ by rounding, and must tie.
      return (sum, 1e-12 * total * greatest)
    }
    least = observed.map { $0.0 - $0.1 }
    most = observed.map { $0.0 + $0.1 }
  }

  /// How many of some replicates were extreme.
  ///
  /// Unsafe and in C, because this is where all the time goes.
  func count(_ replicates: Range<Int>, key: SimulationKey) -> (atLeast: [Int64], atMost: [Int64]) {
    let count = values.count
    guard count > 0 else { return ([], []) }
    let longest = Int(sizes.max() ?? 0)
    let positions = SharedMemory<Int32>(uninitialisedCount: count)
    let dealt = SharedMemory<Double>(uninitialisedCount: count + longest + 1)
    let atLeast = SharedMemory<Int64>(repeating: 0, count: count)
    let atMost = SharedMemory<Int64>(repeating: 0, count: count)
    for replicate in replicates {
      let stream = key.stream(replicate: replicate)
      ckernels_permute(positions.start, count, key.seed, stream)
      for feature in 0..<count { dealt.start[Int(positions.start[feature])] = values[feature] }
      for place in 0...longest { dealt.start[count + place] = dealt.start[place] }
      tally(dealt, positions, atLeast, atMost)
    }
    return (atLeast.array, atMost.array)
  }

  private func tally(
    _ dealt: SharedMemory<Double>, _ positions: SharedMemory<Int32>, _ atLeast: SharedMemory<Int64>,
    _ atMost: SharedMemory<Int64>
  ) {
    sizes.withUnsafeBufferPointer { sizes in
      least.withUnsafeBufferPointer { least in
        most.withUnsafeBufferPointer { most in
          let permuted = PermutedValues(
            count: values.count, values: dealt.start, positions: positions.start,
            sizes: sizes.baseAddress, least: least.baseAddress, most: most.baseAddress)
          if let weights {
            ckernels_count_weighted_sums(permuted, weights, atLeast.start, atMost.start)
          } else {
            ckernels_count_sums(permuted, atLeast.start, atMost.start)
          }
        }
      }
    }
  }
}
