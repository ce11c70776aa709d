import Records

/// The two periods that a question compares, with its offences and areas.
struct ChangePeriods: Sendable {
  let before: StudyTerms
  let after: StudyTerms

  /// - Throws: when the periods overlap, or the store has no month to find them from.
  init(_ question: ChangeQuestion, of data: StudyData) throws(StudyError) {
    let terms = question.terms
    let (after, before): (Span, Span)
    if let against = question.against {
      (after, before) = ((terms.from, terms.to), (against.from, against.to))
    } else {
      (after, before) = try Self.spans(question, of: data)
    }
    self.after = try terms.during(after.from, after.to)
    self.before = try terms.during(before.from, before.to)
  }

  private typealias Span = (from: TimeBound?, to: TimeBound?)

  private static func spans(
    _ question: ChangeQuestion, of data: StudyData
  ) throws(StudyError) -> (after: Span, before: Span) {
    let terms = question.terms
    guard let last = terms.to.map({ Month(of: $0) }) ?? data.months.max() else {
      throw .nothingToCompare(what: "incidents")
    }
    switch question.compare ?? .yearBefore {
    case .yearBefore:
      guard let from = terms.from else { return try months(12, to: last, earlier: 12) }
      guard let to = terms.to else {
        let to = try bound(last)
        return ((from, to), (try yearBefore(from, "from"), try yearBefore(to, "to")))
      }
      return ((from, to), (try yearBefore(from, "from"), try yearBefore(to, "to")))
    case .yearToDate:
      let sinceApril = (last.month + 8) % 12 + 1
      return try months(sinceApril, to: last, earlier: 12)
    case .rolling12: return try months(12, to: last, earlier: 12)
    case .financialYear:
      // The last March that is over.
      return try months(12, to: last.advanced(by: -((last.month + 9) % 12)), earlier: 12)
    case .monthLastYear: return try months(1, to: last, earlier: 12)
    }
  }

  private static func months(
    _ count: Int, to last: Month, earlier: Int
  ) throws(StudyError) -> (after: Span, before: Span) {
    let first = last.advanced(by: 1 - count)
    return (
      (try bound(first), try bound(last)),
      (try bound(first.advanced(by: -earlier)), try bound(last.advanced(by: -earlier)))
    )
  }

  private static func bound(_ month: Month) throws(StudyError) -> TimeBound {
    guard let bound = TimeBound("\(month)") else { throw .nothingToCompare(what: "months") }
    return bound
  }

  /// The same day of the year before; in words, so that a month stays a month.
  private static func yearBefore(
    _ bound: TimeBound, _ parameter: String
  ) throws(StudyError) -> TimeBound {
    let year = String((Int(bound.text.prefix(4)) ?? 0) - 1)
    let text =
      String(repeating: "0", count: max(0, 4 - year.count)) + year + bound.text.dropFirst(4)
    guard let earlier = TimeBound(text) else {
      throw .badValue(
        parameter: parameter, value: bound.text,
        reason: "has no day a year before; give against-from and against-to")
    }
    return earlier
  }
}
