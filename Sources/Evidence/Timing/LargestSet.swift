import Probability

/// Which part of the time is the busiest, and which others may be.
package struct LargestSet: Hashable, Sendable {
  /// The part with the highest rate; the first of several.
  package let best: Int
  /// Every part that may be the busiest, `best` among them, ascending.
  package let candidates: [Int]
  package let confidence: Double

  /// A set that holds the truly busiest part with at least the confidence asked for.
  ///
  /// A part is left out when some other one is busier by a one-sided exact binomial test of their two counts, at
  /// a level divided by the number of others (the confidence set of a best of Mogstad, Romano, Shaikh and
  /// Wilhelm 2023, with Bonferroni's bound). It holds for any number of incidents and is large where there
  /// are few.
  /// - Parameters:
  ///   - weights: none negative.
  ///   - lengths: how much time each part had; a part without time is no candidate.
  ///   - dispersion: how many times the variance of independent incidents, at least 1.
  /// - Throws: when nothing happened.
  /// - Complexity: O(*n*²) for *n* parts.
  package init(
    _ weights: [Double], lengths: [Double], dispersion: Double = 1, confidence: Double = 0.95
  ) throws(Undefined) {
    precondition(weights.count == lengths.count && dispersion >= 1)
    let parts = weights.indices.filter { lengths[$0] > 0 }
    guard let first = parts.first, weights.contains(where: { $0 > 0 }) else {
      throw Undefined("there is no incident with a known time")
    }
    best = parts.reduce(first) {
      weights[$1] / lengths[$1] > weights[$0] / lengths[$0] ? $1 : $0
    }
    self.confidence = confidence
    let level = (1 - confidence) / Double(max(1, parts.count - 1))
    candidates = parts.filter { part in
      !parts.contains { other in
        other != part
          && Self.isBusier(other, part, weights, lengths, dispersion, level: level)
      }
    }
  }

  private static func isBusier(
    _ other: Int, _ part: Int, _ weights: [Double], _ lengths: [Double], _ dispersion: Double,
    level: Double
  ) -> Bool {
    let even = lengths[other] / (lengths[other] + lengths[part])
    let (x, y) = (weights[other] / dispersion, weights[part] / dispersion)
    guard x > 0, x > even * (x + y) else { return false }
    // The probability of at least x of x + y, for fractions too.
    return BetaDistribution.below(even, x, y + 1) < level
  }
}

extension TimeProfile {
  /// The busiest hour of the day, as places in the row of the grid.
  package func busiestHours(confidence: Double = 0.95) throws(Undefined) -> LargestSet {
    try LargestSet(
      weekGrid.byHour, lengths: hoursObserved.byHour, dispersion: dispersion.ofHours,
      confidence: confidence)
  }

  /// The busiest weekday, Monday being 0.
  package func busiestWeekdays(confidence: Double = 0.95) throws(Undefined) -> LargestSet {
    try LargestSet(
      weekGrid.byDay, lengths: hoursObserved.byDay, dispersion: dispersion.ofDays,
      confidence: confidence)
  }
}
