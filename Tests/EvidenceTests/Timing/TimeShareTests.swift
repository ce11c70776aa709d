import Evidence
import Probability
import Testing

@Suite struct TimeShareTests {
  private let start = Clocks.utc(2024, 1, 1)

  /// The interval of a share is that of Clopper and Pearson, by scipy.stats.beta.ppf.
  @Test(arguments: [
    (0, 10, 0.0, 0.30849710781876083), (3, 10, 0.06673951117773447, 0.6524528500599972),
    (20, 480, 0.025633787301867376, 0.06361922072194948), (10, 10, 0.6915028921812392, 1.0),
  ])
  func exactIntervals(_ part: Int, _ whole: Int, low: Double, high: Double) throws {
    let found = try TimeShare.interval(Double(part), of: Double(whole))
    #expect(abs(found.interval.low - low) < 1e-12)
    #expect(abs(found.interval.high - high) < 1e-12)
    #expect(found.interval.method == "exact binomial")
  }

  @Test func overdispersionWidens() throws {
    let even = try TimeShare.interval(20, of: 480)
    let wide = try TimeShare.interval(20, of: 480, dispersion: 2)
    #expect(wide.interval.low < even.interval.low && wide.interval.high > even.interval.high)
    #expect(wide.value == even.value)
    #expect(throws: Undefined.self) { try TimeShare.interval(0, of: 0) }
  }

  /// Incidents of 26 weeks, independent, with a rate for each hour of the day; minutes uniform.
  private func simulated(
    _ run: Int, perDay: Double, hours: [Double], together: Int = 1
  ) -> TimeProfile {
    var generator = SimulationKey(seed: UInt64(run), method: .calibration).generator(replicate: 1)
    let table = AliasTable(weights: hours)
    var spans: [TimeSpan] = []
    for day in 0..<182 {
      for _ in 0..<generator.poisson(mean: perDay / Double(together)) {
        let hour = table.draw(using: &generator)
        for _ in 0..<together {
          let moment =
            start + Int64(day * 86_400 + hour * 3_600) + 1 + Int64(generator.index(below: 3_599))
          spans.append(TimeSpan(start: moment, end: moment))
        }
      }
    }
    return TimeProfile(
      spans, from: start, to: start + 182 * 86_400, clock: .utc, dayStarts: 0)
  }

  private static let evening = (0..<24).map { hour in
    hour >= 20 || hour < 2 ? 3.0 : hour >= 6 && hour < 12 ? 0.25 : 1
  }

  /// Of 1,000 simulated half-years the intervals of each of 24 hours hold the true share.
  @Test(arguments: [(0.6, 0.94, 1.0), (6.0, 0.94, 0.97)])
  func intervalsOfHoursCover(perDay: Double, least: Double, most: Double) throws {
    let all = Self.evening.reduce(0, +)
    var covered = 0
    let runs = 1_000
    for run in 0..<runs {
      let profile = simulated(run, perDay: perDay, hours: Self.evening)
      for (hour, share) in try profile.shareOfHours().enumerated()
      where share.share.interval.contains(Self.evening[hour] / all) { covered += 1 }
    }
    let rate = Double(covered) / Double(runs * 24)
    #expect(least...most ~= rate, "\(rate)")
    // Exact intervals of independent incidents hold at least 95 %, less three Monte Carlo errors.
    #expect(rate >= 0.95 - 0.0042, "\(rate)")
  }

  /// Incidents that come three at a time: without the dispersion a fifth of the intervals would miss.
  @Test func intervalsOfHoursCoverWhatComesTogether() throws {
    let all = Self.evening.reduce(0, +)
    var (covered, narrow) = (0, 0)
    let runs = 300
    for run in 0..<runs {
      let profile = simulated(run, perDay: 6, hours: Self.evening, together: 3)
      #expect(profile.dispersion.ofHours > 2)
      let grid = profile.weekGrid.byHour
      for (hour, share) in try profile.shareOfHours().enumerated() {
        let truth = Self.evening[hour] / all
        if share.share.interval.contains(truth) { covered += 1 }
        let independent = try TimeShare.interval(grid[hour], of: profile.total)
        if independent.interval.contains(truth) { narrow += 1 }
      }
    }
    let (rate, without) = (Double(covered), Double(narrow))
    #expect(rate / Double(runs * 24) > 0.94, "\(rate / Double(runs * 24))")
    #expect(without / Double(runs * 24) < 0.85)
  }

