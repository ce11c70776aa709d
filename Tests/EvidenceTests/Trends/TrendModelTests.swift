import Evidence
import Probability
import RealModule
import Testing

@Suite struct TrendModelTests {
  /// 1,000 series of a known growth: how many intervals of 95 % hold it, beside what is measured and stated.
  ///
  /// Independent months: 95 to 98 %, counts near Poisson over-cover as φ below 1 narrows nothing. Months that are
  /// alike (ρ 0.3, 0.6): 94 and 90 %, where errors not widened cover 86 and 71 %.
  @Test(arguments: [
    (PretendedSeries(months: 36, mean: 8, growth: 1.05), 0.965...0.995),
    (PretendedSeries(months: 36, mean: 40, scatter: 2.5, growth: 1.05), 0.94...0.985),
    (PretendedSeries(months: 60, mean: 400, scatter: 6, growth: 0.9), 0.94...0.985),
    (
      PretendedSeries(
        months: 60, mean: 40, scatter: 2, growth: 1.05, gaps: Set(11..<25).union(38..<57)),
      0.94...0.985
    ),
    (PretendedSeries(months: 60, mean: 100, growth: 1.05, likeness: 0.3, drift: 0.15), 0.92...0.97),
    (PretendedSeries(months: 60, mean: 100, growth: 1.05, likeness: 0.6, drift: 0.15), 0.88...0.95),
  ])
  func intervalsOfDirectionHoldTheTruth(
    truth: PretendedSeries, share: ClosedRange<Double>
  ) throws {
    let held = try (0..<1_000).count { replicate in
      let series = truth.series(replicate)
      let model = try TrendModel(series, season: .automatic(for: series))
      return try model.direction(0.95).interval.contains(truth.growth)
    }
    #expect(share.contains(Double(held) / 1_000))
  }

  /// Without chance the truth comes back: growth, season, step and level.
  @Test(arguments: [SeasonShape.waves(1), .waves(2), .months])
  func findsAnExactTruthAgain(season: SeasonShape) throws {
    let truth = PretendedSeries(months: 48, mean: 1e6, growth: 1.1, step: (20, 0.7))
    let months = (0..<48).filter { !(5..<9).contains($0) }.map { month in
      MonthlyCounts.Month(
        PretendedSeries.start + month, days: PretendedSeries.days(PretendedSeries.start + month),
        count: truth.level(month))
    }
    let series = MonthlyCounts(months.reversed())
    let known = KnownBreak(PretendedSeries.start + 20, "inspection")
    let model = try TrendModel(series, season: season, breaks: [known])
    let error = season == .months ? 1e-8 : 1e-8
    #expect(abs(try model.direction(0.95).value - 1.1) < error)
    #expect(abs(try model.step(at: known, 0.95).value - 0.7) < error)
    let waves = (0..<12).map { Double.exp(0.3 * Double.sin(2 * Double.pi * Double($0) / 12)) }
    let level = 1e6 * Double.pow(1.1, 10.0 / 12) * waves.reduce(0, +) / 12
    #expect(abs(model.level(at: PretendedSeries.start + 10) / level - 1) < 1e-8)
    #expect(
      abs(model.prediction(at: PretendedSeries.start + 6, days: 31).mean / truth.level(6) - 1)
        < 1e-8)
  }

  @Test func refusesADirectionOfAFewMonths() throws {
    let series = PretendedSeries(months: 20).series(0)
    let model = try TrendModel(series, season: .none)
    #expect(throws: Undefined.self) { try model.direction(0.95) }
    #expect(SeasonShape.automatic(for: series) == .none)
    let gaps = PretendedSeries(months: 40, gaps: Set(2..<16)).series(0)
    #expect(SeasonShape.automatic(for: gaps) == .waves(1))
    #expect(SeasonShape.automatic(for: PretendedSeries(months: 36).series(0)) == .waves(2))
  }

  /// Two dates in one gap cannot be told apart, and a date outside changes nothing.
  @Test func saysWhichBreaksItCannotTell() throws {
    let series = PretendedSeries(months: 48, gaps: Set(20..<30)).series(3)
    let start = PretendedSeries.start
    #expect(
      throws: Undefined("the data cannot tell step at B from what else is in the model")
    ) {
      try TrendModel(
        series, season: .waves(1),
        breaks: [KnownBreak(start + 22, "A"), KnownBreak(start + 25, "B")])
    }
    let outside = KnownBreak(start + 48, "later")
    let model = try TrendModel(series, season: .waves(1), breaks: [outside])
    #expect(model.breaks.isEmpty)
    #expect(throws: Undefined("there are no months on both sides of it")) {
      try model.step(at: outside, 0.95)
    }
  }

  /// No zero is made of a gap: a month of no incidents moves the level, a missing one does not.
  @Test func gapsAreNotZeros() throws {
    let whole = PretendedSeries(months: 48, mean: 40, wave: 0)
    let gone = PretendedSeries(months: 48, mean: 40, wave: 0, gaps: Set(20..<30))
    let level = { (series: MonthlyCounts) in
      try TrendModel(series, season: .none).level(at: PretendedSeries.start + 40)
    }
    #expect(abs(try level(whole.series(1)) / level(gone.series(1)) - 1) < 0.15)
    #expect(gone.series(1).gaps == Array(20..<30).map { $0 + PretendedSeries.start })
    #expect(gone.series(1).rollingYears.count { $0.sum == nil } == 11 + 11)
    #expect(whole.series(1).rollingYears.count { $0.sum == nil } == 11)
  }
}
