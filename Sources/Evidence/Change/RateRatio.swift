import Probability
import RealModule

/// How many times as many there were, for the same exposure, and between which values that lies.
///
/// The interval comes from ln RR ± z √(1/k₁ + 1/k₀) where both counts are at least 20, and exactly from the
/// share that one count is of both otherwise: given both, one count is binomial (Przyborowski and Wilenski 1940),
/// and its share has the interval of Clopper and Pearson (1934).
package struct RateRatio: Hashable, Sendable {
  /// A count, and the days, people or person-years in which it was counted.
  package struct Observation: Hashable, Sendable {
    package let count: Int
    package let exposure: Double

    package init(_ count: Int, in exposure: Double = 1) {
      precondition(count >= 0, "a count is at least 0")
      precondition(exposure > 0 && exposure.isFinite, "an exposure is positive")
      self.count = count
      self.exposure = exposure
    }

    /// Events for each unit of exposure.
    package var rate: Double { Double(count) / exposure }
  }

  /// Counts below this get an exact interval, and no percentage is told of a base below it.
  package static let small = 20

  package let before: Observation
  package let after: Observation

  package init(before: Observation, after: Observation) {
    self.before = before
    self.after = after
  }

  /// - Throws: where nothing happened before.
  package func value() throws(Undefined) -> Double {
    guard before.count > 0 else { throw Undefined("nothing happened in the first period") }
    return after.rate / before.rate
  }

  /// By the method for counts of this size.
  /// - Throws: where nothing happened at all.
  package func interval(confidence: Double = 0.95) throws(Undefined) -> Interval {
    min(before.count, after.count) < Self.small
      ? try exactInterval(confidence: confidence) : try logInterval(confidence: confidence)
  }

  /// - Throws: where either count is 0.
  package func logInterval(confidence: Double = 0.95) throws(Undefined) -> Interval {
    let value = try value()
    guard after.count > 0 else { throw Undefined("nothing happened in the second period") }
    let z = -NormalDistribution.quantile((1 - confidence) / 2)
    let error = (1 / Double(before.count) + 1 / Double(after.count)).squareRoot()
    return Interval(
      value * Double.exp(-z * error), value * Double.exp(z * error), confidence: confidence,
      method: "logarithm of the ratio")
  }

  /// Unbounded above where nothing happened before.
  /// - Throws: where nothing happened at all.
  package func exactInterval(confidence: Double = 0.95) throws(Undefined) -> Interval {
    let total = before.count + after.count
    guard total > 0 else { throw Undefined("nothing happened in either period") }
    let share = try Interval.clopperPearson(after.count, of: total, confidence: confidence)
    return Interval(
      odds(share.low), after.count == total ? .infinity : odds(share.high),
      confidence: confidence, method: "exact, from the share of both counts")
  }

  private func odds(_ share: Double) -> Double {
    share / (1 - share) * (before.exposure / after.exposure)
  }
}
