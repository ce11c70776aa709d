import Evidence
import Probability
import RealModule
import Testing

@Suite struct SurveillanceTests {
  /// Months beyond their limit by chance, of 6,000 watched: at most 1 in 100 is asked for; 0.4 % (mean 8, where
  /// counts are few and whole) to 1.3 % are measured. Of 500 charts over a year some 11 % alarm: twelve in a
  /// hundred months.
  @Test(arguments: [
    PretendedSeries(months: 48, mean: 8), PretendedSeries(months: 48, mean: 40, scatter: 2.5),
  ])
  func alarmsFalselyAsOftenAsStated(truth: PretendedSeries) throws {
    var (exceeding, months, charts) = (0, 0, 0)
    for replicate in 0..<500 {
      let watch = try Surveillance(truth.series(replicate), season: .waves(2))
      exceeding += watch.months.count { $0.exceeds }
      months += watch.months.count
      if watch.months.contains(where: watch.isRaised) { charts += 1 }
    }
    #expect(months == 6_000)
    #expect((12...84).contains(exceeding))
    #expect((20...85).contains(charts))
  }

  /// A rise by half that lasts nine months is found by the chart nearly always.
  @Test func findsARiseThatLasts() throws {
    let truth = PretendedSeries(months: 60, mean: 40, scatter: 2, step: (51, 1.5))
    let found = try (0..<200).count { replicate in
      let watch = try Surveillance(truth.series(replicate), season: .waves(2))
      return watch.months.contains(where: watch.isRaised)
    }
    #expect(found >= 180)
  }

  /// The run length of the Markov chain is that of charts run on drawn counts.
  @Test(arguments: [(30.0, 30.0), (8, 20), (200, 900)])
  func runsAsLongAsTheChainSays(mean: Double, variance: Double) {
    let typical = PredictiveCount(mean: mean, variance: variance)
    let chart = CumulativeSum(typical: typical, ratio: 1.5, runLength: 50)
    #expect((50...56).contains(chart.averageRunLength))
    var random = SimulationKey(seed: 3, method: .calibration).generator(replicate: 0)
    var lengths = 0
    for _ in 0..<4_000 {
      var (value, length) = (0.0, 0)
      while value <= chart.threshold {
        let count = random.scattered(mean: mean, scatter: variance / mean)
        value = chart.next(after: value, count: Double(count), expected: typical)
        length += 1
      }
      lengths += length
    }
    // The mean of 4,000 runs is known to some 1.6 %, and 60 steps round the chart's value.
    #expect(abs(Double(lengths) / 4_000 / chart.averageRunLength - 1) < 0.08)
  }

  @Test func needsTwoYearsBefore() {
    #expect(
      throws: Undefined("a watch on the newest month needs 24 months before it")
    ) { try Surveillance(PretendedSeries(months: 24).series(0), season: .waves(1)) }
  }

  /// One wild month in the past hardly raises the limits.
  @Test func pastOutliersCountLess() throws {
    let series = PretendedSeries(months: 49, mean: 40).series(0)
    let wild = MonthlyCounts(
      series.months.map {
        $0.ordinal == PretendedSeries.start + 30 ? .init($0.ordinal, days: $0.days, count: 400) : $0
      })
    let limits = try [series, wild].map {
      try Surveillance($0, season: .waves(2), watched: 1).months[0].limit
    }
    #expect(limits[1] < limits[0] * 2)
  }

  /// By scipy 1.17: `nbinom(θ, θ / (θ + μ))` and `poisson(μ)`.
  @Test func predictionsAreCountsOfTheirMeanAndVariance() {
    let scattered = PredictiveCount(mean: 20, variance: 60)
    #expect(scattered.quantile(0.975) == 37 && scattered.quantile(0.025) == 7)
    #expect(scattered.interval(0.95).low == 7)
    let plain = PredictiveCount(mean: 20, variance: 3)
    #expect(plain.variance == 20 && plain.quantile(0.975) == 29 && plain.quantile(0.025) == 12)
    for count in [0, 5, 20, 60] {
      #expect(abs(scattered.atMost(count) + scattered.atLeast(count + 1) - 1) < 1e-12)
    }
  }
}

@Suite struct UnusualMonthsTests {
  @Test func findsAPlantedMonthAndSeldomAnother() throws {
    let truth = PretendedSeries(months: 36, mean: 40, scatter: 2)
    var (planted, others) = (0, 0)
    for replicate in 0..<100 {
      let series = truth.series(replicate)
      let plain = try UnusualMonths(series, season: .waves(2), confidence: 0.95)
      others += plain.beyond(0.05).isEmpty ? 0 : 1
      let wild = MonthlyCounts(
        series.months.map {
          $0.ordinal == PretendedSeries.start + 20
            ? .init($0.ordinal, days: $0.days, count: $0.count * 4) : $0
        })
      let found = try UnusualMonths(wild, season: .waves(2), confidence: 0.95).beyond(0.05)
      planted += found.contains { $0.ordinal == PretendedSeries.start + 20 } ? 1 : 0
    }
    // Measured: 99 and 7 of 100; q 0.05 promises about 5.
    #expect(planted >= 90 && others <= 14)
  }

  @Test func standsAmongThoseBefore() {
    let counts = [5.0, 9, 4, 7, 9, 8, 10]
    let series = MonthlyCounts(
      counts.enumerated().map { .init(100 + $0, days: 30, count: $1) }.filter { $0.ordinal != 103 })
    #expect(
      series.standing(of: 105)?.lastAsHigh == 104 && series.standing(of: 105)?.lastAsLow == 102)
    let top = series.standing(of: 106)
    #expect(top?.lastAsHigh == nil && top?.observed == 5 && top?.reach == 6)
    #expect(series.standing(of: 103) == nil)
  }
}
