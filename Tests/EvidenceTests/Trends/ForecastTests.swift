import Evidence
import Testing

@Suite struct ForecastTests {
  private static func targets(after series: MonthlyCounts, _ count: Int) -> [(Int, Double)] {
    let last = series.months.last?.ordinal ?? 0
    return (1...count).map { (last + $0, PretendedSeries.days(last + $0)) }
  }

  /// 200 series and the half year after each: intervals of 95 % hold 96 to 99 % of what came (they err on the wide
  /// side), and the chosen method errs some 16 to 20 % less than the same month a year before.
  @Test(arguments: [
    PretendedSeries(months: 36, mean: 8, growth: 1.05),
    PretendedSeries(months: 60, mean: 40, scatter: 2.5, growth: 1.05),
    PretendedSeries(months: 60, mean: 200, likeness: 0.7, drift: 0.15),
  ])
  func intervalsHoldWhatCame(truth: PretendedSeries) throws {
    var longer = truth
    longer.months += 6
    var (within, total, error, naive) = (0, 0, 0.0, 0.0)
    for replicate in 0..<200 {
      let all = longer.series(replicate)
      let known = all.upTo(PretendedSeries.start + truth.months - 1)
      let forecast = try Forecast(
        known, targets: Self.targets(after: known, 6), season: .automatic(for: known))
      for month in forecast.months {
        let came = try #require(all.month(month.ordinal))
        within += month.prediction.interval(0.95).contains(came.count) ? 1 : 0
        total += 1
        error += abs(month.prediction.mean - came.count)
        let before = try #require(known.month(month.ordinal - 12))
        naive += abs(before.rate * came.days - came.count)
      }
    }
    #expect((0.94...0.995).contains(Double(within) / Double(total)))
    #expect(error < naive * 0.9)
  }

  /// The baseline is the same month a year before, per day.
  @Test func theBaselineRepeatsTheYear() throws {
    let series = PretendedSeries(months: 40).series(0)
    let predictions = try ForecastMethod.seasonalNaive.predictions(
      of: [(PretendedSeries.start + 40, 31), (PretendedSeries.start + 49, 28)], from: series,
      season: .none, breaks: [])
    #expect(predictions[0].mean == series.months[28].rate * 31)
    #expect(predictions[1].mean == series.months[37].rate * 28)
  }

  @Test func scoresAllMethodsOnTheSameMonths() throws {
    let series = PretendedSeries(months: 48, scatter: 2).series(0)
    let backtest = try Backtest(series, horizon: 3, season: .waves(2))
    #expect(backtest.scores.map(\.method) == ForecastMethod.allCases)
    // Origins 24 to 47 months long, three months each less those beyond the end.
    #expect(backtest.origins == 24 && backtest.forecasts == 24 * 3 - 3)
    let naive = backtest.score(of: .seasonalNaive)
    #expect(naive.meanError >= backtest.score(of: backtest.best).meanError)
    #expect((0.5...2).contains(naive.scaledError))
  }

  @Test func saysWhyItForetellsNothing() {
    func reason(_ truth: PretendedSeries) -> String? {
      let series = truth.series(0)
      do {
        _ = try Forecast(series, targets: Self.targets(after: series, 3), season: .waves(1))
      } catch { return error.reason }
      return nil
    }
    #expect(
      reason(PretendedSeries(months: 30))
        == "a forecast needs 36 months, so that it can be tried on the last year first")
    #expect(
      reason(PretendedSeries(months: 48, gaps: [44]))
        == "a forecast needs the last twelve months without a gap")
    #expect(reason(PretendedSeries(months: 48, mean: 0)) != nil)
  }
}
