import Probability
import Testing

@Suite struct NormalDistributionTests {
  /// Abramowitz and Stegun, table 26.1, and mpmath to 17 digits.
  @Test(arguments: [
    (0.0, 0.5), (1, 0.15865525393145705), (1.959963984540054, 0.025),
    (2.5758293035489004, 0.005), (5, 2.866515718791939e-7), (10, 7.61985302416052606597e-24),
    (37.5, 4.605353009581954e-308),
  ])
  func knowsItsTails(z: Double, above: Double) {
    // The rounding of z alone changes a far tail by z² times as much.
    #expect(abs(NormalDistribution.above(z) / above - 1) <= 1e-15 * (1 + z * z))
    #expect(NormalDistribution.below(-z) == NormalDistribution.above(z))
    #expect(abs(NormalDistribution.below(z) - (1 - above)) <= 1e-15)
  }

  /// Sidak-type bounds: (1 − α)^(1/m).
  @Test(arguments: [(1.0, 1.6449), (50, 3.0828), (100, 3.2834), (1_000, 3.8844)])
  func givesTheWorkedBounds(tests: Double, z: Double) {
    var probability = 0.95
    // By Newton's method, so that no power function is needed: x^m = 0.95.
    if tests > 1 {
      var root = 1 - 0.05 / tests
      for _ in 0..<50 {
        let power = (1..<Int(tests)).reduce(1.0) { product, _ in product * root }
        root -= (power * root - 0.95) / (tests * power)
      }
      probability = root
    }
    #expect(abs(NormalDistribution.quantile(probability) - z) <= 5e-5)
  }

  @Test func goesRoundTrip() {
    for step in 1..<2_000 {
      let p = Double(step) / 2_000
      #expect(abs(NormalDistribution.below(NormalDistribution.quantile(p)) - p) <= 1e-14)
    }
    for exponent in 1...300 {
      let p = (0..<exponent).reduce(1.0) { tail, _ in tail / 10 }
      let z = NormalDistribution.quantile(p)
      // Far out, p changes by z² times as much as z does, relatively.
      #expect(abs(NormalDistribution.below(z) / p - 1) <= 1e-15 * (4 + z * z))
    }
    // Above 0 a probability near 1 has fewer digits than z: that side is told by its mirror.
    for step in -370...0 {
      let z = Double(step) / 10
      let again = NormalDistribution.quantile(NormalDistribution.below(z))
      #expect(abs(again - z) <= 1e-15 * max(1, abs(z)))
    }
  }

  @Test func standsItsEnds() {
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(0.5) == 0)
    #expect(NormalDistribution.quantile(0.25) == -NormalDistribution.quantile(0.75))
  }

  @Test func namesItsPValues() {
    let z = 1.959963984540054
    for (alternative, value) in [
      (PValue.Alternative.greater, 0.025), (.less, 0.975), (.twoSided, 0.05),
    ] {
      let p = NormalDistribution.pValue(z, alternative)
      #expect(abs(p.value - value) <= 1e-15 && p.alternative == alternative)
      #expect(p.method == .approximate("normal") && p.floor == nil && p.monteCarloError == nil)
    }
    #expect(NormalDistribution.pValue(0, .twoSided).value == 1)
    #expect(NormalDistribution.pValue(-z, .twoSided) == NormalDistribution.pValue(z, .twoSided))
  }
}
