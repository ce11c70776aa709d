/// A series taken apart into trend, season and what remains: value = trend + season + remainder.
///
/// STL (Cleveland, Cleveland, McRae and Terpenning 1990, *Journal of Official Statistics* 6:3-73), with the
/// smoothings over the months that were observed, so that gaps are bridged and not read as zeros. It describes;
/// intervals come from `TrendModel`.
package struct SeasonalDecomposition: Hashable, Sendable {
  /// How it smooths; spans are odd numbers of months (of years for the season).
  package struct Options: Hashable, Sendable {
    /// How many years a month's seasonal value is smoothed over; `nil` for a season that does not change.
    package let seasonalWindow: Int?
    /// The least odd number above 18 / (1 − 1.5 / seasonal window), if not given.
    package let trendWindow: Int?
    /// Whether months far from the rest lose their influence.
    package let robust: Bool

    package init(seasonalWindow: Int? = nil, trendWindow: Int? = nil, robust: Bool = true) {
      precondition(
        [seasonalWindow, trendWindow].allSatisfy { $0.map { $0 >= 3 && $0 % 2 == 1 } ?? true },
        "windows are odd, and 3 or more")
      self.seasonalWindow = seasonalWindow
      self.trendWindow = trendWindow
      self.robust = robust
    }
  }

  /// Of the first value, in months since January of the year 0.
  package let start: Int
  /// For each calendar month from the first to the last, gaps among them.
  package let trend: [Double]
  package let seasonal: [Double]
  /// `nil` in gaps.
  package let remainder: [Double?]
  /// From 1 down to 0 for months far from the rest; `nil` in gaps.
  package let weights: [Double?]

  private static let period = 12

  /// Decomposes values by month, such as counts per day.
  ///
  /// - Parameter values: (months since January of the year 0, value), ascending.
  /// - Throws: `Undefined` below two years, or where a calendar month was seen less than twice.
  /// - Complexity: O(*n* · window), some 30 times when robust.
  package init(
    _ values: [(ordinal: Int, value: Double)], _ options: Options = Options()
  ) throws(Undefined) {
    guard let first = values.first?.ordinal, let last = values.last?.ordinal,
      last - first + 1 >= 2 * Self.period
    else { throw Undefined("a decomposition needs two years of months") }
    for calendar in 0..<Self.period
    where values.count(where: { $0.ordinal % Self.period == calendar }) < 2 {
      throw Undefined("a decomposition needs every calendar month twice")
    }
    let series = Gapped(
      length: last - first + 1, positions: values.map { $0.ordinal - first },
      values: values.map(\.value))
    var steps = DecompositionSteps(series, options)
    steps.run()
    start = first
    trend = steps.trend
    seasonal = steps.seasonal
    var (remainder, weights) = (
      [Double?](repeating: nil, count: series.length),
      [Double?](repeating: nil, count: series.length)
    )
    for (i, position) in series.positions.enumerated() {
      remainder[position] = series.values[i] - trend[position] - seasonal[position]
      weights[position] = steps.trust[i]
    }
    self.remainder = remainder
    self.weights = weights
  }
}

/// Values at some of the positions from 0 to a length.
struct Gapped {
  let length: Int
  let positions: [Int]
  let values: [Double]
}

/// The loops of STL.
struct DecompositionSteps {
  private let series: Gapped
  private let options: SeasonalDecomposition.Options
  private let period = 12
  private(set) var trend: [Double]
  private(set) var seasonal: [Double]
  private(set) var trust: [Double]

  init(_ series: Gapped, _ options: SeasonalDecomposition.Options) {
    self.series = series
    self.options = options
    trend = [Double](repeating: 0, count: series.length)
    seasonal = trend
    trust = [Double](repeating: 1, count: series.values.count)
  }

  private var seasonalWindow: Int {
    options.seasonalWindow ?? 10 * series.length + 1
  }

  private var trendWindow: Int {
    if let window = options.trendWindow { return window }
    let least = 1.5 * Double(period) / (1 - 1.5 / Double(seasonalWindow))
    let window = Int(least.rounded(.up))
    return window % 2 == 0 ? window + 1 : window
  }

  /// Two passes and fifteen rounds of weights when robust; five passes otherwise, as the authors advise.
  mutating func run() {
    for round in 0...(options.robust ? 15 : 0) {
      if round > 0 { updateTrust() }
      for _ in 0..<(options.robust ? 2 : 5) { pass() }
    }
  }

  private mutating func pass() {
    let detrended = series.positions.indices.map {
      series.values[$0] - trend[series.positions[$0]]
    }
    let cycles = smoothedCycles(detrended)
    let low = lowPass(cycles)
    seasonal = (0..<series.length).map { cycles[$0 + period] - low[$0] }
    let adjusted = series.positions.indices.map {
      series.values[$0] - seasonal[series.positions[$0]]
    }
    let loess = Loess(positions: series.positions, values: adjusted, trust: trust)
    trend = smoothed(loess, over: series.length, window: trendWindow, .linear)
  }

  /// The values of each calendar month smoothed over the years, with a year more at either end.
  private func smoothedCycles(_ detrended: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: series.length + 2 * period)
    for calendar in 0..<period {
      let own = series.positions.indices.filter { series.positions[$0] % period == calendar }
      let loess = Loess(
        positions: own.map { series.positions[$0] / period }, values: own.map { detrended[$0] },
        trust: own.map { trust[$0] })
      let years = (series.length - calendar + period - 1) / period
      let degree: Loess.Degree = options.seasonalWindow == nil ? .constant : .linear
      for year in -1...years {
        result[(year + 1) * period + calendar] =
          loess.value(at: year, window: seasonalWindow, degree: degree)
          ?? loess.nearestValue(to: year)
      }
    }
    return result
  }

  /// What is left of the cycles once seasons are averaged away.
  private func lowPass(_ cycles: [Double]) -> [Double] {
    let averaged = movingMean(movingMean(movingMean(cycles, period), period), 3)
    let loess = Loess(
      positions: Array(averaged.indices), values: averaged,
      trust: [Double](repeating: 1, count: averaged.count))
    return smoothed(loess, over: series.length, window: period + 1, .linear)
  }

  private func smoothed(
    _ loess: Loess, over length: Int, window: Int, _ degree: Loess.Degree
  ) -> [Double] {
    (0..<length).map { x in
      loess.value(at: x, window: window, degree: degree) ?? loess.nearestValue(to: x)
    }
  }

  private func movingMean(_ values: [Double], _ length: Int) -> [Double] {
    var sum = values[..<length].reduce(0, +)
    var means = [sum / Double(length)]
    for i in length..<values.count {
      sum += values[i] - values[i - length]
      means.append(sum / Double(length))
    }
    return means
  }

  /// Bisquare weights of the remainders: 0 beyond six times their median size.
  private mutating func updateTrust() {
    let sizes = series.positions.indices.map { i in
      let position = series.positions[i]
      return abs(series.values[i] - trend[position] - seasonal[position])
    }
    let sorted = sizes.sorted()
    let middle = sorted.count / 2
    let median =
      sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    let limit = 6 * median
    trust = sizes.map { size in
      if size <= 0.001 * limit { return 1 }
      if size > 0.999 * limit { return 0 }
      let part = 1 - (size / limit) * (size / limit)
      return part * part
    }
  }
}
