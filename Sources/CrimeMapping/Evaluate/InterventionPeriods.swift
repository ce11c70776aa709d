import RecordFiles
import Records

/// Which months an evaluation compares: whole months with data, before something began and after.
struct InterventionPeriods: Sendable {
  let before: [Month]
  let after: [Month]
  /// All months with data before it began, those compared among them; at most four years of them.
  let history: [Month]
  /// The months in which it began or ended in their midst, which count on neither side.
  let leftOut: [Month]
  /// Months after that have no month of the same name before, and are left out.
  let unmatched: [Month]
  /// Whether months before are those of the same names as after.
  let isMatched: Bool

  static let mostHistory = 48

  /// - Parameter observed: the months of which all is known.
  /// - Throws: where no month is left on one side.
  init(
    start: TimeBound, end: TimeBound?, before: Int?, after: Int, observed: Set<Month>
  ) throws(StudyError) {
    let london = CivilTime.london
    let begun = Month(of: start)
    let isWhole = london.start(of: begun) == start.start
    let first = isWhole ? begun : begun.advanced(by: 1)
    var leftOut = isWhole ? [] : [begun]
    var last = first.advanced(by: after - 1)
    if let end {
      let next = london.month(of: end.end)
      if london.start(of: next) != end.end { leftOut.append(next) }
      last = min(last, next.advanced(by: -1))
    }
    self.leftOut = leftOut.filter(observed.contains)
    let earlier = observed.filter { $0 < begun }.sorted()
    history = Array(earlier.suffix(Self.mostHistory))
    let later = observed.filter { first <= $0 && $0 <= last }.sorted()
    isMatched = before == nil
    if let before {
      (self.before, self.after, unmatched) = (Array(earlier.suffix(before)), later, [])
    } else {
      let pairs = Self.pairs(later, earlier)
      self.before = pairs.map(\.before).sorted()
      self.after = pairs.map(\.after)
      unmatched = later.filter { month in !pairs.contains { $0.after == month } }
    }
    guard !self.before.isEmpty, !self.after.isEmpty else {
      throw .refused(
        parameter: "start",
        reason: """
          \(later.isEmpty ? "No whole month after \(start.text)" : "No month of the same name before \(start.text)") \
          has data, so there is nothing to compare.
          """)
    }
  }

  /// For each month after the latest of the same name before, each used once.
  private static func pairs(
    _ later: [Month], _ earlier: [Month]
  ) -> [(before: Month, after: Month)] {
    var open = Set(earlier)
    var pairs: [(before: Month, after: Month)] = []
    for month in later {
      guard let match = open.filter({ $0.month == month.month }).max() else { continue }
      open.remove(match)
      pairs.append((match, month))
    }
    return pairs
  }

  var daysBefore: Double { Self.days(before) }
  var daysAfter: Double { Self.days(after) }

  static func days(_ months: [Month]) -> Double { months.reduce(0) { $0 + days($1) } }

  static func days(_ month: Month) -> Double {
    let london = CivilTime.london
    return london.days(
      from: london.start(of: month), to: london.start(of: month.advanced(by: 1)))
  }

  /// From the middle of the months before to the middle of those after.
  var monthsApart: Double {
    func middle(_ months: [Month]) -> Double {
      Double(months.reduce(0) { $0 + Int($1.ordinal) }) / Double(months.count)
    }
    return middle(after) - middle(before)
  }

  /// History that is not compared: what the target was like before it was chosen.
  var earlier: [Month] {
    guard let first = before.first else { return [] }
    return history.filter { $0 < first }
  }

  /// All whole months after with data, with or without a month of the same name before.
  var later: [Month] { (after + unmatched).sorted() }

  /// All months that a series is fitted to.
  var series: [Month] { history + later }
}

extension StudyScope {
  /// The months of the period that are known whole: those that bounds or the data's own ends cut are not.
  func wholeMonths(_ terms: StudyTerms, in data: StudyData) -> Set<Month> {
    let london = CivilTime.london
    // Where nobody said when to end, up to three days without incidents are no sign of an end.
    let slack: Int64 = 3 * 86_400
    let start = period.start.seconds - (terms.from == nil ? slack : 0)
    let end = period.end.seconds + (terms.to == nil ? slack : 0)
    return Set(
      observedMonths(in: data).filter { month in
        london.start(of: month).seconds >= start
          && london.start(of: month.advanced(by: 1)).seconds <= end
      })
  }
}
