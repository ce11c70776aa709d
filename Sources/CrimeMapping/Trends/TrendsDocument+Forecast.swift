import Evidence
import Records

extension TrendsDocument {
  var forecastBlocks: [Document.Block] {
    let told = series.filter { $0.analysis.forecast?.value != nil }
    guard let first = told.first, let forecast = first.analysis.forecast?.value else {
      let reason = series.first?.analysis.forecast?.reason ?? "there are no months"
      return [.paragraph("Nothing is foretold: \(reason).")]
    }
    return [
      .paragraph(
        told.count == 1
          ? method(forecast, first) : "Each series by the method that did best for it."
      ),
      .table(forecastTable(told)), .table(backtestTable(told)),
    ]
  }

  private func method(_ forecast: Forecast, _ series: TrendSeries) -> Sentence {
    let tallies = series.months
    let name = Cell.text(forecast.method.name, from: tallies)
    let score = forecast.backtest.score(of: forecast.method)
    let base =
      "Foretold by \(name), which did best on \(.whole(forecast.backtest.forecasts)) forecasts made from \(.whole(forecast.backtest.origins)) past months with what was known then: off by \(.number(score.meanError, decimals: 1, from: tallies)) a month on average."
      as Sentence
    guard forecast.widening > 1.005 else { return base }
    return base
      + " Its intervals missed by more than they said, so those here are \(.number(forecast.widening.squareRoot(), decimals: 2, from: tallies)) times as wide."
  }

  private func forecastTable(_ series: [TrendSeries]) -> ResultTable {
    ResultTable(
      "forecast", "The next months",
      columns: [
        .init("series", "Series", .words), .init("month", "Month", .words),
        .init("expected", "Expected"), .init("range_80", "80% interval", .interval),
        .init("range", "\(sureness) interval", .interval),
        .init("method", "Method", .words, isDetail: true),
      ],
      rows: series.flatMap { one in
        (one.analysis.forecast?.value).map { forecast in
          forecast.months.map { row($0, forecast, one) }
        } ?? []
      },
      notes: [
        "If things go on as they did. No new operation, order or change of recording is foreseen."
      ])
  }

  private func row(
    _ month: Forecast.Month, _ forecast: Forecast, _ series: TrendSeries
  ) -> [Cell] {
    let tallies = series.months
    return [
      .text(series.name), .text(Self.month(month.ordinal)),
      .number(month.prediction.mean, decimals: 1, from: tallies),
      .interval(month.prediction.interval(0.8), .decimals(0), from: tallies),
      .interval(month.prediction.interval(question.confidence), .decimals(0), from: tallies),
      .text(forecast.method.name, from: tallies),
    ]
  }

  private func backtestTable(_ series: [TrendSeries]) -> ResultTable {
    ResultTable(
      "backtest", "How such forecasts would have done",
      columns: [
        .init("series", "Series", .words), .init("method", "Method", .words),
        .init("forecasts", "Forecasts"), .init("mean_error", "Mean error"),
        .init("mase", "MASE"), .init("within_80", "In 80%"), .init("within_95", "In 95%"),
        .init("chosen", "Chosen", .words),
      ],
      rows: series.flatMap { one in
        (one.analysis.forecast?.value).map { forecast in
          forecast.backtest.scores.map { row($0, forecast, one) }
        } ?? []
      },
      notes: [
        "From each past month on, with what was known then. MASE below 1 beats the mean change from a year before. In 80% and "
          + "In 95%: how many outcomes lay in those intervals before they were widened."
      ])
  }

  private func row(
    _ score: Backtest.Score, _ forecast: Forecast, _ series: TrendSeries
  ) -> [Cell] {
    let tallies = series.months
    return [
      .text(series.name), .text(score.method.name), .whole(forecast.backtest.forecasts),
      .number(score.meanError, decimals: 1, from: tallies),
      .number(score.scaledError, decimals: 2, from: tallies),
      .number(score.within80, .share(0), from: tallies),
      .number(score.within95, .share(0), from: tallies),
      .text(score.method == forecast.method ? "yes" : "", from: tallies),
    ]
  }
}
