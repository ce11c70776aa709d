import Probability
import Testing

@Suite struct PoissonDistributionTests {
  /// Values of R's dpois and ppois, 15 digits.
  @Test func agreesWithR() {
    let few = PoissonDistribution(mean: 0.6)
    #expect(abs(few.equal(to: 0) - 0.548811636094026) < 1e-14)
    #expect(abs(few.equal(to: 2) - 0.0987860944969248) < 1e-14)
    #expect(abs(few.atMost(2) - 0.976884712247367) < 1e-14)
  }

  @Test(arguments: [0.0, 1e-9, 0.3, 1, 7.5, 60, 900])
  func sumsToOne(mean: Double) {
    let poisson = PoissonDistribution(mean: mean)
    var sum = 0.0
    for count in 0...2_000 {
      sum += poisson.equal(to: count)
      #expect(abs(poisson.atMost(count) - sum) < 2e-12)
      #expect(abs(poisson.atMost(count) + poisson.atLeast(count + 1) - 1) < 1e-12)
    }
    #expect(poisson.atMost(-1) == 0)
    #expect(poisson.atLeast(0) == 1)
  }

  @Test func keepsSmallTails() {
    // The first term is e^-1 / 50!, the next a fifty-first of it.
    let tail = PoissonDistribution(mean: 1).atLeast(50)
    let first = PoissonDistribution(mean: 1).equal(to: 50)
    #expect(tail > first * (1 + 1 / 51.0) && tail < first * (1 + 1 / 50.0))
  }
}
