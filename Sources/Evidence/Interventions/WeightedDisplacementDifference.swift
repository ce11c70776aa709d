import Probability
import RealModule

/// By how many incidents a target changed beyond what its control did, displacement included.
///
/// (T₁ − T₀) − (C₁ − C₀) + (D₁ − D₀) − (DC₁ − DC₀), each count divided by its time and area weight; the
/// variance is the sum of the counts, each divided by the square of its weight (Wheeler and Ratcliffe 2018,
/// *Crime Science* 7:11, equations 1 to 4). In incidents, of the target's own weight; negative is a reduction.
/// It supposes that the target would have changed by as many incidents as the control, so the two should be
/// of similar level. Counts are taken for Poisson unless a dispersion above 1 widens the error.
package struct WeightedDisplacementDifference: Hashable, Sendable {
  /// A count and what it is multiplied by, the sign included.
  package struct Term: Hashable, Sendable {
    package let count: Int
    package let weight: Double
  }

  package let terms: [Term]
  /// By what the variance was multiplied, at least 1: see `widened(by:)`.
  package let dispersion: Double
  package let value: Double
  package let standardError: Double

  init(terms: [Term], dispersion: Double = 1) {
    self.terms = terms
    self.dispersion = dispersion
    value = terms.reduce(0) { $0 + $1.weight * Double($1.count) }
    let variance = terms.reduce(0) { $0 + $1.weight * $1.weight * Double($1.count) }
    standardError = (dispersion * variance).squareRoot()
  }

  /// Target against control alone.
  package static func local(
    _ counts: InterventionCounts, weights: InterventionWeights = InterventionWeights()
  ) -> Self {
    Self(
      terms: terms(counts.target, weights.target, weights, sign: 1)
        + terms(counts.control, weights.control, weights, sign: -1))
  }

  /// The ring against its control alone: positive where crime moved into it.
  package static func displacement(
    _ counts: InterventionCounts, weights: InterventionWeights = InterventionWeights()
  ) throws(Undefined) -> Self {
    guard let ring = counts.ring else { throw Undefined("no displacement ring was given") }
    let control = counts.ringControl.map {
      terms($0, weights.ringControl, weights, sign: -1)
    }
    return Self(terms: terms(ring, weights.ring, weights, sign: 1) + (control ?? []))
  }

  /// What is left of the local change when what moved to the ring, or spread to it, is added.
  package static func total(
    _ counts: InterventionCounts, weights: InterventionWeights = InterventionWeights()
  ) -> Self {
    let moved = try? displacement(counts, weights: weights)
    return Self(terms: local(counts, weights: weights).terms + (moved?.terms ?? []))
  }

  /// The sum over classes of crime, each times its harm; the variance times the square of it.
  package static func harm(_ classes: [(harm: Double, difference: Self)]) -> Self {
    Self(
      terms: classes.flatMap { harm, difference in
        difference.terms.map { Term(count: $0.count, weight: $0.weight * harm) }
      }, dispersion: classes.map(\.difference.dispersion).max() ?? 1)
  }

  /// The same with its variance times a dispersion estimated from the months; one below 1 narrows nothing.
  package func widened(by dispersion: Double) -> Self {
    Self(terms: terms, dispersion: max(1, dispersion))
  }

  private static func terms(
    _ counts: BeforeAfter, _ area: Double, _ weights: InterventionWeights, sign: Double
  ) -> [Term] {
    [
      Term(count: counts.after, weight: sign / (weights.after * area)),
      Term(count: counts.before, weight: -sign / (weights.before * area)),
    ]
  }

  /// The smallest of the counts.
  package var smallest: Int { terms.map(\.count).min() ?? 0 }

  /// Whether every count is large enough for the normal distribution, which takes 10.
  package var isNormal: Bool { smallest >= 10 }

  /// The difference in standard errors.
  package func standardScore() throws(Undefined) -> Double {
    guard standardError > 0 else { throw Undefined("no incident was counted anywhere") }
    return value / standardError
  }
}
