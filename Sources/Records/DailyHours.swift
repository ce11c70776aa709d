/// Hours of the day as clocks show them, such as 20:00 to 04:00: from the start up to but not with the end,
/// past midnight where the end is no later than the start.
package struct DailyHours: Hashable, Sendable, CustomStringConvertible {
  /// Minutes since midnight, 0 to 1,439.
  package let start: Int
  /// Minutes since midnight, 1 to 1,440.
  package let end: Int

  package static let allDay = DailyHours(start: 0, end: 1_440)

  private init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }

  /// Reads `20:00-04:00` or `00:00-24:00`; `nil` for anything else, or hours that end as they start.
  package init?(_ text: String) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minute)
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < 1_440, start != end
    else { return nil }
    self.init(start: start, end: end == 0 ? 1_440 : end)
  }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      parts.allSatisfy({ $0.utf8.allSatisfy { 48...57 ~= $0 } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60,
      hour < 24 || (hour == 24 && minute == 0)
    else { return nil }
    return hour * 60 + minute
  }

  package var crossesMidnight: Bool { end <= start }

  /// - Parameter minute: since midnight, 0 to 1,439.
  package func contains(_ minute: Int) -> Bool {
    crossesMidnight ? minute >= start || minute < end : start <= minute && minute < end
  }

  /// How many minutes of a day they are.
  package var minutes: Int { crossesMidnight ? 1_440 - start + end : end - start }

  package var description: String { "\(Self.clock(start))-\(Self.clock(end))" }

  private static func clock(_ minute: Int) -> String {
    let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
    return (hour < 10 ? "0" : "") + "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)"
  }
}

/// A day of the week as people write it, Monday first.
package enum DayName: Int, CaseIterable, Hashable, Sendable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// Such as "Monday".
  package var name: String {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][rawValue]
  }

  /// Reads a name or its first three letters, letter case aside.
  package init?(_ text: String) {
    let text = text.lowercased()
    let found = Self.allCases.first { day in
      let name = day.name.lowercased()
      return text == name || text == name.prefix(3)
    }
    guard let found else { return nil }
    self = found
  }
}
