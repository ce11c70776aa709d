import Probability
import RealModule
import Testing

struct QuantileTests {
  @Test(arguments: [1e-3, 0.05, 0.5, 1, 7, 20, 21, 333, 5e4, 1e9])
  func undoTheGammaDistribution(shape: Double) {
    for p in [1e-100, 1e-12, 0.001, 0.025, 0.4999, 0.5, 0.8] {
      let low = GammaDistribution.quantile(p, shape: shape)
      if low > 1e-300 { #expect(abs(GammaDistribution.below(low, shape: shape) / p - 1) < 1e-9) }
      let high = GammaDistribution.quantile(above: p, shape: shape)
      if high > 1e-300 { #expect(abs(GammaDistribution.above(high, shape: shape) / p - 1) < 1e-9) }
    }
  }

  @Test func haveTheirEnds() {
    #expect(GammaDistribution.quantile(0, shape: 3) == 0)
    #expect(GammaDistribution.quantile(1, shape: 3) == .infinity)
    #expect(GammaDistribution.quantile(0.025, shape: 1e-5) == 0, "e⁻³⁶⁸⁸⁰⁰ is no Double")
    #expect(BetaDistribution.quantile(0, 3, 2) == 0 && BetaDistribution.quantile(1, 3, 2) == 1)
    #expect(StudentDistribution.quantile(0, degreesOfFreedom: 3) == -.infinity)
    #expect(StudentDistribution.quantile(0.5, degreesOfFreedom: 3) == 0)
    #expect(StudentDistribution.below(.infinity, degreesOfFreedom: 3) == 1)
  }

  /// With 2 degrees of freedom chi-square is exponential; with 1, half the square of a standard score.
  @Test(arguments: [1e-200, 1e-5, 0.025, 0.3, 0.5])
  func agreeWithClosedForms(p: Double) {
    #expect(
      abs(ChiSquareDistribution.quantile(above: p, degreesOfFreedom: 2) / (-2 * Double.log(p)) - 1)
        < 1e-14)
    let z = NormalDistribution.quantile(p / 2)
    #expect(
      abs(ChiSquareDistribution.quantile(above: p, degreesOfFreedom: 1) / (z * z) - 1) < 1e-13)
    // I(x; a, 1) = xᵃ.
    #expect(
      abs(BetaDistribution.quantile(p, 7, 1) / Double.exp(Double.log(p) / 7) - 1) < 1e-13)
  }

  /// Student's t with one degree of freedom is Cauchy's; with very many, normal.
  @Test(arguments: [0.001, 0.025, 0.3, 0.7, 0.999])
  func agreeWithTheLimitsOfT(p: Double) {
    let cauchy = Double.tan(.pi * (p - 0.5))
    #expect(abs(StudentDistribution.quantile(p, degreesOfFreedom: 1) / cauchy - 1) < 1e-13)
    let normal = NormalDistribution.quantile(p)
    #expect(abs(StudentDistribution.quantile(p, degreesOfFreedom: 1e12) / normal - 1) < 1e-11)
  }

  @Test(arguments: [(0, 0.2), (1, 0.5), (9, 0), (9, 1), (12, 0.3)])
  func binomialIsItsSums(trials: Int, probability: Double) {
    let binomial = BinomialDistribution(trials: trials, probability: probability)
    var below = 0.0
    for count in 0...trials {
      #expect(abs(binomial.atLeast(count) - (1 - below)) < 1e-14)
      below += binomial.equal(to: count)
      #expect(abs(binomial.atMost(count) - below) < 1e-14)
    }
    #expect(binomial.equal(to: -1) == 0 && binomial.equal(to: trials + 1) == 0)
    #expect(abs(below - 1) < 1e-14)
  }

  @Test func tailsOfTMakeOne() {
    let p = StudentDistribution.pValue(-2.1, degreesOfFreedom: 9, .twoSided)
    #expect(p.value == 2 * StudentDistribution.below(-2.1, degreesOfFreedom: 9))
    #expect(StudentDistribution.above(2.1, degreesOfFreedom: 9) == p.value / 2)
    #expect(p.method == .approximate("Student's t"))
  }
}
