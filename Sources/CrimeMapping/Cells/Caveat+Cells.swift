import Areas
import Probability
import Hotspots

extension CellStudy {
  /// What a reader of counts in cells must know.
  func caveats(
    _ units: StudyUnits, _ numbers: CellNumbers, _ values: [Double?], _ located: LocatedIncidents,
    _ findings: CellFindings?, _ incidents: StudyIncidents
  ) -> [Caveat] {
    var caveats: [Caveat] = []
    if incidents.hasAnonymised {
      caveats.append(.pointsInCells(located.resolution, cell: units.lattice.cellArea))
    }
    if units.left > 0 { caveats.append(.outsideUnits(units.left)) }
    if let denominator = numbers.denominator {
      caveats += Caveat.denominator(denominator, values: values)
    }
    if let findings { caveats += findings.caveats }
    if units.areas == nil { caveats.append(.modifiableUnits) }
    return caveats
  }
}

extension CellFindings {
  fileprivate var caveats: [Caveat] {
    var caveats: [Caveat] = []
    let zeros = association.values.count { $0 == 0 }
    if test == .normal {
      caveats.append(.normalApproximation(zeros: zeros, of: association.count))
    }
    if let floor, heldUp > 0 {
      caveats.append(
        .tooFewReplicates(
          inference.replicates, heldUp: heldUp, floor: floor, tests: findings.discoveries.tests))
    }
    if isUneven { caveats.append(.unevenValues) }
    let islands = count(of: .noNeighbours)
    if islands > 0 { caveats.append(.islands(islands)) }
    if count(of: .hot) > 0 { caveats.append(.hotNeighbourhood) }
    return caveats
  }
}

extension CellFindings {
  /// A kurtosis beyond which few units make the variance of all; that of the normal distribution is 3.
  private static let mostKurtosis = 30.0

  /// Whether few units are so high that one of them makes any neighbourhood high.
  private var isUneven: Bool {
    let differences = association.values.map { $0 - association.mean }
    let square = differences.reduce(0) { $0 + $1 * $1 }
    let fourth = differences.reduce(0) { $0 + $1 * $1 * $1 * $1 }
    return square > 0
      && Double(differences.count) * fourth > Self.mostKurtosis * square * square
  }
}

extension Caveat {
  static let unevenValues = Caveat(
    "uneven-values",
    """
    Few units are so high that one of them makes any neighbourhood high: chance alone often gives such sums, \
    a permutation test then finds little and the normal approximation too much. Compare on another scale \
    (transform sqrt or log).
    """)

  /// How many incidents share a point, and how fine the cells are against what the points stand for.
  static func pointsInCells(_ resolution: LocationResolution?, cell: Double?) -> Caveat {
    guard let resolution else {
      return Caveat(
        "locations-as-given",
        """
        Incidents are counted at their anonymisation points as if they happened there; cells finer than the \
        ground such a point stands for say where the points are.
        """)
    }
    let finer = cell.map {
      $0 < Double.pi * resolution.ninthDecileRadius * resolution.ninthDecileRadius
    }
    let advice =
      finer == true
      ? " Some cells are finer than the ground around their points: there neighbours may hold each other's "
        + "incidents." : ""
    return Caveat(
      "location-resolution",
      """
      Incidents are counted at \(grouped(resolution.places)) anonymisation points, the busiest with \
      \(plain(resolution.busiest.rounded())): half stand for ground like a circle of radius \
      \(plain(resolution.medianRadius.rounded())) m or wider, one in ten \
      \(plain(resolution.ninthDecileRadius.rounded())) m or wider.\(advice)
      """)
  }

  static func denominator(_ denominator: CellDenominator, values: [Double?]) -> [Caveat] {
    var caveats: [Caveat] = []
    if denominator.isSpread {
      caveats.append(.evenlySpread(measure: denominator.measure, layer: denominator.layer))
    }
    if denominator.measure == "residents" {
      caveats.append(
        Caveat(
          "residents-as-denominator",
          """
          Rates are per resident: in town centres, retail parks and campuses those at risk are visitors, and \
          such rates are too high.
          """))
    }
    let without = denominator.values.count { $0 <= 0 }
    if without > 0 {
      caveats.append(
        Caveat(
          "units-without-denominator",
          "\(grouped(without)) unit\(without == 1 ? " has" : "s have") no \(denominator.measure) and so no rate."
        ))
    }
    return caveats
  }

  static func normalApproximation(zeros: Int, of count: Int) -> Caveat {
    let many =
      2 * zeros > count
      ? " More than half of the values are 0, where it is poor: use the permutation test." : ""
    return Caveat(
      "normal-approximation",
      "The p-values are approximate: they take the statistic for normally distributed.\(many)")
  }

  static func tooFewReplicates(_ replicates: Int, heldUp: Int, floor: Double, tests: Int) -> Caveat
  {
    Caveat(
      "too-few-replicates",
      """
      \(grouped(heldUp)) unit\(heldUp == 1 ? " is" : "s are") as extreme as \(grouped(replicates)) replicates \
      can tell (p = \(plain(floor))), which is not enough among \(grouped(tests)) tests: with more replicates \
      they may be findings.
      """)
  }

  static func islands(_ count: Int) -> Caveat {
    Caveat(
      "no-neighbours",
      "\(grouped(count)) unit\(count == 1 ? " has" : "s have") no neighbours, so nothing is said of "
        + "\(count == 1 ? "it" : "them").")
  }

  static let hotNeighbourhood = Caveat(
    "hot-neighbourhood",
    "A hot cell is one with high counts around it: its own count may be low, even 0.")

  static let modifiableUnits = Caveat(
    "modifiable-units",
    "Cells of another size or shape can be classed otherwise: a finding should survive a change of both."
  )
}
