package import Probability
import RealModule

extension WeightedDisplacementDifference {
  /// Between which numbers of incidents the true difference lies.
  ///
  /// With every count at least 10: value ± z times the standard error. Else from the exact Poisson limits of
  /// the counts, put together by the modified large sample method (Krishnamoorthy, Peng and Zhang 2016,
  /// "Modified large sample confidence intervals for Poisson distributions"; Zou and Donner 2008): counts of
  /// equal weight are one count, and where there is only one weight the limits are the exact ones.
  package func interval(confidence: Double = 0.95) -> Interval {
    isNormal ? normalInterval(confidence) : smallCountInterval(confidence)
  }

  private func normalInterval(_ confidence: Double) -> Interval {
    let z = NormalDistribution.quantile((1 + confidence) / 2)
    return Interval(
      value - z * standardError, value + z * standardError, confidence: confidence,
      method: "normal")
  }

  func smallCountInterval(_ confidence: Double) -> Interval {
    var (below, above) = (0.0, 0.0)
    for group in groups {
      let limits = Interval.exactPoisson(group.count, confidence: confidence)
      let down = group.weight * (Double(group.count) - limits.low)
      let up = group.weight * (limits.high - Double(group.count))
      below += group.weight > 0 ? down * down : up * up
      above += group.weight > 0 ? up * up : down * down
    }
    return Interval(
      value - (dispersion * below).squareRoot(), value + (dispersion * above).squareRoot(),
      confidence: confidence, method: "exact Poisson limits, combined")
  }

  /// Counts of one weight added, in the order of the weights.
  private var groups: [Term] {
    Dictionary(grouping: terms, by: \.weight).map { weight, terms in
      Term(count: terms.reduce(0) { $0 + $1.count }, weight: weight)
    }.sorted { $0.weight < $1.weight }
  }

  /// How often chance alone gives a difference at least so far from 0: of the standard score, or, where a
  /// count is below 10, the smallest error rate at which the interval leaves 0 out.
  package func pValue() throws(Undefined) -> PValue {
    let z = try standardScore()
    guard !isNormal else { return NormalDistribution.pValue(z, .twoSided) }
    guard value != 0 else { return PValue(1, .twoSided, .approximate("exact Poisson limits")) }
    // The interval narrows as the error rate grows: halve until the digits are used up.
    var (inside, outside) = (0.0, 1.0)
    for _ in 0..<40 {
      let rate = (inside + outside) / 2
      if rate > 0, rate < 1, smallCountInterval(1 - rate).contains(0) {
        inside = rate
      } else {
        outside = rate
      }
    }
    return PValue(outside, .twoSided, .approximate("exact Poisson limits"))
  }

  /// How large a true change must be to be told from chance with a probability: (z + z of the power) times
  /// the standard error. At a power of one half it is z times the standard error.
  package func detectableChange(power: Double = 0.8, confidence: Double = 0.95) -> Double {
    precondition(power >= 0.5 && power < 1, "a power is at least one half")
    return standardError
      * (NormalDistribution.quantile((1 + confidence) / 2) + NormalDistribution.quantile(power))
  }

  /// With what probability a true change of so many incidents would be told from chance.
  package func power(toDetect change: Double, confidence: Double = 0.95) throws(Undefined) -> Double
  {
    guard standardError > 0 else { throw Undefined("no incident was counted anywhere") }
    let (z, shift) = (
      NormalDistribution.quantile((1 + confidence) / 2), abs(change) / standardError
    )
    return NormalDistribution.below(shift - z) + NormalDistribution.below(-shift - z)
  }

  /// The change that an evaluation planned with counts of a mean can just tell from chance (at a power of one
  /// half): z √(4 mean) of target and control, z √(8 mean) with rings.
  package static func detectableChange(
    meanCount: Double, withRings: Bool = false, confidence: Double = 0.95
  ) -> Double {
    NormalDistribution.quantile((1 + confidence) / 2)
      * ((withRings ? 8 : 4) * meanCount).squareRoot()
  }
}
