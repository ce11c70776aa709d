import Evidence
import Records

extension TrendsDocument {
  /// What matters, one sentence a thing; of several series their directions only.
  var summary: [Sentence] {
    guard series.count == 1, let one = series.first else {
      return series.prefix(12).map { "\($0.name): \(directionWords($0))" }
        + (series.count > 12 ? ["The others stand in the table."] : [])
    }
    return [directionWords(one, starts: true), yearWords(one)].compactMap { $0 } + stepWords(one)
      + [newestWords(one), forecastWords(one)].compactMap { $0 }
  }

  private func directionWords(_ series: TrendSeries, starts: Bool = false) -> Sentence {
    let tallies = series.months
    switch series.analysis.direction {
    case .failure(let why):
      return "\(starts ? "No" : "no") direction is told: \(why.reason)."
    case .success(let estimate):
      let words = Self.direction(estimate.interval)
      let verdict: Sentence =
        words == "no clear direction"
        ? "\(starts ? "No" : "no") clear direction, \(.text("which is not the same as no change", from: tallies))"
        : "\(starts ? "The level is " : "")\(.text(words, from: tallies))"
      return verdict + ": " + amount(estimate, series)
    }
  }

  private func amount(_ estimate: Estimate, _ series: TrendSeries) -> Sentence {
    let tallies = series.months
    let value = Self.change(estimate.value, of: series, from: tallies)
    let interval = Self.change(estimate.interval, of: series, from: tallies)
    return series.bearsPercent
      ? "\(value) a year (\(sureness) interval \(interval))\(series.area == nil && self.series.count == 1 ? ", season and known breaks taken out" : "")."
      : "each year holds \(value) times the year before (\(sureness) interval \(interval); too few for percentages)."
  }

  /// The last twelve months beside the twelve before.
  private func yearWords(_ series: TrendSeries) -> Sentence? {
    let years = series.counts.rollingYears
    guard let last = years.last, last.sum != nil else {
      return
        "The twelve months to \(years.last.map { Self.month($0.ordinal) } ?? "the end") are not complete, so no rolling year is told."
    }
    let now = Tally(series.tallies(ofYearTo: last.ordinal).flatMap(\.incidents))
    let end = Self.month(last.ordinal)
    guard years.first(where: { $0.ordinal == last.ordinal - 12 })?.sum != nil else {
      return "The twelve months to \(end) had \(.count(now))."
    }
    let before = Tally(series.tallies(ofYearTo: last.ordinal - 12).flatMap(\.incidents))
    return "The twelve months to \(end) had \(.count(now)), the twelve before \(.count(before))."
  }

  private func stepWords(_ series: TrendSeries) -> [Sentence] {
    guard let changes = series.analysis.changes.value, !changes.points.isEmpty else { return [] }
    return changes.points.map { point in
      let parts = stretches(around: point, in: series)
      let ratio = Self.change(point.ratio, of: series, from: parts)
      let place =
        point.lastBefore + 1 == point.ordinal
        ? "in \(Self.month(point.ordinal))"
        : "between \(Self.month(point.lastBefore)) and \(Self.month(point.ordinal))"
      return
        "A step that was not named: \(place) the level changed to \(.number(point.levelAfter, decimals: 1, from: parts)) a month from \(.number(point.levelBefore, decimals: 1, from: parts)) (\(ratio)). A steady direction tells this series less well."
    }
  }

  /// All months of the series: levels rest on the season, which is of all.
  func stretches(around point: ChangePoints.Point, in series: TrendSeries) -> [Tally] {
    series.months
  }

  private func newestWords(_ series: TrendSeries) -> Sentence? {
    guard let newest = series.counts.months.last,
      let standing = series.counts.standing(of: newest.ordinal), let tally = series.months.last
    else { return nil }
    let name = Self.month(newest.ordinal)
    let rank = rankWords(standing, series)
    return "The newest month, \(name), had \(.count(tally))\(rank)\(watchWords(series))."
  }

  private func rankWords(_ standing: MonthlyCounts.Standing, _ series: TrendSeries) -> Sentence {
    guard standing.observed >= 12 else { return "" }
    let high = standing.lastAsHigh, low = standing.lastAsLow
    if high == nil {
      return ", \(.text("the highest of all \(standing.observed + 1) months", from: series.months))"
    }
    if low == nil {
      return ", \(.text("the lowest of all \(standing.observed + 1) months", from: series.months))"
    }
    guard let high, let newest = series.counts.months.last, newest.ordinal - high > 12 else {
      return ""
    }
    return ", \(.text("the highest since \(Self.month(high))", from: series.months))"
  }

  private func watchWords(_ series: TrendSeries) -> Sentence {
    guard let watch = series.analysis.watch.value, let last = watch.months.last,
      last.ordinal == series.counts.months.last?.ordinal
    else { return "" }
    let tallies = series.months
    let words =
      last.exceeds
      ? "above what chance lets expect"
      : watch.isRaised(last)
        ? "not by itself too high, but the last months together are above what was expected"
        : "within what the months before let expect"
    return
      "; \(.text(words, from: tallies)) (expected \(.number(last.expected, decimals: 1, from: tallies)), limit \(.number(Double(last.limit), decimals: 0, from: tallies)))"
  }

  private func forecastWords(_ series: TrendSeries) -> Sentence? {
    guard let attempt = series.analysis.forecast else { return nil }
    guard let forecast = attempt.value, let first = forecast.months.first else {
      return "No forecast: \(attempt.reason ?? "there is none")."
    }
    let interval = first.prediction.interval(question.confidence)
    return
      "\(Self.month(first.ordinal)) may bring \(.number(first.prediction.mean, decimals: 0, from: series.months)) (\(sureness) interval \(.interval(interval, .decimals(0), from: series.months))), if things go on as they did."
  }
}
