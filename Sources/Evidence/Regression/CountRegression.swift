/// What a fit of counts says: coefficients, how sure they are, and what it expected.
package struct CountRegression: Hashable, Sendable {
  package let model: CountModel
  package let family: CountFamily
  /// One for each term of the model, as changes of the logarithm.
  package let coefficients: [Double]
  /// What the model expects of each observation.
  package let means: [Double]
  /// Of the negative binomial: variance μ + μ²/θ.
  package let theta: Double?
  /// (XᵀWX)⁻¹: the covariances of the coefficients where the variance is as the family says.
  package let inverseInformation: SquareMatrix

  init(
    _ model: CountModel, _ family: CountFamily, _ solution: FittedCoefficients, theta: Double?
  ) {
    self.model = model
    self.family = family
    self.theta = theta
    coefficients = solution.coefficients
    means = solution.means
    inverseInformation = solution.inverseInformation
  }

  /// Observations with a weight, less coefficients; at least 1.
  package var degreesOfFreedom: Int { model.observations - coefficients.count }

  package var deviance: Double { model.deviance(means, theta: theta) }

  /// Of Poisson and negative binomial counts; of quasi-Poisson that of Poisson counts.
  package var logLikelihood: Double { model.logLikelihood(means, theta: theta) }

  /// How much more (above 1) or less the counts vary than the family says: Σ Pearson² / (n − p), φ in METHODS.
  package var dispersion: Double {
    pearsonResiduals.reduce(0) { $0 + $1 * $1 } / Double(degreesOfFreedom)
  }

  /// What variances of coefficients are multiplied by: φ of quasi-Poisson, never below 1; 1 otherwise.
  package var scale: Double { family == .quasiPoisson ? max(1, dispersion) : 1 }

  /// The variance of an observation of weight 1 about a mean, as the family and φ say.
  package func variance(ofMean mean: Double) -> Double {
    theta.map { mean + mean * mean / $0 } ?? mean * scale
  }

  // MARK: - Residuals

  /// (y − μ) / √V, V without φ.
  package var pearsonResiduals: [Double] {
    means.indices.map { i in
      let variance = theta.map { means[i] + means[i] * means[i] / $0 } ?? means[i]
      return (model.counts[i] - means[i]) * (model.weights[i] / variance).squareRoot()
    }
  }

  /// The signed root of what each observation adds to the deviance.
  package var devianceResiduals: [Double] {
    means.indices.map { i in
      let part = model.weights[i] * model.deviance(of: i, means, theta: theta)
      return model.counts[i] < means[i] ? -part.squareRoot() : part.squareRoot()
    }
  }

  /// How alike the Pearson residuals of neighbouring steps are: r₁ = Σ (rₜ − r̄)(rₜ₊₁ − r̄) / Σ (rₜ − r̄)², the
  /// upper sum over observations one step apart. Steps across a gap count for nothing.
  ///
  /// - Throws: `Undefined` where fewer than 3 neighbours are one step apart, or all residuals are 0.
  package func residualAutocorrelation() throws(Undefined) -> Double {
    let residuals = pearsonResiduals
    let mean = residuals.reduce(0, +) / Double(residuals.count)
    let square = residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    var (sum, pairs) = (0.0, 0)
    for i in residuals.indices.dropFirst() where model.times[i] == model.times[i - 1] + 1 {
      sum += (residuals[i] - mean) * (residuals[i - 1] - mean)
      pairs += 1
    }
    guard pairs >= 3 else { throw Undefined("too few observations follow one another") }
    guard square > 1e-20 else { throw Undefined("the model fits every count exactly") }
    return sum / square
  }
}
