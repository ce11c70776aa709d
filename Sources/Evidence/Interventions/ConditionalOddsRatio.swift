package import Probability
import RealModule

/// What two areas' counts in two periods say of the ratio of their ratios, without a normal distribution.
///
/// Given both areas' totals and both periods' totals, the target's count after follows Fisher's noncentral
/// hypergeometric distribution, whose only parameter is (T₁/T₀) / (C₁/C₀) (Fisher 1935; Cornfield 1956). It
/// holds for Poisson counts of any size, zeros included.
package struct ConditionalOddsRatio: Hashable, Sendable {
  /// The target's count after, and those it could have been.
  private let observed: Int
  private let least: Int
  /// Logarithms of the number of ways to each possible count.
  private let logWays: [Double]

  /// - Throws: when the totals leave one possible count only, and so say nothing.
  package init(target: BeforeAfter, control: BeforeAfter) throws(Undefined) {
    let (treated, untreated) = (target.before + target.after, control.before + control.after)
    let after = target.after + control.after
    observed = target.after
    least = max(0, after - untreated)
    let most = min(treated, after)
    guard most > least else { throw Undefined("a period or an area counts nothing at all") }
    logWays = (least...most).map {
      Self.logBinomial(treated, $0) + Self.logBinomial(untreated, after - $0)
    }
  }

  private static func logBinomial(_ n: Int, _ k: Int) -> Double {
    Double.logGamma(Double(n) + 1) - Double.logGamma(Double(k) + 1)
      - Double.logGamma(Double(n - k) + 1)
  }

  /// P(count ≤ observed) and P(count ≥ observed) if the ratio of ratios had a logarithm.
  /// - Complexity: O(possible counts).
  private func tails(logRatio: Double) -> (atMost: Double, atLeast: Double) {
    let logs = logWays.enumerated().map { $1 + Double($0) * logRatio }
    let highest = logs.max() ?? 0
    var (below, equal, above) = (0.0, 0.0, 0.0)
    for (place, log) in logs.enumerated() {
      let share = Double.exp(log - highest)
      if place + least < observed {
        below += share
      } else if place + least == observed {
        equal = share
      } else {
        above += share
      }
    }
    let all = below + equal + above
    return ((below + equal) / all, (equal + above) / all)
  }

  /// The ratios of which the observed count is neither too large nor too small; 0 or infinite on the side
  /// where the count is as small or as large as it could be.
  package func interval(confidence: Double = 0.95) -> Interval {
    let tail = (1 - confidence) / 2
    let low =
      observed == least ? 0 : Double.exp(root { tails(logRatio: $0).atLeast > tail })
    let high =
      observed == least + logWays.count - 1
      ? Double.infinity : Double.exp(root { tails(logRatio: $0).atMost < tail })
    return Interval(low, high, confidence: confidence, method: "exact conditional")
  }

  private func root(isBeyond: (Double) -> Bool) -> Double {
    var (low, high) = (-50.0, 50.0)
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { return middle }
      if isBeyond(middle) { high = middle } else { low = middle }
    }
  }

  /// How often chance alone shares the counts at least so unevenly: twice the smaller tail of Fisher's exact test.
  package func pValue() -> PValue {
    let (atMost, atLeast) = tails(logRatio: 0)
    return PValue(min(1, 2 * min(atMost, atLeast)), .twoSided, .exact)
  }
}
