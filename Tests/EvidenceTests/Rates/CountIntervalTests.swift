import Evidence
import Probability
import Testing

struct CountIntervalTests {
  /// Exact limits from R's `qgamma`, Byar's from the formula, for counts to 500.
  @Test func areTheReferences() throws {
    let rows = try referenceRows("poisson_ci.csv")
    #expect(rows.count > 10)
    for row in rows {
      let (exact, byar) = (
        Interval.exactPoisson(Int(row[0])), Interval.byar(Int(row[0]))
      )
      #expect(abs(exact.low - row[1]) <= 1e-12 * row[1])
      #expect(abs(exact.high - row[2]) <= 1e-12 * row[2])
      #expect(abs(byar.low - row[3]) <= 1e-10 * row[3])
      #expect(abs(byar.high - row[4]) <= 1e-10 * row[4])
    }
  }

  @Test(arguments: [
    (0, 0, 3.688879, 1e-6), (1, 0.025317808, 5.571643391, 1e-9),
    (5, 1.623486390, 11.668332079, 1e-9), (9, 4.115373097, 17.084803451, 1e-9),
    (10, 4.787449914, 18.391458606, 1e-9), (65, 50.1631877, 82.8491385, 1e-7),
  ])
  func switchAtTen(count: Int, low: Double, high: Double, digit: Double) {
    let interval = Interval.poisson(count)
    #expect(abs(interval.low - low) <= digit / 2 && abs(interval.high - high) <= digit / 2)
    #expect(interval.method == (count < 10 ? "exact Poisson" : "Byar"))
  }

  @Test func byarIsNoSubstituteBelowTen() {
    let byar = Interval.byar(1)
    #expect(abs(byar.low - 0.013072133) <= 5e-10 && abs(byar.high - 5.563755582) <= 5e-10)
  }

  @Test(arguments: [
    (65, 100, 0.552544433, 0.736357518), (1_045, 5_000, 0.197955499, 0.220491304),
    (0, 10, 0, 0.277532800), (10, 10, 0.722467200, 1),
  ])
  func wilsonIsTheWorkedNumber(count: Int, total: Int, low: Double, high: Double) throws {
    let interval = try Interval.wilson(count, of: total)
    #expect(abs(interval.low - low) <= 5e-10 && abs(interval.high - high) <= 5e-10)
  }

  /// R: `binom.test(5, 16)$conf.int` and the like.
  @Test(arguments: [
    (5, 16, 0.110169954717, 0.586620636451), (0, 10, 0, 0.308497107819),
    (10, 10, 0.691502892181, 1), (110, 246, 0.383961595431, 0.511636148499),
    (1_625, 4_415, 0.353815426228, 0.382486162129),
  ])
  func clopperPearsonIsRs(count: Int, total: Int, low: Double, high: Double) throws {
    let interval = try Interval.clopperPearson(count, of: total)
    #expect(abs(interval.low - low) <= 5.1e-13 && abs(interval.high - high) <= 5.1e-13)
  }

  @Test func sharesOfNothingAreUndefined() {
    #expect(throws: Undefined.self) { try Interval.wilson(0, of: 0) }
    #expect(throws: Undefined.self) { try Interval.clopperPearson(0, of: 0) }
  }

  /// An exact interval of a mean holds every count it would not be surprised by.
  @Test(arguments: [0.5, 0.9, 0.99, 0.999])
  func exactEndsAreWhereTailsAre(confidence: Double) {
    for count in [1, 4, 30, 2_000] {
      let interval = Interval.exactPoisson(count, confidence: confidence)
      let tail = (1 - confidence) / 2
      #expect(abs(PoissonDistribution(mean: interval.low).atLeast(count) / tail - 1) < 1e-9)
      #expect(abs(PoissonDistribution(mean: interval.high).atMost(count) / tail - 1) < 1e-9)
    }
  }

  @Test func growWithTheCountAndTheConfidence() {
    var previous = Interval.poisson(0)
    for count in 1...200 {
      let interval = Interval.poisson(count)
      #expect(interval.low > previous.low && interval.high > previous.high)
      #expect(interval.contains(Double(count)))
      #expect(Interval.poisson(count, confidence: 0.99).low < interval.low)
      previous = interval
    }
    let (huge, exact) = (Interval.poisson(1_000_000), Interval.exactPoisson(1_000_000))
    #expect(abs(huge.low / exact.low - 1) < 1e-9 && abs(huge.high / exact.high - 1) < 1e-9)
  }
}
