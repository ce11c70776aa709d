import RealModule

/// Steps of a level that nobody told of: where a series is better told as pieces of constant level.
///
/// Segments of the season-adjusted series with the least Σ cost + penalty per step (PELT; Killick, Fearnhead and
/// Eckley 2012), cost −2 log-likelihood of Poisson counts over φ. The penalty is 3 ln n (as the modified criterion
/// of Zhang and Siegmund 2007 has it for one parameter), so that chance alone gives a step in about one series
/// of twenty at most (measured in the tests); a segment has at least three months.
package struct ChangePoints: Hashable, Sendable {
  package struct Point: Hashable, Sendable {
    /// The first observed month of the new level, and the last of the old: further apart across a gap.
    package let ordinal: Int
    package let lastBefore: Int
    /// Per month of mean length, without season and known breaks.
    package let levelBefore: Double
    package let levelAfter: Double

    package var ratio: Double { levelAfter / levelBefore }
  }

  package static let shortestSegment = 3

  package let points: [Point]
  /// φ from the differences of neighbouring months, at least 1, so that steps do not inflate it.
  package let dispersion: Double
  package let penalty: Double
  /// Whether a steady slope tells the series better than these steps, or than none.
  package let slopeIsBetter: Bool

  /// - Throws: `Undefined` below 12 months, and as `CountModel.fitted(_:)`.
  package init(
    _ series: MonthlyCounts, season: SeasonShape, breaks: [KnownBreak] = []
  ) throws(Undefined) {
    let n = series.months.count
    guard n >= 12 else { throw Undefined("a search for steps needs twelve months") }
    penalty = 3 * Double.log(Double(n))
    let sloped = try TrendModel(series, season: season, breaks: breaks)
    var flat = try TrendModel(series, season: season, breaks: breaks, hasSlope: false)
    let dispersion = Self.dispersion(series, sloped)
    self.dispersion = dispersion
    let plain = flat.regression.deviance / dispersion
    // Season and steps are estimated by turns, until the steps stay where they are.
    var (starts, model) = ([Int](), sloped)
    for _ in 0..<5 {
      let segments = Segments(series, model, known: breaks, dispersion: dispersion)
      let next = segments.starts(penalty: penalty, shortest: Self.shortestSegment)
      if next == starts { break }
      let steps = next.map { KnownBreak(series.months[$0].ordinal, "step \($0)") }
      // Without an answer the steps cannot be told apart: those before stay.
      guard
        let refit = try? TrendModel(
          series, season: season, breaks: breaks + steps, hasSlope: false)
      else { break }
      (starts, flat, model) = (next, refit, refit)
    }
    let stepped = flat.regression.deviance / dispersion + penalty * Double(starts.count)
    let slope = sloped.regression.deviance / dispersion + 2 * Double.log(Double(n))
    slopeIsBetter = slope < min(stepped, plain)
    points = Self.points(
      slopeIsBetter ? [] : starts,
      Segments(series, flat, known: breaks, dispersion: dispersion))
  }

  private static func points(_ starts: [Int], _ segments: Segments) -> [Point] {
    let bounds = [0] + starts + [segments.count]
    return starts.indices.map { i in
      Point(
        ordinal: segments.ordinals[starts[i]], lastBefore: segments.ordinals[starts[i] - 1],
        levelBefore: segments.level(bounds[i], bounds[i + 1]) * MonthlyCounts.meanDays,
        levelAfter: segments.level(bounds[i + 1], bounds[i + 2]) * MonthlyCounts.meanDays)
    }
  }

  /// The mean of squared differences of neighbours, each over what Poisson counts would give.
  private static func dispersion(_ series: MonthlyCounts, _ model: TrendModel) -> Double {
    var (sum, pairs) = (0.0, 0)
    for (a, b) in zip(series.months, series.months.dropFirst()) where b.ordinal == a.ordinal + 1 {
      let (ea, eb) = (
        a.days * model.seasonalFactor(at: a.ordinal), b.days * model.seasonalFactor(at: b.ordinal)
      )
      let level = (a.count + b.count) / (ea + eb)
      let difference = a.count / ea - b.count / eb
      pairs += 1
      if level > 0 { sum += difference * difference / (level * (1 / ea + 1 / eb)) }
    }
    return pairs > 0 ? max(1, sum / Double(pairs)) : max(1, model.regression.dispersion)
  }
}
