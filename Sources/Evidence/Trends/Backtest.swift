/// How forecasts would have done: from each past month on, with what was known then (rolling origin; Tashman 2000).
package struct Backtest: Hashable, Sendable {
  package struct Score: Hashable, Sendable {
    package let method: ForecastMethod
    /// Mean size of the error, in incidents a month.
    package let meanError: Double
    /// Mean of errors over the mean change from a year before in the months known then: below 1 beats it (MASE,
    /// Hyndman and Koehler 2006, with the seasonal scale).
    package let scaledError: Double
    /// How many of the outcomes lay in their 80 % and 95 % intervals.
    package let within80: Double
    package let within95: Double
    /// Mean of squared errors over the variances told beforehand: 1 where intervals are as wide as they should be.
    package let squaredMiss: Double
  }

  /// Months that must be known for a forecast to be tried.
  package static let shortestPast = 24
  /// How many of the newest origins are tried, at most.
  package static let mostOrigins = 24

  /// In the order of `ForecastMethod`, each over the same months.
  package let scores: [Score]
  package let origins: Int
  package let forecasts: Int

  private struct Trial {
    let outcome: Double
    let scale: Double
    let predictions: [PredictiveCount]
  }

  /// - Throws: `Undefined` where fewer than six outcomes can be compared.
  /// - Complexity: two fits for each origin.
  package init(
    _ series: MonthlyCounts, horizon: Int, season: SeasonShape, breaks: [KnownBreak] = []
  ) throws(Undefined) {
    let origins = series.months.indices.dropLast()
      .filter { $0 + 1 >= Self.shortestPast }.suffix(Self.mostOrigins)
    let trials = origins.map { origin in
      Self.trials(from: origin, series, horizon, season, breaks)
    }
    let all = trials.flatMap { $0 }
    guard all.count >= 6 else {
      throw Undefined("too few past months can be foretold to try a forecast on")
    }
    self.origins = trials.count { !$0.isEmpty }
    forecasts = all.count
    scores = ForecastMethod.allCases.indices.map { Self.score($0, all) }
  }

  /// The method with the least mean error; of equals the simplest.
  package var best: ForecastMethod {
    scores.reduce(scores[0]) { $1.meanError < $0.meanError ? $1 : $0 }.method
  }

  package func score(of method: ForecastMethod) -> Score {
    scores[ForecastMethod.allCases.firstIndex(of: method) ?? 0]
  }

  /// Nothing where a method has no answer, so that all are judged by the same months.
  private static func trials(
    from origin: Int, _ series: MonthlyCounts, _ horizon: Int, _ season: SeasonShape,
    _ breaks: [KnownBreak]
  ) -> [Trial] {
    let known = MonthlyCounts(Array(series.months[...origin]))
    let last = series.months[origin].ordinal
    let later = series.months[(origin + 1)...].filter { $0.ordinal <= last + horizon }
    let targets = later.map { (ordinal: $0.ordinal, days: $0.days) }
    let changes = known.months.compactMap { month in
      known.month(month.ordinal - 12).map { abs(month.count - $0.rate * month.days) }
    }
    guard !targets.isEmpty, changes.count >= 6 else { return [] }
    let scale = max(changes.reduce(0, +) / Double(changes.count), 1e-9)
    let predictions = ForecastMethod.allCases.map { method in
      // A method without an answer leaves the origin out, for all.
      try? method.predictions(of: targets, from: known, season: season, breaks: breaks)
    }
    let answered = predictions.compactMap { $0 }
    guard answered.count == predictions.count else { return [] }
    return later.indices.map { i in
      Trial(
        outcome: later[i].count, scale: scale,
        predictions: answered.map { $0[i - later.startIndex] })
    }
  }

  private static func score(_ method: Int, _ trials: [Trial]) -> Score {
    let count = Double(trials.count)
    func mean(_ value: (Trial, PredictiveCount) -> Double) -> Double {
      trials.reduce(0) { $0 + value($1, $1.predictions[method]) } / count
    }
    return Score(
      method: ForecastMethod.allCases[method],
      meanError: mean { abs($0.outcome - $1.mean) },
      scaledError: mean { abs($0.outcome - $1.mean) / $0.scale },
      within80: mean { $1.interval(0.8).contains($0.outcome) ? 1 : 0 },
      within95: mean { $1.interval(0.95).contains($0.outcome) ? 1 : 0 },
      squaredMiss: mean { ($0.outcome - $1.mean) * ($0.outcome - $1.mean) / $1.variance })
  }
}
