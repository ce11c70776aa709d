import Evidence
import Records

extension TrendsStudy {
  /// What a reader of trends must know.
  func caveats(_ series: [TrendSeries]) -> [Caveat] {
    var caveats: [Caveat] = []
    if !partial.isEmpty { caveats.append(.partialMonths(partial)) }
    if series.contains(where: { !$0.counts.gaps.isEmpty }) { caveats.append(.gapsInSeries) }
    caveats += recordingCaveats
    if series.contains(where: { ($0.analysis.model.value?.autocorrelation ?? 0) > 0.3 }) {
      caveats.append(.alikeMonths)
    }
    if series.contains(where: { $0.analysis.changes.value?.points.isEmpty == false }) {
      caveats.append(.stepsWithinSlope)
    }
    if series.contains(where: { !$0.bearsPercent }) { caveats.append(.smallSeries) }
    if series.count > 1 { caveats.append(.manySeries(series.count)) }
    return caveats
  }

  private var recordingCaveats: [Caveat] {
    var caveats: [Caveat] = []
    let known = question.breaks.map { Month(ordinal: Int32($0.ordinal)) }
    let began = CategoryBegin.all.filter { begin in
      isInside(begin.month) && begin.codes.contains(where: isAsked) && !known.contains(begin.month)
    }
    if incidents.hasMonthOnly, !began.isEmpty { caveats.append(.categoriesBegan(began)) }
    let lockdown = Month(ordinal: 2020 * 12 + 2)...Month(ordinal: 2021 * 12 + 6)
    if observed.contains(where: lockdown.contains), !known.contains(where: lockdown.contains) {
      caveats.append(.restrictions)
    }
    if isInside(Month(ordinal: 2014 * 12 + 10)),
      !known.contains(where: { $0.year == 2014 || $0.year == 2015 }), asksForCrime
    {
      caveats.append(.recordingInspection)
    }
    return caveats
  }

  /// Whether observed months lie on both sides of a month's start.
  private func isInside(_ month: Month) -> Bool {
    observed.contains { $0 < month } && observed.contains { $0 >= month }
  }

  private func isAsked(_ code: String) -> Bool {
    OffenceTree.standard.id(code: code).map { scope.offences.contains($0) } ?? false
  }

  private var asksForCrime: Bool {
    let tree = OffenceTree.standard
    guard let asb = tree.id(code: "asb"), !scope.offences.asked.isEmpty else { return true }
    return scope.offences.asked.contains { !tree.isWithin($0, asb) }
  }
}

/// When police.uk began to publish a category: before, its incidents stood under another.
struct CategoryBegin: Hashable {
  let month: Month
  let codes: [String]
  let words: String

  static let all = [
    CategoryBegin(
      month: Month(ordinal: 2011 * 12 + 8),
      codes: ["shoplifting", "criminal-damage-and-arson", "drugs", "other-theft"],
      words: "shoplifting, criminal damage and arson, drugs and other theft"),
    CategoryBegin(
      month: Month(ordinal: 2013 * 12 + 4),
      codes: [
        "bicycle-theft", "weapons", "public-order", "theft-from-the-person", "violence",
        "sexual-offences",
      ],
      words:
        "bicycle theft, possession of weapons, public order, theft from the person, and violence and sexual offences"
    ),
  ]
}

extension Caveat {
  fileprivate static func partialMonths(_ months: [Month]) -> Caveat {
    Caveat(
      "partial-months",
      "Not the whole of \(months.map(\.description).joined(separator: " and ")) is known or asked for; left out, as "
        + "it would look like a fall.")
  }

  fileprivate static let gapsInSeries = Caveat(
    "gaps-in-series",
    """
    Months are missing within the series. They are left out, not counted as zeros; what happened in a gap is \
    unknown, and a change across one may have come at any time in it.
    """)

  fileprivate static func categoriesBegan(_ begins: [CategoryBegin]) -> Caveat {
    Caveat(
      "category-began",
      begins.map { "data.police.uk has had \($0.words) as categories since \($0.month)" }
        .joined(separator: "; ")
        + ": before, they stood under others. A trend across that month is a break, not a rise; name it with "
        + "--break or start later.")
  }

  fileprivate static let restrictions = Caveat(
    "covid-months",
    """
    The months from 2020-03 to 2021-07 had restrictions that changed crime, anti-social behaviour and their \
    reporting: name them, such as --break 2020-03:lockdown --break 2021-07:reopening, or the trend takes them for \
    its own.
    """)

  fileprivate static let recordingInspection = Caveat(
    "recording-inspection",
    """
    Recording of crime was inspected in 2014 and became stricter afterwards, at a time that differs by force: a \
    rise from then on may be recording. Name the date with --break if it is known.
    """)

  fileprivate static let alikeMonths = Caveat(
    "autocorrelation",
    """
    Neighbouring months are alike beyond season and slope, so intervals were widened; steps and alarms come \
    more often by chance than stated.
    """)

  fileprivate static let stepsWithinSlope = Caveat(
    "steps-found",
    """
    Where steps were found, one steady direction describes the series less well: read the steps first, and ask \
    whether recording changed.
    """)

  fileprivate static let smallSeries = Caveat(
    "small-numbers",
    "Where a year holds fewer than 20 incidents no percentage is told; single months say little there."
  )

  fileprivate static func manySeries(_ count: Int) -> Caveat {
    Caveat(
      "many-series",
      "\(count) series are looked at: by chance alone about one in twenty has an interval that leaves out its "
        + "true direction.")
  }
}
