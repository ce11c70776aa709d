import Areas
import Evidence
import Geometry
import Probability
import Records

extension ChangeTable {
  /// All rows: the main table.
  var table: ResultTable {
    let family = rows.flatMap(\.tallies)
    return ResultTable(
      "change", "\(study.beforeWords) and \(study.afterWords)", columns: columns,
      rows: rows.map { cells($0, family) }, notes: notes,
      shapes: study.question.by == .area ? rows.map { $0.area?.shape } : nil)
  }

  private var columns: [ResultTable.Column] {
    let names: [ResultTable.Column] =
      (study.question.by == .offence
        ? [] : [.init("code", "Code", .words, isDetail: true), .init("area", "Area", .words)])
      + (study.question.by == .area
        ? []
        : [
          .init("offence", "Offence", .words),
          .init("offence_code", "Offence code", .words, isDetail: true),
        ])
    let isDaily = !study.isEquallyLong
    return names + [
      .init("before", study.beforeWords), .init("after", study.afterWords),
      .init("before_per_day", "A day before", isDetail: !isDaily),
      .init("after_per_day", "A day after", isDetail: !isDaily),
      .init("difference", isDaily ? "Difference, by days" : "Difference"),
      .init("percent", "Change"),
      .init("percent_interval", "Interval of the change", .interval, isDetail: true),
      .init("ratio", "Ratio", isDetail: true),
      .init("ratio_interval", "Ratio, \(confidence)", .interval),
      .init("p", "p", isDetail: true), .init("q", "q"), .init("finding", "Finding", .words),
    ]
  }

  private var confidence: String {
    "\(plain((study.question.confidence * 1_000).rounded() / 10))%"
  }

  private func cells(_ row: ChangeRow, _ family: [Tally]) -> [Cell] {
    let place: [Cell] = row.area.map { [.text($0.code), .text($0.name)] } ?? []
    let offence: [Cell] =
      row.offence.map { row in
        [
          .text(study.question.by == .offence ? row.name : OffenceTree.standard[row.id].name),
          .text(row.code),
        ]
      } ?? []
    let confidence = study.question.confidence
    return place + offence + [
      .count(row.before), .count(row.after), row.perDay(row.ratio.before, row.before),
      row.perDay(row.ratio.after, row.after), row.difference, row.percent,
      row.percentInterval(confidence), row.ratioCell, row.ratioInterval(confidence), row.pCell,
      row.qCell(family), row.verdict,
    ]
  }

  private var notes: [Sentence] {
    var notes: [Sentence] = [
      """
      q: \(study.question.inference.adjust.meaningOfQ), by the e-test of two Poisson counts and the rule of \(study.question.inference.adjust.words) over all \(String(rows.count)) rows. "Unlikely to be \
      noise" is q up to \(plain(study.question.inference.level)).
      """,
      """
      No percentage is told on a base under 20. Intervals of the ratio that overlap 1 leave open whether it \
      rose or fell.
      """,
    ]
    if !untold.isEmpty {
      notes.append("\("Not told apart in this data: \(untold.joined(separator: "; ")).")")
    }
    return notes
  }

  /// Areas down, offences across.
  var matrix: ResultTable? {
    guard study.question.by == .both else { return nil }
    let offences = rows.compactMap(\.offence).reduce(into: [OffenceRows.Row]()) { list, row in
      if !list.contains(where: { $0.id == row.id }) { list.append(row) }
    }
    let areas = study.after.areas.map { study.after.layer.areas[$0] }
    let columns: [ResultTable.Column] =
      [.init("area", "Area", .words)]
      + offences.map { .init($0.code, OffenceTree.standard[$0.id].name) }
    let lines = areas.indices.map { place -> [Cell] in
      let own = rows[(place * offences.count)..<((place + 1) * offences.count)]
      return [.text(areas[place].name)] + own.map(\.sign)
    }
    return ResultTable(
      "matrix", "Who rose (▲) and who fell (▼)", columns: columns, rows: lines,
      notes: ["Full signs are unlikely to be noise, open ones could be; counts are before → after."]
    )
  }
}
