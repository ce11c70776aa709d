import Evidence
import RealModule
import Testing

struct RateRatioTests {
  /// KSI 5 to 11, January in Crewe 136 to 110, Crewe's years 2,790 to 1,625: percent, by both intervals.
  @Test(arguments: [
    (5, 11, 120, -24, 533, -30, 708, 0.5),
    (136, 110, -19.1, -37.1, 4.0, -37.7, 4.8, 0.05),
    (2_790, 1_625, -41.8, -45.2, -38.1, -45.2, -38.1, 0.05),
  ])
  func percentIsTheWorkedNumber(
    before: Int, after: Int, value: Double, low: Double, high: Double, exactLow: Double,
    exactHigh: Double, digit: Double
  ) throws {
    let change = PercentChange(from: before, to: after)
    #expect(abs(try change.value() - value) <= digit)
    let log = PercentChange.percent(try change.ratio.logInterval())
    #expect(abs(log.low - low) <= digit && abs(log.high - high) <= digit)
    let exact = PercentChange.percent(try change.ratio.exactInterval())
    #expect(abs(exact.low - exactLow) <= digit && abs(exact.high - exactHigh) <= digit)
    let chosen = try change.interval()
    #expect(chosen == (before < 20 ? exact : log))
    #expect(change.isTold == (before >= 20))
  }

  @Test func nothingBeforeHasNoRatioButABound() throws {
    let change = PercentChange(from: 0, to: 7)
    #expect(throws: Undefined("nothing happened in the first period")) { try change.value() }
    let interval = try change.interval()
    #expect(interval.high == .infinity && interval.low > -100 && !change.isTold)
    #expect(interval.method == "exact, from the share of both counts")
  }

  @Test func nothingAfterHasAnUpperBound() throws {
    let change = PercentChange(from: 30, to: 0)
    #expect(try change.value() == -100)
    let interval = try change.interval()
    #expect(interval.low == -100 && interval.high < 0)
    #expect(throws: Undefined.self) { try change.ratio.logInterval() }
  }

  @Test func nothingAtAllIsUndefined() {
    #expect(throws: Undefined("nothing happened in either period")) {
      try PercentChange(from: 0, to: 0).interval()
    }
  }

  @Test func ratesCountNotNumbers() throws {
    let longer = RateRatio(before: .init(365, in: 365), after: .init(92, in: 92))
    #expect(try longer.value() == 1)
    let same = RateRatio(before: .init(10), after: .init(15))
    let half = RateRatio(before: .init(10, in: 2), after: .init(15, in: 2))
    #expect(try same.interval() == half.interval())
    let (slow, fast) = (
      RateRatio(before: .init(10), after: .init(15, in: 2)), try same.exactInterval()
    )
    #expect(abs(try slow.exactInterval().high - fast.high / 2) < 1e-12)
  }

  /// Going back undoes going there.
  @Test(arguments: [(5, 11), (3, 40), (200, 150), (0, 4)])
  func isSymmetric(a: Int, b: Int) throws {
    let there = try RateRatio(before: .init(a, in: 3), after: .init(b, in: 7)).interval()
    let back = try RateRatio(before: .init(b, in: 7), after: .init(a, in: 3)).interval()
    #expect(
      abs(there.low * back.high - 1) < 1e-12 || (there.low == 0 && back.high == .infinity)
        || (there.high == .infinity && back.low == 0))
    #expect(there.high == .infinity || abs(there.high * back.low - 1) < 1e-12)
  }
}
