import Probability
import RealModule

/// A regression of a monthly series on time, season and known breaks.
///
/// ln E[count] = level + slope · years + season + breaks + ln days; quasi-Poisson unless asked otherwise (the
/// formula of interrupted time series, Bernal and others 2017, without a change of slope). Where residuals of
/// neighbouring months are alike, errors are widened by √((1 + ρ)/(1 − ρ)), ρ the lag-1 autocorrelation corrected
/// for its bias (Kendall 1954), never narrowed.
package struct TrendModel: Hashable, Sendable {
  package let series: MonthlyCounts
  package let season: SeasonShape
  package let breaks: [KnownBreak]
  package let hasSlope: Bool
  package let regression: CountRegression
  /// Of residuals one month apart, corrected; 0 where it would narrow or is unknown, at most 0.8.
  package let autocorrelation: Double
  /// The middle of the observed months, where the slope's term is 0.
  let centre: Double

  /// - Parameters:
  ///   - breaks: those before the second month or after the last are left out, as they change nothing.
  ///   - weights: how often each month counts; 1 if not given.
  /// - Throws: `Undefined` as `CountModel.fitted(_:)`.
  package init(
    _ series: MonthlyCounts, season: SeasonShape, breaks: [KnownBreak] = [], hasSlope: Bool = true,
    family: CountFamily = .quasiPoisson, weights: [Double]? = nil
  ) throws(Undefined) {
    guard !series.months.isEmpty else { throw Undefined("there are no months") }
    let ordinals = series.ordinals
    self.series = series
    self.season = season
    self.hasSlope = hasSlope
    self.breaks = breaks.filter { known in
      ordinals.contains { $0 < known.ordinal } && ordinals.contains { $0 >= known.ordinal }
    }
    centre = ordinals.reduce(0) { $0 + Double($1) } / Double(ordinals.count)
    let model = CountModel(
      counts: series.counts,
      terms: Self.terms(ordinals, season, self.breaks, centre: hasSlope ? centre : nil),
      exposures: series.months.map(\.days), weights: weights, times: ordinals)
    regression = try model.fitted(family)
    // Without a value there is nothing to widen for.
    let likeness = (try? regression.residualAutocorrelation()) ?? 0
    autocorrelation = Self.corrected(likeness, terms: model.terms, count: ordinals.count)
  }

  static func terms(
    _ ordinals: [Int], _ season: SeasonShape, _ breaks: [KnownBreak], centre: Double?
  ) -> [ModelTerm] {
    var terms = [ModelTerm.constant(ordinals.count)]
    if let centre {
      terms.append(ModelTerm("slope", ordinals.map { (Double($0) - centre) / 12 }))
    }
    terms += season.terms(ordinals)
    return terms
      + breaks.map { known in
        ModelTerm(name(of: known), ordinals.map { $0 >= known.ordinal ? 1 : 0 })
      }
  }

  static func name(of known: KnownBreak) -> String { "step at \(known.name)" }

  /// The bias of r is −(b + 2bρ)/n, b summing over what was fitted the lag-1 likeness of each: near 1 for level,
  /// slope and steps, cos(2π/12) for a wave a year (Kendall 1954 for level and slope, b = 2).
  private static func corrected(_ value: Double, terms: [ModelTerm], count: Int) -> Double {
    let bias = terms.reduce(0) { $0 + SeasonShape.likeness(of: $1.name) } / Double(count)
    guard bias < 0.4 else { return 0 }
    return min(0.8, max(0, (value + bias) / (1 - 2 * bias)))
  }

  /// What standard errors are multiplied by for the likeness of neighbouring months.
  package var widening: Double { ((1 + autocorrelation) / (1 - autocorrelation)).squareRoot() }

  // MARK: - What it says

  /// How many times the level a year later: 1.05 is 5 % a year more.
  ///
  /// - Throws: `Undefined` below 18 months observed over two years, where a season cannot be told from a trend.
  package func direction(_ confidence: Double) throws(Undefined) -> Estimate {
    guard hasSlope else { throw Undefined("the model has no slope") }
    guard series.months.count >= 18, series.span >= 24 else {
      throw Undefined(
        "a direction needs 18 months observed over at least two years, or seasons pass for trends")
    }
    return ratio(of: "slope", confidence)
  }

  /// How many times the level after a known break is that before.
  package func step(at known: KnownBreak, _ confidence: Double) throws(Undefined) -> Estimate {
    guard breaks.contains(known) else {
      throw Undefined("there are no months on both sides of it")
    }
    return ratio(of: Self.name(of: known), confidence)
  }

  private func ratio(of term: String, _ confidence: Double) -> Estimate {
    let (value, error) = regression.coefficient(of: term)
    let (quantile, method) = regression.reference(confidence)
    let reach = quantile * error * widening
    let interval = Interval(
      Double.exp(value - reach), Double.exp(value + reach), confidence: confidence,
      method: method + ", widened for autocorrelation \(Self.hundredths(autocorrelation))")
    return Estimate(Double.exp(value), interval)
  }

  private static func hundredths(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "0." + (hundredths < 10 ? "0" : "") + String(hundredths)
  }

  // MARK: - What it expects

  /// The terms' values in a month.
  func row(_ ordinal: Int) -> [Double] {
    Self.terms([ordinal], season, breaks, centre: hasSlope ? centre : nil).map { $0.values[0] }
  }

  /// ln of the count expected in a month, with its standard error, widened.
  func logMean(at row: [Double], days: Double) -> (value: Double, error: Double) {
    let value = zip(row, regression.coefficients).reduce(Double.log(days)) { $0 + $1.0 * $1.1 }
    let variance = max(0, regression.covariance().quadraticForm(row))
    return (value, variance.squareRoot() * widening)
  }

  /// The level without season, for a month of mean length: what is drawn as the trend. It is the mean over a
  /// year's seasons, so that twelve months add up to twelve times it.
  package func level(at ordinal: Int) -> Double {
    var row = row(ordinal)
    for (i, term) in regression.model.terms.enumerated() where term.name.hasPrefix("season") {
      row[i] = 0
    }
    return Double.exp(logMean(at: row, days: MonthlyCounts.meanDays).value) * meanSeason
  }

  /// By how many times a calendar month exceeds a mean month, other things equal.
  package func seasonalFactor(at ordinal: Int) -> Double { season(at: ordinal) / meanSeason }

  private var meanSeason: Double { (0..<12).reduce(0) { $0 + season(at: $1) } / 12 }

  private func season(at ordinal: Int) -> Double {
    let row = row(ordinal)
    return Double.exp(
      regression.model.terms.indices.reduce(0) { sum, i in
        regression.model.terms[i].name.hasPrefix("season")
          ? sum + row[i] * regression.coefficients[i] : sum
      })
  }

  /// What a known break multiplies the level by; 1 where it has no months on both sides.
  func factor(of known: KnownBreak) -> Double {
    guard breaks.contains(known) else { return 1 }
    return Double.exp(regression.coefficient(of: Self.name(of: known)).value)
  }

  /// What a month may bring that the model has not seen: chance and what is unsure about the mean.
  package func prediction(at ordinal: Int, days: Double) -> PredictiveCount {
    prediction(logMean(at: row(ordinal), days: days))
  }

  /// Variances grow by how much Student's t exceeds the normal distribution, as the dispersion is estimated.
  ///
  /// Weights below 1 count as less than a month each, in the dispersion too.
  func prediction(_ log: (value: Double, error: Double)) -> PredictiveCount {
    let mean = Double.exp(log.value)
    let total = regression.model.weights.reduce(0, +)
    let freedom = max(1, total - Double(regression.coefficients.count))
    let correction = max(1, Double(regression.degreesOfFreedom) / freedom)
    let ratio =
      StudentDistribution.quantile(0.975, degreesOfFreedom: freedom)
      / NormalDistribution.quantile(0.975)
    let chance =
      regression.theta == nil
      ? mean * max(1, regression.dispersion * correction) : regression.variance(ofMean: mean)
    let variance = chance + mean * mean * log.error * log.error * correction
    return PredictiveCount(mean: mean, variance: variance * ratio * ratio)
  }
}
