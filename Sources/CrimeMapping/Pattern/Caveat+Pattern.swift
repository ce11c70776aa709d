import Hotspots

extension Caveat {
  static let smoothDensity = Caveat(
    "density-as-ground",
    """
    The ground is the incidents' own density, smoothed: what is found is clustering at distances well below \
    its bandwidth, and what the bandwidth leaves over may still be streets and buildings rather than \
    incidents that draw each other.
    """)

  static let labels = Caveat(
    "relative-to-controls",
    """
    Clustering is told relative to the controls: where they cluster too, it does not show, and what they \
    miss of the town's layout does.
    """)

  static let pointwise = Caveat(
    "pointwise-bounds",
    """
    The simulated range at each distance is for reading: over many distances some leave it by chance. Only \
    the p-values take all distances together.
    """)

  /// How many incidents share their place with another.
  static func stacked(_ made: PatternReport.Making) -> Caveat {
    let reason =
      made.resolution == nil
      ? "Where that is how they were recorded, as at blocks or junctions, short distances look clustered."
      : "Distances below what their anonymisation points bear are left out."
    return Caveat(
      "stacked-points",
      """
      \(grouped(made.stacked)) of \(grouped(made.points)) incidents share their place with another \
      (\(grouped(made.places)) places, at most \(grouped(made.busiest)) at one). \(reason)
      """)
  }

  static func catchmentScale(_ metres: Double) -> Caveat {
    Caveat(
      "catchment-scale",
      """
      Locations are anonymisation points: distances start at \(plain(metres)) m, twice the radius of ground \
      that nine in ten of them stand for at most.
      """)
  }

  static func latticeScale(_ metres: Double, _ step: CoordinateStep) -> Caveat {
    Caveat(
      "coarse-coordinates",
      """
      Coordinates are rounded to \(step.words): distances start at \(plain(metres)) m, beyond the diagonal of \
      that lattice.
      """)
  }

  static func fewExpected(_ least: Double) -> Caveat {
    Caveat(
      "few-expected",
      """
      Some quadrats have as few as \(fixed(least, 1)) incidents expected; below 5 the p-value is rough.
      """)
  }

  static let fewPoints = Caveat(
    "small-numbers", "Fewer than 30 incidents: only strong clustering can show.")
}

extension PatternTask {
  func caveats(_ result: PatternReport.Result, _ made: PatternReport.Making) -> [Caveat] {
    var caveats: [Caveat] = []
    switch question.against {
    case .uniform: caveats.append(.completeRandomness)
    case .labels: caveats.append(.labels)
    case .inhomogeneous: caveats.append(.smoothDensity)
    }
    switch result {
    case .byDistance(let envelope):
      caveats.append(.pointwise)
      if resolution != nil, let first = envelope.distances.first {
        caveats.append(.catchmentScale(first))
      } else if let step, let first = envelope.distances.first {
        caveats.append(.latticeScale(first, step))
      }
    case .quadrats(let test):
      if test.leastExpected < 5 { caveats.append(.fewExpected(test.leastExpected)) }
    case .nearest: break
    }
    if made.stacked > 0 { caveats.append(.stacked(made)) }
    if made.points < 30 { caveats.append(.fewPoints) }
    return caveats
  }
}
