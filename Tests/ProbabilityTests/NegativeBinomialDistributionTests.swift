import Probability
import Testing

@Suite struct NegativeBinomialDistributionTests {
  /// scipy 1.17: `nbinom(θ, θ / (θ + μ))`: `pmf(k)`, `cdf(k)`, `sf(k - 1)`.
  @Test(arguments: [
    (20.0, 10.0, 7, 0.011338997613004387, 0.027284486236864983, 0.9840545113761394),
    (20, 10, 37, 0.0056948285611389555, 0.9755972165867032, 0.030097611974435758),
    (3, 0.2, 0, 0.5743491774985175, 0.5743491774985174, 1.0),
    (3, 0.2, 40, 0.0004938736010270484, 0.9940966552199778, 0.00639721838104924),
    (400, 80, 600, 8.993511310221793e-06, 0.999858478471873, 0.00015051503943721417),
    (0.5, 2, 5, 0.0012287999999999995, 0.9996288, 0.0015999999999999986),
  ])
  func isScipys(
    mean: Double, size: Double, count: Int, equal: Double, atMost: Double, atLeast: Double
  ) {
    let distribution = NegativeBinomialDistribution(mean: mean, size: size)
    #expect(abs(distribution.equal(to: count) / equal - 1) < 1e-12)
    #expect(abs(distribution.atMost(count) / atMost - 1) < 1e-12)
    #expect(abs(distribution.atLeast(count) / atLeast - 1) < 1e-12)
  }

  @Test(arguments: [(0.3, 0.1), (5.0, 2.0), (80, 12)])
  func sumsToOneWithItsMeanAndVariance(mean: Double, size: Double) {
    let distribution = NegativeBinomialDistribution(mean: mean, size: size)
    let terms = (0..<5_000).map { (Double($0), distribution.equal(to: $0)) }
    let total = terms.reduce(0) { $0 + $1.1 }
    let first = terms.reduce(0) { $0 + $1.0 * $1.1 }
    let second = terms.reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
    #expect(abs(total - 1) < 1e-9 && abs(first - mean) < 1e-7)
    #expect(abs(second / distribution.variance - 1) < 1e-7)
  }

  @Test func edges() {
    let none = NegativeBinomialDistribution(mean: 0, size: 3)
    #expect(none.equal(to: 0) == 1 && none.atMost(0) == 1 && none.atLeast(1) == 0)
    let some = NegativeBinomialDistribution(mean: 4, size: 3)
    #expect(some.atMost(-1) == 0 && some.atLeast(0) == 1 && some.equal(to: -2) == 0)
    // Near to Poisson where θ is large.
    let near = NegativeBinomialDistribution(mean: 4, size: 1e9)
    #expect(abs(near.atMost(6) - PoissonDistribution(mean: 4).atMost(6)) < 1e-8)
  }
}
