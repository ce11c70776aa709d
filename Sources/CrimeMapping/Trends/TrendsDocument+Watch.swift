import Evidence
import Probability
import Records

extension TrendsDocument {
  // MARK: - Unusual months

  var unusualBlocks: [Document.Block] {
    let found = series.flatMap { one in
      one.analysis.unusual.value?.beyond(0.05).map { unusualRow($0, one) } ?? []
    }
    guard !found.isEmpty else { return [.paragraph(noneUnusual)] }
    return [
      .table(
        ResultTable(
          "unusual", "Beyond what the other months let expect",
          columns: [
            .init("series", "Series", .words), .init("month", "Month", .words),
            .init("count", "Count"), .init("expected", "Expected"),
            .init("range", "Usual range", .interval), .init("verdict", "Verdict", .words),
            .init("p", "p"), .init("q", "q"),
          ], rows: found,
          notes: [
            "Each month is compared with a negative binomial prediction from all others (p, both sides); q adjusts p for "
              + "the number of months of the series (Benjamini and Hochberg), listed up to 0.05."
          ]))
    ]
  }

  private var noneUnusual: Sentence {
    let reasons = series.compactMap(\.analysis.unusual.reason)
    guard reasons.count < series.count else {
      return "Months could not be compared with the others: \(reasons.first ?? "")."
    }
    return
      "\(.text("No month is beyond what the others let expect, once the number of months looked at is taken into account.", from: series.flatMap(\.months)))"
  }

  private func unusualRow(_ month: UnusualMonths.Month, _ series: TrendSeries) -> [Cell] {
    let tallies = series.months
    return [
      .text(series.name), .text(Self.month(month.ordinal), from: tallies),
      .count(series.tally(of: month.ordinal)),
      .number(month.expected, decimals: 1, from: tallies),
      .interval(month.interval, .decimals(0), from: tallies),
      .text(month.count > month.expected ? "high" : "low", from: tallies),
      .pValue(month.pValue.value, from: tallies), .pValue(month.qValue, from: tallies),
    ]
  }

  // MARK: - Watch

  var watchBlocks: [Document.Block] {
    guard let first = series.compactMap(\.analysis.watch.value).first else {
      let reason = series.first?.analysis.watch.reason ?? "there are no months"
      return [.paragraph("The newest months were not watched: \(reason).")]
    }
    let watched = series.filter { $0.analysis.watch.value != nil }
    let blocks: [Document.Block] = [.paragraph(watchReading(first))]
    guard series.count == 1, let one = watched.first, let watch = one.analysis.watch.value else {
      return blocks + [.paragraph(alarms(watched))]
    }
    return blocks + [.table(watchTable(one, watch))]
  }

  private func watchReading(_ watch: Surveillance) -> Sentence {
    let length = watch.chart.averageRunLength
    let run = length > 1_000 ? "more than 1,000" : fixed(length, 0)
    let share = Cell.number(question.falseAlarms, .share(1))
    return """
      Each of the last twelve months is compared with a prediction from the months before it alone. By chance, about \
      \(share) of months exceed their limit. The running sum adds up evidence of a smaller rise that lasts; \
      while nothing has changed it alarms about once in \(.text(run)) months. An alarm asks for a look, no more.
      """
  }

  /// Of several series only those with an alarm in the newest month.
  private func alarms(_ series: [TrendSeries]) -> Sentence {
    let raised = series.filter { one in
      guard let watch = one.analysis.watch.value, let last = watch.months.last else { return false }
      return last.exceeds || watch.isRaised(last)
    }
    let names = raised.map(\.name).joined(separator: ", ")
    return
      "\(.text(raised.isEmpty ? "No series alarms in its newest month." : "An alarm in the newest month: \(names).", from: series.flatMap(\.months)))"
  }

  private func watchTable(_ series: TrendSeries, _ watch: Surveillance) -> ResultTable {
    let tallies = series.months
    return ResultTable(
      "watch", "The newest months",
      columns: [
        .init("month", "Month", .words), .init("count", "Count"),
        .init("expected", "Expected"), .init("limit", "Limit"), .init("score", "Score"),
        .init("running_sum", "Running sum"), .init("alarm_above", "Alarm above", isDetail: true),
        .init("verdict", "Verdict", .words),
      ],
      rows: watch.months.map { month in
        [
          .text(Self.month(month.ordinal)), .count(series.tally(of: month.ordinal)),
          .number(month.expected, decimals: 1, from: tallies),
          .number(Double(month.limit), decimals: 0, from: tallies),
          .number(month.score, decimals: 2, from: tallies),
          .number(month.cumulativeSum, decimals: 2, from: tallies),
          .number(watch.chart.threshold, decimals: 2, from: tallies),
          verdict(month, watch, series),
        ]
      },
      notes: [
        "Score: 0 as expected, above 1 beyond the limit. The running sum is tuned to \(.number(watch.chart.ratio, decimals: 2, from: tallies)) times what is expected and alarms above \(.number(watch.chart.threshold, decimals: 2, from: tallies))."
      ])
  }
}
