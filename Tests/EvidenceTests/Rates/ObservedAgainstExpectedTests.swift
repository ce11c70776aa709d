import Evidence
import Probability
import RealModule
import Testing

struct ObservedAgainstExpectedTests {
  @Test(arguments: [
    (8, 6.23986, FunnelPosition.inside, 0.28965, 5e-6),
    (151, 106.44297, .highBeyond3, 2.76e-5, 5e-8),
    (159, 232.93290, .lowBeyond3, 1.76e-7, 5e-10),
    (191, 184.09639, .inside, 0.31509, 5e-6),
    (124, 183.89441, .lowBeyond3, 1.73e-6, 5e-9),
  ])
  func isTheWorkedNumber(
    observed: Int, expected: Double, position: FunnelPosition, tail: Double, digit: Double
  ) throws {
    let ratio = try ObservedAgainstExpected(observed: observed, expected: expected)
    #expect(ratio.position == position)
    #expect(abs((position.isLow ? ratio.atMost : ratio.atLeast) - tail) <= digit)
    #expect(ratio.pValue.method == .exact)
  }

  @Test(arguments: [0, 1, 7, 40, 1_000])
  func tailsArePoissons(observed: Int) throws {
    for expected in [0.01, 1, 6.5, 41, 900] {
      let ratio = try ObservedAgainstExpected(observed: observed, expected: expected)
      let poisson = PoissonDistribution(mean: expected)
      #expect(abs(ratio.atLeast - poisson.atLeast(observed)) < 1e-11)
      #expect(abs(ratio.atMost - poisson.atMost(observed)) < 1e-11)
    }
  }

  @Test func overdispersionOnlyWidens() throws {
    let plain = try ObservedAgainstExpected(observed: 151, expected: 106.44297)
    let under = try ObservedAgainstExpected(
      observed: 151, expected: 106.44297, overdispersion: 0.3)
    #expect(under.atLeast == plain.atLeast && under.overdispersion == 1)
    let wide = try ObservedAgainstExpected(
      observed: 151, expected: 106.44297, overdispersion: 2.5)
    #expect(wide.position == .highBeyond2)
    #expect(wide.pValue.method == .approximate("Poisson, widened for overdispersion"))
    let wider = try ObservedAgainstExpected(observed: 0, expected: 8, overdispersion: 9)
    #expect(wider.position == .inside)
    #expect(try ObservedAgainstExpected(observed: 0, expected: 8).position == .lowBeyond3)
  }

  @Test func positionAgreesWithTheDrawnLimits() throws {
    for phi in [1.0, 2.1] {
      let two = FunnelLimits(tail: FunnelLimits.twoSigma, overdispersion: phi)
      let three = FunnelLimits(tail: FunnelLimits.threeSigma, overdispersion: phi)
      for expected in [0.3, 4, 17.2, 260] {
        let (inner, outer) = (two.counts(expected: expected), three.counts(expected: expected))
        for observed in 0..<400 {
          let o = Double(observed)
          let expectation: FunnelPosition =
            o >= outer.high
            ? .highBeyond3
            : o <= outer.low && outer.low > 0
              ? .lowBeyond3
              : o >= inner.high
                ? .highBeyond2 : o <= inner.low && inner.low > 0 ? .lowBeyond2 : .inside
          let found = try ObservedAgainstExpected(
            observed: observed, expected: expected, overdispersion: phi)
          #expect(found.position == expectation, "\(observed) of \(expected), \(phi)")
        }
      }
    }
  }

  @Test func ratioHasTheCountsInterval() throws {
    let ratio = try ObservedAgainstExpected(observed: 5, expected: 2).ratio()
    #expect(ratio.value == 2.5 && abs(ratio.interval.low - 1.623486390 / 2) < 1e-9)
  }

  @Test func nothingExpectedIsUndefined() {
    #expect(throws: Undefined.self) { try ObservedAgainstExpected(observed: 0, expected: 0) }
  }
}

