import Evidence
import Probability
import RealModule
import Testing

@Suite struct CountRegressionTests {
  /// METHODS' interrupted series: 12 months before, 12 after, y and the design with a change of level.
  static let interrupted = CountModel(
    counts: [
      52, 38, 61, 70, 55, 66, 81, 59, 74, 48, 62, 41, 45, 30, 52, 58, 37, 49, 60, 51, 39, 46, 28,
      35,
    ],
    terms: [
      .constant(24), ModelTerm("slope", (0..<24).map(Double.init)),
      ModelTerm("level", (0..<24).map { $0 < 12 ? 0 : 1 }),
    ])

  @Test func givesTheWorkedNumbersOfAnInterruptedSeries() throws {
    let poisson = try Self.interrupted.fitted(.poisson)
    let expected = [4.105983916, -0.005461384, -0.222617055]
    for (found, value) in zip(poisson.coefficients, expected) {
      #expect(abs(found - value) <= 5.1e-10)
    }
    #expect(abs(poisson.coefficient(of: "level").standardError - 0.1143331) <= 5.1e-8)
    #expect(abs(poisson.pValue(of: "level").value - 0.0515) <= 5.1e-5)
    let narrow = poisson.estimate(of: "level", confidence: 0.95)
    #expect(abs(Double.exp(narrow.value) - 0.8004213) <= 5.1e-8)
    #expect(abs(Double.exp(narrow.interval.low) - 0.640) <= 5.1e-4)
    #expect(abs(Double.exp(narrow.interval.high) - 1.001) <= 5.1e-4)
    #expect(narrow.interval.method == "Poisson")

    let quasi = try Self.interrupted.fitted(.quasiPoisson)
    #expect(abs(quasi.dispersion - 2.765953) <= 5.1e-7 && quasi.scale == quasi.dispersion)
    #expect(abs(quasi.coefficient(of: "level").standardError - 0.1901491) <= 5.1e-8)
    #expect(abs(quasi.pValue(of: "level").value - 0.2548) <= 5.1e-5)
    let wide = quasi.estimate(of: "level", confidence: 0.95)
    #expect(abs(Double.exp(wide.interval.low) - 0.539) <= 5.1e-4)
    #expect(abs(Double.exp(wide.interval.high) - 1.189) <= 5.1e-4)
    #expect(wide.interval.method == "quasi-Poisson, t(21)")
    #expect(abs(try quasi.residualAutocorrelation() - 0.0367) <= 5.1e-5)
  }

  /// The models of `Tests/ReferenceData/regression.R`.
  private static func models() throws -> [(String, CountModel, CountFamily)] {
    let (days, months) = ([31.0, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], (0..<48))
    let angle = months.map { 2 * Double.pi * Double($0) / 12 }
    let counts = try ReferenceValues("regression.csv")("season", "count")
    let terms: [ModelTerm] = [
      .constant(48), ModelTerm("slope", months.map(Double.init)),
      ModelTerm("sine", angle.map { Double.sin($0) }),
      ModelTerm("cosine", angle.map { Double.cos($0) }),
    ]
    let exposures = months.map { days[$0 % 12] }
    let season = CountModel(counts: counts, terms: terms, exposures: exposures)
    let weighted = CountModel(
      counts: counts, terms: terms, exposures: exposures,
      weights: months.map { [1, 2, 0.5, 1][$0 % 4] })
    let sparse = CountModel(
      counts: [0, 0, 3, 0, 1, 0, 0, 12, 0, 2, 0, 0, 0, 5, 0, 0, 1, 0, 0, 0, 7, 0, 0, 1],
      terms: [.constant(24), ModelTerm("slope", (0..<24).map(Double.init))])
    return [
      ("its", interrupted, .quasiPoisson), ("its-nb", interrupted, .negativeBinomial),
      ("season", season, .quasiPoisson), ("season-weighted", weighted, .quasiPoisson),
      ("season-nb", season, .negativeBinomial), ("sparse-nb", sparse, .negativeBinomial),
    ]
  }

