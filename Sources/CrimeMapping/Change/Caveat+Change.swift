import RecordFiles
import Records

extension ChangeStudy {
  /// What a reader of a change must know.
  func caveats() -> [Caveat] {
    var caveats: [Caveat] = [.changeIsNoCause, .countsOfRecords, .morePeriodsVary]
    let touched = [before.months, after.months]
    if touched.contains(where: { $0.overlaps(Caveat.covidMonths) }) {
      caveats.append(.covidMonths(of: [("first", before.months), ("second", after.months)]))
    }
    if !isEquallyLong {
      caveats.append(.unequalPeriods(days.before, days.after))
    }
    if Set(calendarMonths(before)) != Set(calendarMonths(after)) {
      caveats.append(.differentSeasons)
    }
    let missing = missingBefore
    if !missing.isEmpty { caveats.append(.missingMonthsBefore(missing)) }
    return caveats
  }

  private func calendarMonths(_ scope: StudyScope) -> [Int] {
    scope.observedMonths(in: data).map(\.month)
  }

  private var missingBefore: [Month] {
    (before.months.lowerBound.ordinal...before.months.upperBound.ordinal)
      .map { Month(ordinal: $0) }.filter { !data.months.contains($0) }
  }
}

extension Caveat {
  /// Restrictions in England ran from March 2020 to July 2021.
  static let covidMonths = Month(ordinal: 2_020 * 12 + 2)...Month(ordinal: 2_021 * 12 + 6)

  static func covidMonths(of periods: [(name: String, months: ClosedRange<Month>)]) -> Caveat {
    let names = periods.filter { $0.months.overlaps(covidMonths) }.map(\.name)
    return Caveat(
      "covid-period",
      """
      The \(names.joined(separator: " and the ")) period\(names.count == 1 ? " holds" : "s hold") months of \
      Covid restrictions (March 2020 to July 2021), when much was recorded less, and breaches as anti-social \
      behaviour more: compare with a year before 2020 too.
      """)
  }

  static let changeIsNoCause = Caveat(
    "no-cause",
    """
    This says what changed, not why: whether something done was behind it needs a comparison area and the \
    checks of an evaluation.
    """)

  static let countsOfRecords = Caveat(
    "recorded-not-happened",
    """
    Counts are of records: more reporting, more patrols, an inspection or new counting rules change them \
    without any change on the street.
    """)

  static let morePeriodsVary = Caveat(
    "poisson-assumed",
    """
    The test takes incidents for independent. Repeat victims and series make counts vary more than that from \
    one period to the next, so what is called unlikely to be noise may still be usual: look at several \
    years.
    """)

  static func unequalPeriods(_ before: Double, _ after: Double) -> Caveat {
    Caveat(
      "unequal-periods",
      """
      The periods have \(plain(before)) and \(plain(after)) days with data: differences, percentages, \
      ratios and tests are by the day.
      """)
  }

  static let differentSeasons = Caveat(
    "different-seasons",
    "The periods are not of the same months of the year, so seasons are part of the change.")

  static func missingMonthsBefore(_ months: [Month]) -> Caveat {
    Caveat(
      "missing-months-before",
      "The store holds no incidents at all for "
        + months.map { "\($0)" }.joined(separator: ", ") + ", in the period compared with.")
  }
}
