import CrimeMapping
import Records
import Testing

@Suite struct MatchedMonthsTests {
  private func months(_ spans: ClosedRange<Int>...) -> [Month] {
    // 201402 for February 2014.
    spans.flatMap { span in
      span.compactMap { Month(year: $0 / 100, month: $0 % 100) }
    }
  }

  @Test func pairsEachMonthWithTheLatestOfItsName() throws {
    let observed = Set(months(201401...201411, 201602...201612, 201701...201702, 201810...201812))
    let matched = MatchedMonths(
      from: try #require(Month("2016-02")), through: try #require(Month("2018-12")),
      before: try #require(Month("2016-02")), observed: observed)
    #expect(matched.after == months(201602...201611, 201701...201701))
    #expect(matched.before == months(201401...201411))
    #expect(matched.unmatched == months(201612...201612, 201702...201702, 201810...201812))
  }

  @Test func takesTheLatestYearFirst() throws {
    let observed = Set(months(201801...201812, 201901...201912, 202001...202006))
    let matched = MatchedMonths(
      from: try #require(Month("2020-01")), through: try #require(Month("2020-12")),
      before: try #require(Month("2020-01")), observed: observed)
    #expect(matched.before == months(201901...201906))
    #expect(matched.after == months(202001...202006) && matched.unmatched.isEmpty)
  }

  @Test func withoutMonthsBeforeThereAreNoPairs() throws {
    let matched = MatchedMonths(
      from: try #require(Month("2020-01")), through: try #require(Month("2020-12")),
      before: try #require(Month("2020-01")), observed: Set(months(202001...202003)))
    #expect(matched.after.isEmpty && matched.unmatched.count == 3)
  }
}
