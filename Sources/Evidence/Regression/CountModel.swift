/// What counts are explained by: one column of a regression, with a value for each observation.
package struct ModelTerm: Hashable, Sendable {
  /// Such as "level after 2014-11".
  package let name: String
  package let values: [Double]

  package init(_ name: String, _ values: [Double]) {
    precondition(values.allSatisfy(\.isFinite), "the values of a term are finite")
    self.name = name
    self.values = values
  }

  /// The same for all observations: the level of the series.
  package static func constant(_ count: Int) -> ModelTerm {
    ModelTerm("constant", [Double](repeating: 1, count: count))
  }
}

/// Counts and what they are explained by: ln E[yᵢ] = ln exposureᵢ + Σⱼ βⱼ xᵢⱼ.
///
/// Start reading regression here: a `CountModel` is fitted by a `CountFamily` into a `CountRegression`. A
/// constant is a term like others and must be given.
package struct CountModel: Hashable, Sendable {
  /// Not negative; whole, unless incidents are weighted.
  package let counts: [Double]
  package let terms: [ModelTerm]
  /// What a count is in proportion to, such as the days of its month.
  package let exposures: [Double]
  /// How often each observation counts; 0 leaves it out.
  package let weights: [Double]
  /// When each observation was, in whole steps such as months; steps that are not named are gaps.
  package let times: [Int]

  /// - Parameters:
  ///   - exposures: positive; 1 for all if not given.
  ///   - weights: not negative; 1 for all if not given.
  ///   - times: ascending; 0, 1, 2, … if not given.
  package init(
    counts: [Double], terms: [ModelTerm], exposures: [Double]? = nil, weights: [Double]? = nil,
    times: [Int]? = nil
  ) {
    let ones = [Double](repeating: 1, count: counts.count)
    self.counts = counts
    self.terms = terms
    self.exposures = exposures ?? ones
    self.weights = weights ?? ones
    self.times = times ?? Array(counts.indices)
    precondition(counts.allSatisfy { $0 >= 0 && $0.isFinite }, "a count is at least 0")
    precondition(
      terms.allSatisfy { $0.values.count == counts.count }, "a term has a value per count")
    precondition(
      self.exposures.count == counts.count && self.exposures.allSatisfy { $0 > 0 && $0.isFinite },
      "every count has a positive exposure")
    precondition(
      self.weights.count == counts.count && self.weights.allSatisfy { $0 >= 0 && $0.isFinite },
      "every count has a weight of at least 0")
    precondition(
      self.times.count == counts.count && zip(self.times, self.times.dropFirst()).allSatisfy(<),
      "times ascend, one for each count")
  }

  /// How many observations have a weight.
  package var observations: Int { weights.count { $0 > 0 } }
}

/// How counts scatter around what is expected.
package enum CountFamily: Hashable, Sendable {
  /// Variance μ.
  case poisson
  /// Variance φμ: the fit of `poisson`, with errors widened by √φ, never narrowed.
  case quasiPoisson
  /// Variance μ + μ²/θ, θ by maximum likelihood.
  case negativeBinomial
  /// Variance μ + μ²/θ with θ known.
  case negativeBinomialOf(theta: Double)

  /// As the field calls it.
  package var name: String {
    switch self {
    case .poisson: "Poisson"
    case .quasiPoisson: "quasi-Poisson"
    case .negativeBinomial, .negativeBinomialOf: "negative binomial"
    }
  }
}
