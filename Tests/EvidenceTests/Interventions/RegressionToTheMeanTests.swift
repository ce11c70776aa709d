import Evidence
import Probability
import Testing

struct RegressionToTheMeanTests {
  @Test func drawsTowardsTheMean() throws {
    let places = [10, 12, 8, 30, 14, 9, 11, 40, 7, 19]
    let found = try RegressionToTheMean(count: 40, among: places)
    // Mean 16, sample variance 1056/9 = 117.3333, between places 101.3333.
    #expect(abs(found.reliability - 101.3333333333 / 117.3333333333) < 1e-10)
    #expect(abs(found.expected - (16 + 24 * found.reliability)) < 1e-12)
    #expect(found.expectedChange < 0)
  }

  /// Where places differ by chance only, the hottest is expected back at the mean.
  @Test func placesAlikeSayNothing() throws {
    let found = try RegressionToTheMean(
      count: 22, among: [20, 18, 22, 19, 21, 20, 20, 21, 19, 20])
    #expect(found.reliability == 0 && found.expected == 20)
  }

  @Test func needsPlaces() {
    #expect(throws: Undefined.self) { try RegressionToTheMean(count: 3, among: [3, 4]) }
    #expect(throws: Undefined.self) {
      try RegressionToTheMean(count: 0, among: [Int](repeating: 0, count: 12))
    }
  }

  /// What is expected of the hottest of 100 places is what it then counts, on average.
  @Test func isRightOnAverage() throws {
    var (expected, counted) = (0.0, 0.0)
    for run in 0..<1_000 {
      var random = Philox(seed: 31, stream: UInt64(run))
      // A gamma of shape 4 about 20: sums of exponentials.
      let means = (0..<100).map { _ in
        (0..<4).reduce(0.0) { sum, _ in sum + 5 * random.exponential() }
      }
      let before = means.map { random.poisson(mean: $0) }
      let chosen = before.indices.max { (before[$0], $0) < (before[$1], $1) } ?? 0
      expected += try RegressionToTheMean(count: before[chosen], among: before).expected
      counted += Double(random.poisson(mean: means[chosen]))
    }
    #expect(abs(expected / counted - 1) < 0.02)
  }
}
