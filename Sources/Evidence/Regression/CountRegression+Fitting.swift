import RealModule

extension CountModel {
  /// Fits the model: coefficients by iteratively reweighted least squares (Nelder and Wedderburn 1972), for the
  /// negative binomial by turns with θ by maximum likelihood (Venables and Ripley 2002, §7.4, `glm.nb`).
  ///
  /// - Throws: `Undefined` without incidents, with no more observations than terms, where terms cannot be told
  ///   apart, where nothing happened in a whole group that a term singles out (its coefficient would be minus
  ///   infinity: a fitted count below a millionth of the mean), where the iterations do not settle, and for the
  ///   negative binomial where the counts vary no more than Poisson counts.
  /// - Complexity: O(*n* *p*²) an iteration, mostly 5 to 8; for the negative binomial about 5 times that.
  package func fitted(_ family: CountFamily) throws(Undefined) -> CountRegression {
    try checkSize()
    switch family {
    case .poisson, .quasiPoisson:
      return CountRegression(self, family, try solution(theta: nil), theta: nil)
    case .negativeBinomialOf(let theta):
      precondition(theta > 0 && theta.isFinite, "θ is positive")
      return CountRegression(self, family, try solution(theta: theta), theta: theta)
    case .negativeBinomial:
      let (solution, theta) = try alternatingSolution()
      return CountRegression(self, family, solution, theta: theta)
    }
  }

  private func checkSize() throws(Undefined) {
    precondition(!terms.isEmpty, "a model has a term")
    guard zip(counts, weights).contains(where: { $0 > 0 && $1 > 0 }) else {
      throw Undefined("there were no incidents")
    }
    guard observations > terms.count else {
      throw Undefined(
        "\(observations) observations cannot tell \(terms.count) coefficients")
    }
  }

  /// Coefficients and θ by turns, until θ changes by less than one part in 10⁹.
  private func alternatingSolution() throws(Undefined) -> (FittedCoefficients, theta: Double) {
    var current = try solution(theta: nil)
    var theta = try NegativeBinomialDispersion.theta(self, means: current.means)
    for _ in 0..<200 {
      current = try solution(theta: theta, start: current)
      let next = try NegativeBinomialDispersion.theta(self, means: current.means)
      if abs(Double.log(next / theta)) < 1e-9 { return (current, next) }
      theta = next
    }
    throw Undefined("the dispersion of the counts could not be found")
  }

  /// Coefficients for a known θ; Poisson where it is `nil`.
  func solution(
    theta: Double?, start: FittedCoefficients? = nil
  ) throws(Undefined) -> FittedCoefficients {
    var current = try step(theta, from: start?.predictors ?? startingPredictors)
    for _ in 0..<60 {
      let next = try halved(try step(theta, from: current.predictors), current, theta)
      let change = zip(next.predictors, current.predictors).reduce(0) { max($0, abs($1.0 - $1.1)) }
      current = next
      if change < 1e-10 {
        try checkSeparation(current)
        return current
      }
    }
    try checkSeparation(current)
    throw Undefined("the model did not settle on an answer")
  }

  /// As R starts: the counts themselves, moved off 0.
  private var startingPredictors: [Double] { counts.map { Double.log($0 + 0.1) } }

  private func checkSeparation(_ solution: FittedCoefficients) throws(Undefined) {
    let mean = zip(counts, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    if zip(solution.means, weights).contains(where: { $0 < mean * 1e-6 && $1 > 0 }) {
      throw Undefined("nothing happened in a whole part of the series that the model singles out")
    }
  }

  /// One weighted least squares fit of the working response η + (y − μ)/μ − ln exposure.
  private func step(
    _ theta: Double?, from predictors: [Double]
  ) throws(Undefined) -> FittedCoefficients {
    var columns = terms.map(\.values)
    var target = [Double](repeating: 0, count: counts.count)
    for i in counts.indices {
      let mean = Double.exp(predictors[i])
      let variance = theta.map { 1 + mean / $0 } ?? 1
      let root = (weights[i] * mean / variance).squareRoot()
      for j in columns.indices { columns[j][i] *= root }
      let working = predictors[i] - Double.log(exposures[i]) + (counts[i] - mean) / mean
      target[i] = root * working
    }
    let names = terms.map(\.name)
    let fit = try LeastSquares(columns, names: names, target: target)
    return fittedCoefficients(fit.solution, inverse: fit.inverse)
  }

  private func fittedCoefficients(
    _ coefficients: [Double], inverse: SquareMatrix
  ) -> FittedCoefficients {
    let predictors = counts.indices.map { i in
      terms.indices.reduce(Double.log(exposures[i])) { $0 + coefficients[$1] * terms[$1].values[i] }
    }
    return FittedCoefficients(
      coefficients: coefficients, predictors: predictors, means: predictors.map { Double.exp($0) },
      inverseInformation: inverse)
  }

  /// Half the way, and half of that, while a step overshoots.
  private func halved(
    _ next: FittedCoefficients, _ current: FittedCoefficients, _ theta: Double?
  ) throws(Undefined) -> FittedCoefficients {
    let before = deviance(current.means, theta: theta)
    guard before.isFinite else { return next }
    var candidate = next
    for _ in 0..<30 {
      let after = deviance(candidate.means, theta: theta)
      if after.isFinite, after <= before + (abs(before) + 0.1) * 1e-7 { return candidate }
      let middle = zip(candidate.coefficients, current.coefficients).map { ($0 + $1) / 2 }
      candidate = fittedCoefficients(middle, inverse: next.inverseInformation)
    }
    throw Undefined("the model did not settle on an answer")
  }
}

/// Coefficients with what they predict.
struct FittedCoefficients {
  let coefficients: [Double]
  /// ln of the means.
  let predictors: [Double]
  let means: [Double]
  /// (XᵀWX)⁻¹ at the coefficients before the last step, which by then are the same.
  let inverseInformation: SquareMatrix
}
