import Probability

/// Whether days of a kind, such as school holidays, see more than others, weekday for weekday.
package struct CalendarComparison: Hashable, Sendable {
  /// Days of the kind in the period, and all others.
  package let daysInside: Int
  package let daysOutside: Int
  /// Incidents on them.
  package let inside: Double
  package let outside: Double
  /// Incidents there would be on the days of the kind if each was like the other days of its weekday.
  package let expected: Double
  /// What happened over what was to be expected.
  package let ratio: Estimate

  /// Compares days as the calendar has them, each against the others of its weekday, so that bank holidays are
  /// compared with other Mondays.
  ///
  /// The ratio's interval is the exact binomial one of the two counts (Clopper and Pearson 1934), each divided
  /// by the overdispersion of the other days; how the weekdays share the incidents is taken as known. Seasons
  /// are not taken out: summer holidays are compared with all the year.
  /// - Parameters:
  ///   - days: counted from 1 January 1970.
  ///   - profile: with days that start at 00:00.
  /// - Throws: when the period has no such day whole, no other day, or a weekday among them alone.
  package init(
    _ days: Set<Int>, in profile: TimeProfile, confidence: Double = 0.95
  ) throws(Undefined) {
    precondition(profile.dayStarts == 0, "a calendar's days start at midnight")
    let totals = profile.timeline.dayTotals
    let inside = totals.filter { days.contains($0.day) }
    let outside = totals.filter { !days.contains($0.day) }
    guard !inside.isEmpty else { throw Undefined("the period has no such day") }
    guard !outside.isEmpty else { throw Undefined("the period has no other day") }
    daysInside = inside.count
    daysOutside = outside.count
    self.inside = inside.reduce(0) { $0 + $1.weight }
    self.outside = outside.reduce(0) { $0 + $1.weight }
    expected = try Self.expected(inside, outside)
    ratio = try Self.ratio(
      self.inside, self.outside, expected, dispersion: Self.dispersion(outside), confidence)
  }

  private typealias Day = (day: Int, weight: Double)

  private static func expected(_ inside: [Day], _ outside: [Day]) throws(Undefined) -> Double {
    var sum = 0.0
    for weekday in DayOfWeek.allCases {
      let wanted = inside.count { DayOfWeek(ofDay: $0.day) == weekday }
      guard wanted > 0 else { continue }
      let others = outside.filter { DayOfWeek(ofDay: $0.day) == weekday }
      guard !others.isEmpty else { throw Undefined("a weekday has no other day to compare with") }
      sum += Double(wanted) * others.reduce(0) { $0 + $1.weight } / Double(others.count)
    }
    return sum
  }

  /// The variance between days of one weekday over the mean, at least 1.
  private static func dispersion(_ days: [Day]) -> Double {
    var (found, mean) = (0.0, 0.0)
    for weekday in DayOfWeek.allCases {
      let weights = days.filter { DayOfWeek(ofDay: $0.day) == weekday }.map(\.weight)
      guard weights.count > 1 else { continue }
      let count = Double(weights.count)
      let middle = weights.reduce(0, +) / count
      found += weights.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } * count / (count - 1)
      mean += middle * count
    }
    return mean > 0 ? max(1, found / mean) : 1
  }

  private static func ratio(
    _ inside: Double, _ outside: Double, _ expected: Double, dispersion: Double,
    _ confidence: Double
  ) throws(Undefined) -> Estimate {
    guard expected > 0 else { throw Undefined("nothing happened on the other days") }
    let share = try TimeShare.interval(
      inside, of: inside + outside, dispersion: dispersion, confidence: confidence)
    // Of so many, this share would be inside if days of the kind were like the others.
    let scale = outside / expected
    func ratio(_ share: Double) -> Double { share < 1 ? share / (1 - share) * scale : .infinity }
    let interval = Interval(
      min(ratio(share.interval.low), inside / expected),
      max(ratio(share.interval.high), inside / expected), confidence: confidence,
      method: share.interval.method)
    return Estimate(inside / expected, interval)
  }
}

extension HourTimeline {
  /// The weight of each day that lies whole in the period, midnight to midnight.
  fileprivate var dayTotals: [(day: Int, weight: Double)] {
    wholeDays(startingAt: 0).map { start in
      ((firstHour + start).quotientDown(24), weights[start..<start + 24].reduce(0, +))
    }
  }
}
