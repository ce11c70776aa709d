/// How many times as much numbers of incidents vary between days as independent incidents would, at least 1.
///
/// Series, events and bad weather make incidents come together, so that intervals for independent ones are too
/// narrow. The variance between days of one weekday, over what independent incidents have (McCullagh and
/// Nelder 1989, section 6.2), pooled over weekdays; seasons within the period make it larger.
package struct TimeDispersion: Hashable, Sendable {
  /// Of single hours of single days, for shares of hours.
  package let ofHours: Double
  /// Of whole days, for shares of weekdays and windows.
  package let ofDays: Double
  /// From how many days it was reckoned.
  package let days: Int

  /// - Complexity: O(hours of the period).
  init(_ timeline: HourTimeline, dayStarts: Int) {
    var weekdays = [[Int]](repeating: [], count: 7)
    let starts = timeline.wholeDays(startingAt: dayStarts)
    for start in starts {
      let day = (timeline.firstHour + start - dayStarts).quotientDown(24)
      weekdays[DayOfWeek(ofDay: day).rawValue].append(start)
    }
    var (hours, days) = (Ratio(), Ratio())
    for starts in weekdays where starts.count > 1 {
      days.add(starts.map { timeline.sums($0..<$0 + 24) })
      for hour in 0..<24 { hours.add(starts.map { timeline.sums($0 + hour..<$0 + hour + 1) }) }
    }
    (ofHours, ofDays, self.days) = (hours.value, days.value, starts.count)
  }

  /// Variance found over variance expected.
  private struct Ratio {
    private var found = 0.0
    private var expected = 0.0

    var value: Double { expected > 0 ? max(1, found / expected) : 1 }

    /// - Parameter sums: of the days of one weekday, at least two.
    mutating func add(_ sums: [(weight: Double, square: Double)]) {
      let count = Double(sums.count)
      let mean = sums.reduce(0) { $0 + $1.weight } / count
      let squares = sums.reduce(0) { $0 + ($1.weight - mean) * ($1.weight - mean) }
      found += squares * count / (count - 1)
      expected += sums.reduce(0) { $0 + $1.square }
    }
  }
}

extension HourTimeline {
  /// Where the days that lie whole in the period start, as places in the timeline.
  func wholeDays(startingAt dayStarts: Int) -> [Int] {
    let offset = (dayStarts - firstHour).remainderUp(24)
    return stride(from: offset, through: weights.count - 24, by: 24).filter { start in
      // 23 hours where clocks skip one.
      seconds[start..<start + 24].reduce(0, +) >= 82_800
    }
  }

  fileprivate func sums(_ range: Range<Int>) -> (weight: Double, square: Double) {
    (weights[range].reduce(0, +), squares[range].reduce(0, +))
  }
}
