import Evidence
import Testing

struct RateTests {
  /// `PHEindicatormethods::phe_rate`; 222 of 3,215 prints 7 digits.
  @Test(arguments: [
    (1, 100, 100, 1, 0.025317808, 5.571643391, 5e-10),
    (5, 100, 100, 5, 1.62348639, 11.66833208, 5e-9),
    (20, 100, 100, 20, 12.211428835, 30.889880369, 5e-10),
    (222, 3_215, 100, 6.905132, 6.026575, 7.875729, 5e-7),
    (9_856, 12_345, 100, 79.837991, 78.269491, 81.430017, 5e-7),
    (40, 200, 100_000, 20_000, 14_286.64993, 27_235.04966, 5e-6),
  ])
  func isTheWorkedNumber(
    count: Int, exposure: Double, per: Double, value: Double, low: Double, high: Double,
    digit: Double
  ) throws {
    let rate = try Rate(count, of: exposure, per: per)
    #expect(abs(rate.value - value) <= digit)
    #expect(abs(rate.interval.low - low) <= digit && abs(rate.interval.high - high) <= digit)
    #expect(rate.isSmall == (count < 10))
  }

  @Test func hasNoValueWithoutPeople() {
    #expect(throws: Undefined("there is nothing to divide by")) { try Rate(3, of: 0) }
    #expect(throws: Undefined.self) { try Rate(3, of: .infinity) }
  }

  @Test func ofNoneIsNoughtWithAnUpperLimit() throws {
    let rate = try Rate(0, of: 1_000)
    #expect(rate.value == 0 && rate.interval.low == 0 && abs(rate.interval.high - 3.688879) < 1e-6)
  }

  @Test func groupAverageIsOfRates() throws {
    let rates = [try Rate(5_000, of: 60_000).value, try Rate(900, of: 9_000).value]
    #expect(abs(try Rate.groupAverage(rates) - 91.6667) <= 5e-5)
    #expect(abs(try Rate(5_900, of: 69_000).value - 85.5072) <= 5e-5, "pooled is another number")
    #expect(throws: Undefined.self) { try Rate.groupAverage([]) }
    let many = [0.1, 0.2, 0.3, 1e9, 7.7]
    #expect(try Rate.groupAverage(many) == Rate.groupAverage(many.reversed()))
  }
}
