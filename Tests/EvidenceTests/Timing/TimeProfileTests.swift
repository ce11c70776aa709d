import Evidence
import Testing

@Suite struct TimeProfileTests {
  private let london = Clocks.london
  private let january = (Clocks.utc(2024, 1, 1), Clocks.utc(2024, 2, 1))

  private func profile(
    _ spans: [TimeSpan], dayStarts: Int = 7, midnight: TimeProfile.MidnightRule = .leftOut,
    from start: Int64 = Clocks.utc(2024, 1, 1), to end: Int64 = Clocks.utc(2024, 2, 1)
  ) -> TimeProfile {
    TimeProfile(
      spans, from: start, to: end, clock: london, dayStarts: dayStarts, midnight: midnight)
  }

  @Test func theNightBelongsToTheEveningBefore() {
    // Friday 22:00 to Saturday 08:00: ten hours of 0.1, nine of them of operational Friday.
    let span = TimeSpan(start: Clocks.utc(2024, 1, 12, 22), end: Clocks.utc(2024, 1, 13, 8))
    let grid = profile([span]).weekGrid
    #expect(abs(grid.byDay[DayOfWeek.friday.rawValue] - 0.9) < 1e-15)
    #expect(abs(grid.byDay[DayOfWeek.saturday.rawValue] - 0.1) < 1e-15)
    #expect(grid[.friday, 22] == 0.1 && grid[.friday, 6] == 0.1 && grid[.saturday, 7] == 0.1)
    #expect(grid.values.count { $0 > 0 } == 10)
    let calendar = profile([span], dayStarts: 0).weekGrid
    #expect(abs(calendar.byDay[DayOfWeek.friday.rawValue] - 0.2) < 1e-15)
    #expect(abs(calendar.byDay[DayOfWeek.saturday.rawValue] - 0.8) < 1e-15)
  }

  @Test func anEarlySundayIsPartOfSaturday() {
    let moment = Clocks.utc(2024, 1, 14, 2)
    let grid = profile([TimeSpan(start: moment, end: moment)]).weekGrid
    #expect(grid[.saturday, 2] == 1 && grid.total == 1)
  }

  @Test func longSpansAreInAllHoursAndCountedApart() {
    let start = Clocks.utc(2024, 1, 3)
    let found = profile([
      TimeSpan(start: start, end: start + 20 * 86_400),
      TimeSpan(start: start + 3_600, end: start + 3_600),
    ])
    #expect(found.heaping.longerThanWeek == 1 && found.heaping.longerThanDay == 1)
    #expect(found.spread == 1)
    #expect(abs(found.weekGrid.total - 2) < 1e-12)
    #expect(found.weekGrid[.monday, 12] == 1.0 / 168)
  }

  @Test func midnightWithoutAnEndIsAnUnknownTime() {
    let midnight = Clocks.utc(2024, 1, 3)
    let spans = [
      TimeSpan(start: midnight, end: midnight), TimeSpan(start: midnight, end: midnight + 7_200),
      TimeSpan(start: midnight + 60, end: midnight + 60),
    ]
    let leftOut = profile(spans)
    #expect(leftOut.leftOut == 1 && leftOut.total == 2)
    let whole = profile(spans, dayStarts: 0, midnight: .wholeDay)
    #expect(whole.leftOut == 0 && whole.total == 3)
    #expect(abs(whole.weekGrid[.wednesday, 15] - 1.0 / 24) < 1e-15)
    let exact = profile(spans, dayStarts: 0, midnight: .exact)
    #expect(exact.weekGrid[.wednesday, 0] == 2.5)
    #expect(exact.heaping.midnightMoments == 1)
  }

  @Test func aWholeDayEndsAtTheNextMidnightOfTheClock() {
    // Clocks go back on 29 October 2023: 25 hours.
    let midnight = Clocks.utc(2023, 10, 28, 23)
    let found = profile(
      [TimeSpan(start: midnight, end: midnight)], dayStarts: 0, midnight: .wholeDay,
      from: Clocks.utc(2023, 10, 1), to: Clocks.utc(2023, 11, 1))
    #expect(found.spans == [TimeSpan(start: midnight, end: midnight + 25 * 3_600)])
    #expect(found.weekGrid[.sunday, 1] == 2.0 / 25)
  }

  @Test func hoursObservedAreThoseOfThePeriod() {
    let observed = profile(
      [], dayStarts: 0, from: Clocks.utc(2023, 3, 31, 23), to: Clocks.utc(2024, 3, 31, 23)
    ).hoursObserved
    // 366 days of local time, 1 April 2023 to 31 March 2024: one Sunday hour twice, one skipped.
    #expect(observed.total == 366 * 24)
    #expect(observed[.sunday, 1] == 53 && observed[.sunday, 2] == 53)
    #expect(observed[.saturday, 1] == 53 && observed[.monday, 1] == 52)
    let autumn = profile(
      [], dayStarts: 0, from: Clocks.utc(2023, 10, 28, 23), to: Clocks.utc(2023, 10, 30)
    ).hoursObserved
    #expect(autumn[.sunday, 1] == 2 && autumn.total == 25)
  }

  @Test func sumsDoNotDependOnTheOrderOfRows() {
    var generator = SplitMixer(5)
    let spans = (0..<500).map { _ in
      let start = january.0 + Int64(generator.below(31 * 86_400))
      return TimeSpan(start: start, end: start + Int64(generator.below(300_000)))
    }
    let (one, other) = (profile(spans).weekGrid, profile(spans.reversed()).weekGrid)
    #expect(one == other)
    #expect(abs(one.total - 500) < 1e-9)
  }

