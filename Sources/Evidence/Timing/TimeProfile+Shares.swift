import Probability

/// How much of what happens falls into some part of the time.
package struct TimeShare: Hashable, Sendable {
  /// The incidents in it; aoristic weights are seldom whole.
  package let weight: Double
  /// The share of all, with its interval.
  package let share: Estimate
  /// The share of time it takes, which would be its share if nothing depended on the time.
  package let even: Double
  /// Whether it differs from `even` by more than chance, all parts that were compared taken into account.
  package let verdict: Verdict

  package enum Verdict: String, Hashable, Sendable {
    case high, low, unclear
  }

  /// How many times as frequent as if nothing depended on the time.
  /// - Throws: when the part takes no time.
  package func ratio() throws(Undefined) -> Estimate {
    guard even > 0 else { throw Undefined("the period has no such time") }
    return share.scaled(by: 1 / even)
  }
}

extension TimeShare {
  /// The share that a part is of a whole, with its exact interval.
  ///
  /// Clopper and Pearson's interval (1934) by quantiles of the beta distribution, which take fractions of
  /// incidents too; both numbers are divided by the dispersion first. With aoristic weights, which vary less than
  /// whole incidents, it is wider than need be. What a span hides (that victims are away at certain hours)
  /// is not in it.
  /// - Parameter dispersion: how many times the variance of independent incidents, at least 1.
  /// - Throws: when the whole is nothing.
  package static func interval(
    _ part: Double, of whole: Double, dispersion: Double = 1, confidence: Double = 0.95
  ) throws(Undefined) -> Estimate {
    guard whole > 0 else { throw Undefined("there is no incident with a known time") }
    precondition(part >= 0 && part <= whole * (1 + 1e-9) && dispersion >= 1, "a part of a whole")
    let share = min(1, part / whole)
    let (x, n) = (share * whole / dispersion, whole / dispersion)
    let tail = (1 - confidence) / 2
    let low = x > 0 ? BetaDistribution.quantile(tail, x, n - x + 1) : 0
    let high = share < 1 ? BetaDistribution.quantile(above: tail, x + 1, n - x) : 1
    let method = dispersion > 1 ? "exact binomial, overdispersed" : "exact binomial"
    return Estimate(
      share,
      Interval(min(low, share), max(high, share), confidence: confidence, method: method))
  }
}

extension TimeProfile {
  /// The 24 hours of a day, in the order of its row of the grid.
  package func shareOfHours(confidence: Double = 0.95) throws(Undefined) -> [TimeShare] {
    try shares(
      weekGrid.byHour, hoursObserved.byHour, dispersion: dispersion.ofHours, confidence)
  }

  /// The seven weekdays.
  package func shareOfWeekdays(confidence: Double = 0.95) throws(Undefined) -> [TimeShare] {
    try shares(weekGrid.byDay, hoursObserved.byDay, dispersion: dispersion.ofDays, confidence)
  }

  /// The 168 hours of a week, in the order of the grid.
  package func shareOfCells(confidence: Double = 0.95) throws(Undefined) -> [TimeShare] {
    try shares(
      weekGrid.values, hoursObserved.values, dispersion: dispersion.ofHours, confidence)
  }

  package func share(
    of window: WeeklyWindow, confidence: Double = 0.95
  ) throws(Undefined) -> TimeShare {
    let (weight, even) = inside(window)
    return try share(weight, even, dispersion.ofDays, confidence, among: 1)
  }

  private func shares(
    _ weights: [Double], _ hours: [Double], dispersion: Double, _ confidence: Double
  ) throws(Undefined) -> [TimeShare] {
    let observed = hours.reduce(0, +)
    return try zip(weights, hours).map { (weight, hours) throws(Undefined) in
      try share(
        weight, observed > 0 ? hours / observed : 0, dispersion, confidence, among: weights.count)
    }
  }

  /// - Parameter parts: how many parts are compared, which makes each harder to call high or low (Bonferroni).
  private func share(
    _ weight: Double, _ even: Double, _ dispersion: Double, _ confidence: Double, among parts: Int
  ) throws(Undefined) -> TimeShare {
    let share = try TimeShare.interval(
      weight * countPerWeight, of: total * countPerWeight, dispersion: dispersion,
      confidence: confidence)
    let whole = total * countPerWeight / dispersion
    return TimeShare(
      weight: weight, share: share, even: even,
      verdict: Self.verdict(
        share.value * whole, of: whole, even, level: (1 - confidence) / Double(2 * parts)))
  }

  /// Whether as much or as little would be rarer than `level` if nothing depended on the time.
  private static func verdict(
    _ x: Double, of whole: Double, _ even: Double, level: Double
  ) -> TimeShare.Verdict {
    guard 0 < even && even < 1 else { return .unclear }
    if x > even * whole {
      return BetaDistribution.below(even, x, whole - x + 1) < level ? .high : .unclear
    }
    let atMost = x < whole ? BetaDistribution.above(even, x + 1, whole - x) : 1
    return atMost < level ? .low : .unclear
  }

  /// How many incidents a unit of weight tells as much as; 1 where each weighs 1 (Kish 1965).
  private var countPerWeight: Double {
    let squares = spans.reduce(0) { $0 + $1.weight * $1.weight }
    return squares > 0 ? total / squares : 1
  }
}
