extension Caveat {
  static let circlesCrossBarriers = Caveat(
    "straight-windows",
    """
    Windows are drawn with straight distances: a circle may reach over a river, a railway or a motorway to \
    places that have nothing to do with each other.
    """)

  /// - Parameter counts: the incidents at each point.
  static func sharedPoints(_ counts: [Int]) -> Caveat {
    let used = counts.filter { $0 > 0 }.sorted()
    let (middle, most) = (used.isEmpty ? 0 : used[used.count / 2], used.last ?? 0)
    return Caveat(
      "shared-points",
      """
      \(grouped(used.reduce(0, +))) incidents lie on \(grouped(used.count)) anonymisation points, half of \
      which hold \(grouped(middle)) or more and one \(grouped(most)): a window of one point is no address.
      """)
  }

  static let evenTime = Caveat(
    "even-time",
    """
    Every day is expected to be like every other, so a season or trend of the whole area looks like a \
    cluster in time; --model permutation compares with it.
    """)

  static let ownHistory = Caveat(
    "own-history",
    """
    Places are compared with their own share of the whole time: what was always high is no cluster, and a \
    place that opened, closed or was built within the time looks like one.
    """)

  static func overdispersion(_ index: Double) -> Caveat {
    Caveat(
      "overdispersion",
      """
      Outside the clusters counts vary \(fixed(index, 1)) times as much as the model has it, so the p-values \
      are too small: residents are no complete measure of what can happen.
      """)
  }

  static func partialSteps(_ count: Int, unit: String) -> Caveat {
    Caveat(
      "partial-\(unit)s",
      """
      \(grouped(count)) incident\(count == 1 ? "" : "s") of \(unit)s that the period or the data cuts \
      \(count == 1 ? "is" : "are") left out.
      """)
  }

  static func unitsWithoutMeasure(_ units: Int, incidents: Int, measure: String) -> Caveat {
    Caveat(
      "units-without-measure",
      """
      \(grouped(units)) area\(units == 1 ? " has" : "s have") no \(measure) in the store and \
      \(units == 1 ? "is" : "are") left out, with \(grouped(incidents)) \
      incident\(incidents == 1 ? "" : "s").
      """)
  }

  static let surges = Caveat(
    "surges-against-even-time",
    """
    Surges of the whole area compare with incidents that fall evenly in time by Poisson's law: seasons and \
    repeats make surges too, and p is approximate.
    """)

  static let tiedWindows = Caveat(
    "tied-windows",
    "Other windows are exactly as good as some that are told; they are listed with them.")
}
