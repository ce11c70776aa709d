import Evidence
import RecordFiles
import Records

extension OrderReviewStudy {
  /// In how many weeks, or months where days are not known, each behaviour happened at all.
  var persistenceSection: Document.Section {
    let rows = counts.flatMap { counts in
      [
        ("before", counts.before(.order), periods.before),
        ("during", counts.during(.order), periods.after),
      ].map { when, tally, months in row(counts, when, tally, months) }
    }
    let unit = hasDays ? "weeks" : "months"
    let table = ResultTable(
      "persistence", "\(hasDays ? "Weeks" : "Months") with any report in the order's area",
      columns: [
        .init("behaviour", "Behaviour", .words), .init("period", "Period", .words),
        .init(unit, hasDays ? "Weeks" : "Months"), .init("with_reports", "With reports"),
        .init("share", "Share"),
        .init("share", "95% interval", .interval).named(confidence: question.confidence),
        .init("longest_run", "Longest run with"), .init("longest_gap", "Longest run without"),
      ], rows: rows,
      notes: [
        hasDays
          ? "Weeks are counted from the first day of the first month compared in each run of months."
          : "Only months are known of some reports, so persistence is told in months.",
        "Intervals are Wilson's (1927) and take \(unit) for independent of each other.",
      ])
    return .init("persistence", "Has it persisted?", [.table(table)])
  }

  /// Whether the day of every report compared is known.
  var hasDays: Bool {
    !all.beforeEverywhere.incidents.contains { data.incidents.isMonthOnly[Int($0)] }
      && !all.duringEverywhere.incidents.contains { data.incidents.isMonthOnly[Int($0)] }
  }

  private func row(
    _ counts: OrderCounts, _ when: String, _ tally: Tally, _ list: [Month]
  ) -> [Cell] {
    let persistence = persistence(tally, list)
    let from =
      [tally]
      + list.map { month in
        tally.filter { data.incidents.months[Int($0)] == month }
      }
    return [
      .text(counts.name), .text(when), .whole(persistence.periods),
      .number(Double(persistence.withAny), decimals: 0, from: from),
      .attempt(from: from) { () throws(Undefined) in
        .number(
          try persistence.share(confidence: question.confidence).value, .share(0), from: from)
      },
      .attempt(from: from) { () throws(Undefined) in
        .interval(
          try persistence.share(confidence: question.confidence).interval, .share(0), from: from)
      },
      .number(Double(persistence.longestRun), decimals: 0, from: from),
      .number(Double(persistence.longestGap), decimals: 0, from: from),
    ]
  }

  /// In weeks where days are known, else in months.
  func persistence(_ tally: Tally, _ list: [Month]) -> Persistence {
    Persistence(hasDays ? weekly(tally, list.sorted()) : monthly(tally, list.sorted()))
  }

  private func monthly(_ tally: Tally, _ list: [Month]) -> [Int] {
    list.map { month in tally.filter { data.incidents.months[Int($0)] == month }.count }
  }

  /// Whole weeks of each run of months, one run after the other.
  private func weekly(_ tally: Tally, _ list: [Month]) -> [Int] {
    let starts = tally.incidents.map { data.incidents.starts[Int($0)] }
    return list.runs.flatMap { run -> [Int] in
      let london = CivilTime.london
      let (start, end) = (
        london.start(of: run.lowerBound), london.start(of: run.upperBound.advanced(by: 1))
      )
      let weeks = Int(london.days(from: start, to: end) / 7)
      var counts = [Int](repeating: 0, count: weeks)
      for moment in starts where start.seconds <= moment && moment < end.seconds {
        let week = Int(london.days(from: start, to: Instant(seconds: moment)) / 7)
        if week < weeks { counts[week] += 1 }
      }
      return counts
    }
  }
}