struct FunnelLimitsTests {
  @Test(arguments: [
    (1, 0.025, 0.0253178, 5.5716434), (2, 0.025, 0.2422093, 7.2246877),
    (3, 0.025, 0.6186721, 8.7672731), (10, 0.001, 2.9605204, 24.1339711),
  ])
  func areTheWorkedNumbers(observed: Int, tail: Double, low: Double, high: Double) {
    let expected = FunnelLimits(tail: tail).expected(observed: observed)
    #expect(abs(expected.onUpper - low) <= 5e-8 && abs(expected.onLower - high) <= 5e-8)
  }

  /// PHE's iterative solver stops early.
  @Test func isNearPHEs() {
    let expected = FunnelLimits(tail: 0.025).expected(observed: 2)
    #expect(abs(expected.onUpper - 0.242209467) <= 1e-5)
    #expect(abs(expected.onLower - 7.224687515) <= 1e-5)
  }

  @Test(arguments: [1, 2, 9, 10, 400, 100_000])
  func curvesGoThroughThePoints(observed: Int) {
    for tail in [0.025, 0.001] {
      let limits = FunnelLimits(tail: tail)
      let points = limits.expected(observed: observed)
      #expect(abs(limits.counts(expected: points.onUpper).high / Double(observed) - 1) < 1e-9)
      #expect(abs(limits.counts(expected: points.onLower).low / Double(observed) - 1) < 1e-9)
    }
  }

  @Test func noneIsNeverTooFewOfFewExpected() {
    #expect(FunnelLimits(tail: 0.025).counts(expected: 3).low == 0)
    #expect(FunnelLimits(tail: 0.025).counts(expected: 3.7).low > 0)
    #expect(FunnelLimits(tail: 0.025).expected(observed: 0).onUpper == 0)
    #expect(FunnelLimits(tail: 0.001).counts(expected: 1e-6).high > 0)
  }

  @Test func widenByTheRootOfOverdispersion() {
    let (plain, wide) = (
      FunnelLimits(tail: 0.025).counts(expected: 100),
      FunnelLimits(tail: 0.025, overdispersion: 4).counts(expected: 100)
    )
    #expect(abs((wide.high - 100) - 2 * (plain.high - 100)) < 1e-9)
    #expect(abs((100 - wide.low) - 2 * (100 - plain.low)) < 1e-9)
    let narrow = FunnelLimits(tail: 0.025, overdispersion: 0.2).counts(expected: 100)
    #expect(narrow.high == plain.high && narrow.low == plain.low)
  }
}

struct OverdispersionTests {
  private let observed = [12, 30, 8, 25, 40, 5]
  private let expected: [Double] = [10, 20, 12, 20, 30, 8]

  @Test func isTheWorkedNumber() throws {
    let phi = try Overdispersion(observed: observed, expected: expected)
    #expect(abs(phi.phi - 2.0736111) <= 5e-8 && phi.areas == 6)
    #expect(abs(phi.factor - 2.0736111.squareRoot()) < 1e-7)
  }

  @Test func winsorisingSetsTheEndsToTheirNeighbours() throws {
    let scores = zip(observed, expected).map { (Double($0) - $1) / $1.squareRoot() }.sorted()
    let by = try Overdispersion(observed: observed, expected: expected, winsorised: 0.2)
    let winsorised = [scores[1]] + scores[1...4] + [scores[4]]
    #expect(abs(by.phi - winsorised.reduce(0) { $0 + $1 * $1 } / 6) < 1e-14)
    #expect(by.winsorised == 0.2)
    // A share under one area takes in one on each side.
    let least = try Overdispersion(observed: observed, expected: expected, winsorised: 0.1)
    #expect(least.phi == by.phi && least.cut == 1)
    #expect(try Overdispersion(observed: observed, expected: expected).cut == 0)
  }

  @Test func needsAreas() throws {
    #expect(throws: Undefined.self) {
      try Overdispersion(observed: [1, 2, 3, 4], expected: [1, 2, 3, 4])
    }
    #expect(throws: Undefined.self) {
      try Overdispersion(observed: [1, 2, 3, 4, 5], expected: [1, 2, 3, 4, 0])
    }
    let equal = try Overdispersion(observed: [4, 4, 4, 4, 4], expected: [4, 4, 4, 4, 4])
    #expect(equal.phi == 0 && equal.factor == 1)
  }
}
