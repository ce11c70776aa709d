package import Probability
import RealModule

/// What a month not yet seen may bring: a count with a mean and a variance that holds both chance and what is
/// unsure about the mean.
package struct PredictiveCount: Hashable, Sendable {
  package let mean: Double
  /// Not below the mean.
  package let variance: Double

  /// - Parameter variance: taken as the mean where it is less: never narrower than Poisson.
  package init(mean: Double, variance: Double) {
    precondition(mean > 0 && mean.isFinite && variance.isFinite, "a mean is positive")
    self.mean = mean
    self.variance = max(mean, variance)
  }

  /// P(X ≤ k): negative binomial of this mean and variance, Poisson where they are one.
  package func atMost(_ count: Int) -> Double {
    let poisson = PoissonDistribution(mean: mean)
    return negativeBinomial?.atMost(count) ?? poisson.atMost(count)
  }

  /// P(X = k).
  package func equal(to count: Int) -> Double {
    let poisson = PoissonDistribution(mean: mean)
    return negativeBinomial?.equal(to: count) ?? poisson.equal(to: count)
  }

  /// P(X ≥ k).
  package func atLeast(_ count: Int) -> Double {
    let poisson = PoissonDistribution(mean: mean)
    return negativeBinomial?.atLeast(count) ?? poisson.atLeast(count)
  }

  /// How often such a month gives a count so far out, on either side.
  package func pValue(_ count: Int) -> PValue {
    PValue(
      min(1, 2 * min(atMost(count), atLeast(count))), .twoSided,
      .approximate("negative binomial prediction"))
  }

  /// The least count k with P(X ≤ k) ≥ p.
  /// - Complexity: some 2 log₂ of the standard deviation evaluations.
  package func quantile(_ p: Double) -> Int {
    precondition(p > 0 && p < 1, "a probability strictly between 0 and 1")
    var (low, high) = (-1, Int(mean) + 1)
    while atMost(high) < p {
      low = high
      high = high * 2 + 1
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if atMost(middle) < p { low = middle } else { high = middle }
    }
    return high
  }

  /// Where the count lies with at least a confidence.
  package func interval(_ confidence: Double) -> Interval {
    let tail = (1 - confidence) / 2
    return Interval(
      Double(quantile(tail)), Double(quantile(1 - tail)), confidence: confidence,
      method: "negative binomial prediction")
  }

  private var negativeBinomial: NegativeBinomialDistribution? {
    guard variance > mean * (1 + 1e-9) else { return nil }
    return NegativeBinomialDistribution(mean: mean, size: mean * mean / (variance - mean))
  }
}