  /// R's own fits; θ of `glm.nb` settles to some 8 digits, and with it what depends on it.
  @Test func agreesWithR() throws {
    let reference = try ReferenceValues("regression.csv")
    for (name, model, family) in try Self.models() {
      let fit = try model.fitted(family)
      let error = family == .negativeBinomial ? 2e-6 : 1e-10
      #expect(agree(fit.coefficients, reference(name, "coefficient"), within: error), "\(name)")
      let errors = fit.coefficients.indices.map { fit.inverseInformation[$0, $0].squareRoot() }
      #expect(agree(errors, reference(name, "error"), within: error), "\(name)")
      #expect(agree([fit.deviance], reference(name, "deviance"), within: error), "\(name)")
      #expect(agree([fit.dispersion], reference(name, "dispersion"), within: error), "\(name)")
      let pearson = Array(fit.pearsonResiduals.prefix(3))
      #expect(agree(pearson, reference(name, "pearson"), within: error), "\(name)")
      let deviances = Array(fit.devianceResiduals.prefix(3))
      #expect(agree(deviances, reference(name, "devianceResidual"), within: error), "\(name)")
      if let theta = fit.theta { #expect(agree([theta], reference(name, "theta"), within: error)) }
    }
  }

  @Test(arguments: [("its", CountFamily.quasiPoisson), ("its-nb", .negativeBinomial)])
  func robustErrorsAreTheDefinition(name: String, family: CountFamily) throws {
    let reference = try ReferenceValues("regression.csv")
    let fit = try Self.interrupted.fitted(family)
    let robust = fit.covariance(.robust(lag: 3))
    let errors = (0..<3).map { robust[$0, $0].squareRoot() }
    #expect(agree(errors, reference(name, "hac"), within: 2e-6))
    #expect(agree([fit.logLikelihood], reference(name, "logLikelihood"), within: 1e-9))
    #expect(CountRegression.StandardErrors.robust(observations: 24) == .robust(lag: 2))
    #expect(CountRegression.StandardErrors.robust(observations: 100) == .robust(lag: 4))
    let estimate = fit.estimate(of: "level", confidence: 0.95, .robust(lag: 3))
    #expect(estimate.interval.method == "\(family.name), t(21), Newey-West errors to lag 3")
  }

  /// Moving time or exposure changes only the constant; the order of terms changes nothing.
  @Test func keepsItsLaws() throws {
    let (plain, moved) = (
      Self.interrupted,
      CountModel(
        counts: Self.interrupted.counts,
        terms: [
          ModelTerm("level", Self.interrupted.terms[2].values),
          ModelTerm("slope", (0..<24).map { Double($0) - 300 }), .constant(24),
        ], exposures: [Double](repeating: 30.4, count: 24))
    )
    for family in [CountFamily.quasiPoisson, .negativeBinomial] {
      let (a, b) = (try plain.fitted(family), try moved.fitted(family))
      for term in ["slope", "level"] {
        let (x, y) = (a.coefficient(of: term), b.coefficient(of: term))
        #expect(abs(x.value - y.value) < 1e-9 && abs(x.standardError - y.standardError) < 1e-9)
      }
      #expect(zip(a.means, b.means).allSatisfy { abs($0 - $1) < 1e-7 })
    }
    // A constant alone expects the mean, and a weight of 2 is the observation twice.
    let once = CountModel(counts: [3, 5, 5, 11], terms: [.constant(4)])
    let twice = CountModel(counts: [3, 5, 11], terms: [.constant(3)], weights: [1, 2, 1])
    #expect(try once.fitted(.poisson).means.allSatisfy { abs($0 - 6) < 1e-12 })
    #expect(try abs(twice.fitted(.poisson).means[0] - 6) < 1e-12)
    // A known θ that is large is Poisson.
    let poisson = try plain.fitted(.poisson),
      near = try plain.fitted(.negativeBinomialOf(theta: 1e12))
    #expect(zip(poisson.means, near.means).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func predictsWithTheIntervalOfTheMean() throws {
    let fit = try Self.interrupted.fitted(.quasiPoisson)
    let mean = fit.mean(at: [1, 23, 1], confidence: 0.95)
    #expect(abs(mean.value - fit.means[23]) < 1e-9 && mean.interval.contains(mean.value))
    let doubled = fit.mean(at: [1, 23, 1], exposure: 2, confidence: 0.95)
    #expect(abs(doubled.interval.high - 2 * mean.interval.high) < 1e-9)
  }

  @Test func saysWhyThereIsNoFit() {
    let slope = ModelTerm("slope", [0, 1, 2, 3, 4])
    func reason(
      _ counts: [Double], _ terms: [ModelTerm], _ family: CountFamily = .poisson
    ) -> String? {
      do { _ = try CountModel(counts: counts, terms: terms).fitted(family) } catch {
        return error.reason
      }
      return nil
    }
    #expect(reason([0, 0, 0, 0, 0], [.constant(5)]) == "there were no incidents")
    #expect(
      reason([4], [.constant(1)]) == "1 observations cannot tell 1 coefficients")
    #expect(
      reason([1, 2, 3, 2, 1], [.constant(5), slope, ModelTerm("again", [2, 4, 6, 8, 10])])
        == "the data cannot tell again from what else is in the model")
    #expect(
      reason([4, 6, 5, 0, 0], [.constant(5), ModelTerm("after", [0, 0, 0, 1, 1])])
        == "nothing happened in a whole part of the series that the model singles out")
    #expect(
      reason([5, 5, 5, 5, 5], [.constant(5)], .negativeBinomial)
        == "the counts vary no more than chance makes Poisson counts vary")
  }

  @Test func residualsAcrossAGapAreNoNeighbours() throws {
    let counts = [4.0, 9, 2, 8, 3, 9, 1, 8]
    let together = try CountModel(counts: counts, terms: [.constant(8)]).fitted(.quasiPoisson)
    let parted = try CountModel(
      counts: counts, terms: [.constant(8)], times: [0, 2, 4, 6, 8, 10, 12, 14]
    ).fitted(.quasiPoisson)
    #expect(try together.residualAutocorrelation() < -0.5)
    #expect(throws: Undefined("too few observations follow one another")) {
      try parted.residualAutocorrelation()
    }
  }

  /// Large counts and steep slopes keep their digits: exact exponentials are found again.
  @Test(arguments: [0.0, 0.1, -0.5], [1.0, 1e6])
  func findsAnExactSlopeAgain(slope: Double, level: Double) throws {
    let counts = (0..<30).map { level * Double.exp(slope * Double($0 - 15)) }
    let model = CountModel(
      counts: counts, terms: [.constant(30), ModelTerm("slope", (0..<30).map(Double.init))])
    #expect(abs(try model.fitted(.poisson).coefficients[1] - slope) < 1e-9)
  }
}
