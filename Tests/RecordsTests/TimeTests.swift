import Records
import Testing

@Suite struct CalendarDayTests {
  @Test(arguments: ["2021-01-31", "2020-02-29", "2000-02-29", "2021-12-01", "0001-01-01"])
  func readsDaysThatExist(text: String) throws {
    #expect(try #require(CalendarDay(text)).description == text)
  }

  @Test(arguments: [
    "", "2021-02-29", "1900-02-29", "2021-04-31", "2021-01-32", "2021-01-00", "2021-13-01",
    "2021-1-01", "2021-01-1", "21-01-01", "2021-01-01T00:00", "2021-01", "2021-01-+1", "2021/01/01",
  ])
  func refusesDaysThatDoNot(text: String) { #expect(CalendarDay(text) == nil) }

  @Test func everyDayOfALeapYearIsThere() throws {
    func count(_ year: Int) -> Int {
      (1...12).reduce(0) { sum, month in
        sum + (1...31).count { day in CalendarDay("\(year)-\(two(month))-\(two(day))") != nil }
      }
    }
    #expect([1900, 2000, 2019, 2020].map(count) == [365, 366, 365, 366])
  }

  @Test func ordersDays() throws {
    let days = ["2019-12-31", "2020-01-01", "2020-01-02", "2020-02-01"].compactMap(CalendarDay.init)
    #expect(days.count == 4 && days.reversed().sorted() == days)
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

@Suite struct PeriodTests {
  @Test func holdsItsStartButNotItsEnd() {
    let period = Period(start: Instant(seconds: 10), end: Instant(seconds: 20))
    #expect(
      [9, 10, 19, 20].map { period.contains(Instant(seconds: $0)) } == [false, true, true, false])
    let empty = Period(start: Instant(seconds: 10), end: Instant(seconds: 10))
    #expect(!empty.contains(Instant(seconds: 10)))
  }
}
