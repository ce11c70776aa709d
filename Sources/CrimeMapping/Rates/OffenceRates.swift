import Evidence
import Records

/// The table of recorded crime of some areas by Home Office group, beside the rates of comparators, as strategic
/// assessments print it.
struct OffenceRates {
  let study: RatesStudy
  let against: RateComparator?
  private let offences: OffenceRows
  private let rows: [Row]

  private struct Row {
    let offence: OffenceRows.Row
    let tally: Tally
    let references: [Result<ReferenceRate, Undefined>]
    let comparison: Result<RateComparison, Undefined>
  }

  init(study: RatesStudy, against: RateComparator?) {
    self.study = study
    self.against = against
    offences = OffenceRows(
      recorded: study.data.recordedOffences(in: [study.scope.period]),
      asked: study.scope.offences.asked)
    rows = offences.rows.map { Self.row($0, study, against) }
  }

  private static func row(
    _ offence: OffenceRows.Row, _ study: RatesStudy, _ against: RateComparator?
  ) -> Row {
    let areas = study.scope.areas
    let tally = study.ground.tally(of: areas, offence.selection, in: study.data)
    func reference(_ comparator: RateComparator) -> Result<ReferenceRate, Undefined> {
      Result { () throws(Undefined) in
        try study.comparators.rate(comparator, for: areas, offence.selection, offence.id)
      }
    }
    return Row(
      offence: offence, tally: tally, references: study.offered.map(reference),
      comparison: Result { () throws(Undefined) in
        guard let against else { throw Undefined("there is nothing to compare with") }
        if offence.isLowVolume { throw RateComparison.notTested }
        return try RateComparison(
          tally, exposure: try study.ground.exposure(of: areas), try reference(against).get(),
          overdispersion: widening(offence.selection, study), from: study.ground.tallies,
          confidence: study.question.confidence)
      })
  }

  /// How much more single areas differ than chance makes them; of several areas together it is not known.
  private static func widening(_ offences: OffenceSelection, _ study: RatesStudy) -> Double {
    guard study.question.overdispersion == .estimated, study.scope.areas.count == 1,
      let found = try? study.comparators.overdispersion(
        offences, winsorised: study.question.winsorised)
    else { return 1 }
    return found.phi
  }

  var sections: [Document.Section] {
    [Document.Section("rates", "Recorded crime", [.paragraph(summary), .table(table)])]
  }

  private var summary: Sentence {
    guard let total = rows.first(where: { $0.offence.level == 0 }) ?? rows.first else {
      return "No incident of these offences is in the data."
    }
    let name = OffenceTree.standard[total.offence.id].name
    let (value, interval) = study.cells(rate(total), total.tally)
    let start: Sentence = """
      \(name) in \(study.placeWords): \(.count(total.tally)) incidents, \(value) \(study.unit) \
      (\(study.confidenceWords) interval \(interval))
      """
    let beside = zip(study.offered, total.references).compactMap { comparator, reference in
      (try? reference.get()).map { "; \(study.name(of: comparator)) \($0.cell())" as Sentence }
    }
    return beside.reduce(start, +) + "."
  }

  private func rate(_ row: Row) -> Result<Rate, Undefined> {
    Result { () throws(Undefined) in try study.ground.rate(of: study.scope.areas, row.tally) }
  }

  private var table: ResultTable {
    let comparatorColumns = study.offered.map {
      ResultTable.Column("rate_\($0.slug)", study.name(of: $0))
    }
    let columns: [ResultTable.Column] =
      [
        .init("offence", "Offence", .words), .init("code", "Code", .words, isDetail: true),
        .init("level", "Level", isDetail: true), .init("count", "Incidents"),
        .init("rate_per_1000", "Rate"), .init("rate_interval", study.intervalTitle, .interval),
      ] + comparatorColumns
      + RateComparison.columns(
        against.map { study.name(of: $0) } ?? "others", interval: study.intervalTitle)
      + [.init("note", "", .words)]
    return ResultTable(
      "rates", "Rates \(study.unit)", columns: columns, rows: rows.map(cells), notes: notes)
  }

  private func cells(_ row: Row) -> [Cell] {
    let (value, interval) = study.cells(rate(row), row.tally)
    let head: [Cell] = [
      .text(row.offence.name), .text(row.offence.code), .whole(row.offence.level),
      .count(row.tally), value, interval,
    ]
    let references = row.references.map { reference -> Cell in
      switch reference {
      case .success(let rate): rate.cell()
      case .failure(let why): .undefined(why)
      }
    }
    switch row.comparison {
    case .success(let comparison):
      return head + references + comparison.cells + [study.note(row.tally)]
    case .failure(let why):
      return head + references + RateComparison.undefined(why, from: [row.tally])
        + [study.note(row.tally)]
    }
  }

  private var notes: [Sentence] {
    var notes: [Sentence] = [
      """
      Each rate is worked out from its own count and then rounded: parts need not add up to their totals. \
      "<0.1" is more than none.
      """,
      "Anti-social behaviour is not crime, and fraud stands outside the total.",
    ]
    if !offences.untold.isEmpty {
      notes.append(
        "\("Not told apart in this data: \(offences.untold.joined(separator: "; ")).")")
    }
    if against != nil {
      notes.append(
        """
        Ratio: incidents beside those expected at the rate compared with. Beyond 2s chance alone would be 1 time \
        in 40, beyond 3s 1 in 1,000, on each side\(widenedWords). Homicide and death by driving are too rare \
        to be tested.
        """)
    }
    return notes
  }

  private var widenedWords: String {
    study.question.overdispersion == .estimated && study.scope.areas.count == 1
      ? "; widened where areas differ more than chance makes them" : ""
  }
}
