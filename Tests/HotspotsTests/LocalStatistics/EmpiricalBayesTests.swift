import Hotspots
import SpatialIndex
import Testing

struct EmpiricalBayesTests {
  private let counts = [2.0, 0, 5, 12, 3, 30]
  private let population = [400.0, 250, 900, 1500, 1200, 2500]

  private func isNear(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
    value.map { abs($0 - expected) <= tolerance } ?? false
  }

  /// spdep::EBest.
  @Test func globalRatesAreThoseOfMarshall() throws {
    let global = try #require(EmpiricalBayes(counts: counts, population: population))
    #expect(isNear(global.mean, 0.0077037037, 5e-11))
    #expect(isNear(global.variance, 8.068587e-6, 5e-13))
    let rates = global.rates(counts: counts, population: population)
    let expected = [
      0.0069054312, 0.0061051295, 0.0066613503, 0.0078847566, 0.0048057502, 0.0108126569,
    ]
    for (rate, value) in zip(rates, expected) { #expect(isNear(rate, value, 5e-11)) }
  }

  /// GeoDa's form.
  @Test func localRatesAreThoseOfGeoDa() {
    let rows: [[Int32]] = [[1, 3], [0, 2, 4], [1, 5], [0, 4], [1, 3, 5], [2, 4]]
    let weights = SpatialWeights(neighbours: rows, rule: .given("list"))
    let expected = [
      0.0065116279, 0.0036363636, 0.0080740198, 0.0061184817, 0.0047391522, 0.0112082321,
    ]
    for matrix in [weights, weights.withSelf()] {
      let rates = EmpiricalBayes.localRates(
        counts: counts, population: population, weights: matrix)
      for (rate, value) in zip(rates, expected) { #expect(isNear(rate, value, 5e-11)) }
    }
  }

  @Test func withoutPopulationThereIsNoRate() throws {
    #expect(EmpiricalBayes(counts: [1, 2], population: [0, 0]) == nil)
    #expect(EmpiricalBayes(counts: [], population: []) == nil)
    let one = try #require(EmpiricalBayes(counts: counts + [7], population: population + [0]))
    #expect(one == EmpiricalBayes(counts: counts, population: population))
    #expect(one.rate(count: 7, population: 0) == nil)
    #expect(one.standardised(count: 7, population: 0) == nil)
  }

  /// Rates that differ no more than chance makes them are all the same.
  @Test func withoutVarianceAllAreTheMean() throws {
    let even = try #require(EmpiricalBayes(counts: [3, 3, 3], population: [100, 100, 100]))
    #expect(even.variance == 0 && even.rate(count: 3, population: 100) == 0.03)
    #expect(even.standardised(count: 3, population: 100) == 0)
    let none = try #require(EmpiricalBayes(counts: [0, 0], population: [100, 100]))
    #expect(none.rate(count: 0, population: 100) == 0)
    #expect(none.standardised(count: 0, population: 100) == nil)
  }

  @Test func standardisedValuesFollowAssuncaoAndReis() throws {
    let global = try #require(EmpiricalBayes(counts: counts, population: population))
    let value = try #require(global.standardised(count: 30, population: 2500))
    let expected =
      (0.012 - global.mean) / (global.variance + global.mean / 2500).squareRoot()
    #expect(isNear(value, expected, 1e-15))
  }
}
