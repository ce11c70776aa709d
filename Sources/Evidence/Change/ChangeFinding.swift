package import Probability

/// What two counts say about a change, in the terms that words are chosen by.
package struct ChangeFinding: Hashable, Sendable {
  package let ratio: RateRatio
  /// `nil` where nothing happened at all.
  package let pValue: PValue?
  /// The share of false findings at which this would still be one, among all that were tested together.
  package let qValue: Double?
  package let level: Double

  package enum Direction: String, CaseIterable, Hashable, Sendable {
    case rose, fell, unchanged
  }

  /// Whether chance is a likely explanation. Neither says why something changed.
  package enum Verdict: String, CaseIterable, Hashable, Sendable {
    case unlikelyNoise = "unlikely to be noise"
    case couldBeNoise = "could be noise"
    case nothing = "nothing to compare"
  }

  package init(_ ratio: RateRatio, pValue: PValue?, qValue: Double?, level: Double) {
    self.ratio = ratio
    self.pValue = pValue
    self.qValue = qValue
    self.level = level
  }

  /// Of the rates, so that periods of different lengths are compared fairly.
  package var direction: Direction {
    let (before, after) = (ratio.before, ratio.after)
    // Products of whole counts, so that equal rates are equal.
    let (a, b) = (Double(after.count) * before.exposure, Double(before.count) * after.exposure)
    return a == b ? .unchanged : a > b ? .rose : .fell
  }

  package var verdict: Verdict {
    guard let q = qValue ?? pValue?.value else { return .nothing }
    return q <= level ? .unlikelyNoise : .couldBeNoise
  }

  /// Tests many changes, and takes the number of tests into account.
  package static func findings(
    _ ratios: [RateRatio], by rule: MultipleTestRule = .benjaminiHochberg, level: Double = 0.05
  ) -> [ChangeFinding] {
    let tests = ratios.map { try? PoissonETest.pValue($0.before, $0.after) }
    let discoveries = Discoveries(tests.map { $0?.value }, by: rule, level: level)
    return ratios.indices.map {
      ChangeFinding(
        ratios[$0], pValue: tests[$0], qValue: discoveries.qValues[$0], level: level)
    }
  }
}
