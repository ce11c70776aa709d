import Hotspots

/// What bands are called: half-open, or as the Near Repeat Calculator calls them.
struct NearRepeatLabels {
  let bands: KnoxBands
  let labels: NearRepeatQuestion.Labels
  /// Whether places are written so coarsely that a point is no place.
  var isCoarse = false

  /// A band without an end has none.
  typealias Ends = (from: Double, below: Double?)

  var distanceEnds: [Ends] { Self.ends(bands.distances, hasLast: bands.hasFar) }
  var dayEnds: [Ends] { Self.ends(bands.days.map(Double.init), hasLast: bands.hasLate) }

  private static func ends(_ limits: [Double], hasLast: Bool) -> [Ends] {
    zip([0] + limits, limits).map { ($0, $1) } + (hasLast ? [(limits.last ?? 0, nil)] : [])
  }

  var distances: [String] {
    distanceEnds.map { ends in
      if ends.below == KnoxBands.samePlace { return isCoarse ? "same point" : "same place" }
      return label(ends, same: isCoarse ? "Same point" : "Same location")
    }
  }

  var days: [String] { dayEnds.map { label($0, same: nil) } }

  private func label(_ ends: Ends, same: String?) -> String {
    let isSame = ends.from == KnoxBands.samePlace
    let from = isSame ? "0" : plain(ends.from)
    guard let below = ends.below else {
      return labels == .halfOpen ? "[\(from), ∞)" : "More than \(from) [\(from), ∞)"
    }
    let halfOpen = "\(isSame ? "(" : "[")\(from), \(plain(below)))"
    guard labels == .nearRepeatCalculator else { return halfOpen }
    if let same, ends.from == 0, below <= 1 { return "\(same) \(halfOpen)" }
    // The Calculator's first label of a run starts at what it ends before, every other one too high by one.
    let first = ends.from <= 1 ? plain(ends.from) : plain(ends.from + 1)
    return "\(first) to \(plain(below)) \(halfOpen)"
  }

  /// The end of a band as it is written: the same place ends at 0.
  static func shown(_ end: Double) -> Double { end == KnoxBands.samePlace ? 0 : end }

  static let explanation = """
    The Near Repeat Calculator's labels overlap what they count: its 'a to b' means from a - 1 on and below b, so \
    that '101 to 200' metres is [100, 200) and '8 to 14' days is [7, 14).
    """
}
