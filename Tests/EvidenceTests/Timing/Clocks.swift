import Evidence

/// Clocks for tests, without a database of time zones.
enum Clocks {
  /// Seconds since 1970 of a date and time, as if it were Coordinated Universal Time.
  static func utc(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0)
    -> Int64
  {
    let days = (1970..<year).reduce(0) { $0 + (isLeap($1) ? 366 : 365) }
    let months = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let past = months.prefix(month - 1).reduce(0, +)
    return Int64((days + past + day - 1) * 86_400 + hour * 3_600 + minute * 60)
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The last Sundays of March and October of 2023 and 2024, at 01:00 UTC.
  static let summers: [(Int64, Int64)] = [
    (utc(2023, 3, 26, 1), utc(2023, 10, 29, 1)), (utc(2024, 3, 31, 1), utc(2024, 10, 27, 1)),
  ]

  static let london = LocalClock(
    offset: 0,
    changes: summers.flatMap {
      [LocalClock.Change(moment: $0.0, offset: 3_600), LocalClock.Change(moment: $0.1, offset: 0)]
    })
}
