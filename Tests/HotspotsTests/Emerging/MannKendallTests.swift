import Hotspots
import Probability
import Testing

@Suite struct MannKendallTests {
  @Test(arguments: [
    ([2.0, 3, 7, 5, 1, 4, 9, 6, 10, 8], 23, 125, 1.967740, 0.511111, 0.049098),
    ([1.0, 2, 2, 3, 5, 4, 6], 18, 43.333333, 2.582485, 0.857143, 0.009809),
    (
      [1.2, 0.8, 1.9, 2.4, 2.1, 3.0, 2.8, 3.5, 3.9, 3.7, 4.4, 4.1], 56, 212.666667, 3.771490,
      0.848485, 0.000162276
    ),
  ])
  func givesTheWorkedNumbers(
    series: [Double], score: Int, variance: Double, z: Double, tau: Double, p: Double
  ) {
    let test = MannKendall(series)
    #expect(test.score == score)
    #expect(abs(test.variance - variance) <= 5e-7 && abs(test.z - z) <= 5e-7)
    #expect(abs(test.tau - tau) <= 5e-7 && abs(test.pValue.value - p) <= 5e-7)
    #expect(test.pValue.alternative == .twoSided && test.trend(level: 0.05) == .up)
    let mirrored = MannKendall(series.map { -$0 })
    #expect(mirrored.score == -score && mirrored.trend(level: 0.05) == .down)
  }

  @Test func findsNoTrendInWhatStandsStill() {
    for series in [[4.0, 4, 4, 4], [1], []] {
      let test = MannKendall(series)
      #expect(test.score == 0 && test.variance == 0 && test.z == 0 && test.pValue.value == 1)
      #expect(test.trend(level: 0.05) == .none)
    }
  }

  /// The variance is that of all orders of the series, ties and all.
  @Test(arguments: [[1.0, 2, 3, 4, 5], [1, 1, 2, 2, 2], [3, 1, 1, 4, 1, 4]])
  func hasTheVarianceOfAllOrders(series: [Double]) {
    let scores = arrangements(of: Array(series.indices)).map { order in
      Double(MannKendall(order.map { series[$0] }).score)
    }
    #expect(scores.reduce(0, +) == 0)
    let variance = scores.reduce(0) { $0 + $1 * $1 } / Double(scores.count)
    #expect(abs(MannKendall(series).variance - variance) <= 1e-9)
  }

  /// One in twenty independent series without a trend has one at 0.05; the normal approximation holds.
  @Test func isCalibratedOnIndependentSeries() {
    var generator = Philox(seed: 2, stream: 0)
    let rejected = (0..<4_000).count { _ in
      let series = (0..<12).map { _ in generator.uniform() }
      return MannKendall(series).trend(level: 0.05) != .none
    }
    // 200 ± 3 standard deviations of 13.8.
    #expect(159...241 ~= rejected)
  }
}
