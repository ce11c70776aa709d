import RealModule

/// The distribution of a count that scatters more than a Poisson count of its mean: variance μ + μ²/θ.
///
/// It is the Poisson distribution with a mean that is itself gamma distributed (Greenwood and Yule 1920).
package struct NegativeBinomialDistribution: Hashable, Sendable {
  package let mean: Double
  /// θ; the larger, the nearer to Poisson.
  package let size: Double

  package init(mean: Double, size: Double) {
    precondition(mean >= 0 && mean.isFinite, "a mean is at least 0")
    precondition(size > 0 && size.isFinite, "a size is positive")
    self.mean = mean
    self.size = size
  }

  package var variance: Double { mean + mean * mean / size }

  /// P(X = k); 0 for a negative count.
  package func equal(to count: Int) -> Double {
    guard count >= 0 else { return 0 }
    guard mean > 0 else { return count == 0 ? 1 : 0 }
    let k = Double(count)
    let coefficient =
      Double.logGamma(k + size) - Double.logGamma(size) - Double.logGamma(k + 1)
    return Double.exp(
      coefficient - size * Double.log(onePlus: mean / size)
        + k * Double.log(mean / (mean + size)))
  }

  /// P(X ≤ k), exact far into the tail: I(θ/(θ + μ); θ, k + 1), the regularised incomplete beta function.
  package func atMost(_ count: Int) -> Double {
    guard count >= 0 else { return 0 }
    guard mean > 0 else { return 1 }
    return BetaDistribution.below(size / (size + mean), size, Double(count) + 1)
  }

  /// P(X ≥ k), exact far into the tail; 1 for a count of 0 or less.
  package func atLeast(_ count: Int) -> Double {
    guard count > 0 else { return 1 }
    guard mean > 0 else { return 0 }
    return BetaDistribution.below(mean / (size + mean), Double(count), size)
  }
}
