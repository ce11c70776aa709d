import RealModule

/// Whether the newest months are higher than those before let expect.
///
/// Each watched month is compared with a prediction from the months before it alone: exceedance as by Farrington
/// and others (1996) in the manner of Noufaily and others (2013; months far above the rest count less, the limit
/// is a quantile of a negative binomial prediction), and a `CumulativeSum` that finds smaller rises that last.
package struct Surveillance: Hashable, Sendable {
  package struct Month: Hashable, Sendable {
    package let ordinal: Int
    package let count: Double
    package let expected: Double
    /// The count that chance exceeds with at most the false-alarm rate.
    package let limit: Int
    /// (count − expected) / (limit − expected): above 1 is an alarm.
    package let score: Double
    package let cumulativeSum: Double

    package var exceeds: Bool { count > Double(limit) }
  }

  /// Months that a prediction must rest on.
  package static let shortestBaseline = 24
  /// Calendar months that the past must span for a prediction to follow its slope.
  package static let slopeFrom = 36

  package let months: [Month]
  package let chart: CumulativeSum
  /// How often a month exceeds its limit by chance, at most; the chart's run length is its inverse.
  package let falseAlarms: Double

  /// - Parameters:
  ///   - watched: how many of the newest calendar months.
  ///   - ratio: what rise the chart is tuned to, as a multiple; if not given, half as much again, or two standard
  ///     deviations of a month where that is less, but at least a tenth.
  /// - Throws: `Undefined` where fewer than 24 months precede the newest, and as `CountModel.fitted(_:)`.
  package init(
    _ series: MonthlyCounts, season: SeasonShape, breaks: [KnownBreak] = [], watched: Int = 12,
    falseAlarms: Double = 0.01, ratio: Double? = nil
  ) throws(Undefined) {
    precondition(watched > 0 && falseAlarms > 0 && falseAlarms < 0.5, "a seldom false alarm")
    guard let last = series.months.last?.ordinal else { throw Undefined("there are no months") }
    let newest = series.months.indices.filter {
      $0 >= Self.shortestBaseline && series.months[$0].ordinal > last - watched
    }
    guard !newest.isEmpty else {
      throw Undefined("a watch on the newest month needs \(Self.shortestBaseline) months before it")
    }
    var predictions: [PredictiveCount] = []
    for i in newest {
      let month = series.months[i]
      predictions.append(
        try Self.prediction(
          of: month, from: MonthlyCounts(Array(series.months[..<i])), season, breaks))
    }
    self.falseAlarms = falseAlarms
    let typical = Self.typical(predictions)
    let deviation = typical.variance.squareRoot() / typical.mean
    chart = CumulativeSum(
      typical: typical, ratio: ratio ?? min(1.5, max(1.1, 1 + 2 * deviation)),
      runLength: 1 / falseAlarms)
    var (sum, months) = (0.0, [Month]())
    for (i, prediction) in zip(newest, predictions) {
      let month = series.months[i]
      sum = chart.next(after: sum, count: month.count, expected: prediction)
      months.append(Self.judged(month, prediction, sum, falseAlarms))
    }
    self.months = months
  }

  /// Whether the chart stands above its threshold in a month.
  package func isRaised(_ month: Month) -> Bool { month.cumulativeSum > chart.threshold }

  private static func judged(
    _ month: MonthlyCounts.Month, _ prediction: PredictiveCount, _ sum: Double,
    _ falseAlarms: Double
  ) -> Month {
    let limit = prediction.quantile(1 - falseAlarms)
    let room = max(Double(limit) - prediction.mean, 1e-9)
    return Month(
      ordinal: month.ordinal, count: month.count, expected: prediction.mean, limit: limit,
      score: (month.count - prediction.mean) / room, cumulativeSum: sum)
  }

  /// From a fit in which months far above the rest count less: weight r⁻² beyond r = 2.58 standardised deviance
  /// residuals, all weights summing to the number of months.
  private static func prediction(
    of month: MonthlyCounts.Month, from past: MonthlyCounts, _ season: SeasonShape,
    _ breaks: [KnownBreak]
  ) throws(Undefined) -> PredictiveCount {
    let slope = past.span >= slopeFrom
    let first = try TrendModel(past, season: season, breaks: breaks, hasSlope: slope)
    let scale = first.regression.scale.squareRoot()
    let weights = first.regression.devianceResiduals.map { residual in
      let r = residual / scale
      return r > 2.58 ? 1 / (r * r) : 1
    }
    guard weights.contains(where: { $0 < 1 }) else {
      return first.prediction(at: month.ordinal, days: month.days)
    }
    let total = weights.reduce(0, +) / Double(weights.count)
    let second = try TrendModel(
      past, season: season, breaks: breaks, hasSlope: slope, weights: weights.map { $0 / total })
    return second.prediction(at: month.ordinal, days: month.days)
  }

  /// A month of the mean expectation, with the mean ratio of variance to mean.
  private static func typical(_ predictions: [PredictiveCount]) -> PredictiveCount {
    let count = Double(predictions.count)
    let mean = predictions.reduce(0) { $0 + $1.mean } / count
    let ratio = predictions.reduce(0) { $0 + $1.variance / $1.mean } / count
    return PredictiveCount(mean: mean, variance: mean * ratio)
  }
}
