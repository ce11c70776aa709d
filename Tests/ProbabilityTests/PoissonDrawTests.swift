import Probability
import RealModule
import Testing

struct PoissonDrawTests {
  @Test(arguments: [0.01, 0.7, 4, 9.99, 10, 31.5, 250, 1e5])
  func hasTheMomentsOfThePoisson(mean: Double) {
    var generator = Philox(seed: 2, stream: 1)
    let moments = Moments(count: 100_000) { Double(generator.poisson(mean: mean)) }
    #expect(moments.agree(mean: mean, variance: mean, kurtosis: 3 + 1 / mean))
  }

  @Test func isNothingWhenTheMeanIsNothing() {
    var generator = Philox(seed: 2, stream: 2)
    #expect((0..<100).allSatisfy { _ in generator.poisson(mean: 0) == 0 })
  }

  /// Pearson's test against the probabilities of each count that expects at least 5, and of the
  /// rest together. It would fail one right generator in 1,000 (Wilson and Hilferty's
  /// approximation).
  @Test(arguments: [0.7, 4, 9.5, 10.5, 40, 300])
  func hasTheProbabilitiesOfThePoisson(mean: Double) {
    var generator = Philox(seed: 2, stream: 3)
    let draws = 100_000
    var counts: [Int: Int] = [:]
    for _ in 0..<draws { counts[generator.poisson(mean: mean), default: 0] += 1 }
    var statistic = 0.0
    var classes = 0
    var (restCount, restExpected) = (Double(draws), Double(draws))
    for count in 0...Int(mean * 3 + 30) {
      let probability = Double.exp(
        Double(count) * Double.log(mean) - mean - Double.logGamma(Double(count) + 1))
      let (observed, expected) = (Double(counts[count] ?? 0), Double(draws) * probability)
      guard expected >= 5 else { continue }
      statistic += (observed - expected) * (observed - expected) / expected
      classes += 1
      restCount -= observed
      restExpected -= expected
    }
    if restExpected >= 5 {
      statistic += (restCount - restExpected) * (restCount - restExpected) / restExpected
    }
    #expect(statistic < chiSquareLimit(degrees: Double(classes)))
  }

  /// About the 99.9th percentile of chi-square.
  private func chiSquareLimit(degrees: Double) -> Double {
    let part = 2 / (9 * degrees)
    let root = 1 - part + 3.09 * part.squareRoot()
    return degrees * root * root * root
  }
}
