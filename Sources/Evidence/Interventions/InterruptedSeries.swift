import RealModule

/// How a monthly series changed where something began, against its own course before.
///
/// ln E[y] = b₀ + b₁ t + b₂ D + b₃ D (t − t₀) + season + ln(days), D = 1 from the month it began, season as sine
/// and cosine of the month of the year (segmented regression as in Lopez Bernal, Cummins and Gasparrini 2017,
/// *International Journal of Epidemiology* 46:348-355). Errors are widened by √φ (quasi-Poisson), and where the
/// residuals of neighbouring months are alike, Newey and West's errors are used if they are larger. It supposes
/// that the course before would have gone on, and that nothing else changed in that month.
package struct InterruptedSeries: Hashable, Sendable {
  package struct Month: Hashable, Sendable {
    /// Months since a January, gaps allowed.
    package let index: Int
    package let count: Int
    /// Days of it that were counted.
    package let days: Double

    package init(index: Int, count: Int, days: Double) {
      precondition(count >= 0 && days > 0, "a month has days and no negative count")
      self.index = index
      self.count = count
      self.days = days
    }
  }

  /// What may change when something begins.
  package enum Shape: String, CaseIterable, Hashable, Sendable {
    case level
    case levelAndSlope = "level-and-slope"

    /// A slope of its own after the start takes a year and a half on both sides to be told from the season.
    package static func fitting(monthsBefore: Int, monthsAfter: Int) -> Shape {
      min(monthsBefore, monthsAfter) >= 18 ? .levelAndSlope : .level
    }
  }

  package let months: [Month]
  /// The index of the first month after.
  package let start: Int
  package let shape: Shape
  package let hasSeason: Bool
  package let regression: CountRegression
  /// How alike the residuals of neighbouring months are; `nil` where too few are neighbours.
  package let autocorrelation: Double?
  /// Which errors are told.
  package let errors: CountRegression.StandardErrors

  /// - Parameters:
  ///   - months: ascending; those before and after the change that are compared.
  ///   - start: the index of the first month after.
  /// - Throws: with fewer than 6 months on either side, too few months for the model, or as a fit does.
  package init(
    months: [Month], start: Int, shape: Shape, hasSeason: Bool,
    family: CountFamily = .quasiPoisson
  ) throws(Undefined) {
    let before = months.count { $0.index < start }
    guard before >= 6, months.count - before >= 6 else {
      throw Undefined("fewer than 6 months before or after")
    }
    self.months = months
    self.start = start
    self.shape = shape
    self.hasSeason = hasSeason
    let terms = Self.terms(months, start: start, shape: shape, hasSeason: hasSeason)
    regression = try CountModel(
      counts: months.map { Double($0.count) }, terms: terms, exposures: months.map(\.days),
      times: months.map(\.index)
    ).fitted(family)
    autocorrelation = try? regression.residualAutocorrelation()
    errors = Self.errors(regression, autocorrelation)
  }

  /// Beyond ±2/√n residuals are no longer like independent ones; errors are never made smaller for it.
  private static func errors(
    _ regression: CountRegression, _ autocorrelation: Double?
  ) -> CountRegression.StandardErrors {
    let limit = 2 / Double(regression.model.observations).squareRoot()
    guard let autocorrelation, abs(autocorrelation) > limit else { return .model }
    let robust = CountRegression.StandardErrors.robust(
      observations: regression.model.observations)
    let place = regression.position(of: "level")
    return regression.covariance(robust)[place, place]
      > regression.covariance(.model)[place, place] ? robust : .model
  }

  private static func terms(
    _ months: [Month], start: Int, shape: Shape, hasSeason: Bool
  ) -> [ModelTerm] {
    let first = months.first?.index ?? 0
    let since = months.map { $0.index < start ? 0 : 1.0 }
    var terms = [
      ModelTerm.constant(months.count),
      ModelTerm("trend", months.map { Double($0.index - first) }),
      ModelTerm("level", since),
    ]
    if shape == .levelAndSlope {
      terms.append(ModelTerm("slope", months.map { Double(max(0, $0.index - start)) }))
    }
    if hasSeason {
      let turns = months.map { 2 * Double.pi * Double(($0.index % 12 + 12) % 12) / 12 }
      terms.append(ModelTerm("sine", turns.map { Double.sin($0) }))
      terms.append(ModelTerm("cosine", turns.map { Double.cos($0) }))
    }
    return terms
  }
}
