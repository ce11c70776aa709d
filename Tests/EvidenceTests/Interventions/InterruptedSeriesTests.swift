import Evidence
import Probability
import RealModule
import Testing

struct InterruptedSeriesTests {
  static let counts = [
    52, 38, 61, 70, 55, 66, 81, 59, 74, 48, 62, 41, 45, 30, 52, 58, 37, 49, 60, 51, 39, 46, 28, 35,
  ]
  static let months = counts.enumerated().map {
    InterruptedSeries.Month(index: $0, count: $1, days: 1)
  }

  /// METHODS §12: the same data, opposite headline.
  @Test func levelAloneIsAsPrinted() throws {
    let poisson = try InterruptedSeries(
      months: Self.months, start: 12, shape: .level, hasSeason: false, family: .poisson)
    let level = poisson.levelRatio()
    #expect(abs(level.value - 0.8004213) < 5e-8)
    #expect(abs(level.interval.low - 0.640) < 5e-4 && abs(level.interval.high - 1.001) < 5e-4)
    let quasi = try InterruptedSeries(
      months: Self.months, start: 12, shape: .level, hasSeason: false)
    #expect(abs(quasi.regression.dispersion - 2.765953) < 5e-7)
    let wide = quasi.levelRatio().interval
    #expect(abs(wide.low - 0.539) < 5e-4 && abs(wide.high - 1.189) < 5e-4)
    #expect(abs(quasi.regression.pValue(of: "level").value - 0.2548) < 5e-5)
    let correlation = try #require(quasi.autocorrelation)
    #expect(abs(correlation - 0.0367) < 5e-5)
    #expect(quasi.errors == .model)
  }

  /// statsmodels 0.15, with sums and errors by `Tests/ReferenceData/interventions.py`.
  @Test(arguments: [
    (
      InterruptedSeries.Shape.level, false, -132.15128777254017, 122.59898054498152,
      0.8004213082223343, 53.53695107772639, 0.24863024146067242, 21.0
    ),
    (
      .levelAndSlope, false, -203.15092824436476, 172.16507448375387, 0.7229070844514388,
      62.118101697191186, 0.32621167154164554, 20
    ),
    (
      .levelAndSlope, true, -136.36342681790757, 184.06937758389995, 0.7953617780779395,
      44.80534408126754, 0.382653764583549, 18
    ),
  ])
  func effectIsThatOfStatsmodels(
    _ shape: InterruptedSeries.Shape, _ season: Bool, _ excess: Double, _ error: Double,
    _ ratio: Double, _ last: Double, _ lastError: Double, _ freedom: Double
  ) throws {
    let series = try InterruptedSeries(
      months: Self.months, start: 12, shape: shape, hasSeason: season)
    let t = StudentDistribution.quantile(0.975, degreesOfFreedom: freedom)
    let found = series.excess()
    #expect(abs(found.value - excess) < 1e-6)
    #expect(abs((found.interval.high - found.value) / t - error) < 1e-6)
    #expect(abs(series.averageRatio().value - ratio) < 1e-9)
    let counterfactual = try #require(series.counterfactual().last)
    #expect(abs(counterfactual.value - last) < 1e-7)
    let spread = Double.log(counterfactual.interval.high / counterfactual.value) / t
    #expect(abs(spread - lastError) < 1e-8)
  }

  /// Where only the level changes, the average is that change.
  @Test func averageOfALevelIsTheLevel() throws {
    let series = try InterruptedSeries(
      months: Self.months, start: 12, shape: .level, hasSeason: true)
    let (average, level) = (series.averageRatio(), series.levelRatio())
    #expect(abs(average.value - level.value) < 1e-9)
    #expect(abs(average.interval.low - level.interval.low) < 1e-9)
  }

  /// Twice the days and twice the incidents are the same course.
  @Test func countsAreTakenPerDay() throws {
    let doubled = Self.months.map {
      InterruptedSeries.Month(index: $0.index, count: 2 * $0.count, days: 2)
    }
    let (one, two) = (
      try InterruptedSeries(months: Self.months, start: 12, shape: .level, hasSeason: false),
      try InterruptedSeries(months: doubled, start: 12, shape: .level, hasSeason: false)
    )
    #expect(abs(one.levelRatio().value - two.levelRatio().value) < 1e-12)
  }

  @Test func refusesTooFewMonths() {
    #expect(throws: Undefined("fewer than 6 months before or after")) {
      try InterruptedSeries(
        months: Array(Self.months[..<17]), start: 12, shape: .level, hasSeason: false)
    }
  }

  /// 1,000 series with a trend, a season, overdispersed months and a true fall.
  @Test(arguments: [
    (12, InterruptedSeries.Shape.level), (24, .level), (24, .levelAndSlope),
  ])
  func intervalsCoverTheTruth(_ side: Int, _ shape: InterruptedSeries.Shape) throws {
    var (level, average, runs) = (0, 0, 0)
    for run in 0..<1_000 {
      var random = Philox(seed: 77, stream: UInt64(run))
      let months = (0..<(2 * side)).map { month -> InterruptedSeries.Month in
        let turn = 2 * Double.pi * Double(month % 12) / 12
        let log =
          Double.log(40) - 0.01 * Double(month) + 0.2 * Double.sin(turn)
          + (month >= side ? Double.log(0.75) : 0)
        // Variance twice the mean: a negative binomial as a mixture over the mean.
        let mean = Double.exp(log)
        let count = random.overdispersed(mean: mean, dispersion: 2)
        return InterruptedSeries.Month(index: month, count: count, days: 30)
      }
      guard
        let series = try? InterruptedSeries(
          months: months, start: side, shape: shape, hasSeason: true)
      else { continue }
      runs += 1
      level += series.levelRatio().interval.contains(0.75) ? 1 : 0
      average += series.averageRatio().interval.contains(0.75) ? 1 : 0
    }
    #expect(runs == 1_000)
    #expect(level >= 900 && average >= 900)
  }
}

extension Philox {
  /// A count whose variance is a multiple of its mean, above 1.
  mutating func overdispersed(mean: Double, dispersion: Double) -> Int {
    // Negative binomial as a compound Poisson: clusters of logarithmic size.
    let p = 1 - 1 / dispersion
    let clusters = poisson(mean: -mean / (dispersion - 1) * Double.log(1 - p))
    var total = 0
    for _ in 0..<clusters {
      // Kemp 1981: logarithmic sizes by inversion.
      var (u, k, term) = (uniform(), 1, -p / Double.log(1 - p))
      while u > term {
        u -= term
        k += 1
        term *= p * Double(k - 1) / Double(k)
      }
      total += k
    }
    return total
  }
}
