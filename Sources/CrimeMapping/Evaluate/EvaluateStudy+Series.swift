import Evidence
import Maps
import Records

extension EvaluateStudy {
  /// The target's own course, with what it was expected to go on like.
  var seriesSection: Document.Section {
    switch evaluation.series {
    case .success(let series):
      return Document.Section(
        "series", "Against its own course before",
        [.paragraph(seriesSentence(series)), .chart(seriesChart(series))])
    case .failure(let why):
      return Document.Section(
        "series", "Against its own course before",
        [
          .paragraph(
            "No interrupted series can be fitted: \(.text(why.reason, from: targetMonths))."),
          .chart(seriesChart(nil)),
        ])
    }
  }

  private var targetMonths: [Tally] { periods.series.map { places.target.tally(of: $0) } }

  private func seriesSentence(_ series: InterruptedSeries) -> Sentence {
    let tallies = targetMonths
    let (ratio, excess) = (
      series.averageRatio(confidence: question.confidence),
      series.excess(confidence: question.confidence)
    )
    let shape =
      series.shape == .levelAndSlope
      ? "its level and its trend may change at the start" : "its level may change at the start"
    let season =
      series.hasSeason ? ", with a season" : ", without a season as there are too few months"
    return """
      Fitted by itself over all \(.whole(series.months.count)) months with data (\(shape)\(season)), the target counted \
      \(.number(ratio.value, decimals: 2, from: tallies)) times what its course before led to expect \
      (\(.interval(ratio.interval, .decimals(2), from: tallies))): \
      \(.number(excess.value, .signed(1), from: tallies)) incidents \
      (\(.interval(excess.interval, .decimals(1), from: tallies))). This uses no control: whatever else changed \
      is in it.
      """
  }

  private func seriesChart(_ series: InterruptedSeries?) -> Chart {
    let first = periods.series.first?.ordinal ?? 0
    let last = periods.series.last?.ordinal ?? 0
    let months = first...last
    func x(_ month: Month) -> Double { Double(month.ordinal - first) }
    func values(_ place: PlaceTallies, dividedBy weight: Double) -> [Chart.Value] {
      months.map { Month(ordinal: $0) }.map { month in
        guard periods.series.contains(month) else { return Chart.Value(x(month), nil) }
        let tally = place.tally(of: month)
        return Chart.Value(
          x(month),
          weight == 1
            ? .count(tally) : .number(Double(tally.count) / weight, decimals: 1, from: [tally]))
      }
    }
    var lines: [Chart.Series] = [
      Chart.Series(
        .line, "Control", values(places.control, dividedBy: places.controlWeight),
        colour: "#8a8a8a"),
      Chart.Series(.linePoints, "Target", values(places.target, dividedBy: 1), colour: "#1f4e79"),
    ]
    if let series { lines.insert(contentsOf: expectation(series, first: first), at: 0) }
    if let start = periods.later.first {
      lines.append(
        Chart.Series(.mark(x(start) - 0.5, caption: "start \(question.start.text)"), ""))
    }
    return Chart(
      "series",
      caption: """
        Incidents a month. Dashed: what the target's course before led to expect, with its \
        \(confidenceWords) interval. Gaps are months without data \
        or left out.
        """,
      alternative: """
        Monthly incidents of target and control before and after the start, with the course that was expected.
        """,
      panels: [
        Chart.Panel(
          horizontal: .months(
            title: "Month", year: Month(ordinal: first).year, month: Month(ordinal: first).month,
            count: Int(last - first) + 1),
          vertical: LineChart.Axis(title: "Incidents a month", including: 0...1), series: lines)
      ])
  }

  private func expectation(_ series: InterruptedSeries, first: Int32) -> [Chart.Series] {
    let tallies = targetMonths
    let values = zip(series.after, series.counterfactual(confidence: question.confidence)).map {
      month, estimate in
      Chart.Value(
        Double(month.index - Int(first)), .number(estimate.value, decimals: 1, from: tallies),
        low: .number(estimate.interval.low, decimals: 1, from: tallies),
        high: .number(estimate.interval.high, decimals: 1, from: tallies))
    }
    return [
      Chart.Series(.band, "Expected, interval", values, colour: "#d98c3f"),
      Chart.Series(.dashed, "Expected from its course before", values, colour: "#b5651d"),
    ]
  }
}
