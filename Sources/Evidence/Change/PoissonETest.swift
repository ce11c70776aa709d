package import Probability
import RealModule

/// How often chance alone makes two counts differ as much as these, if their rates are the same.
///
/// The e-test (Krishnamoorthy and Thomson 2004, "A more powerful test for comparing two Poisson means",
/// equations 3.4 to 3.6, for no difference): the probability, at the common rate estimated from both, of a
/// score |x₁/n₁ − x₀/n₀| / √((x₀ + x₁)/(n₀ + n₁)) at least the observed one. More powerful than the test that
/// holds the total fixed, and close to its nominal size even for small counts.
///
/// At the estimated rate the total of both is a Poisson count and, given a total, one of them is binomial, so
/// the double sum of the paper becomes one sum over totals of two binomial tails.
package enum PoissonETest {
  /// Totals from this on are judged by the normal distribution of the score, which by then agrees to 4 digits.
  package static let mostExact = 200_000

  /// - Throws: of two counts of nothing.
  /// - Complexity: O(*k*) for a total *k*: O(√*k*) totals of O(√*k*) each.
  package static func pValue(
    _ a: RateRatio.Observation, _ b: RateRatio.Observation
  ) throws(Undefined) -> PValue {
    let total = a.count + b.count
    guard total > 0 else { throw Undefined("nothing happened in either period") }
    let share = a.exposure / (a.exposure + b.exposure)
    let distance = abs(Double(a.count) - Double(total) * share)
    guard total <= mostExact else {
      let z = distance / (Double(total) * share * (1 - share)).squareRoot()
      return NormalDistribution.pValue(z, .twoSided)
    }
    let value = sum(total: total, share: share, distance: distance)
    return PValue(max(0, min(1, value)), .twoSided, .approximate("e-test"))
  }

  /// Σ over totals s of P(s) P(|x − sπ| ≥ d √(s/k) | s), from the most likely total outwards.
  private static func sum(total: Int, share: Double, distance: Double) -> Double {
    let totals = PoissonDistribution(mean: Double(total))
    let reach = distance / Double(total).squareRoot()
    let peak = totals.equal(to: total)
    var terms: [Double] = []
    func add(_ s: Int, _ weight: Double) {
      terms.append(weight * beyond(total: s, share, reach))
    }
    var (weight, s) = (peak, total)
    while s >= 0, weight > peak * 0x1p-60 {
      add(s, weight)
      weight *= Double(s) / Double(total)
      s -= 1
    }
    (weight, s) = (peak, total)
    while weight > peak * 0x1p-60 {
      s += 1
      weight *= Double(total) / Double(s)
      add(s, weight)
    }
    return terms.sorted().reduce(0, +)
  }

  /// P(|X − sπ| ≥ reach √s) for a binomial count X of s.
  private static func beyond(total: Int, _ share: Double, _ reach: Double) -> Double {
    guard reach > 0 else { return 1 }
    // A difference of nothing is no difference, however small the observed one.
    guard total > 0 else { return 0 }
    let (mean, distance) = (Double(total) * share, reach * Double(total).squareRoot())
    let binomial = BinomialDistribution(trials: total, probability: share)
    // What ties with the observed counts is as extreme as they are, in spite of rounding.
    let slack = 1e-10 * max(1, mean)
    let high = Int((mean + distance - slack).rounded(.up))
    let low = Int((mean - distance + slack).rounded(.down))
    return (high <= total ? binomial.atLeast(high) : 0) + (low >= 0 ? binomial.atMost(low) : 0)
  }
}
