// Where a monthly series is heading. Months that no data cover are gaps: no method reads them as zeros.
//
//   MonthlyCounts            the series, with the days of each month
//   SeasonalDecomposition    trend, season and remainder, for the eye (STL)
//   TrendModel               a regression with trend, season and known breaks: the direction of travel
//   ChangePoints             steps that nobody told of
//   UnusualMonths            months beyond what the others let expect
//   Surveillance             is the newest month too high? CUSUM and exceedance
//   Forecast, Backtest       the next months, and how such forecasts would have done

/// Counts by month, with gaps where no data were.
package struct MonthlyCounts: Hashable, Sendable {
  package struct Month: Hashable, Sendable {
    /// Months since January of the year 0.
    package let ordinal: Int
    /// How many of its days were observed.
    package let days: Double
    /// Incidents; weights may make it a fraction.
    package let count: Double

    package init(_ ordinal: Int, days: Double, count: Double) {
      precondition(days > 0 && count >= 0, "a month has days, and no negative count")
      self.ordinal = ordinal
      self.days = days
      self.count = count
    }

    /// Per day.
    package var rate: Double { count / days }
  }

  /// Those observed, in order.
  package let months: [Month]

  /// - Parameter months: in any order, each once.
  package init(_ months: [Month]) {
    self.months = months.sorted { $0.ordinal < $1.ordinal }
    precondition(
      zip(self.months, self.months.dropFirst()).allSatisfy { $0.ordinal < $1.ordinal },
      "a month is counted once")
  }

  package var counts: [Double] { months.map(\.count) }
  package var ordinals: [Int] { months.map(\.ordinal) }

  /// The mean length of a month in the Gregorian calendar: what counts are brought to, to be compared.
  package static let meanDays = 365.2425 / 12

  /// Calendar months from the first to the last, gaps among them.
  package var span: Int {
    guard let first = months.first, let last = months.last else { return 0 }
    return last.ordinal - first.ordinal + 1
  }

  /// The missing months between the first and the last.
  package var gaps: [Int] {
    zip(months, months.dropFirst()).flatMap { Array($0.ordinal + 1..<$1.ordinal) }
  }

  package func month(_ ordinal: Int) -> Month? {
    months.first { $0.ordinal == ordinal }
  }

  /// The same without what comes after a month.
  package func upTo(_ ordinal: Int) -> MonthlyCounts {
    MonthlyCounts(months.filter { $0.ordinal <= ordinal })
  }

  package func without(_ ordinal: Int) -> MonthlyCounts {
    MonthlyCounts(months.filter { $0.ordinal != ordinal })
  }

  /// Sums of the twelve months that end with each month; `nil` where one of them is missing.
  ///
  /// - Complexity: O(*n*).
  package var rollingYears: [(ordinal: Int, sum: Double?)] {
    months.indices.map { i in
      let end = months[i].ordinal
      guard i >= 11, months[i - 11].ordinal == end - 11 else { return (end, nil) }
      return (end, months[i - 11...i].reduce(0) { $0 + $1.count })
    }
  }
}
