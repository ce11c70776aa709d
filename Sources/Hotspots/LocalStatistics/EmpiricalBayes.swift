package import SpatialIndex

/// Rates of areas with few people drawn towards the rate of all, as far as chance explains their difference.
///
/// A rate is a count for each of the population: multiply by 1,000 for a rate per 1,000. Marshall's (1991,
/// *Applied Statistics* 40:283-294) estimator by moments: with *b* = Σ*k*/Σ*x* the rate of all, *s*² the mean of
/// (*r* − *b*)² weighed by population, *a* = max(0, *s*² − *b* / mean *x*), a unit's rate is
/// *b* + (*r* − *b*) *a* / (*a* + *b* / *x*). With *a* = 0 the rates differ no more than chance makes them: all
/// are *b*. A unit without population has no rate, and is left out of the sums.
package struct EmpiricalBayes: Hashable, Sendable {
  /// The rate of all together.
  package let mean: Double
  /// The variance between the units' true rates, not below 0.
  package let variance: Double
  /// How many units have a population.
  package let units: Int

  /// - Returns: `nil` when no unit has a population.
  /// - Complexity: O(*n*).
  package init?(counts: [Double], population: [Double]) {
    precondition(counts.count == population.count, "a population for each count")
    let people = population.reduce(0) { $0 + ($1 > 0 ? $1 : 0) }
    guard people > 0 else { return nil }
    let held = counts.indices.filter { population[$0] > 0 }
    let mean = held.reduce(0) { $0 + counts[$1] } / people
    let spread =
      held.reduce(0) { sum, unit in
        let difference = counts[unit] / population[unit] - mean
        return sum + population[unit] * difference * difference
      } / people
    self.mean = mean
    variance = max(0, spread - mean / (people / Double(held.count)))
    units = held.count
  }

  /// The smoothed rate of one unit; `nil` without population.
  package func rate(count: Double, population: Double) -> Double? {
    guard population > 0 else { return nil }
    guard variance > 0 else { return mean }
    return mean + (count / population - mean) * variance / (variance + mean / population)
  }

  package func rates(counts: [Double], population: [Double]) -> [Double?] {
    zip(counts, population).map { rate(count: $0, population: $1) }
  }

  /// How many standard deviations a unit's rate lies from that of all, the deviation that its population allows:
  /// (*r* − *b*) / √(*a* + *b*/*x*) (Assunção and Reis 1999), for Moran's statistics on rates.
  ///
  /// `nil` without population, or where no incident is anywhere. Assunção and Reis do not cut *a* off at 0 and
  /// skip the units whose deviation would then not be a number; here *a* ≥ 0, so all have one.
  package func standardised(count: Double, population: Double) -> Double? {
    guard population > 0 else { return nil }
    let deviation = (variance + mean / population).squareRoot()
    return deviation > 0 ? (count / population - mean) / deviation : nil
  }
}

extension EmpiricalBayes {
  /// Rates drawn towards those of each unit's neighbourhood, itself included.
  ///
  /// The sums run over the unit and its neighbours with the neighbourhood's own rate in all of them, as GeoDa
  /// does; spdep's default takes each neighbour's own one instead. A unit without neighbours keeps its own
  /// rate.
  /// - Complexity: O(neighbours).
  package static func localRates(
    counts: [Double], population: [Double], weights: SpatialWeights
  ) -> [Double?] {
    precondition(counts.count == weights.count, "a row of weights for each count")
    return counts.indices.map { unit in
      let others = weights.row(of: unit).map { Int(weights.neighbours[$0]) }
      let members = [unit] + others.filter { $0 != unit }
      return EmpiricalBayes(
        counts: members.map { counts[$0] }, population: members.map { population[$0] })?
        .rate(count: counts[unit], population: population[unit])
    }
  }
}
