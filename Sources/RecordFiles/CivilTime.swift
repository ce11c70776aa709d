import Foundation
package import Records

/// The clock and calendar of a place, for turning what people write into moments.
package struct CivilTime: Sendable {
  private let zone: TimeZone

  /// Europe/London, in which times without a zone are read.
  package static let london = CivilTime(zone: TimeZone(identifier: "Europe/London") ?? .gmt)

  private init(zone: TimeZone) { self.zone = zone }

  /// `nil` when there is no such zone in the IANA database.
  package init?(identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.zone = zone
  }

  /// The moment at which clocks here show a date and time. When clocks go back and show it twice, the
  /// first; when they go forward past it, the moment the gap ends or as much later.
  package func instant(_ local: LocalTime) -> Instant {
    let naive = local.secondsIfUTC
    let before = naive - Int64(offset(at: naive - 86_400))
    let after = naive - Int64(offset(at: naive + 86_400))
    if Int64(offset(at: before)) == naive - before { return Instant(seconds: before) }
    if Int64(offset(at: after)) == naive - after { return Instant(seconds: after) }
    return Instant(seconds: before)
  }

  /// The moment at which a month starts here.
  package func start(of month: Month) -> Instant {
    instant(LocalTime(year: month.year, month: month.month, day: 1))
  }

  /// The month that holds a moment here.
  package func month(of instant: Instant) -> Month {
    let local = instant.seconds + Int64(offset(at: instant.seconds))
    return LocalTime.month(ofDay: Int((Double(local) / 86_400).rounded(.down)))
  }

  /// How many days of the calendar here pass between two moments; a day on which clocks change is one.
  package func days(from start: Instant, to end: Instant) -> Double {
    let (first, last) = (offset(at: start.seconds), offset(at: end.seconds))
    return Double(end.seconds - start.seconds + Int64(last - first)) / 86_400
  }

  /// The moment at which clocks here show the same time so many months later; on the last day of that month
  /// where it has fewer days.
  package func moment(_ instant: Instant, monthsLater months: Int) -> Instant {
    let local = instant.seconds + Int64(offset(at: instant.seconds))
    let day = Int((Double(local) / 86_400).rounded(.down))
    let month = LocalTime.month(ofDay: day)
    let dayOfMonth = day - LocalTime.days(ofStart: month)
    let later = month.advanced(by: months)
    let length = LocalTime.days(ofStart: later.advanced(by: 1)) - LocalTime.days(ofStart: later)
    let second = Int(local - Int64(day) * 86_400)
    return self.instant(
      LocalTime(
        year: later.year, month: later.month, day: min(dayOfMonth, length - 1) + 1,
        hour: second / 3_600, minute: second / 60 % 60, second: second % 60))
  }

  /// The day that holds a moment here.
  package func day(of instant: Instant) -> CalendarDay? {
    let local = instant.seconds + Int64(offset(at: instant.seconds))
    return LocalTime.day(Int((Double(local) / 86_400).rounded(.down)))
  }

  /// How many seconds clocks here are ahead of Coordinated Universal Time at a moment.
  package func secondsAhead(at instant: Instant) -> Int { offset(at: instant.seconds) }

  private func offset(at seconds: Int64) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
  }
}

/// A date and time as clocks show it, without a zone.
package struct LocalTime: Hashable, Sendable {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int

  package init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// Midnight at the end of the day.
  package var nextDay: LocalTime {
    let day = Self.days(year: year, month: month, day: day) + 1
    let month = Self.month(ofDay: day)
    let first = Self.days(year: month.year, month: month.month, day: 1)
    return LocalTime(year: month.year, month: month.month, day: day - first + 1)
  }

  /// Seconds since 1970 if it were Coordinated Universal Time.
  var secondsIfUTC: Int64 {
    let days = Self.days(year: year, month: month, day: day)
    return Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
  }

  /// Days since 1970 of a date of the Gregorian calendar (Hinnant 2013, "chrono-compatible low-level
  /// date algorithms", `days_from_civil`).
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Days since 1970 of the first day of a month.
  static func days(ofStart month: Month) -> Int {
    days(year: month.year, month: month.month, day: 1)
  }

  /// Days since 1970 of a date that is written out.
  static func days(_ day: CalendarDay) -> Int {
    let parts = day.description.split(separator: "-").compactMap { Int($0) }
    return days(year: parts[0], month: parts[1], day: parts[2])
  }

  /// The day so many days after the first of 1970.
  static func day(_ count: Int) -> CalendarDay? {
    let month = month(ofDay: count)
    let day = count - days(year: month.year, month: month.month, day: 1) + 1
    return CalendarDay("\(month)-\(day < 10 ? "0" : "")\(day)")
  }

  /// The month of a day counted from 1970.
  static func month(ofDay day: Int) -> Month {
    // A month is never longer than 31 days, so the guess is at most a few months early.
    var guess = Month(ordinal: Int32(1970 * 12 + Int((Double(day) / 30.5).rounded(.down)) - 24))
    while true {
      let next = guess.advanced(by: 1)
      if days(year: next.year, month: next.month, day: 1) > day { return guess }
      guess = next
    }
  }
}

