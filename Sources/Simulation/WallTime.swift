import Records

/// A time as the clocks of the force show it: Europe/London.
struct WallTime: Hashable, Comparable {
  /// Seconds of the local clock since midnight of 1 January 1970.
  let seconds: Int64

  init(seconds: Int64) { self.seconds = seconds }

  /// A second of a day, days counted from 1 January 1970.
  init(day: Int, second: Int) { seconds = Int64(day) * 86_400 + Int64(second) }

  var day: Int { Int((Double(seconds) / 86_400).rounded(.down)) }

  var month: Month { Month(holdingDay: day) }

  /// The moment, British Summer Time taken off.
  ///
  /// The clock goes forward at 01:00 on the last Sunday of March and back at 02:00 on that of
  /// October. The hour that comes twice is taken as summer time, as is the hour that never comes.
  var instant: Instant {
    let start = WallTime(day: Self.lastSunday(ofMonth: 3, sameYearAs: month), second: 3_600)
    let end = WallTime(day: Self.lastSunday(ofMonth: 10, sameYearAs: month), second: 7_200)
    return Instant(seconds: start <= self && self < end ? seconds - 3_600 : seconds)
  }

  static func < (a: WallTime, b: WallTime) -> Bool { a.seconds < b.seconds }

  private static func lastSunday(ofMonth number: Int, sameYearAs month: Month) -> Int {
    let last = month.advanced(by: number + 1 - month.month).firstDay - 1
    return last - weekday(of: last)
  }

  /// 0 for Sunday to 6 for Saturday.
  static func weekday(of day: Int) -> Int {
    // 1 January 1970 was a Thursday.
    let offset = (day + 4) % 7
    return offset < 0 ? offset + 7 : offset
  }
}

extension Month {
  /// The first day of the month, counted from 1 January 1970 in the Gregorian calendar.
  var firstDay: Int {
    // Counted from March of a year so that the leap day comes last.
    let shifted = Int(ordinal) - 2
    let (year, monthFromMarch) = (shifted / 12, shifted % 12)
    return year * 365 + year / 4 - year / 100 + year / 400 + (153 * monthFromMarch + 2) / 5
      - 719_468
  }

  var dayCount: Int { advanced(by: 1).firstDay - firstDay }

  /// The month of a day counted from 1 January 1970.
  init(holdingDay day: Int) {
    // A Gregorian month lasts 30.436875 days on average; the guess is at most one month off.
    let guess = Month(ordinal: Int32(1970 * 12) + Int32((Double(day) / 30.436875).rounded(.down)))
    if day < guess.firstDay {
      self = guess.advanced(by: -1)
    } else if day >= guess.advanced(by: 1).firstDay {
      self = guess.advanced(by: 1)
    } else {
      self = guess
    }
  }
}
