import Evidence
import Geometry
import Records

extension TrendsDocument {
  /// One row a series: how many, where it is heading, and the newest month.
  var directions: ResultTable {
    ResultTable(
      "trends", question.by == .area ? "Direction of travel by area" : "Direction of travel",
      columns: [
        .init("series", series.first?.area == nil ? "Series" : "Area", .words),
        .init("code", "Code", .words, isDetail: true),
        .init("months", "Months", isDetail: true), .init("incidents", "Incidents"),
        .init("per_month", "Per month", isDetail: true), .init("direction", "Direction", .words),
        .init("percent_per_year", "A year"),
        .init("percent_interval", "\(sureness) interval", .interval),
        .init("times_per_year", "Times a year", isDetail: true),
        .init("times_interval", "Interval of times a year", .interval, isDetail: true),
        .init("dispersion", "Dispersion", isDetail: true),
        .init("autocorrelation", "Autocorrelation", isDetail: true),
        .init("year_to_last", "Last 12 months"), .init("year_before", "12 before"),
        .init("last_month", "Newest", .words, isDetail: true), .init("last_count", "Newest month"),
        .init("last_expected", "Expected"), .init("last_verdict", "Verdict", .words),
        .init("steps", "Steps found", .words),
      ],
      rows: series.map(row),
      notes: [
        "A year: how the level changes from one year to the next; no percentage where a year holds under 20. "
          + "Expected: from the months before the newest alone. An interval that holds 0% leaves the direction open."
      ],
      shapes: series.contains { $0.area != nil } ? series.map { $0.area?.shape } : nil)
  }

  private func row(_ series: TrendSeries) -> [Cell] {
    let (tallies, analysis) = (series.months, series.analysis)
    let days = series.counts.months.reduce(0) { $0 + $1.days }
    let mean = Double(series.all.count) / days * MonthlyCounts.meanDays
    return [
      .text(series.name), series.area.map { .text($0.code) } ?? .blank,
      .whole(series.months.count), .count(series.all),
      .number(mean, decimals: 1, from: [series.all]),
    ] + directionCells(series)
      + [
        fromModel(series) { .number($0.regression.dispersion, decimals: 2, from: tallies) },
        fromModel(series) { .number($0.autocorrelation, decimals: 2, from: tallies) },
      ] + yearCells(series) + newestCells(series) + [stepsCell(analysis, tallies)]
  }

  private func fromModel(_ series: TrendSeries, _ make: (TrendModel) -> Cell) -> Cell {
    switch series.analysis.model {
    case .success(let model): make(model)
    case .failure(let why): .undefined(why, from: series.months)
    }
  }

  private func directionCells(_ series: TrendSeries) -> [Cell] {
    let tallies = series.months
    switch series.analysis.direction {
    case .failure(let why):
      return [Cell](repeating: .undefined(why, from: tallies), count: 5)
    case .success(let estimate):
      let none = Cell.undefined("a year holds fewer than 20 incidents", from: tallies)
      return [
        .text(Self.direction(estimate.interval), from: tallies),
        series.bearsPercent ? Self.change(estimate.value, of: series, from: tallies) : none,
        series.bearsPercent ? Self.change(estimate.interval, of: series, from: tallies) : none,
        .number(estimate.value, decimals: 3, from: tallies),
        .interval(estimate.interval, .decimals(3), from: tallies),
      ]
    }
  }

  private func yearCells(_ series: TrendSeries) -> [Cell] {
    let years = series.counts.rollingYears
    guard let last = years.last?.ordinal else { return [.blank, .blank] }
    return [last, last - 12].map { end in
      guard years.first(where: { $0.ordinal == end })?.sum != nil else {
        return .undefined("a month of the twelve to \(Self.month(end)) has no data")
      }
      return .count(Tally(series.tallies(ofYearTo: end).flatMap(\.incidents)))
    }
  }

  private func newestCells(_ series: TrendSeries) -> [Cell] {
    guard let newest = series.counts.months.last, let tally = series.months.last else {
      return [.blank, .blank, .blank, .blank]
    }
    let first: [Cell] = [.text(Self.month(newest.ordinal)), .count(tally)]
    guard let watch = series.analysis.watch.value, let last = watch.months.last else {
      let why = Cell.undefined(
        series.analysis.watch.reason ?? "it was not watched", from: series.months)
      return first + [why, why]
    }
    return first + [
      .number(last.expected, decimals: 1, from: series.months), verdict(last, watch, series),
    ]
  }

  func verdict(
    _ month: Surveillance.Month, _ watch: Surveillance, _ series: TrendSeries
  ) -> Cell {
    let words =
      month.exceeds ? "too high" : watch.isRaised(month) ? "raised for some time" : "as expected"
    return .text(words, from: series.months)
  }

  private func stepsCell(_ analysis: TrendAnalysis, _ tallies: [Tally]) -> Cell {
    switch analysis.changes {
    case .failure(let why): .undefined(why, from: tallies)
    case .success(let changes):
      .text(
        changes.points.isEmpty
          ? "none" : changes.points.map { Self.month($0.ordinal) }.joined(separator: ", "),
        from: tallies)
    }
  }

  // MARK: - Months

  /// One row a month of a single series.
  var months: ResultTable {
    let unusual = series.first?.analysis.unusual.value
    return ResultTable(
      "months", "Months",
      columns: [
        .init("month", "Month", .words), .init("days", "Days", isDetail: true),
        .init("count", "Count"), .init("rolling_12", "12 to here"),
        .init("level", "Level"), .init("season", "Season"), .init("expected", "Expected"),
        .init("range", "Usual range", .interval), .init("q", "q", isDetail: true),
      ],
      rows: series.first.map { one in
        one.counts.months.indices.map { row($0, of: one, unusual) }
      } ?? [],
      notes: [
        "Level: per month of mean length, without season. Season: how many times a mean month this one is. Expected "
          + "and usual range: from all other months, so a month does not vouch for itself."
      ])
  }

  private func row(_ i: Int, of series: TrendSeries, _ unusual: UnusualMonths?) -> [Cell] {
    let (month, tallies) = (series.counts.months[i], series.months)
    let year = series.counts.rollingYears[i]
    let other = unusual?.months[i]
    let why = series.analysis.unusual.reason ?? "it cannot be told"
    return [
      .text(Self.month(month.ordinal)), .whole(Int(month.days)), .count(series.months[i]),
      year.sum == nil
        ? .undefined("a month of the twelve has no data")
        : .count(Tally(series.tallies(ofYearTo: month.ordinal).flatMap(\.incidents))),
      fromModel(series) { .number($0.level(at: month.ordinal), decimals: 1, from: tallies) },
      fromModel(series) {
        .number($0.seasonalFactor(at: month.ordinal), decimals: 2, from: tallies)
      },
      other.map { .number($0.expected, decimals: 1, from: tallies) }
        ?? .undefined(why, from: tallies),
      other.map { .interval($0.interval, .decimals(0), from: tallies) }
        ?? .undefined(why, from: tallies),
      other.map { .number($0.qValue, decimals: 3, from: tallies) }
        ?? .undefined(why, from: tallies),
    ]
  }
}
