import Evidence
import Probability
import RealModule
import Testing

struct ParallelTrendsTests {
  private let target = [22, 19, 25, 30, 27, 21, 24, 18, 26, 31, 28, 23]
  private let control = [40, 35, 44, 41, 39, 37, 36, 33, 41, 38, 36, 34]

  /// statsmodels 0.15, `GLM(Binomial)`; by `Tests/ReferenceData/interventions.py`.
  @Test func slopeIsThatOfStatsmodels() throws {
    let trends = try ParallelTrends(target: target, control: control, months: Array(0..<12))
    #expect(abs(trends.slope - 0.023982994513782573) < 1e-12)
    #expect(abs(trends.standardError - 0.021812543514694686) < 1e-12)
    #expect(abs(trends.dispersion - 0.22222149027289154) < 1e-9)
    #expect(trends.degreesOfFreedom == 10)
  }

  @Test func saysWhatItWouldMiss() throws {
    let trends = try ParallelTrends(target: target, control: control, months: Array(0..<12))
    // t(10) at 97.5 % and z at 80 %, scipy.
    let missed = (2.2281388519649385 + 0.8416212335729143) * trends.standardError
    #expect(abs(trends.missedSlope() - missed) < 1e-10)
    #expect(abs(trends.missedDrift(overMonths: 12) - Double.exp(12 * missed)) < 1e-9)
    #expect(trends.interval().contains(trends.slope))
  }

  @Test func monthsWithoutCountsAreLeftOut() throws {
    let one = try ParallelTrends(target: target, control: control, months: Array(0..<12))
    let other = try ParallelTrends(
      target: target + [0], control: control + [0], months: Array(0..<13))
    #expect(one == other)
  }

  @Test func refusesWhatSaysNothing() {
    #expect(throws: Undefined.self) {
      try ParallelTrends(target: [1, 2, 3], control: [1, 2, 3], months: [0, 1, 2])
    }
    #expect(throws: Undefined("target or control counts nothing before")) {
      try ParallelTrends(target: target, control: target.map { _ in 0 }, months: Array(0..<12))
    }
    // All of the target in the first months, all of the control in the last: no slope fits.
    #expect(throws: Undefined.self) {
      try ParallelTrends(
        target: [9, 9, 9, 0, 0, 0], control: [0, 0, 0, 9, 9, 9], months: Array(0..<6))
    }
  }

  @Test(arguments: [12, 36])
  func falseAlarmsAreAsStated(months: Int) throws {
    var alarms = 0
    for run in 0..<1_000 {
      var random = Philox(seed: 21, stream: UInt64(run))
      let season = (0..<months).map { 1 + 0.3 * Double.sin(Double($0) / 2) }
      let trends = try ParallelTrends(
        target: season.map { random.poisson(mean: 25 * $0) },
        control: season.map { random.poisson(mean: 40 * $0) }, months: Array(0..<months))
      alarms += trends.pValue.value < 0.05 ? 1 : 0
    }
    // φ below 1 narrows nothing, so that the test is a little shy: at most 5 % and Monte Carlo error.
    #expect((15...64).contains(alarms))
  }
}
