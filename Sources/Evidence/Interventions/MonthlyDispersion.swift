/// How much more the months of some areas vary than independent incidents would.
///
/// In each period, months by areas: every count is expected to be its month's share of its area's total, as far
/// as that goes (φ = Σ Pearson² over both periods / degrees of freedom, (months − 1) (areas − 1) each), so that
/// what all areas share, such as a season, does not count. Around 1 for independent incidents. With one area
/// alone, months about their mean.
package struct MonthlyDispersion: Hashable, Sendable {
  package let value: Double
  package let degreesOfFreedom: Int

  /// - Parameter periods: of each period, the areas' counts month by month.
  /// - Throws: with fewer than 6 degrees of freedom.
  package init(periods: [[[Int]]]) throws(Undefined) {
    var (sum, freedom) = (0.0, 0)
    for areas in periods {
      let counted = areas.filter { $0.contains { $0 > 0 } }
      let months = (0..<(counted.first?.count ?? 0)).filter { month in
        counted.contains { $0[month] > 0 }
      }
      guard months.count > 1, !counted.isEmpty else { continue }
      let rows = counted.map { area in months.map { Double(area[$0]) } }
      sum += Self.pearson(rows)
      freedom += (months.count - 1) * max(1, rows.count - 1)
    }
    guard freedom >= 6 else { throw Undefined("too few months to see how they vary") }
    value = sum / Double(freedom)
    degreesOfFreedom = freedom
  }

  private static func pearson(_ rows: [[Double]]) -> Double {
    let all = rows.reduce(0) { $0 + $1.reduce(0, +) }
    let months = rows[0].indices
    let columns = months.map { month in
      rows.count == 1 ? all / Double(rows[0].count) : rows.reduce(0) { $0 + $1[month] }
    }
    return rows.reduce(0) { sum, row in
      let share = rows.count == 1 ? 1 : row.reduce(0, +) / all
      return months.reduce(sum) {
        let expected = share * columns[$1]
        return $0 + (row[$1] - expected) * (row[$1] - expected) / expected
      }
    }
  }
}
