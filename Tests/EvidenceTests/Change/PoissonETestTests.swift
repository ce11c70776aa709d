import Evidence
import Probability
import RealModule
import Testing

struct PoissonETestTests {
  private func p(_ a: Int, _ b: Int, _ n: Double = 1, _ m: Double = 1) throws -> Double {
    try PoissonETest.pValue(.init(a, in: n), .init(b, in: m)).value
  }

  /// Krishnamoorthy and Thomson's (2004) example and the values of `ptools::e_test`.
  @Test(arguments: [
    (3, 0, 0.0883790), (6, 2, 0.1748748), (15, 5, 0.0250351), (20, 10, 0.0688318),
    (5, 11, 0.1464452), (136, 110, 0.0979166),
  ])
  func isTheWorkedNumber(a: Int, b: Int, value: Double) throws {
    #expect(abs(try p(a, b) - value) <= 5.1e-8)
    #expect(try p(a, b) == p(b, a))
  }

  @Test func exposuresInTheSameShareChangeNothing() throws {
    #expect(abs(try p(3, 0, 2, 2) - p(3, 0)) < 1e-15)
    #expect(abs(try p(136, 110, 29, 29) - p(136, 110)) < 1e-13)
  }

  /// statsmodels' `etest-score`, its sums end where 1e-6 or so is left.
  @Test func isStatsmodels() throws {
    let rows = try referenceRows("poisson_etest_statsmodels.csv")
    #expect(rows.count >= 4)
    for row in rows where row[0] + row[2] > 0 {
      let value = try p(Int(row[0]), Int(row[2]), row[1], row[3])
      #expect(abs(value - row[13]) <= 1e-6, "\(row)")
    }
  }

  /// The double sum of the paper, term by term.
  @Test(arguments: [(0, 1), (1, 0), (4, 4), (7, 2), (0, 12), (31, 18)], [1, 0.4, 3, 12.0 / 7])
  func isTheDoubleSum(counts: (Int, Int), exposure: Double) throws {
    let (a, b) = counts
    let (n, m) = (exposure, 1.0)
    let common = Double(a + b) / (n + m)
    let reached = abs(Double(a) / n - Double(b)) / common.squareRoot()
    let (first, second) = (
      PoissonDistribution(mean: n * common), PoissonDistribution(mean: m * common)
    )
    var sum = 0.0
    for x in 0...160 {
      for y in 0...160 {
        let pooled = (Double(x + y) / (n + m)).squareRoot()
        let score = x + y == 0 ? 0 : abs(Double(x) / n - Double(y)) / pooled
        if score >= reached - 1e-9 { sum += first.equal(to: x) * second.equal(to: y) }
      }
    }
    #expect(abs(try p(a, b, n, m) - min(1, sum)) < 1e-9)
  }

  @Test func nothingInBothIsRefused() {
    #expect(throws: Undefined("nothing happened in either period")) { try p(0, 0) }
  }

  @Test func equalRatesAreNoFinding() throws {
    #expect(try p(0, 7, 1e-9, 1) > 0.5)
    #expect(abs(try p(50, 50) - 1) < 1e-12)
    #expect(abs(try p(30, 90, 1, 3) - 1) < 1e-12)
  }

  @Test func largeCountsEndInTheNormalScore() throws {
    let total = PoissonETest.mostExact
    for shift in [100, 300, 450, 900] {
      let exact = try PoissonETest.pValue(.init(total / 2 - shift), .init(total / 2 + shift))
      let z = Double(2 * shift) / Double(total).squareRoot()
      let normal = NormalDistribution.pValue(z, .twoSided)
      #expect(exact.method == .approximate("e-test"))
      #expect(abs(exact.value / normal.value - 1) < 5e-3, "\(shift)")
    }
    let beyond = try PoissonETest.pValue(.init(total), .init(total))
    #expect(beyond.method == .approximate("normal") && beyond.value == 1)
    #expect(try p(1_000_000_000, 1_000_100_000) < 0.03)
  }

  /// A year of 2,790 against one of 1,625 is no accident of counting.
  @Test func crewesYearsDiffer() throws {
    let value = try p(2_790, 1_625)
    #expect(value < 1e-60 && value >= 0)
  }
}
