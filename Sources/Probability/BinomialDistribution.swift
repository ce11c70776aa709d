/// The distribution of how many of a number of independent trials succeed.
package struct BinomialDistribution: Hashable, Sendable {
  package let trials: Int
  package let probability: Double

  package init(trials: Int, probability: Double) {
    precondition(trials >= 0, "a number of trials is at least 0")
    precondition(probability >= 0 && probability <= 1, "a probability lies between 0 and 1")
    self.trials = trials
    self.probability = probability
  }

  /// P(X = k); 0 outside 0 … trials.
  package func equal(to count: Int) -> Double {
    guard 0...trials ~= count else { return 0 }
    if probability == 0 { return count == 0 ? 1 : 0 }
    if probability == 1 { return count == trials ? 1 : 0 }
    let (k, n) = (Double(count), Double(trials))
    // The density of the log odds with shapes k + 1 and n − k + 1, divided by what it has too much.
    return BetaDistribution.density(
      BetaDistribution.Share(probability), k + 1, n - k + 1)
      / (probability * (1 - probability) * (n + 1))
  }

  /// P(X ≤ k), exact far into the tail.
  package func atMost(_ count: Int) -> Double {
    guard count >= 0 else { return 0 }
    guard count < trials else { return 1 }
    return BetaDistribution.above(probability, Double(count) + 1, Double(trials - count))
  }

  /// P(X ≥ k), exact far into the tail.
  package func atLeast(_ count: Int) -> Double {
    guard count > 0 else { return 1 }
    guard count <= trials else { return 0 }
    return BetaDistribution.below(probability, Double(count), Double(trials - count) + 1)
  }
}
