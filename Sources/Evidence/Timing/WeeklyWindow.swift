/// A time of day that comes back, such as the night-time economy's 20:00 to 04:00, on some or all weekdays.
package struct WeeklyWindow: Hashable, Sendable {
  /// The days on which it starts: Friday's 22:00 to 04:00 ends on Saturday.
  package let weekdays: Set<DayOfWeek>
  /// Minutes after midnight; it runs into the next day where it does not end after it starts, and all round
  /// where both are the same.
  package let fromMinute: Int
  package let toMinute: Int

  package init(
    from fromMinute: Int, to toMinute: Int, on weekdays: Set<DayOfWeek> = Set(DayOfWeek.allCases)
  ) {
    precondition(0..<1_440 ~= fromMinute && 0...1_440 ~= toMinute, "a day has 1,440 minutes")
    precondition(!weekdays.isEmpty, "a window is open on some day")
    self.weekdays = weekdays
    self.fromMinute = fromMinute
    self.toMinute = toMinute
  }

  package var minutes: Int {
    toMinute > fromMinute ? toMinute - fromMinute : toMinute + 1_440 - fromMinute
  }

  /// How much of a week of 168 hours it takes.
  package var shareOfWeek: Double { Double(minutes * weekdays.count) / 10_080 }

  /// Whether a local moment is inside.
  package func contains(local moment: Int64) -> Bool { seconds(from: moment, to: moment + 1) > 0 }

  /// How many seconds of a local stretch are inside.
  private func seconds(from start: Int64, to end: Int64) -> Int64 {
    var inside: Int64 = 0
    // The window of the day before may reach into the first day.
    for day in (start.quotientDown(86_400) - 1)...(end - 1).quotientDown(86_400)
    where weekdays.contains(DayOfWeek(ofDay: Int(day))) {
      let opens = day * 86_400 + Int64(fromMinute) * 60
      let closes = opens + Int64(minutes) * 60
      inside += max(0, min(end, closes) - max(start, opens))
    }
    return inside
  }

  /// How many seconds between two moments are inside.
  package func seconds(from start: Int64, to end: Int64, by clock: LocalClock) -> Int64 {
    var inside: Int64 = 0
    clock.forEachStretch(from: start, to: end) { inside += seconds(from: $0, to: $1) }
    return inside
  }

  /// The share of a span that is inside: its aoristic weight, from 0 to 1. A span of more than a week has
  /// the window's share of the week.
  package func share(of span: TimeSpan, by clock: LocalClock) -> Double {
    if span.isSpread { return shareOfWeek }
    if span.isMoment { return contains(local: clock.local(span.start)) ? 1 : 0 }
    return Double(seconds(from: span.start, to: span.end, by: clock)) / Double(span.seconds)
  }
}
