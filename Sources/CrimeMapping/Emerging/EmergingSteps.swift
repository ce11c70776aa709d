import RecordFiles
import Records

/// How long a step of time is.
package enum StepLength: Hashable, Sendable {
  case days(Int)
  case month
}

extension StepLength: CustomStringConvertible {
  package var description: String {
    switch self {
    case .days(let days): days == 1 ? "1 day" : "\(days) days"
    case .month: "calendar months"
    }
  }
}

/// The whole steps of a study's period of which all is known.
///
/// Steps of days end with the period and are counted back; months are those of the calendar. A step that begins
/// before the period or the data, or ends after them, by more than a tenth of itself where it is the data that
/// ends, is partial and left out: it would look like a fall. So is one with a month without any data.
struct EmergingSteps: Sendable {
  let length: StepLength
  let periods: [Period]
  /// The length of each, in days of the calendar.
  let days: [Double]
  /// The steps that do not follow right after the one before.
  let breaks: Set<Int>
  /// The partial steps left out.
  let partial: [Period]
  /// How many steps have no data in some month.
  let missing: Int

  static let least = 10

  /// - Throws: when the data is too coarse for the length, or too short for ten steps.
  init(
    _ asked: StepLength?, _ terms: StudyTerms, _ scope: StudyScope, of data: StudyData,
    hasMonthOnly: Bool
  ) throws(StudyError) {
    length = asked ?? (hasMonthOnly ? .month : .days(28))
    if case .days(let days) = length, hasMonthOnly {
      throw .refused(
        parameter: "step",
        reason: """
          Of some incidents only the month is known, so they cannot be told apart by steps of \(days) days; \
          take months as steps.
          """)
    }
    let known = KnownTime(terms, scope, data)
    let all =
      switch length {
      case .month: Self.months(of: scope)
      case .days(let days): Self.steps(of: days, known)
      }
    let periods = all.filter { known.holds($0) && Self.isObserved($0, in: data) }
    self.periods = periods
    partial = all.filter { !known.holds($0) && known.reaches($0) }
    missing = all.count - periods.count - partial.count
    days = periods.map { CivilTime.london.days(from: $0.start, to: $0.end) }
    breaks = Set(periods.indices.dropFirst().filter { periods[$0 - 1].end != periods[$0].start })
    guard periods.count >= Self.least else {
      throw .refused(
        parameter: "from",
        reason: """
          There are only \(periods.count) whole steps (\(length)) with data in the period; at least \
          \(Self.least) are needed to tell what is new from what comes and goes.
          """)
    }
  }

  var count: Int { periods.count }

  /// The step that holds a moment; `nil` where there is none.
  /// - Complexity: O(log steps).
  func step(at second: Int64) -> Int? {
    var (low, high) = (0, periods.count)
    while low < high {
      let middle = (low + high) / 2
      if periods[middle].end.seconds <= second { low = middle + 1 } else { high = middle }
    }
    return low < periods.count && periods[low].start.seconds <= second ? low : nil
  }

  /// What a step is called: its month, or its first day.
  func name(of step: Int) -> String { Self.name(of: periods[step], length) }

  static func name(of period: Period, _ length: StepLength) -> String {
    let london = CivilTime.london
    guard length != .month else { return "\(london.month(of: period.start))" }
    return london.day(of: period.start)?.description ?? ""
  }

  private static func months(of scope: StudyScope) -> [Period] {
    (scope.months.lowerBound.ordinal...scope.months.upperBound.ordinal).map {
      let month = Month(ordinal: $0)
      return Period(
        start: CivilTime.london.start(of: month),
        end: CivilTime.london.start(of: month.advanced(by: 1)))
    }
  }

  /// Steps of so many days of the calendar, back from the last day known to the first.
  private static func steps(of days: Int, _ known: KnownTime) -> [Period] {
    var steps: [Period] = []
    var end = known.lastDay
    while end.seconds > known.firstDay.seconds {
      let start = end.earlier(byDays: days)
      steps.append(Period(start: start, end: end))
      end = start
    }
    return steps.reversed()
  }

  private static func isObserved(_ step: Period, in data: StudyData) -> Bool {
    let london = CivilTime.london
    let last = london.month(of: Instant(seconds: step.end.seconds - 1))
    return (london.month(of: step.start).ordinal...last.ordinal)
      .allSatisfy { data.months.contains(Month(ordinal: $0)) }
  }
}

/// The time that a question asks for, and that of which something is known.
private struct KnownTime {
  /// As asked; `nil` where the question leaves it to the data.
  let from: Instant?
  let to: Instant?
  /// The midnights around the data.
  let first: Instant
  let last: Instant

  init(_ terms: StudyTerms, _ scope: StudyScope, _ data: StudyData) {
    from = terms.from == nil ? nil : scope.period.start
    to = terms.to == nil ? nil : scope.period.end
    let (starts, ends) = (data.incidents.starts, data.incidents.ends)
    let latest = zip(starts, ends).reduce(Int64.min) { max($0, $1.0 + 1, $1.1) }
    first = Instant(seconds: starts.min() ?? scope.period.start.seconds).midnightBefore
    last = starts.isEmpty ? scope.period.end : Instant(seconds: latest).midnightAfter
  }

  var firstDay: Instant { from.map { max($0, first) } ?? first }
  var lastDay: Instant { to.map { min($0, last) } ?? last }

  /// Whether any of a step is known.
  func reaches(_ step: Period) -> Bool { step.start < lastDay && firstDay < step.end }

  /// Whether a step is wholly asked for, and known but for a tenth.
  func holds(_ step: Period) -> Bool {
    let slack = (step.end.seconds - step.start.seconds) / 10
    if let from, step.start < from { return false }
    if let to, to < step.end { return false }
    return first.seconds - slack <= step.start.seconds && step.end.seconds <= last.seconds + slack
  }
}

extension Instant {
  /// The same time of day so many days of the calendar before.
  fileprivate func earlier(byDays days: Int) -> Instant {
    let rough = Instant(seconds: seconds - Int64(days) * 86_400)
    // Where clocks changed in between, the days so far differ from those asked by an hour.
    let passed = CivilTime.london.days(from: rough, to: self)
    return Instant(seconds: rough.seconds + Int64(((passed - Double(days)) * 86_400).rounded()))
  }

  fileprivate var midnightBefore: Instant {
    CivilTime.london.day(of: self).flatMap { TimeBound($0.description)?.start } ?? self
  }

  /// The end of the day before, for a moment at midnight itself.
  fileprivate var midnightAfter: Instant {
    CivilTime.london.day(of: Instant(seconds: seconds - 1))
      .flatMap { TimeBound($0.description)?.end } ?? self
  }
}