  /// Where all hours are alike, some of 24 is called high or low in at most 5 of 100 half-years.
  @Test func evenHoursAreSeldomCalledHighOrLow() throws {
    let even = [Double](repeating: 1, count: 24)
    let alarms = try (0..<400).count { run in
      try simulated(run, perDay: 4, hours: even).shareOfHours()
        .contains { $0.verdict != .unclear }
    }
    // Three Monte Carlo errors of 400 runs above 5 %.
    #expect(alarms <= 33, "\(alarms) of 400")
  }

  @Test func sharesOfHoursMakeOne() throws {
    let profile = simulated(1, perDay: 5, hours: Self.evening)
    #expect(abs(try profile.shareOfHours().reduce(0) { $0 + $1.share.value } - 1) < 1e-12)
    #expect(abs(try profile.shareOfWeekdays().reduce(0) { $0 + $1.share.value } - 1) < 1e-12)
    #expect(abs(try profile.shareOfCells().reduce(0) { $0 + $1.share.value } - 1) < 1e-12)
    let hours = try profile.shareOfHours()
    #expect(hours[21].verdict == .high && hours[8].verdict == .low)
    #expect(abs(try hours[21].ratio().value - 24 * hours[21].share.value) < 1e-12)
    let night = try profile.share(of: WeeklyWindow(from: 20 * 60, to: 2 * 60))
    #expect(night.verdict == .high && night.even == 0.25)
  }

  @Test func nothingHasNoShares() {
    let empty = TimeProfile([], from: start, to: start + 86_400, clock: .utc, dayStarts: 0)
    #expect(throws: Undefined("there is no incident with a known time")) {
      try empty.shareOfHours()
    }
    #expect(throws: Undefined.self) { try empty.busiestHours() }
    #expect(throws: Undefined.self) { try CircularMean([], by: .utc) }
  }

  /// The set of hours that may be the busiest holds the truly busiest one in at least 95 of 100 half-years.
  @Test func theSetOfBusiestHoursHoldsTheTrueOne() throws {
    // Hours that differ little: the hardest case.
    let hours = (0..<24).map { 1 + 0.06 * Double(12 - abs($0 - 12)) }
    var held = 0
    var size = 0
    for run in 0..<400 {
      let set = try simulated(run, perDay: 6, hours: hours).busiestHours()
      if set.candidates.contains(12) { held += 1 }
      size += set.candidates.count
      #expect(set.candidates.contains(set.best))
    }
    #expect(held >= 380 - 13, "\(held) of 400")
    #expect(size / 400 < 20)
  }

  @Test func theSetOfTheBusiest() throws {
    let clear = try LargestSet([3, 90, 5, 4], lengths: [1, 1, 1, 1])
    #expect(clear.best == 1 && clear.candidates == [1])
    let few = try LargestSet([0, 2, 1, 1], lengths: [1, 1, 1, 1])
    #expect(few.best == 1 && few.candidates == [0, 1, 2, 3])
    // As many in half the time is twice the rate.
    let rates = try LargestSet([50, 50, 0], lengths: [1, 2, 0])
    #expect(rates.best == 0 && rates.candidates == [0])
    #expect(throws: Undefined.self) { try LargestSet([0, 0], lengths: [1, 1]) }
  }
}

@Suite struct CircularMeanTests {
  private func moment(_ hour: Int, _ minute: Int = 0) -> TimeSpan {
    let time = Clocks.utc(2024, 1, 10, hour, minute)
    return TimeSpan(start: time, end: time)
  }

