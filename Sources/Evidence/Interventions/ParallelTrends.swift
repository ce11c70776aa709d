import Probability
import RealModule

/// Whether target and control went the same way before something was done, and what difference would not have
/// been seen.
///
/// Month by month, the target's share of both areas' incidents is modelled as logit = a + b t (the conditional
/// form of two Poisson trends that share every month's ups and downs); b is by how much the logarithm of
/// target over control changed a month. Its error is widened by √φ where the months vary by more than chance
/// (φ = Σ Pearson² / (n − 2), never below 1), and read against Student's t. A trend that a test does not find
/// may still be there: `missedSlope` is what it would have overlooked (after Roth 2022, "Pretest with caution",
/// *American Economic Review: Insights* 4:305-322).
package struct ParallelTrends: Hashable, Sendable {
  /// Change of ln(target / control) a month.
  package let slope: Double
  package let standardError: Double
  package let dispersion: Double
  package let degreesOfFreedom: Int

  /// - Parameters:
  ///   - months: when each pair of counts was, in months from any start; gaps are allowed.
  /// - Throws: with fewer than 6 months that count anything, or nothing in target or control.
  package init(target: [Int], control: [Int], months: [Int]) throws(Undefined) {
    precondition(target.count == control.count && target.count == months.count)
    let used = target.indices.filter { target[$0] + control[$0] > 0 }
    guard used.count >= 6 else { throw Undefined("fewer than 6 months before can be compared") }
    guard used.contains(where: { target[$0] > 0 }), used.contains(where: { control[$0] > 0 })
    else { throw Undefined("target or control counts nothing before") }
    let centre = Double(used.reduce(0) { $0 + months[$1] }) / Double(used.count)
    let rows = used.map {
      Row(
        t: Double(months[$0]) - centre, successes: Double(target[$0]),
        trials: Double(target[$0] + control[$0]))
    }
    let (a, b, information) = try Self.fitted(rows)
    degreesOfFreedom = rows.count - 2
    slope = b
    let pearson = rows.reduce(0) { sum, row in
      let p = Self.share(a + b * row.t)
      let miss = row.successes - row.trials * p
      return sum + miss * miss / (row.trials * p * (1 - p))
    }
    dispersion = pearson / Double(degreesOfFreedom)
    standardError = (max(1, dispersion) / information).squareRoot()
  }

  private struct Row {
    let t: Double
    let successes: Double
    let trials: Double
  }

  private static func share(_ logit: Double) -> Double { 1 / (1 + Double.exp(-logit)) }

  /// Newton's method on the two coefficients; the information left for the slope once the level is known.
  private static func fitted(
    _ rows: [Row]
  ) throws(Undefined) -> (a: Double, b: Double, information: Double) {
    var (a, b) = (0.0, 0.0)
    for _ in 0..<100 {
      var (s0, s1, i00, i01, i11) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for row in rows {
        let p = share(a + b * row.t)
        let weight = row.trials * p * (1 - p)
        let miss = row.successes - row.trials * p
        s0 += miss
        s1 += miss * row.t
        i00 += weight
        i01 += weight * row.t
        i11 += weight * row.t * row.t
      }
      let determinant = i00 * i11 - i01 * i01
      guard determinant > 1e-12 * i00 * i11 else { break }
      let (da, db) = (
        (i11 * s0 - i01 * s1) / determinant, (i00 * s1 - i01 * s0) / determinant
      )
      (a, b) = (a + da, b + db)
      guard abs(a) < 30, abs(b) < 30 else { break }
      if abs(da) + abs(db) < 1e-12 { return (a, b, determinant / i00) }
    }
    throw Undefined("the months before cannot be fitted: target or control has too few incidents")
  }
}
