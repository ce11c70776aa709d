import Hotspots
import Probability
import Records

extension EmergingStudy {
  /// What a reader of classes must know.
  func caveats(
    _ units: StudyUnits, _ steps: EmergingSteps, _ classes: EmergingClasses,
    _ located: LocatedIncidents, _ incidents: StudyIncidents
  ) -> [Caveat] {
    var caveats: [Caveat] = []
    if incidents.hasAnonymised {
      caveats.append(.pointsInCells(located.resolution, cell: units.lattice.cellArea))
    }
    if units.left > 0 { caveats.append(.outsideUnits(units.left)) }
    if !steps.partial.isEmpty { caveats.append(.partialSteps(steps)) }
    if !steps.breaks.isEmpty { caveats.append(.gapsBetweenSteps(steps.breaks.count)) }
    if Set(steps.days).count > 1 { caveats.append(.unequalSteps) }
    caveats += testCaveats(classes.emerging)
    if let trend = classes.emerging.overallTrend { caveats.append(.overallTrend(trend)) }
    caveats.append(.trendTest(previous: classes.emerging.scores.previousSteps))
    let islands = classes.units.indices.count(where: classes.isIsland)
    if islands > 0 { caveats.append(.islands(islands)) }
    if classes.emerging.areas.contains(where: { $0.pattern.side == .hot }) {
      caveats.append(.hotNeighbourhood)
    }
    if units.areas == nil { caveats.append(.modifiableUnits) }
    return caveats
  }
}

extension EmergingStudy {
  /// How far the p-values of bins can be relied on.
  private func testCaveats(_ emerging: EmergingHotSpots) -> [Caveat] {
    let values = emerging.scores.cube.values
    let zeros = values.count { $0 == 0 }
    let floor = emerging.pValues.lazy.compactMap { $0?.floor }.first
    guard let floor else { return [.normalScores(areMostlyZero: 2 * zeros > values.count)] }
    let heldUp = emerging.pValues.indices.count {
      emerging.pValues[$0]?.value == floor && !emerging.discoveries.isFinding($0)
    }
    guard heldUp > 0 else { return [] }
    return [
      .binsHeldUp(
        heldUp, replicates: question.inference.replicates, tests: emerging.discoveries.tests)
    ]
  }
}

extension EmergingHotSpots {
  /// The trend of all areas together where it is significant and each is judged against all steps.
  fileprivate var overallTrend: MannKendall.Trend? {
    guard scores.baseline == .entireCube else { return nil }
    let cube = scores.cube
    let totals = (0..<cube.steps).map { step in
      (0..<cube.areas).reduce(0) { $0 + cube[$1, step] }
    }
    let trend = MannKendall(totals).trend(level: discoveries.level)
    return trend == .none ? nil : trend
  }
}

extension Caveat {
  static func normalScores(areMostlyZero: Bool) -> Caveat {
    let many =
      areMostlyZero
      ? " More than half of the counts are 0, where it is poor: use the permutation test, larger cells or "
        + "longer steps." : ""
    return Caveat(
      "normal-approximation",
      "The p-values are approximate: they take the scores for normally distributed.\(many)")
  }

  static func binsHeldUp(_ count: Int, replicates: Int, tests: Int) -> Caveat {
    Caveat(
      "too-few-replicates",
      """
      \(grouped(count)) place\(count == 1 ? " is in a step" : "s are in some step") as extreme as \
      \(grouped(replicates)) replicates can tell, which is not enough among \(grouped(tests)) tests: with more \
      replicates they may be hot or cold.
      """)
  }

  static func overallTrend(_ trend: MannKendall.Trend) -> Caveat {
    Caveat(
      "overall-trend",
      """
      Incidents of the whole study area \(trend == .up ? "rise" : "fall"), which shows in the trends of its \
      places: baseline step compares each with the others of its time.
      """)
  }

  static func partialSteps(_ steps: EmergingSteps) -> Caveat {
    let names = steps.partial.map { EmergingSteps.name(of: $0, steps.length) }
    let from = steps.length == .month ? "" : " from"
    return Caveat(
      "partial-steps",
      "The step\(names.count == 1 ? "" : "s")\(from) \(names.joined(separator: " and ")) "
        + "\(names.count == 1 ? "is" : "are") not whole and left out: it would look like a fall.")
  }

  static func gapsBetweenSteps(_ count: Int) -> Caveat {
    Caveat(
      "gaps-between-steps",
      """
      Time is missing between steps in \(count) place\(count == 1 ? "" : "s"): neighbourhoods do not reach \
      over it, and what is called consecutive may have been interrupted there.
      """)
  }

  static let unequalSteps = Caveat(
    "unequal-steps",
    "Months differ in length: their counts are compared as if all had the mean number of days.")

  /// How often a trend is found where there is none, out of a hundred times at 5 %, by the number of previous
  /// steps: measured on twelve steps of even ground.
  private static let trendSizes = [4, 13, 21, 27]

  static func trendTest(previous: Int) -> Caveat {
    let size = trendSizes[min(previous, trendSizes.count - 1)]
    let overlap =
      previous == 0
      ? ""
      : """
       As neighbourhoods share incidents with those of steps before, it finds a trend in about \(size) of 100 \
      places without one, not in 5.
      """
    return Caveat(
      "approximate-trend",
      "The trend test takes steps for independent and looks at each place by itself.\(overlap)")
  }
}
