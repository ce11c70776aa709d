import Probability
import Testing

struct GammaDistributionTests {
  /// R 4.2.2: `pchisq(x, df, lower = FALSE)` and `pchisq(x, df)`, by `options(digits = 17)`.
  @Test(arguments: [
    (1, 1, 0.31731050786291415, 0.68268949213708596),
    (0.01, 3, 0.99973483494134441, 0.00026516505865560971),
    (42.258064516129, 15, 0.00020509260711130327, 0.99979490739288868),
    (129.2, 15, 3.0493416463599728e-20, 1),
    (500, 40, 8.6361447785139703e-81, 1),
    (900, 1000, 0.98928276190871023, 0.010717238091289742),
    (1100, 1000, 0.014614408126295201, 0.98538559187370478),
    (20000, 19900, 0.30721577665980099, 0.69278422334019907),
    (1e-08, 1, 0.99992021154405275, 7.9788455947305779e-05),
  ])
  func isRs(x: Double, freedom: Int, above: Double, below: Double) {
    #expect(
      abs(ChiSquareDistribution.above(x, degreesOfFreedom: freedom) / above - 1) < 1e-12)
    #expect(
      abs(ChiSquareDistribution.below(x, degreesOfFreedom: freedom) / below - 1) < 1e-12)
  }

  /// With two degrees of freedom it is exponential.
  @Test(arguments: [0, 1e-300, 1e-9, 0.5, 1, 3.9, 4, 4.1, 30, 700, 1_400])
  func isExponentialForTwo(x: Double) {
    let above = GammaDistribution.above(x / 2, shape: 1)
    #expect(abs(above + GammaDistribution.below(x / 2, shape: 1) - 1) < 1e-15)
    #expect(x > 0 || above == 1)
    #expect(ChiSquareDistribution.above(x, degreesOfFreedom: 2) == above)
  }

  @Test func namesItsAlternative() {
    let p = ChiSquareDistribution.pValue(42.258064516129, degreesOfFreedom: 15, .twoSided)
    #expect(abs(p.value - 4.10185214222602e-04) < 1e-15)
    #expect(p.method == .approximate("chi-square") && p.floor == nil)
  }
}
