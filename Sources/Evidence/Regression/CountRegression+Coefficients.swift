package import Probability
import RealModule

extension CountRegression {
  /// How sure a fit is of its coefficients.
  package enum StandardErrors: Hashable, Sendable {
    /// As the family says, with φ for quasi-Poisson.
    case model
    /// Whatever the variance of each observation and the correlation of those up to a lag apart (Newey and West
    /// 1987), Bartlett weights 1 − l/(L + 1).
    case robust(lag: Int)

    /// The lag of Newey and West (1994): ⌊4 (n/100)^(2/9)⌋.
    package static func robust(observations: Int) -> StandardErrors {
      let power = Double.exp(2.0 / 9 * Double.log(Double(max(1, observations)) / 100))
      return .robust(lag: Int(4 * power))
    }
  }

  /// The covariances of the coefficients.
  package func covariance(_ errors: StandardErrors = .model) -> SquareMatrix {
    switch errors {
    case .model: inverseInformation.scaled(by: scale)
    case .robust(let lag): sandwich(lag: lag)
    }
  }

  /// The coefficient of a term and its standard error.
  package func coefficient(
    of term: String, _ errors: StandardErrors = .model
  ) -> (value: Double, standardError: Double) {
    let i = position(of: term)
    return (coefficients[i], covariance(errors)[i, i].squareRoot())
  }

  /// A coefficient with its interval: normal for Poisson, as its variance is known; Student's t with n − p degrees
  /// of freedom where dispersion is estimated or errors are robust.
  package func estimate(
    of term: String, confidence: Double, _ errors: StandardErrors = .model
  ) -> Estimate {
    let (value, error) = coefficient(of: term, errors)
    return estimate(value, error, confidence: confidence, errors)
  }

  /// Σ wⱼ βⱼ with its interval, such as the sum of a level and twelve months of slope.
  package func estimate(
    ofCombination weights: [Double], confidence: Double, _ errors: StandardErrors = .model
  ) -> Estimate {
    let value = zip(weights, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    let error = max(0, covariance(errors).quadraticForm(weights)).squareRoot()
    return estimate(value, error, confidence: confidence, errors)
  }

  /// What the model expects where the terms have these values, with the interval of that mean.
  /// - Parameter row: a value for each term.
  package func mean(
    at row: [Double], exposure: Double = 1, confidence: Double, _ errors: StandardErrors = .model
  ) -> Estimate {
    let log = estimate(ofCombination: row, confidence: confidence, errors)
    let interval = Interval(
      exposure * Double.exp(log.interval.low), exposure * Double.exp(log.interval.high),
      confidence: confidence, method: log.interval.method)
    return Estimate(exposure * Double.exp(log.value), interval)
  }

  /// How often a coefficient of 0 gives an estimate so far from 0.
  package func pValue(of term: String, _ errors: StandardErrors = .model) -> PValue {
    let (value, error) = coefficient(of: term, errors)
    guard let freedom = studentFreedom(errors) else {
      return NormalDistribution.pValue(value / error, .twoSided)
    }
    return StudentDistribution.pValue(value / error, degreesOfFreedom: freedom, .twoSided)
  }

  /// Where a term stands among the coefficients.
  package func position(of term: String) -> Int {
    guard let position = model.terms.firstIndex(where: { $0.name == term }) else {
      preconditionFailure("no term is called \(term)")
    }
    return position
  }

  private func estimate(
    _ value: Double, _ error: Double, confidence: Double, _ errors: StandardErrors
  ) -> Estimate {
    let (quantile, method) = reference(confidence, errors)
    let interval = Interval(
      value - quantile * error, value + quantile * error, confidence: confidence, method: method)
    return Estimate(value, interval)
  }

  /// How many standard errors an interval reaches to either side, and what it is called.
  package func reference(
    _ confidence: Double, _ errors: StandardErrors = .model
  ) -> (quantile: Double, method: String) {
    let tail = (1 + confidence) / 2
    let robust: String =
      if case .robust(let lag) = errors { ", Newey-West errors to lag \(lag)" } else { "" }
    guard let freedom = studentFreedom(errors) else {
      return (NormalDistribution.quantile(tail), family.name)
    }
    let quantile = StudentDistribution.quantile(tail, degreesOfFreedom: freedom)
    return (quantile, "\(family.name), t(\(degreesOfFreedom))\(robust)")
  }

  private func studentFreedom(_ errors: StandardErrors) -> Double? {
    if family == .poisson, errors == .model { return nil }
    return Double(degreesOfFreedom)
  }

  /// B M B with the bread B = (XᵀWX)⁻¹ and the filling M of the scores of neighbouring steps.
  private func sandwich(lag: Int) -> SquareMatrix {
    precondition(lag >= 0, "a lag is at least 0")
    let scores = means.indices.map { i in
      let residual = model.counts[i] - means[i]
      let score = model.weights[i] * residual / (theta.map { 1 + means[i] / $0 } ?? 1)
      return model.terms.map { $0.values[i] * score }
    }
    var filling = SquareMatrix(size: coefficients.count)
    for i in scores.indices {
      for j in scores[...i].indices.reversed() {
        let apart = model.times[i] - model.times[j]
        if apart > lag { break }
        let weight = 1 - Double(apart) / Double(lag + 1)
        add(scores[i], scores[j], weight: weight, both: apart > 0, to: &filling)
      }
    }
    return inverseInformation.times(filling).times(inverseInformation)
  }

  private func add(
    _ x: [Double], _ y: [Double], weight: Double, both: Bool, to matrix: inout SquareMatrix
  ) {
    for i in x.indices {
      for j in y.indices {
        matrix[i, j] += weight * (x[i] * y[j] + (both ? y[i] * x[j] : 0))
      }
    }
  }
}
