package import Probability

/// Whether a series rises or falls, by the signs of the differences of all its pairs (Mann 1945; Kendall 1975).
///
/// The test supposes that without a trend the numbers are independent; where each shares data with the one
/// before, it rejects too often.
package struct MannKendall: Hashable, Sendable {
  /// Pairs that rise less those that fall.
  package let score: Int
  /// What the score's variance is without a trend, given the ties.
  package let variance: Double
  /// The score's share of all pairs: tau-a.
  package let tau: Double

  /// - Complexity: O(*n*²).
  package init(_ series: [Double]) {
    let n = Double(series.count)
    var score = 0
    for (place, later) in series.enumerated() {
      for earlier in series[..<place] {
        score += later > earlier ? 1 : later < earlier ? -1 : 0
      }
    }
    self.score = score
    func weight(_ count: Double) -> Double { count * (count - 1) * (2 * count + 5) }
    let groups = Dictionary(grouping: series) { $0 }.values.map { weight(Double($0.count)) }
    // Numbers of their own have a weight of 0, and whole numbers add up the same in any order.
    variance = (weight(n) - groups.reduce(0, +)) / 18
    tau = series.count > 1 ? Double(score) / (n * (n - 1) / 2) : 0
  }

  /// The score's standard score, corrected for continuity; 0 where the score is.
  package var z: Double {
    score == 0 ? 0 : (Double(score) - (score > 0 ? 1 : -1)) / variance.squareRoot()
  }

  /// Two-sided, by the normal approximation.
  package var pValue: PValue { NormalDistribution.pValue(z, .twoSided) }

  package func trend(level: Double) -> Trend {
    guard pValue.value < level else { return .none }
    return score > 0 ? .up : .down
  }

  package enum Trend: String, Hashable, Sendable {
    case up, down, none
  }
}
