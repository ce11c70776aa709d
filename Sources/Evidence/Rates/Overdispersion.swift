/// How much more counts differ from what is expected of them than Poisson counts do: φ, 1 for no more.
///
/// φ is the mean of z² with z = (O − E)/√E (Spiegelhalter 2005). With winsorising, the stated share of the
/// scores on each side is first set to the nearest of the others, so that the areas a funnel is to find do not
/// widen it themselves. Which share is a choice that is shown, not a fact.
package struct Overdispersion: Hashable, Sendable {
  package let phi: Double
  /// The share winsorised on each side.
  package let winsorised: Double
  /// How many counts it was estimated from.
  package let areas: Int
  /// How many areas on each side were taken in, one at least where any are.
  package let cut: Int

  /// The fewest areas that φ may be estimated from.
  package static let fewest = 5

  /// Counts of which nothing is expected are left out.
  /// - Throws: of fewer than `fewest` areas.
  package init(
    observed: [Int], expected: [Double], winsorised: Double = 0
  ) throws(Undefined) {
    precondition(observed.count == expected.count, "an expected value for each count")
    precondition(winsorised >= 0 && winsorised < 0.5, "a share on each side is under one half")
    var scores = zip(observed, expected).compactMap { observed, expected in
      expected > 0 ? (Double(observed) - expected) / expected.squareRoot() : nil
    }
    guard scores.count >= Self.fewest else {
      throw Undefined("there are fewer than \(Self.fewest) areas to estimate it from")
    }
    scores.sort()
    cut = winsorised > 0 ? max(1, Int((winsorised * Double(scores.count)).rounded())) : 0
    let (low, high) = (scores[cut], scores[scores.count - 1 - cut])
    phi = scores.map { min(high, max(low, $0)) }.reduce(0) { $0 + $1 * $1 } / Double(scores.count)
    self.winsorised = winsorised
    areas = scores.count
  }

  /// What limits are widened by: √φ, never under 1.
  package var factor: Double { max(1, phi).squareRoot() }
}
