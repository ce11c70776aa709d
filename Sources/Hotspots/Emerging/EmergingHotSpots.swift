package import Probability
package import SpatialIndex

/// Which areas are newly, persistently, increasingly or no longer hot, or cold.
///
/// Start reading emerging hot spots here. A bin is hot if its neighbourhood is high beyond chance, after the
/// number of all bins is taken into account; an area's class follows from its hot and cold steps and the trend
/// of its scores. An area without incidents beside busy ones can be hot: what is hot is its neighbourhood.
package struct EmergingHotSpots: Sendable {
  package let scores: SpaceTimeScores
  package let rules: EmergingRules
  /// For each bin, in the order of the cube's values; `nil` where there is no score.
  package let pValues: [PValue?]
  /// Over all bins.
  package let discoveries: Discoveries
  package let areas: [EmergingArea]
  /// The steps that trends are of: those with a whole neighbourhood; all by Esri's rules.
  package let trendSteps: [Int]

  /// - Parameters:
  ///   - counts: of the replicates as high and as low as each bin; by the normal approximation when `nil`.
  ///   - rule: how the number of bins is taken into account.
  ///   - level: of the bins' error rate and, by itself, of each area's trend.
  package init(
    of scores: SpaceTimeScores, counts: [ExtremeCounts?]? = nil, rules: EmergingRules = .hotbeat,
    rule: MultipleTestRule = .benjaminiHochberg, level: Double = 0.05
  ) {
    self.scores = scores
    self.rules = rules
    precondition(counts.map { $0.count == scores.scores.count } ?? true, "counts for each bin")
    let pValues =
      counts?.map { $0?.pValue(.twoSided) }
      ?? scores.scores.map { score in
        (try? score.get()).map { NormalDistribution.pValue($0.z, .twoSided) }
      }
    self.pValues = pValues
    let discoveries = Discoveries(pValues.map { $0?.value }, by: rule, level: level)
    self.discoveries = discoveries
    let cube = scores.cube
    let trendSteps = rules == .hotbeat ? scores.wholeSteps : Array(0..<cube.steps)
    self.trendSteps = trendSteps
    areas = (0..<cube.areas).map { area in
      let states = (0..<cube.steps).map { step -> BinState in
        let bin = step * cube.areas + area
        guard discoveries.isFinding(bin), let z = scores.z(area, step) else { return .neither }
        return Self.state(z, counts?[bin])
      }
      return EmergingArea(
        states, scores: scores.series(of: area, in: trendSteps), rules: rules, level: level)
    }
  }

  /// A bin is hot where its score is high *and* it is its neighbourhood that chance seldom makes so high: a busy
  /// bin among neighbours that are lower than chance has a high score and a small two-sided p.
  private static func state(_ z: Double, _ counts: ExtremeCounts?) -> BinState {
    let isHigh = counts.map { $0.atLeast <= $0.atMost } ?? (z > 0)
    guard isHigh == (z > 0) else { return .neither }
    return isHigh ? .hot : .cold
  }

  /// How many areas have each pattern.
  package func count(of pattern: EmergingPattern) -> Int {
    areas.count { $0.pattern == pattern }
  }
}

/// An area's steps and what they make of it.
package struct EmergingArea: Hashable, Sendable {
  /// The earliest first.
  package let states: [BinState]
  /// The trend of its scores; `nil` with fewer than two.
  package let trend: MannKendall?
  package let pattern: EmergingPattern

  init(_ states: [BinState], scores: [Double], rules: EmergingRules, level: Double) {
    self.states = states
    let trend = scores.count > 1 ? MannKendall(scores) : nil
    self.trend = trend
    pattern = rules.pattern(of: states, trend: trend?.trend(level: level) ?? .none)
  }

  package func share(of state: BinState) -> Double {
    states.isEmpty ? 0 : Double(states.count { $0 == state }) / Double(states.count)
  }
}