/// In which order a file writes day and month.
package enum DateOrder: String, CaseIterable, Sendable {
  case iso
  case dayFirst = "day-first"
  case monthFirst = "month-first"
}

/// A moment as a file or a person writes it, and how finely.
package struct WrittenTime: Hashable, Sendable {
  package let time: LocalTime
  /// Minutes east of Greenwich, when written.
  let offset: Int?
  /// Whether only a day was written.
  package let isDay: Bool

  /// Reads `2018-10-05`, `2018-10-05 21:00`, `2018-10-05T21:00:30Z` or `+01:00`; with another order
  /// `05/10/2018 21:00` likewise. Fractions of seconds are cut off.
  package init?(_ text: String, order: DateOrder = .iso) {
    let parts = text.split(maxSplits: 1, whereSeparator: { $0 == "T" || $0 == " " })
    guard let first = parts.first, let date = Self.date(first, order) else { return nil }
    isDay = parts.count == 1
    guard let (clock, offset) = Self.clock(isDay ? "00:00" : parts[1]) else { return nil }
    self.offset = offset
    time = LocalTime(
      year: date.0, month: date.1, day: date.2, hour: clock.0, minute: clock.1, second: clock.2)
  }

  /// The moment, in the zone written or else in the given one.
  package func instant(in zone: CivilTime) -> Instant {
    guard let offset else { return zone.instant(time) }
    return Instant(seconds: time.secondsIfUTC - Int64(offset * 60))
  }

  /// The moment, or the end of the day when only a day was written.
  package func end(in zone: CivilTime) -> Instant {
    isDay ? zone.instant(time.nextDay) : instant(in: zone)
  }

  private static func date(_ text: Substring, _ order: DateOrder) -> (Int, Int, Int)? {
    let numbers =
      text
      .split(omittingEmptySubsequences: false, whereSeparator: { "-/.".contains($0) })
      .map { $0.utf8.allSatisfy { 48...57 ~= $0 } ? Int($0) : nil }
    guard numbers.count == 3, let a = numbers[0], let b = numbers[1], let c = numbers[2] else {
      return nil
    }
    let (year, month, day) =
      switch order {
      case .iso: (a, b, c)
      case .dayFirst: (c, b, a)
      case .monthFirst: (c, a, b)
      }
    guard year >= 1000, let written = Month(year: year, month: month) else { return nil }
    let twoDigits = day < 10 ? "0\(day)" : "\(day)"
    return CalendarDay("\(written)-\(twoDigits)").map { _ in (year, month, day) }
  }

  private static func clock(_ text: Substring) -> ((Int, Int, Int), Int?)? {
    var clock = text
    var offset: Int?
    if clock.last == "Z" {
      (clock, offset) = (clock.dropLast(), 0)
    } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let zone = clock[clock.index(after: sign)...].filter { $0 != ":" }
      let digits = zone.count == 2 ? zone + "00" : zone
      guard digits.count == 4, let hhmm = Int(digits), hhmm % 100 < 60, 0...1_400 ~= hhmm else {
        return nil
      }
      offset = (hhmm / 100 * 60 + hhmm % 100) * (clock[sign] == "-" ? -1 : 1)
      clock = clock[..<sign]
    }
    let numbers = clock.split(separator: ":", omittingEmptySubsequences: false)
      .map { Int($0.prefix(while: { $0 != "." })) }
    guard 2...3 ~= numbers.count, let hour = numbers[0], let minute = numbers[1],
      let second = numbers.count == 3 ? numbers[2] : 0,
      0...23 ~= hour, 0...59 ~= minute, 0...60 ~= second
    else { return nil }
    return ((hour, minute, second), offset)
  }
}
