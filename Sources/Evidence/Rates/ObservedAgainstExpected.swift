package import Probability

/// How many there were beside how many a reference rate makes expected here, and whether chance explains it.
///
/// Tails are exact Poisson ones. Areas differ more than Poisson counts do, for reasons no rate knows; where that
/// overdispersion φ was estimated above 1, the distance from what was expected is judged as if it were √φ times
/// smaller (Spiegelhalter 2005), which widens the limits of a funnel by √φ. It never narrows them.
package struct ObservedAgainstExpected: Hashable, Sendable {
  package let observed: Int
  package let expected: Double
  /// At least 1.
  package let overdispersion: Double
  /// P(X ≥ observed) and P(X ≤ observed) where only chance is at work.
  package let atLeast: Double
  package let atMost: Double

  /// - Throws: where nothing is expected.
  package init(
    observed: Int, expected: Double, overdispersion: Double = 1
  ) throws(Undefined) {
    precondition(observed >= 0 && expected >= 0, "counts are at least 0")
    guard expected > 0, expected.isFinite else { throw Undefined("nothing is expected here") }
    self.observed = observed
    self.expected = expected
    self.overdispersion = max(1, overdispersion)
    let distance = (Double(observed) - expected) / self.overdispersion.squareRoot()
    // The Poisson tails, through whole numbers, as functions of the number: the gamma distribution's.
    let judged = self.overdispersion == 1 ? Double(observed) : expected + distance
    atLeast = judged > 0 ? GammaDistribution.below(expected, shape: judged) : 1
    atMost = judged >= 0 ? GammaDistribution.above(expected, shape: judged + 1) : 0
  }

  /// Observed divided by expected, with the interval of the observed count; 1 is as expected.
  package func ratio(confidence: Double = 0.95) -> Estimate {
    Estimate(Double(observed), .poisson(observed, confidence: confidence)).scaled(by: 1 / expected)
  }

  /// Twice the smaller tail.
  package var pValue: PValue {
    PValue(
      min(1, 2 * min(atLeast, atMost)), .twoSided,
      overdispersion == 1 ? .exact : .approximate("Poisson, widened for overdispersion"))
  }

  /// Where in a funnel with limits of 2 and 3 standard deviations it lies: by tails of 0.025 and 0.001.
  package var position: FunnelPosition {
    if atLeast <= FunnelLimits.threeSigma { return .highBeyond3 }
    if atMost <= FunnelLimits.threeSigma { return .lowBeyond3 }
    if atLeast <= FunnelLimits.twoSigma { return .highBeyond2 }
    return atMost <= FunnelLimits.twoSigma ? .lowBeyond2 : .inside
  }
}

/// How far a count is from what was expected.
package enum FunnelPosition: String, CaseIterable, Hashable, Sendable {
  case lowBeyond3 = "low-3s"
  case lowBeyond2 = "low-2s"
  case inside = "inside"
  case highBeyond2 = "high-2s"
  case highBeyond3 = "high-3s"

  package var isHigh: Bool { self == .highBeyond2 || self == .highBeyond3 }
  package var isLow: Bool { self == .lowBeyond2 || self == .lowBeyond3 }
}
