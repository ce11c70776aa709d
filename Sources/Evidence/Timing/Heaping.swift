/// How often times stand at round numbers, which says how far they can be trusted.
///
/// Of a thousand exact times about 17 lie on a full hour, and 1 at midnight or noon together. Many more mean
/// that people rounded, or that a system wrote 00:00 where no time was known. To be told before any chart
/// of hours.
package struct Heaping: Hashable, Sendable {
  /// The records whose start is a time of day; those that cover whole days are not among them.
  package private(set) var records = 0
  package private(set) var atMidnight = 0
  package private(set) var atNoon = 0
  /// On the full hour, midnight and noon among them.
  package private(set) var onTheHour = 0
  package private(set) var onTheHalfHour = 0
  /// Records of one moment at 00:00: their time is unknown unless the force says otherwise.
  package private(set) var midnightMoments = 0
  /// Records that cover one or more whole days, since only dates are known.
  package private(set) var wholeDays = 0
  /// Records with one moment, whether it is exact or no end was written.
  package private(set) var moments = 0
  /// Spans of more than 24 hours, and of more than 168.
  package private(set) var longerThanDay = 0
  package private(set) var longerThanWeek = 0

  package init(_ spans: [TimeSpan], by clock: LocalClock) {
    for span in spans { add(span, clock) }
  }

  private mutating func add(_ span: TimeSpan, _ clock: LocalClock) {
    if span.isMoment { moments += 1 }
    if span.seconds > 86_400 { longerThanDay += 1 }
    if span.isSpread { longerThanWeek += 1 }
    if span.coversWholeDays(by: clock) { return wholeDays += 1 }
    records += 1
    let second = clock.timeOfDay(span.start)
    if second == 0 { atMidnight += 1 }
    if second == 0, span.isMoment { midnightMoments += 1 }
    if second == 43_200 { atNoon += 1 }
    if second % 3_600 == 0 { onTheHour += 1 }
    if second % 3_600 == 1_800 { onTheHalfHour += 1 }
  }
}

extension TimeSpan {
  /// Whether it runs from one midnight to another.
  package func coversWholeDays(by clock: LocalClock) -> Bool {
    !isMoment && clock.timeOfDay(start) == 0 && clock.timeOfDay(end) == 0
  }

  /// Whether it is one moment at 00:00 of the local clock.
  package func isMidnightMoment(by clock: LocalClock) -> Bool {
    isMoment && clock.timeOfDay(start) == 0
  }
}
