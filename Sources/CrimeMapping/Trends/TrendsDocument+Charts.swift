import Evidence
import Maps
import Records

extension TrendsDocument {
  /// Each series in a panel: counts, level, rolling year, known breaks, unusual months and the forecast.
  var chart: Chart {
    let shown = series.prefix(Self.mostPanels)
    let more =
      series.count > shown.count ? " The \(shown.count) series with most incidents are drawn." : ""
    let fan =
      shown.contains { $0.analysis.forecast?.value != nil }
      ? " Bands: what the next months may bring (80% and \(sureness))." : ""
    return Chart(
      "series",
      caption:
        "Dots: incidents a month. Line: the level, without season. Dashed: the mean of the last twelve months.\(fan)\(more)",
      alternative:
        "Incidents by month with their level, the mean of twelve months, known breaks and forecast; the numbers stand in the tables.",
      panels: shown.map { panel($0) })
  }

  private func panel(_ series: TrendSeries) -> Chart.Panel {
    let start = series.counts.months.first?.ordinal ?? 0
    let ahead = series.analysis.forecast?.value?.months.count ?? 0
    let x = { (ordinal: Int) in Double(ordinal - start) }
    return Chart.Panel(
      title: self.series.count > 1 ? series.name : "",
      horizontal: .months(
        year: start / 12, month: start % 12 + 1, count: series.counts.span + ahead),
      vertical: .init(title: "Incidents a month", including: 0...0),
      series: fan(series, x) + lines(series, x) + marks(series, x))
  }

  private func fan(_ series: TrendSeries, _ x: (Int) -> Double) -> [Chart.Series] {
    guard let forecast = series.analysis.forecast?.value else { return [] }
    let tallies = series.months
    func band(_ confidence: Double) -> [Chart.Value] {
      forecast.months.map { month in
        let interval = month.prediction.interval(confidence)
        return .init(
          x(month.ordinal), .number(month.prediction.mean, decimals: 1, from: tallies),
          low: .number(interval.low, decimals: 0, from: tallies),
          high: .number(interval.high, decimals: 0, from: tallies))
      }
    }
    return [
      .init(.wideBand, "\(sureness) interval", band(question.confidence), colour: "#7b3294"),
      .init(.band, "80% interval", band(0.8), colour: "#7b3294"),
      .init(.dashed, "Forecast", band(0.8), colour: "#7b3294"),
    ]
  }

  private func lines(_ series: TrendSeries, _ x: (Int) -> Double) -> [Chart.Series] {
    let (counts, tallies) = (series.counts, series.months)
    let years = Dictionary(uniqueKeysWithValues: counts.rollingYears.map { ($0.ordinal, $0.sum) })
    let span = (counts.months.first?.ordinal ?? 0)..<((counts.months.last?.ordinal ?? -1) + 1)
    let rolling = span.map { ordinal -> Chart.Value in
      let sum = years[ordinal].flatMap { $0 }
      return .init(
        x(ordinal),
        sum.map {
          .number($0 / 12, decimals: 1, from: series.tallies(ofYearTo: ordinal))
        })
    }
    let observed = span.map { ordinal -> Chart.Value in
      .init(x(ordinal), counts.month(ordinal).map { _ in .count(series.tally(of: ordinal)) })
    }
    var result: [Chart.Series] = [
      .init(.linePoints, "Incidents", observed, colour: "#5f6b76")
    ]
    if rolling.contains(where: { $0.y != nil }) {
      result.append(.init(.dashed, "Mean of 12 months", rolling, colour: "#0571b0"))
    }
    if let model = series.analysis.model.value {
      let level = span.map { ordinal -> Chart.Value in
        .init(
          x(ordinal),
          counts.month(ordinal).map { _ in
            .number(model.level(at: ordinal), decimals: 1, from: tallies)
          })
      }
      result.append(.init(.line, "Level without season", level, colour: "#ca0020"))
    }
    return result
  }

  private func marks(_ series: TrendSeries, _ x: (Int) -> Double) -> [Chart.Series] {
    let counts = series.counts
    let inside = question.breaks.filter { known in
      known.ordinal > counts.months.first?.ordinal ?? 0
        && known.ordinal <= counts.months.last?.ordinal ?? 0
    }
    let unusual = series.analysis.unusual.value?.beyond(0.05) ?? []
    let signs = unusual.map { month in
      Chart.Value(
        x(month.ordinal), .count(series.tally(of: month.ordinal)),
        label: Self.month(month.ordinal))
    }
    return
      (signs.isEmpty
      ? [] : [.init(.points, "Out of the ordinary", signs, colour: "#e66101")])
      + inside.map { known in
        .init(.mark(x(known.ordinal) - 0.5, caption: known.name), "Known break", colour: "#1a1a1a")
      }
  }

  // MARK: - Parts

  /// Trend, season and remainder of a single series.
  var partsBlocks: [Document.Block] {
    guard let one = series.first else { return [] }
    guard let parts = one.analysis.parts.value else {
      return [
        .paragraph("The series is not taken apart: \(one.analysis.parts.reason ?? "").")
      ]
    }
    let values: [(String, [Double?])] = [
      ("Trend", parts.trend), ("Season", parts.seasonal), ("Remainder", parts.remainder),
    ]
    return [
      .paragraph(
        "Counts per month of mean length, taken apart into trend, season and remainder (STL, robust, the same season every year) for the eye: there are no intervals. Gaps are bridged. The chart is in the page and in JSON."
      ),
      .chart(
        Chart(
          "parts",
          caption:
            "Trend, season and remainder add up to the counts.",
          alternative: "The series as a sum of a smooth trend, a season and what remains.",
          panels: values.map { name, numbers in
            Chart.Panel(
              title: name,
              horizontal: .months(
                year: parts.start / 12, month: parts.start % 12 + 1, count: numbers.count),
              vertical: .init(
                title: "Incidents a month", including: name == "Trend" ? nil : 0...0),
              series: [
                .init(
                  name == "Remainder" ? .linePoints : .line, name,
                  numbers.enumerated().map { x, value in
                    .init(
                      Double(x), value.map { .number($0, decimals: 1, from: one.months) })
                  })
              ])
          })),
    ]
  }
}
