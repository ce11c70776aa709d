import RealModule

/// How the next months are foretold.
package enum ForecastMethod: String, CaseIterable, Hashable, Sendable {
  /// The newest count of the same calendar month: what any other must beat.
  case seasonalNaive
  /// A level with a season, older months counting for less.
  case seasonalLevel
  /// A slope that fades, with a season, older months counting for less.
  case dampedTrend

  /// In words.
  package var name: String {
    switch self {
    case .seasonalNaive: "the same month a year before"
    case .seasonalLevel: "the recent level with its season"
    case .dampedTrend: "the recent trend, fading, with its season"
    }
  }

  /// After how many months a month counts half.
  package static let halfLife = 24.0
  /// What is left of a slope after a month (Gardner and McKenzie 1985; 0.9 is a choice of this project).
  package static let damping = 0.9

  /// Predictions of calendar months after the series' last.
  ///
  /// - Parameter targets: (month, its days), after the last observed.
  /// - Throws: `Undefined` where the method cannot tell one of them.
  package func predictions(
    of targets: [(ordinal: Int, days: Double)], from series: MonthlyCounts, season: SeasonShape,
    breaks: [KnownBreak]
  ) throws(Undefined) -> [PredictiveCount] {
    guard let last = series.months.last?.ordinal else { throw Undefined("there are no months") }
    if self == .seasonalNaive { return try Self.naive(targets, series) }
    let weights = series.months.map {
      Double.exp(-Double.log(2) * Double(last - $0.ordinal) / Self.halfLife)
    }
    let model = try TrendModel(
      series, season: season, breaks: breaks, hasSlope: self == .dampedTrend, weights: weights)
    return targets.map { model.damped(at: $0.ordinal, days: $0.days, after: last) }
  }

  /// Each scatters about the month a year before as past months did, relative to their means.
  private static func naive(
    _ targets: [(ordinal: Int, days: Double)], _ series: MonthlyCounts
  ) throws(Undefined) -> [PredictiveCount] {
    let scatter = series.months.compactMap { month -> Double? in
      guard let before = series.month(month.ordinal - 12) else { return nil }
      let mean = max(before.rate * month.days, 0.5)
      return (month.count - mean) * (month.count - mean) / mean
    }
    guard scatter.count >= 6 else {
      throw Undefined("too few months were observed a year apart")
    }
    let ratio = scatter.reduce(0, +) / Double(scatter.count)
    var predictions: [PredictiveCount] = []
    for target in targets {
      guard let before = series.newest(ofCalendarMonth: target.ordinal) else {
        throw Undefined("a calendar month to be foretold was never observed")
      }
      let mean = max(before.rate * target.days, 0.5)
      predictions.append(PredictiveCount(mean: mean, variance: mean * ratio))
    }
    return predictions
  }
}

extension MonthlyCounts {
  /// The newest observed month of the same name before another.
  fileprivate func newest(ofCalendarMonth ordinal: Int) -> Month? {
    months.last { $0.ordinal < ordinal && ($0.ordinal - ordinal) % 12 == 0 }
  }
}

extension TrendModel {
  /// A prediction for a month after the last, the slope fading from there.
  fileprivate func damped(at ordinal: Int, days: Double, after last: Int) -> PredictiveCount {
    var row = row(ordinal)
    if hasSlope {
      var (reach, part) = (0.0, 1.0)
      for _ in last..<ordinal {
        part *= ForecastMethod.damping
        reach += part
      }
      row[regression.position(of: "slope")] = (Double(last) - centre + reach) / 12
    }
    return prediction(logMean(at: row, days: days))
  }
}

/// What the next months may bring.
package struct Forecast: Hashable, Sendable {
  package struct Month: Hashable, Sendable {
    package let ordinal: Int
    package let prediction: PredictiveCount
  }

  package let method: ForecastMethod
  package let months: [Month]
  package let backtest: Backtest
  /// What variances were multiplied by, as past forecasts missed by more than they said; at least 1.
  package let widening: Double

  /// Foretells the months after the last by the method that would have done best so far.
  ///
  /// - Parameter targets: (month, its days), after the last observed; at most 12 of them.
  /// - Throws: `Undefined` below 36 months observed, without the last twelve complete, or where no method could be
  ///   tried at least six times.
  package init(
    _ series: MonthlyCounts, targets: [(ordinal: Int, days: Double)], season: SeasonShape,
    breaks: [KnownBreak] = []
  ) throws(Undefined) {
    precondition((1...12).contains(targets.count), "one to twelve months are foretold")
    let newest = series.months.suffix(12)
    guard series.months.count >= Backtest.shortestPast + 12 else {
      throw Undefined(
        "a forecast needs \(Backtest.shortestPast + 12) months, so that it can be tried on the last year first"
      )
    }
    guard let first = newest.first, let last = newest.last, last.ordinal - first.ordinal == 11
    else { throw Undefined("a forecast needs the last twelve months without a gap") }
    backtest = try Backtest(series, horizon: targets.count, season: season, breaks: breaks)
    method = backtest.best
    widening = max(1, backtest.score(of: backtest.best).squaredMiss)
    let widening = widening
    months = zip(
      targets,
      try method.predictions(of: targets, from: series, season: season, breaks: breaks)
    ).map { target, prediction in
      Month(
        ordinal: target.ordinal,
        prediction: PredictiveCount(
          mean: prediction.mean, variance: prediction.variance * widening))
    }
  }
}
