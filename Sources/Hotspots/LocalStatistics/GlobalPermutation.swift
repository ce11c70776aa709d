package import Probability
package import SpatialIndex

/// How often chance arranges the values so that neighbours are as alike, in the study window as a whole.
///
/// All values are dealt anew in each replicate (Cliff and Ord 1981). Moran's I and general G differ from the
/// products that are counted only by factors that no arrangement changes.
package struct GlobalPermutation: Hashable, Sendable {
  /// Of Σ w c c, with c = y − mean: Moran's I.
  package let moran: ExtremeCounts
  /// Of Σ w y y: general G.
  package let generalG: ExtremeCounts
  package let seed: UInt64

  /// - Complexity: O(*R* (*n* + *m*)) for *R* replicates and *m* neighbours in all.
  package init(
    of values: [Double], weights: SpatialWeights, replicates: Int, seed: UInt64, threads: Int = 2
  ) async {
    precondition(values.count == weights.count && replicates > 0 && !weights.includesSelf)
    self.seed = seed
    let key = SimulationKey(seed: seed, method: .permutation)
    let mean = ValueMoments(values).mean
    let differences = values.map { $0 - mean }
    let simulated = await inParallel(replicates, threads: threads) { replicate in
      var generator = key.generator(replicate: replicate)
      let order = generator.permutation(of: values.count)
      return (
        weights.products(of: order.map { differences[Int($0)] }),
        weights.products(of: order.map { values[Int($0)] })
      )
    }
    let (moran, g) = (weights.products(of: differences), weights.products(of: values))
    let total = weights.weights.reduce(0, +)
    self.moran = Self.counts(simulated.map(\.0), moran, total, differences)
    generalG = Self.counts(simulated.map(\.1), g, total, values)
  }

  private static func counts(
    _ simulated: [Double], _ observed: Double, _ total: Double, _ values: [Double]
  ) -> ExtremeCounts {
    let greatest = values.reduce(0) { max($0, abs($1)) }
    // Sums of the same products in another order differ by rounding, and must tie.
    let tolerance = 1e-12 * total * greatest * greatest
    return simulated.reduce(into: ExtremeCounts()) {
      $0.add($1, observed: observed, tolerance: tolerance)
    }
  }
}
