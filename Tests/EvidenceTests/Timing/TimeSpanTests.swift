import Evidence
import Testing

/// The worked numbers of aoristic weighting: hours are local, arithmetic is in Coordinated Universal Time.
@Suite struct TimeSpanTests {
  let london = Clocks.london

  private func shares(_ span: TimeSpan) -> [Int: Double] {
    Dictionary(
      span.hoursOfWeek(london).map { ($0.hour, $0.share) }, uniquingKeysWith: { a, _ in a })
  }

  @Test func minutesAreExact() {
    // A Wednesday: 10:55 to 11:55.
    let span = TimeSpan(
      start: Clocks.utc(2024, 1, 10, 10, 55), end: Clocks.utc(2024, 1, 10, 11, 55))
    let found = shares(span)
    #expect(found.count == 2)
    #expect(found[48 + 10] == 5.0 / 60)
    #expect(found[48 + 11] == 55.0 / 60)
  }

  @Test func theHourThatComesTwiceIsTwoHoursLong() {
    // Saturday 28 October 2023, 23:30 in summer time, to Sunday 03:30 in winter time: 300 minutes.
    let span = TimeSpan(
      start: Clocks.utc(2023, 10, 28, 22, 30), end: Clocks.utc(2023, 10, 29, 3, 30))
    #expect(span.seconds == 300 * 60)
    let found = shares(span)
    let sunday = 6 * 24
    #expect(found[sunday - 1] == 0.1)
    #expect([0, 1, 2, 3].map { found[sunday + $0] } == [0.2, 0.4, 0.2, 0.1])
    #expect(found.count == 5)
  }

  @Test func theHourThatClocksSkipHasNothing() {
    let span = TimeSpan(
      start: Clocks.utc(2024, 3, 31, 0, 30), end: Clocks.utc(2024, 3, 31, 2, 30))
    #expect(span.seconds == 120 * 60)
    let found = shares(span)
    let sunday = 6 * 24
    #expect([0, 1, 2, 3].map { found[sunday + $0] } == [0.25, nil, 0.5, 0.25])
  }

  @Test func aMomentIsAllInItsHour() {
    let span = TimeSpan(start: Clocks.utc(2024, 7, 1, 23), end: Clocks.utc(2024, 7, 1, 23))
    // 23:00 UTC on Monday is 00:00 on Tuesday in summer.
    #expect(shares(span) == [24: 1])
  }

  @Test func aSpanOfMoreThanAWeekIsInEveryHourAlike() {
    let start = Clocks.utc(2024, 1, 1)
    let week = TimeSpan(start: start, end: start + 604_800)
    let longer = TimeSpan(start: start, end: start + 604_801)
    #expect(!week.isSpread && longer.isSpread)
    #expect(shares(longer).count == 168)
    #expect(Set(shares(longer).values) == [1.0 / 168])
    #expect(shares(week).values.allSatisfy { abs($0 - 1.0 / 168) < 1e-15 })
  }

  @Test(arguments: 0..<200)
  func weightsOfASpanMakeOne(_ seed: Int) {
    var generator = SplitMixer(UInt64(seed))
    let start = Clocks.utc(2023, 3, 1) + Int64(generator.below(500 * 86_400))
    let span = TimeSpan(start: start, end: start + Int64(generator.below(8 * 86_400)))
    let found = span.hoursOfWeek(london)
    #expect(abs(found.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    // The slow way: minute by minute, of spans of whole minutes.
    let minutes = TimeSpan(start: start / 60 * 60, end: start / 60 * 60 + span.seconds / 60 * 60)
    guard !minutes.isMoment, !minutes.isSpread else { return }
    var slow = [Double](repeating: 0, count: 168)
    for moment in stride(from: minutes.start, to: minutes.end, by: 60) {
      slow[Int((london.local(moment) / 3_600 + 72) % 168)] += 60
    }
    for (hour, share) in minutes.hoursOfWeek(london) {
      #expect(abs(share - slow[hour] / Double(minutes.seconds)) < 1e-12)
      slow[hour] = 0
    }
    #expect(slow.allSatisfy { $0 == 0 })
  }

  @Test func reversedSpansAreCountedAndTreatedByAnExplicitRule() {
    let bounds: [(start: Int64, end: Int64)] = [(10, 20), (50, 40), (7, 7)]
    let rejected = TimeSpan.read(bounds, reversed: .rejected)
    #expect(rejected.reversed == 1)
    #expect(rejected.spans == [TimeSpan(start: 10, end: 20), TimeSpan(start: 7, end: 7)])
    let swapped = TimeSpan.read(bounds, reversed: .swapped)
    #expect(swapped.reversed == 1)
    #expect(swapped.spans[1] == TimeSpan(start: 40, end: 50))
  }
}

@Suite struct LocalClockTests {
  @Test func changesAreFoundToTheSecond() {
    let summers = Clocks.summers
    let found = LocalClock(from: Clocks.utc(2023, 1, 1), through: Clocks.utc(2024, 12, 31)) {
      moment in
      summers.contains { $0.0 <= moment && moment < $0.1 } ? 3_600 : 0
    }
    #expect(found == Clocks.london)
  }

  @Test func stretchesMakeUpTheSpan() {
    var seconds: Int64 = 0
    var stretches = 0
    Clocks.london.forEachStretch(from: Clocks.utc(2023, 1, 1), to: Clocks.utc(2025, 1, 1)) {
      seconds += $1 - $0
      stretches += 1
    }
    #expect(seconds == Clocks.utc(2025, 1, 1) - Clocks.utc(2023, 1, 1))
    #expect(stretches == 5)
  }

  @Test func weekdaysBeforeAndAfter1970() {
    #expect(DayOfWeek(ofDay: 0) == .thursday)
    #expect(DayOfWeek(ofDay: -1) == .wednesday)
    #expect(DayOfWeek(ofDay: Int(Clocks.utc(2023, 10, 29) / 86_400)) == .sunday)
  }
}

/// A generator for seeded input of tests.
struct SplitMixer {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
