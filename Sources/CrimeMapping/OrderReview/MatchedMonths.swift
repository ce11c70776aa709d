import RecordFiles
package import Records

/// Months after a start, each with the same month of the calendar before it, so that seasons and holidays cancel.
///
/// A month after the start is paired with the latest month of its name before the start that has data and is
/// not paired yet; one without such a month is left out. So both sides have as many months, and data with holes
/// can still be compared.
package struct MatchedMonths: Hashable, Sendable {
  /// In the order of time, place by place of the same name.
  package let after: [Month]
  package let before: [Month]
  /// The months after the start with data that have no partner.
  package let unmatched: [Month]

  /// - Parameters:
  ///   - start: the first whole month after.
  ///   - last: the last month to compare.
  ///   - end: the month in which before ends, which is left out itself if it is not `start`.
  ///   - observed: the months with any data.
  package init(from start: Month, through last: Month, before end: Month, observed: Set<Month>) {
    var pairs: [(before: Month, after: Month)] = []
    var unmatched: [Month] = []
    var taken: Set<Month> = []
    for month in observed.filter({ start <= $0 && $0 <= last }).sorted() {
      let partner = observed.filter {
        $0 < end && $0.month == month.month && !taken.contains($0)
      }.max()
      if let partner {
        taken.insert(partner)
        pairs.append((partner, month))
      } else {
        unmatched.append(month)
      }
    }
    after = pairs.map(\.after)
    before = pairs.map(\.before).sorted()
    self.unmatched = unmatched
  }

  /// How many days of the calendar some months have together.
  static func days(_ months: [Month]) -> Double {
    months.reduce(0) { sum, month in
      let london = CivilTime.london
      return sum
        + london.days(from: london.start(of: month), to: london.start(of: month.advanced(by: 1)))
    }
  }

  var daysBefore: Double { Self.days(before) }
  var daysAfter: Double { Self.days(after) }
}

extension [Month] {
  /// Months one after the other, of an ascending list.
  var runs: [ClosedRange<Month>] {
    reduce(into: []) { runs, month in
      if let last = runs.last, last.upperBound.advanced(by: 1) == month {
        runs[runs.count - 1] = last.lowerBound...month
      } else {
        runs.append(month...month)
      }
    }
  }

  /// In words: "2014-01 to 2014-11, 2016-02".
  var spans: String {
    runs.map {
      $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
    }.joined(separator: ", ")
  }
}
