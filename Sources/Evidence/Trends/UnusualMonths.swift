package import Probability

/// Months beyond what all the others let expect.
///
/// Each month is left out in turn, the model fitted to the rest, and the month compared with the prediction; over
/// all months the false discovery rate is held (Benjamini and Hochberg 1995).
package struct UnusualMonths: Hashable, Sendable {
  package struct Month: Hashable, Sendable {
    package let ordinal: Int
    package let count: Double
    package let expected: Double
    /// Where such a month lies with the confidence asked for.
    package let interval: Interval
    package let pValue: PValue
    /// Adjusted for the number of months looked at.
    package let qValue: Double
  }

  package let months: [Month]

  /// - Throws: `Undefined` as `CountModel.fitted(_:)`, where a month cannot be left out.
  /// - Complexity: *n* fits.
  package init(
    _ series: MonthlyCounts, season: SeasonShape, breaks: [KnownBreak] = [], confidence: Double
  ) throws(Undefined) {
    var predictions: [PredictiveCount] = []
    for month in series.months {
      let rest = try TrendModel(series.without(month.ordinal), season: season, breaks: breaks)
      predictions.append(rest.prediction(at: month.ordinal, days: month.days))
    }
    let pValues = zip(series.months, predictions).map { $1.pValue(Int($0.count.rounded())) }
    let found = Discoveries(pValues.map(\.value), by: .benjaminiHochberg, level: 0.05)
    months = series.months.indices.map { i in
      Month(
        ordinal: series.months[i].ordinal, count: series.months[i].count,
        expected: predictions[i].mean, interval: predictions[i].interval(confidence),
        pValue: pValues[i], qValue: found.qValues[i] ?? 1)
    }
  }

  /// Those that chance seldom gives: q at most a level.
  package func beyond(_ level: Double) -> [Month] { months.filter { $0.qValue <= level } }
}

extension MonthlyCounts {
  /// How a month stands among those before it.
  package struct Standing: Hashable, Sendable {
    /// The latest month before it with as high a count; `nil` where there was none.
    package let lastAsHigh: Int?
    /// The latest month before it with as low a count; `nil` where there was none.
    package let lastAsLow: Int?
    /// How many months before it were observed, and over how many calendar months.
    package let observed: Int
    package let reach: Int
  }

  /// How a month stands among those observed before it, by its count alone; `nil` for one not observed.
  package func standing(of ordinal: Int) -> Standing? {
    guard let month = month(ordinal), let first = months.first else { return nil }
    let before = months.filter { $0.ordinal < ordinal }
    return Standing(
      lastAsHigh: before.last { $0.count >= month.count }?.ordinal,
      lastAsLow: before.last { $0.count <= month.count }?.ordinal,
      observed: before.count, reach: ordinal - first.ordinal)
  }
}
