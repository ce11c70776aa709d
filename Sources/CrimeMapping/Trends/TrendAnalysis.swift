import Evidence
import RecordFiles
import Records

/// All that is told of one series; what has no value says why.
struct TrendAnalysis: Sendable {
  let counts: MonthlyCounts
  let season: SeasonShape
  let model: Result<TrendModel, Undefined>
  let direction: Result<Estimate, Undefined>
  let parts: Result<SeasonalDecomposition, Undefined>
  let changes: Result<ChangePoints, Undefined>
  let unusual: Result<UnusualMonths, Undefined>
  let watch: Result<Surveillance, Undefined>
  /// `nil` where none is asked for.
  let forecast: Result<Forecast, Undefined>?

  init(_ counts: MonthlyCounts, _ question: TrendsQuestion) {
    let season = question.season ?? .automatic(for: counts)
    let breaks = question.breaks
    (self.counts, self.season) = (counts, season)
    func attempt<Value>(_ make: () throws(Undefined) -> Value) -> Result<Value, Undefined> {
      do throws(Undefined) { return .success(try make()) } catch { return .failure(error) }
    }
    let model = attempt { () throws(Undefined) in
      try TrendModel(counts, season: season, breaks: breaks)
    }
    self.model = model
    direction = attempt { () throws(Undefined) in
      try model.get().direction(question.confidence)
    }
    parts = attempt { () throws(Undefined) in
      try SeasonalDecomposition(
        counts.months.map { ($0.ordinal, $0.rate * MonthlyCounts.meanDays) })
    }
    changes = attempt { () throws(Undefined) in
      try ChangePoints(counts, season: season, breaks: breaks)
    }
    unusual = attempt { () throws(Undefined) in
      try UnusualMonths(
        counts, season: season, breaks: breaks, confidence: question.confidence)
    }
    watch = attempt { () throws(Undefined) in
      try Surveillance(
        counts, season: season, breaks: breaks, falseAlarms: question.falseAlarms)
    }
    let targets = Self.targets(after: counts, question.forecast)
    forecast =
      targets.isEmpty
      ? nil
      : attempt { () throws(Undefined) in
        try Forecast(counts, targets: targets, season: season, breaks: breaks)
      }
  }

  private static func targets(
    after counts: MonthlyCounts, _ count: Int
  ) -> [(ordinal: Int, days: Double)] {
    guard let last = counts.months.last?.ordinal, count > 0 else { return [] }
    return (last + 1...last + count).map { ($0, Month(ordinal: Int32($0)).days) }
  }
}

extension Month {
  /// The number of its days.
  var days: Double {
    let london = CivilTime.london
    return london.days(from: london.start(of: self), to: london.start(of: advanced(by: 1)))
  }
}

/// One series of a study: whose it is, what was counted, and what that tells.
struct TrendSeries: Sendable {
  let name: String
  /// The area it is of; `nil` for a series of several.
  let area: Area?
  let all: Tally
  /// For each observed month, in order.
  let months: [Tally]
  let analysis: TrendAnalysis

  var counts: MonthlyCounts { analysis.counts }

  /// The tally of an observed month.
  func tally(of ordinal: Int) -> Tally {
    counts.months.firstIndex { $0.ordinal == ordinal }.map { months[$0] } ?? .none
  }

  /// Those of the twelve months that end with one.
  func tallies(ofYearTo ordinal: Int) -> [Tally] {
    zip(counts.months, months).filter { ordinal - 12 < $0.0.ordinal && $0.0.ordinal <= ordinal }
      .map { $0.1 }
  }

  /// Whether a percentage may be told: the first twelve months, all together and every year between hold 20
  /// incidents or more in a year.
  var bearsPercent: Bool {
    func isEnough(_ months: some Collection<MonthlyCounts.Month>) -> Bool {
      let days = months.reduce(0) { $0 + $1.days }
      return days > 0 && months.reduce(0) { $0 + $1.count } / days * 365.2425 >= 20
    }
    return isEnough(counts.months.prefix(12)) && isEnough(counts.months)
      && counts.rollingYears.allSatisfy { ($0.sum ?? 20) >= 20 }
  }
}
