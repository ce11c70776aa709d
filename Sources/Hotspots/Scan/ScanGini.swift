/// How large the largest window should be for the clusters to be told best.
///
/// One large cluster or several small ones inside? For each largest share of the whole the significant
/// clusters apart from each other are found, and the Gini coefficient of the cases against those expected
/// tells how unequal the picture is; the share with the highest one wins, the smaller of equals. Han, Zhu,
/// Kulldorff, Hostovich, Stinchcomb, Tatalovich, Lewis and Feuer (2016), "Using Gini coefficient to
/// determining optimal cluster reporting sizes for spatial scan statistics", International Journal of Health
/// Geographics 15:27. The shares are SaTScan's. P-values are those of the whole scan.
package struct ScanGini: Hashable, Sendable {
  package struct Choice: Hashable, Sendable {
    package let share: Double
    package let coefficient: Double
    /// How many significant clusters there are.
    package let clusters: Int
  }

  /// One for each share up to that of the scan.
  package let choices: [Choice]
  package let best: Choice

  package static let shares = [
    0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5,
  ]

  /// `nil` for scans over time, for low rates and without a significant cluster.
  init?(
    _ scan: ObservedScan, _ cases: ScanCases, _ terms: ScanTerms, replicates: [Double],
    level: Double = 0.05
  ) async {
    guard terms.periods.intervals.count == 1, terms.rates == .high, cases.kind != .permutation,
      terms.enough == nil
    else { return nil }
    var choices: [Choice] = []
    for share in Self.shares where share <= terms.limits.share {
      var restriction = ObservedScan.Restriction(locations: cases.positions.count)
      restriction.weights = cases.weights
      restriction.most = share * cases.ratio.total * (1 + 1e-12)
      let significant = await ScanStatistic.apart(scan, restriction, terms).map(\.window)
        .filter { window in
          let extreme = replicates.reduce(0) {
            $0 + ($1 >= window.statistic - ObservedScan.tolerance ? 1 : 0)
          }
          return Double(extreme + 1) / Double(replicates.count + 1) <= level
        }
      choices.append(
        Choice(
          share: share, coefficient: Self.coefficient(significant, cases.ratio),
          clusters: significant.count))
    }
    guard let best = choices.max(by: { $0.coefficient < $1.coefficient }), best.clusters > 0
    else { return nil }
    self.choices = choices
    self.best = choices.first { $0.coefficient == best.coefficient } ?? best
  }

  /// Twice the area between the Lorenz curve of cases against expected cases and the diagonal.
  private static func coefficient(_ windows: [ScanWindow], _ ratio: LikelihoodRatio) -> Double {
    let inside = windows.map { (count: Double($0.count), size: $0.size) }
    let rest = (
      count: Double(ratio.cases) - inside.reduce(0) { $0 + $1.count },
      size: ratio.total - inside.reduce(0) { $0 + $1.size }
    )
    let parts = (inside + [rest]).sorted { $0.count * $1.size < $1.count * $0.size }
    var (cases, area) = (0.0, 0.0)
    for part in parts {
      let next = cases + part.count / Double(ratio.cases)
      area += part.size / ratio.total * (cases + next) / 2
      cases = next
    }
    return 1 - 2 * area
  }
}
