/// A moment, in whole seconds since 1970 on Coordinated Universal Time.
package struct Instant: Hashable, Comparable, Sendable {
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }

  package static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
}

/// A stretch of time that holds its start but not its end.
package struct Period: Hashable, Sendable {
  package let start: Instant
  package let end: Instant

  package init(start: Instant, end: Instant) {
    precondition(start <= end, "a period does not end before it starts")
    self.start = start
    self.end = end
  }

  package func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }
}

/// When an incident happened, as finely as its source says.
package enum Occurrence: Hashable, Sendable {
  case month(Month)
  /// Between two moments, which are the same when the moment is known.
  case between(Instant, Instant)
}

/// A day of the calendar, for the validity of boundaries.
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let description: String

  /// Reads `2021-01-31`; `nil` when there is no such day.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let month = Month(parts[0] + "-" + parts[1]),
      parts[2].utf8.count == 2, parts[2].utf8.allSatisfy({ 48...57 ~= $0 }),
      let day = Int(parts[2]), 1...Self.days(in: month) ~= day
    else { return nil }
    description = text
  }

  private static func days(in month: Month) -> Int {
    let (year, leap) = (month.year, month.year % 4 == 0)
    let isLeap = leap && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month.month - 1]
  }

  package static func < (a: CalendarDay, b: CalendarDay) -> Bool {
    a.description < b.description
  }
}
