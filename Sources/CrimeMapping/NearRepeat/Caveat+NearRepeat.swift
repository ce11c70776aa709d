extension Caveat {
  static func uncertainDays(
    _ count: Int, of all: Int, dayOf: NearRepeatQuestion.DayOf
  ) -> Caveat {
    Caveat(
      "uncertain-days",
      """
      \(grouped(count)) of \(grouped(all)) incidents may have happened on one of several days; the day of the \
      \(dayOf.rawValue) stands for them. Compare --day-of start and end.
      """)
  }

  static func repeatedRows(_ count: Int) -> Caveat {
    Caveat(
      "repeated-identifiers",
      """
      \(grouped(count)) row\(count == 1 ? " repeats" : "s repeat") the identifier, place and time of another and \
      \(count == 1 ? "is" : "are") counted once with it.
      """)
  }

  static func identifiersElsewhere(_ count: Int) -> Caveat {
    Caveat(
      "identifiers-elsewhere",
      """
      \(grouped(count)) identifier\(count == 1 ? " is" : "s are") at several places or times; each place and time \
      is an incident of its own.
      """)
  }

  static func rowsAlike(_ count: Int, areMerged: Bool) -> Caveat {
    let consequence =
      areMerged
      ? "such rows count once, though they may be incidents of their own."
      : """
      all are counted, so repeats on one day may be rows entered twice. Compare --alike once.
      """
    return Caveat(
      "look-alike-rows",
      """
      \(grouped(count)) row\(count == 1 ? " has" : "s have") the place, time and offence of another, and no \
      identifier that tells whether it is the same incident; \(consequence)
      """)
  }

  static let zoneAssumed = Caveat(
    "time-zone-assumed",
    """
    Days are those of Europe/London, though the data lies elsewhere: say which zone's days to count with \
    --time-zone.
    """)

  static func coarseCoordinates(_ step: CoordinateStep) -> Caveat {
    Caveat(
      "coarse-coordinates",
      """
      Places are written to \(step.words), about \(plain(step.metres.rounded())) m: incidents at the same point need \
      not be in the same place, and shorter distances cannot be told.
      """)
  }

  static func fewReplicates(_ replicates: Int, tests: Int, level: Double) -> Caveat {
    Caveat(
      "few-replicates",
      """
      With \(grouped(replicates)) replicates and \(tests) cells no single cell can come out at q ≤ \
      \(plain(level)); give at least \(grouped(Int((Double(tests) / level).rounded(.up)))).
      """)
  }

  static let fewPairs = Caveat(
    "small-numbers",
    "Fewer than 5 pairs are expected in some cells, so their ratios vary widely by chance.")

  static let calculatorLabels = Caveat("calculator-labels", NearRepeatLabels.explanation)
}

extension StudyError {
  static func monthsForNearRepeats(_ count: Int, of all: Int) -> StudyError {
    .refused(
      reason: """
        Near repeats need days, and \(words(count, of: all)) known by their month only, as in data of \
        data.police.uk; import incidents with their dates.
        """)
  }

  static func anonymisedForNearRepeats(_ count: Int, of all: Int) -> StudyError {
    .refused(
      reason: """
        Near repeats need places, and \(words(count, of: all)) located at anonymisation points, each of which \
        stands for many addresses: any two of them would seem to be in the same place.
        """)
  }

  static func vagueDates(_ count: Int, of all: Int, days: Int) -> StudyError {
    .refused(
      parameter: "days",
      reason: """
        Of \(grouped(all)) incidents, \(grouped(count)) may have happened on days \(days) or more apart, which \
        is as wide as the first band; choose wider bands.
        """)
  }

  static func tooManyPairs(_ count: Int, most: Int, reach: Double) -> StudyError {
    .refused(
      parameter: "distances",
      reason: """
        \(grouped(count)) pairs of incidents lie within \(plain(reach)) m, more than the \(grouped(most)) that can \
        be compared; choose shorter distances, one offence or a smaller area.
        """)
  }

  static func daysTooFarApart(_ days: Int) -> StudyError {
    .refused(
      parameter: "from",
      reason: """
        The first and the last incident are \(grouped(days)) days apart, more than can be compared; choose a \
        shorter period.
        """)
  }

  private static func words(_ count: Int, of all: Int) -> String {
    count == all
      ? "these incidents are"
      : "\(grouped(count)) of these \(grouped(all)) incidents \(count == 1 ? "is" : "are")"
  }
}
