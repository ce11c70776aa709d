import Areas
import Evidence
import Maps
import Probability
import Records

/// The rows of a change, all tested together, and how they are shown.
struct ChangeTable {
  let study: ChangeStudy
  let rows: [ChangeRow]
  let total: ChangeRow
  let untold: [String]

  init(study: ChangeStudy) {
    self.study = study
    let all = Self.counted(study)
    let findings = ChangeFinding.findings(
      all.counts.map { study.ratio($0.before, $0.after) }, by: study.question.inference.adjust,
      level: study.question.inference.level)
    rows = zip(all.counts, findings).map { counts, finding in
      ChangeRow(
        area: counts.area, offence: counts.offence, before: counts.before, after: counts.after,
        finding: finding)
    }
    untold = all.untold
    let (before, after) = (study.incidents.before.tally, study.incidents.after.tally)
    total = ChangeRow(
      area: nil, offence: nil, before: before, after: after,
      finding: ChangeFinding.findings(
        [study.ratio(before, after)], level: study.question.inference.level)[0])
  }

  private typealias Counts = (area: Area?, offence: OffenceRows.Row?, before: Tally, after: Tally)

  private static func counted(_ study: ChangeStudy) -> (counts: [Counts], untold: [String]) {
    let areas = study.after.areas.map { study.after.layer.areas[$0] }
    let count = study.after.layer.areas.count
    let (before, after) = (
      study.incidents.before.tallies(areas: count), study.incidents.after.tallies(areas: count)
    )
    let pairs = study.after.areas.map { (before[$0], after[$0]) }
    if study.question.by == .area {
      return (zip(areas, pairs).map { ($0, nil, $1.0, $1.1) }, [])
    }
    let offences = OffenceRows(
      recorded: study.data.recordedOffences(in: [study.before.period, study.after.period]),
      asked: study.after.offences.asked)
    func part(_ row: OffenceRows.Row, _ tally: Tally) -> Tally {
      tally.of(row.selection, in: study.data)
    }
    if study.question.by == .offence {
      let (b, a) = (study.incidents.before.tally, study.incidents.after.tally)
      return (offences.rows.map { (nil, $0, part($0, b), part($0, a)) }, offences.untold)
    }
    let shown = offences.rows.filter { $0.level <= 1 }
    return (
      zip(areas, pairs).flatMap { area, pair in
        (shown.isEmpty ? offences.rows : shown).map {
          (area, $0, part($0, pair.0), part($0, pair.1))
        }
      }, offences.untold
    )
  }

  var sections: [Document.Section] {
    let figures = [chart.map { Document.Block.chart($0) }, map.map { .map($0) }].compactMap { $0 }
    var sections = [
      Document.Section("change", "What changed", [.list(summary), .table(table)])
    ]
    if let matrix {
      sections.append(Document.Section("matrix", "Who rose, who fell", [.table(matrix)]))
    }
    if !figures.isEmpty { sections.append(Document.Section("figures", "Figures", figures)) }
    return sections
  }

  private var summary: [Sentence] {
    let confidence = study.question.confidence
    // Crime, anti-social behaviour and fraud are never added up.
    let totals = rows.filter { $0.area == nil && $0.offence?.level == 0 }
    let told =
      totals.isEmpty
      ? [total.sentence(study.subject, confidence: confidence)]
      : totals.map { $0.sentence($0.name, confidence: confidence) }
    return told
      + [("Rose", ChangeFinding.Direction.rose), ("Fell", .fell)].map(movers)
  }

  private func movers(_ word: String, _ direction: ChangeFinding.Direction) -> Sentence {
    let found = rows.filter {
      $0.finding.direction == direction && $0.finding.verdict == .unlikelyNoise
    }.sorted { ($0.finding.qValue ?? 1, $0.name) < ($1.finding.qValue ?? 1, $1.name) }
    let names = found.prefix(8).map(\.name)
    let more = found.count > names.count ? " and \(found.count - names.count) more" : ""
    let listed = found.isEmpty ? "none" : names.joined(separator: ", ") + more
    return "\(word), unlikely to be noise: \(.text(listed, from: found.flatMap(\.tallies)))."
  }
}