  @Test func aroundMidnight() throws {
    let mean = try CircularMean([moment(23), moment(1)], by: .utc)
    #expect(mean.second < 1e-6 || mean.second > 86_399.999)
    #expect(abs(mean.resultant - 0.9659258262890683) < 1e-12)
  }

  @Test func aSpanHasItsMiddle() throws {
    let span = TimeSpan(start: Clocks.utc(2024, 1, 10, 22), end: Clocks.utc(2024, 1, 11, 4))
    let mean = try CircularMean([span], by: .utc)
    #expect(abs(mean.second - 3_600) < 1e-6)
    // The chord of a quarter of the circle over its arc.
    #expect(abs(mean.resultant - 0.9003163161571061) < 1e-12)
  }

  @Test func oppositeTimesHaveNone() {
    #expect(throws: Undefined("times of day have no middle")) {
      try CircularMean([moment(6), moment(18)], by: .utc)
    }
  }
}

@Suite struct CalendarComparisonTests {
  private let start = Clocks.utc(2024, 1, 1)

  /// Twelve weeks with so many incidents on each day.
  private func profile(_ perDay: (Int) -> Int, days: Int = 84) -> TimeProfile {
    let spans = (0..<days).flatMap { day in
      (0..<perDay(day)).map { number in
        let moment = start + Int64(day * 86_400 + 36_000 + number)
        return TimeSpan(start: moment, end: moment)
      }
    }
    return TimeProfile(
      spans, from: start, to: start + Int64(days) * 86_400, clock: .utc, dayStarts: 0)
  }

  private func day(_ number: Int) -> Int { Int(start / 86_400) + number }

  @Test func holidaysAreComparedWithOtherMondays() throws {
    // Mondays have 10, other days 2; two Mondays are holidays, with 20 and 30.
    let profile = profile { $0 == 14 ? 20 : $0 == 35 ? 30 : $0 % 7 == 0 ? 10 : 2 }
    let found = try CalendarComparison([day(14), day(35), day(900)], in: profile)
    #expect(found.daysInside == 2 && found.daysOutside == 82)
    #expect(found.inside == 50 && found.outside == 244 && found.expected == 20)
    #expect(found.ratio.value == 2.5)
    // binomtest(50, 294): 0.1290 to 0.2180, times 244/20 of the odds.
    #expect(abs(found.ratio.interval.low - 1.8059) < 5e-4)
    #expect(abs(found.ratio.interval.high - 3.4006) < 5e-4)
  }

  @Test func noneOnHolidaysHasAnInterval() throws {
    let found = try CalendarComparison(
      [day(14)], in: profile { $0 == 14 ? 0 : 1 })
    #expect(found.ratio.value == 0 && found.ratio.interval.low == 0)
    #expect(found.ratio.interval.high > 1)
  }

  @Test func whatCannotBeCompared() {
    let even = profile { _ in 1 }
    #expect(throws: Undefined("the period has no such day")) {
      try CalendarComparison([1], in: even)
    }
    #expect(throws: Undefined("the period has no other day")) {
      try CalendarComparison(Set((0..<84).map(day)), in: even)
    }
    #expect(throws: Undefined("a weekday has no other day to compare with")) {
      try CalendarComparison(Set((0..<12).map { day($0 * 7) }), in: even)
    }
    #expect(throws: Undefined("nothing happened on the other days")) {
      try CalendarComparison([day(3)], in: profile { $0 == 3 ? 4 : 0 })
    }
  }

  /// Where holidays are like other days, the interval holds 1 in at least 95 of 100.
  @Test func intervalsHoldTheTruth() throws {
    var held = 0
    for run in 0..<1_000 {
      var generator = SimulationKey(seed: UInt64(run), method: .calibration).generator(replicate: 2)
      let profile = profile { $0 % 7 > 4 ? generator.poisson(mean: 4) : generator.poisson(mean: 1) }
      let days = Set((20..<34).map(day))
      if try CalendarComparison(days, in: profile).ratio.interval.contains(1) { held += 1 }
    }
    #expect(held >= 930 && held <= 990, "\(held)")
  }
}
