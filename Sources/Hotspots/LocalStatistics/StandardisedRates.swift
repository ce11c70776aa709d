/// Rates whose differences from the overall rate are told in units of what chance gives at their population, so
/// that small populations do not look extreme (Assunção and Reis 1999).
package struct StandardisedRates: Sendable {
  /// (r − b) / √(a + b/x): what local and global Moran are computed from.
  package let values: [Double]
  /// Σ k / Σ x, the overall rate *b*.
  package let overallRate: Double
  /// The variance between areas that chance does not explain, *a*; 0 where chance explains all.
  package let betweenVariance: Double

  /// - Parameters:
  ///   - counts: at least 0.
  ///   - populations: above 0; an area without residents has no rate and is left out beforehand.
  /// - Throws: `tooFewFeatures` without areas, `constantValues` without incidents.
  package init(counts: [Double], populations: [Double]) throws(NoStatistic) {
    precondition(counts.count == populations.count)
    precondition(counts.allSatisfy { $0 >= 0 } && populations.allSatisfy { $0 > 0 })
    guard !counts.isEmpty else { throw .tooFewFeatures }
    let population = populations.reduce(0, +)
    let overall = counts.reduce(0, +) / population
    guard overall > 0 else { throw .constantValues }
    let square =
      zip(counts, populations).reduce(0) { sum, area in
        let difference = area.0 / area.1 - overall
        return sum + area.1 * difference * difference
      } / population
    let between = max(0, square - overall / (population / Double(counts.count)))
    overallRate = overall
    betweenVariance = between
    values = zip(counts, populations).map { count, population in
      (count / population - overall) / (between + overall / population).squareRoot()
    }
  }
}