  @Test func nothingGivesZeros() {
    let found = profile([])
    #expect(found.total == 0 && found.weekGrid.total == 0)
    let empty = TimeProfile([], from: 0, to: 0, clock: .utc, dayStarts: 7)
    #expect(empty.hoursObserved.total == 0)
  }
}

@Suite struct WeeklyWindowTests {
  private let london = Clocks.london
  private let night = WeeklyWindow(from: 20 * 60, to: 4 * 60)

  @Test func theNightTimeEconomyCrossesMidnight() {
    #expect(night.minutes == 480)
    #expect(night.shareOfWeek == 1.0 / 3)
    // Tuesday 18:00 to Wednesday 06:00: 8 of 12 hours.
    let span = TimeSpan(start: Clocks.utc(2024, 1, 9, 18), end: Clocks.utc(2024, 1, 10, 6))
    #expect(night.share(of: span, by: london) == 8.0 / 12)
    #expect(night.contains(local: Clocks.utc(2024, 1, 9, 20)))
    #expect(!night.contains(local: Clocks.utc(2024, 1, 9, 4)))
    #expect(night.contains(local: Clocks.utc(2024, 1, 9, 3, 59)))
  }

  @Test func aNightStartsOnItsWeekday() {
    let friday = WeeklyWindow(from: 22 * 60, to: 4 * 60, on: [.friday])
    #expect(friday.contains(local: Clocks.utc(2024, 1, 13, 3)))
    #expect(!friday.contains(local: Clocks.utc(2024, 1, 12, 3)))
    #expect(friday.shareOfWeek == 6.0 / 168)
  }

  @Test func minutesAreExact() {
    let window = WeeklyWindow(from: 10 * 60 + 30, to: 11 * 60 + 15)
    let span = TimeSpan(start: Clocks.utc(2024, 1, 10, 10), end: Clocks.utc(2024, 1, 10, 12))
    #expect(window.share(of: span, by: london) == 45.0 / 120)
  }

  @Test func anEndThatIsTheStartIsAllRound() {
    let always = WeeklyWindow(from: 420, to: 420)
    #expect(always.minutes == 1_440 && always.shareOfWeek == 1)
    let span = TimeSpan(start: Clocks.utc(2024, 3, 30, 3), end: Clocks.utc(2024, 4, 1, 5))
    #expect(always.share(of: span, by: london) == 1)
    #expect(WeeklyWindow(from: 0, to: 1_440).minutes == 1_440)
  }

  @Test func theLongNightOfAutumn() {
    // 28 October 2023: 20:00 to 04:00 is nine hours.
    let span = TimeSpan(start: Clocks.utc(2023, 10, 28, 17), end: Clocks.utc(2023, 10, 29, 17))
    #expect(night.seconds(from: span.start, to: span.end, by: london) == 9 * 3_600)
  }

  @Test(arguments: 0..<50)
  func sharesAreThoseOfAMinuteByMinuteCount(_ seed: Int) {
    var generator = SplitMixer(UInt64(seed) + 900)
    let window = WeeklyWindow(
      from: generator.below(1_440), to: generator.below(1_441),
      on: Set(DayOfWeek.allCases.filter { _ in generator.below(2) == 0 }).union([.sunday]))
    let start = Clocks.utc(2023, 3, 1) + Int64(generator.below(600 * 1_440)) * 60
    let span = TimeSpan(start: start, end: start + Int64(generator.below(7 * 1_440) + 1) * 60)
    var inside = 0
    for moment in stride(from: span.start, to: span.end, by: 60)
    where window.contains(local: london.local(moment)) { inside += 60 }
    #expect(window.share(of: span, by: london) == Double(inside) / Double(span.seconds))
  }

  @Test func theProfileTellsWeightAndTime() {
    let spans = [20, 21, 3, 4, 12].map {
      TimeSpan(start: Clocks.utc(2024, 1, 10, $0), end: Clocks.utc(2024, 1, 10, $0))
    }
    let profile = TimeProfile(
      spans, from: Clocks.utc(2024, 1, 8), to: Clocks.utc(2024, 1, 15), clock: london, dayStarts: 7)
    let inside = profile.inside(night)
    #expect(inside.weight == 3 && inside.shareOfTime == 1.0 / 3)
  }
}

@Suite struct HeapingTests {
  @Test func roundTimesAreCounted() {
    let day = Clocks.utc(2024, 1, 10)
    func moment(_ hour: Int, _ minute: Int) -> TimeSpan {
      let time = day + Int64(hour * 3_600 + minute * 60)
      return TimeSpan(start: time, end: time)
    }
    let heaping = Heaping(
      [
        moment(0, 0), moment(12, 0), moment(15, 0), moment(15, 30), moment(15, 31),
        TimeSpan(start: day, end: day + 600),
        TimeSpan(start: day, end: day + 86_400),
        TimeSpan(start: day + 60, end: day + 86_461),
        TimeSpan(start: day + 60, end: day + 604_861),
      ], by: Clocks.london)
    #expect(heaping.records == 8 && heaping.wholeDays == 1)
    #expect(heaping.atMidnight == 2 && heaping.midnightMoments == 1 && heaping.atNoon == 1)
    #expect(heaping.onTheHour == 4 && heaping.onTheHalfHour == 1)
    #expect(heaping.moments == 5)
    #expect(heaping.longerThanDay == 2 && heaping.longerThanWeek == 1)
  }
}
