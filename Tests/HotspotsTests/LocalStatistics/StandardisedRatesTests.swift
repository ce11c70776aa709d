import Hotspots
import Testing

@Suite struct StandardisedRatesTests {
  @Test func givesTheWorkedNumbers() throws {
    let rates = try StandardisedRates(
      counts: [2, 0, 5, 12, 3, 30], populations: [400, 250, 900, 1_500, 1_200, 2_500])
    #expect(abs(rates.overallRate - 0.0077037037) <= 5e-11)
    #expect(abs(rates.betweenVariance - 8.068587e-6) <= 5e-13)
    // b + (r − b) a / (a + b/x) is the empirical Bayes rate: undo it from the standardised one.
    let smoothed = [
      0.0069054312, 0.0061051295, 0.0066613503, 0.0078847566, 0.0048057502, 0.0108126569,
    ]
    for (place, population) in [400.0, 250, 900, 1_500, 1_200, 2_500].enumerated() {
      let (a, b) = (rates.betweenVariance, rates.overallRate)
      let spread = (a + b / population).squareRoot()
      #expect(abs(b + rates.values[place] * a / spread - smoothed[place]) <= 5e-11)
    }
  }

  @Test func standsWhereChanceExplainsAll() throws {
    let rates = try StandardisedRates(counts: [1, 2, 4], populations: [100, 200, 400])
    #expect(rates.betweenVariance == 0 && rates.values.allSatisfy { abs($0) < 1e-12 })
  }

  @Test func tellsWhyThereAreNoRates() {
    #expect(throws: NoStatistic.tooFewFeatures) {
      try StandardisedRates(counts: [], populations: [])
    }
    #expect(throws: NoStatistic.constantValues) {
      try StandardisedRates(counts: [0, 0], populations: [10, 20])
    }
  }
}
