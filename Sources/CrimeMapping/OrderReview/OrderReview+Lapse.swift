import Evidence
import Records

extension OrderReviewStudy {
  /// What a year may bring under each of three suppositions; none of them is a forecast of the order's effect.
  var lapseSection: Document.Section {
    let (before, during) = (all.before(.order), all.during(.order))
    let year = 365.2425
    let spread = max(1, dispersion)
    let varied = evaluation?.localTallies ?? [before, during]
    func expected(_ tally: Tally, _ days: Double, factor: Double = 1) -> ExpectedCount {
      ExpectedCount(
        after: tally.count, in: days, coming: year, factor: factor, dispersion: spread)
    }
    var rows = [
      row(
        "It goes on as during the order", expected(during, periods.daysAfter),
        from: [during] + varied),
      row(
        "It returns to what it was before", expected(before, periods.daysBefore),
        from: [before] + varied),
    ]
    let (c0, c1) = (all.before(.control), all.during(.control))
    if places.control != nil, c0.count > 0, c1.count > 0 {
      let factor =
        Double(c1.count) / Double(c0.count) * periods.daysBefore / periods.daysAfter
      rows.append(
        row(
          "It was before, and changed as the control did",
          expected(before, periods.daysBefore, factor: factor), from: [before, c0, c1] + varied))
    }
    let table = ResultTable(
      "lapse", "Reports of the named behaviours to expect in the order's area in a year",
      columns: [
        .init("supposition", "If…", .words), .init("expected", "Expected"),
        .init("expected", "95% interval", .interval).named(confidence: question.confidence),
      ], rows: rows,
      notes: [
        """
        Intervals hold chance, what is uncertain of the level, and that months vary more than independent reports \
        would. The last line takes the control's change for certain. They do not hold that recording, places or people \
        may change.
        """
      ])
    return .init(
      "lapse", "If the order lapses",
      [
        .paragraph(
          """
          Nobody can know what would happen. The first two lines are the bounds that the record itself sets: \
          that nothing changes, and that all returns. Where they overlap, the record does not tell them apart.
          """), .table(table),
      ])
  }

  /// How much more months vary than independent reports: beside the control, or those of the order's area alone.
  private var dispersion: Double {
    if let known = evaluation?.dispersion?.value { return known }
    func counts(_ tally: Tally, _ months: [Month]) -> [[Int]] {
      [months.map { month in tally.filter { data.incidents.months[Int($0)] == month }.count }]
    }
    let own = try? MonthlyDispersion(
      periods: [
        counts(all.before(.order), periods.before), counts(all.during(.order), periods.after),
      ])
    return own?.value ?? 1
  }

  private func row(_ words: String, _ expected: ExpectedCount, from tallies: [Tally]) -> [Cell] {
    [
      .text(words), .number(expected.mean, decimals: 0, from: tallies),
      .interval(
        expected.interval(confidence: question.confidence), .decimals(0), from: tallies),
    ]
  }
}
