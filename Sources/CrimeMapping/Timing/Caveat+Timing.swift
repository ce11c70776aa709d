import Evidence
import Geodesy
import Records

extension TimingStudy {
  /// What a reader of hours must know.
  var caveats: [Caveat] {
    let heaping = profile.heaping
    var caveats: [Caveat] = []
    if profile.leftOut > 0 { caveats.append(.unknownTimes(question.midnight)) }
    // Of exact times 1 in 60 starts on a full hour.
    if heaping.records > 0, 5 * heaping.onTheHour > heaping.records {
      caveats.append(.roundedTimes)
    }
    if all.count > 0, 5 * heaping.longerThanDay > all.count { caveats.append(.longSpans) }
    if heaping.moments < all.count { caveats.append(.aoristic) }
    if profile.dispersion.ofDays > 1.2 || profile.dispersion.ofHours > 1.2 {
      caveats.append(.comingTogether)
    }
    if profile.dispersion.days < 28 { caveats.append(.fewWeeks) }
    if data.projection.target != .britishNationalGrid, question.zoneName == "Europe/London" {
      caveats.append(.clocksAssumed)
    }
    return caveats
  }
}

extension Caveat {
  static func unknownTimes(_ rule: TimeProfile.MidnightRule) -> Caveat {
    Caveat(
      "unknown-times",
      """
      Records of 00:00 without an end are taken for unknown times and left out of hours and weekdays. If the force \
      writes 00:00 only for midnight, ask with --midnight exact.
      """)
  }

  static let roundedTimes = Caveat(
    "rounded-times",
    """
    More than a fifth of times lie on a full hour, so many were rounded: an hour may hold incidents of the one \
    before or after.
    """)

  static let longSpans = Caveat(
    "long-spans",
    """
    More than a fifth of incidents may have happened at any time of more than a day, which flattens every pattern \
    of hours.
    """)

  static let aoristic = Caveat(
    "aoristic-weights",
    """
    Where only a start and an end are known, all times between them count alike; victims are often away at certain \
    hours, which no weight knows. Intervals are of chance, not of this.
    """)

  static let comingTogether = Caveat(
    "overdispersion",
    "Incidents come together on some days more than chance would have it; intervals are widened for that."
  )

  static let fewWeeks = Caveat(
    "few-weeks",
    "The period has fewer than four whole weeks, so one unusual night can shape the pattern of the week."
  )

  static let clocksAssumed = Caveat(
    "time-zone-assumed",
    "Hours are those of Europe/London, though the data lies elsewhere: say whose clocks to read with --time-zone."
  )
}
