import Probability

/// The limits between which counts lie if only chance tells areas apart, for a funnel plot.
///
/// "2s" and "3s" are tails of 0.025 and 0.001 on each side (Spiegelhalter 2005, as used by the Association of
/// Public Health Observatories), not 2 and 3 standard deviations of a normal distribution.
package struct FunnelLimits: Hashable, Sendable {
  package static let twoSigma = 0.025
  package static let threeSigma = 0.001

  /// The probability beyond each limit.
  package let tail: Double
  /// By whose square root the limits are widened; at least 1.
  package let overdispersion: Double

  package init(tail: Double, overdispersion: Double = 1) {
    precondition(tail > 0 && tail < 0.5, "a tail is under one half")
    self.tail = tail
    self.overdispersion = max(1, overdispersion)
  }

  /// The expected values at which an observed count sits on the upper and on the lower limit, without
  /// overdispersion: below the first it is too high, above the second too low.
  package func expected(observed: Int) -> (onUpper: Double, onLower: Double) {
    precondition(observed >= 0, "a count is at least 0")
    return (
      observed == 0 ? 0 : GammaDistribution.quantile(tail, shape: Double(observed)),
      GammaDistribution.quantile(above: tail, shape: Double(observed) + 1)
    )
  }

  /// The counts on the limits where so many are expected, as continuous curves.
  ///
  /// The inverse of `expected(observed:)` through all numbers, not only whole ones, widened. The lower limit is 0
  /// where no count is too low.
  /// - Complexity: some 50 evaluations of the gamma distribution.
  package func counts(expected: Double) -> (low: Double, high: Double) {
    precondition(expected > 0 && expected.isFinite, "something is expected")
    let high = root(from: 0, to: expected + 40 + 12 * expected.squareRoot()) {
      GammaDistribution.below(expected, shape: $0) > tail
    }
    let low =
      GammaDistribution.above(expected, shape: 1) > tail
      ? 0
      : root(from: 0, to: expected + 1) {
        GammaDistribution.above(expected, shape: $0 + 1) <= tail
      }
    let factor = overdispersion.squareRoot()
    return (max(0, expected + factor * (low - expected)), expected + factor * (high - expected))
  }

  /// The largest number for which something holds, which holds for all smaller ones.
  private func root(
    from low: Double, to high: Double, _ holds: (Double) -> Bool
  ) -> Double {
    var (low, high) = (low, high)
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high, high - low > 1e-12 * high else { return middle }
      if holds(middle) { low = middle } else { high = middle }
    }
  }
}
