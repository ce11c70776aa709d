import Records

extension EvaluateStudy {
  /// What a reader of an evaluation must know.
  var caveats: [Caveat] {
    var caveats: [Caveat] = []
    if !periods.leftOut.isEmpty { caveats.append(.cutMonths(periods.leftOut)) }
    if !periods.unmatched.isEmpty { caveats.append(.unmatchedMonths(periods.unmatched)) }
    if incidents.hasAnonymised, let ring = question.ring, ring < 300 {
      caveats.append(.anonymisedRing(ring))
    }
    if !places.matched.isEmpty { caveats.append(.matchedControl) }
    if recordsActivity { caveats.append(.activityIsRecorded) }
    if periods.earlier.count < 12 { caveats.append(.shortHistory(periods.history.count)) }
    return caveats
  }

  /// Kinds of incident that are found by looking: patrols and enforcement record more of them.
  private var recordsActivity: Bool {
    let tree = OffenceTree.standard
    let asked = scope.offences.asked
    let found = ["asb", "drugs", "weapons", "public-order"].compactMap { tree.id(code: $0) }
    return asked.isEmpty
      || found.contains { code in
        asked.contains { tree.isWithin($0, code) || tree.isWithin(code, $0) }
      }
  }
}

extension Caveat {
  static func cutMonths(_ months: [Month]) -> Caveat {
    Caveat(
      "month-of-the-change",
      "\(months.spans) is left out: it began or ended in its midst.")
  }

  static func unmatchedMonths(_ months: [Month]) -> Caveat {
    Caveat(
      "unmatched-months",
      """
      No month of the same name before stands beside \(months.spans): the comparison with the \
      control leaves \(months.count == 1 ? "it" : "them") out.
      """)
  }

  static func anonymisedRing(_ ring: Double) -> Caveat {
    Caveat(
      "anonymised-boundary",
      """
      Locations are anonymisation points: near the edge of the target an incident may be counted on the wrong \
      side, so a ring of \(plain(ring)) m says little by itself.
      """)
  }

  static let matchedControl = Caveat(
    "matched-control",
    """
    The control was chosen by what it counted before, so it may return to its own mean like any place chosen for \
    its level; name a control where you know a good one.
    """)

  static let activityIsRecorded = Caveat(
    "activity-is-recorded",
    """
    More patrols and enforcement record more of what they look for: a rise may be the work done, and a fall may \
    be larger than shown.
    """)

  static func shortHistory(_ months: Int) -> Caveat {
    Caveat(
      "short-history",
      """
      Only \(months) month\(months == 1 ? "" : "s") with data lie before the start: trends before, seasons and \
      how unusual the months before were can hardly be told.
      """)
  }
}
