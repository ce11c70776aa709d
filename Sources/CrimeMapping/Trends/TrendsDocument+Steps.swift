import Evidence
import Records

extension TrendsDocument {
  var stepsReading: Sentence {
    """
    Known breaks are those named beforehand: their size is estimated with an interval. Steps found are where the \
    data themselves are told better by levels than by one steady slope; as their month was searched for, they have \
    no interval, and chance alone gives one in about one to three of a hundred series whose months are \
    independent, more often where neighbouring months are alike.
    """
  }

  var stepTables: [Document.Block] {
    let known = series.flatMap { one in question.breaks.map { knownRow($0, one) } }
    let found = series.flatMap { one in
      one.analysis.changes.value?.points.map { foundRow($0, one) } ?? []
    }
    var blocks: [Document.Block] = []
    if !known.isEmpty { blocks.append(.table(knownTable(known))) }
    if found.isEmpty {
      blocks.append(.paragraph(nothingFound))
    } else {
      blocks.append(.table(foundTable(found)))
    }
    return blocks
  }

  private var nothingFound: Sentence {
    let reasons = series.compactMap(\.analysis.changes.reason)
    guard reasons.count < series.count else {
      return "Steps were not searched for: \(reasons.first ?? "")."
    }
    let tallies = series.flatMap(\.months)
    return "\(.text("No step was found that was not named.", from: tallies))"
  }

  private func knownTable(_ rows: [[Cell]]) -> ResultTable {
    ResultTable(
      "breaks", "Known breaks",
      columns: [
        .init("series", "Series", .words), .init("break", "Known break", .words),
        .init("from", "From", .words), .init("times", "Level after, times before"),
        .init("times_interval", "\(sureness) interval", .interval),
      ], rows: rows,
      notes: [
        "A break changes the level by this much at its date; that it did so because of what it is named after is not "
          + "said."
      ])
  }

  private func knownRow(_ known: KnownBreak, _ series: TrendSeries) -> [Cell] {
    let head: [Cell] = [
      .text(series.name), .text(known.name), .text(Self.month(known.ordinal)),
    ]
    do throws(Undefined) {
      let step = try series.analysis.model.get().step(at: known, question.confidence)
      return head + [
        .number(step.value, decimals: 2, from: series.months),
        .interval(step.interval, .decimals(2), from: series.months),
      ]
    } catch {
      let none = Cell.undefined(error, from: series.months)
      return head + [none, none]
    }
  }

  private func foundTable(_ rows: [[Cell]]) -> ResultTable {
    ResultTable(
      "steps", "Steps found",
      columns: [
        .init("series", "Series", .words), .init("last_before", "Old level to", .words),
        .init("first_after", "New level from", .words), .init("before", "Before"),
        .init("after", "After"), .init("times", "Times"),
      ], rows: rows,
      notes: [
        "Levels are incidents per month of mean length, without season and known breaks. Ask first whether recording "
          + "changed then."
      ])
  }

  private func foundRow(_ point: ChangePoints.Point, _ series: TrendSeries) -> [Cell] {
    let tallies = series.months
    return [
      .text(series.name), .text(Self.month(point.lastBefore), from: tallies),
      .text(Self.month(point.ordinal), from: tallies),
      .number(point.levelBefore, decimals: 1, from: tallies),
      .number(point.levelAfter, decimals: 1, from: tallies),
      .number(point.ratio, decimals: 2, from: tallies),
    ]
  }
}
