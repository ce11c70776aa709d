import Hotspots
import Records

/// Something a reader of a result must know, for people and for programs.
package struct Caveat: Hashable, Sendable {
  package let code: String
  package let sentence: String

  /// - Parameter sentence: with a full stop.
  init(_ code: String, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }

  static let noEdgeCorrection = Caveat(
    "no-edge-correction",
    "Density is not corrected near the edge of the study area, so it is too low there.")

  static let anonymisedLocations = Caveat(
    "anonymised-locations",
    """
    Locations are anonymisation points, each of which stands for several addresses: read places as \
    neighbourhoods, not as buildings or single streets.
    """)

  /// How much detail anonymised locations bear.
  /// - Parameter ofHarm: whether incidents count for their harm, so that halves are halves of it.
  static func resolution(
    _ resolution: LocationResolution?, kernel: Kernel, ofHarm: Bool = false
  ) -> Caveat {
    guard let resolution else {
      return Caveat(
        "locations-as-given",
        """
        Anonymisation points are taken for the places themselves, so peaks narrower than the distance of \
        such points say where the points are, not where incidents are.
        """)
    }
    let (half, most) = (
      plain(resolution.medianRadius.rounded()), plain(resolution.ninthDecileRadius.rounded())
    )
    let isFiner = kernel.radius < resolution.medianRadius
    let advice =
      isFiner ? " The bandwidth is finer than that, so detail is not to be relied on." : ""
    let shares = ofHarm ? ("half of the harm", "a tenth") : ("half of them", "one in ten")
    return Caveat(
      "location-resolution",
      """
      Each incident is spread over the ground nearest to its anonymisation point: \(shares.0) over ground \
      like a circle of radius \(half) m or wider, \(shares.1) \(most) m or wider.\(advice)
      """)
  }

  static let monthOnlyDates = Caveat(
    "month-only-dates", "Of some dates only the month is known, so days and hours cannot be told.")

  static func approximateProjection(accuracy: Double?, isBritish: Bool) -> Caveat {
    let size = accuracy.map { "may be off by about \(plain($0)) m" } ?? "are of unknown accuracy"
    let grid = isBritish ? "the OSTN15 grid" : "a grid of local corrections"
    return Caveat(
      "approximate-projection", "Positions \(size): they were converted without \(grid).")
  }

  static let mixedProjection = Caveat(
    "mixed-projection",
    "Some positions were converted by another operation than others, so they may not fit exactly.")

  static func outsideAreas(_ count: Int, layer: String) -> Caveat {
    Caveat(
      "incidents-outside-areas",
      count == 1
        ? "1 incident lies in no area of the layer \(layer) and is left out."
        : "\(count) incidents lie in no area of the layer \(layer) and are left out.")
  }

  static func outsideUnits(_ count: Int) -> Caveat {
    Caveat(
      "incidents-outside-units",
      "\(grouped(count)) incident\(count == 1 ? " lies" : "s lie") in the study area but in none of the cells "
        + "or areas counted, and \(count == 1 ? "is" : "are") left out.")
  }

  static func withoutLocation(_ count: Int) -> Caveat {
    Caveat(
      "incidents-without-location",
      "\(count) incident\(count == 1 ? " has" : "s have") no location and cannot be mapped.")
  }

  /// - Parameter months: ascending, at least one.
  static func missingMonths(_ months: [Month]) -> Caveat {
    return Caveat(
      "missing-months",
      "The store holds no incidents at all for \(months.spans).")
  }

  /// - Parameter months: at least one.
  static func monthsKnownInPart(_ months: [Month]) -> Caveat {
    Caveat(
      "months-known-in-part",
      """
      The store's data begins or ends within \(months.spans): what is told by the day or year counts only the \
      days known, and a count of such a month is not that of a whole one.
      """)
  }

  static let crimeAndASBTogether = Caveat(
    "crime-and-asb-together",
    "Crime and anti-social behaviour are mapped together; their sum is no total of crime.")

  static let harmWeights = Caveat(
    "harm-weights",
    """
    Weights let few serious incidents outweigh many: one homicide can light a whole neighbourhood. Look at \
    the counts too.
    """)

  /// - Parameters:
  ///   - offences: those without a weight, most frequent first; at least one.
  ///   - when: of which incidents this is told, if not of those of the study's period.
  static func withoutWeight(
    _ offences: [(offence: OffenceTree.ID, count: Int)], when: String = ""
  ) -> Caveat {
    let count = offences.reduce(0) { $0 + $1.count }
    let names = offences.prefix(4).map { OffenceTree.standard[$0.offence].name }
    let more = offences.count > names.count ? " and \(offences.count - names.count) more" : ""
    return Caveat(
      "incidents-without-weight",
      "\(grouped(count)) incident\(count == 1 ? "" : "s")\(when) count\(count == 1 ? "s" : "") for nothing, "
        + "as no weight is given for \(names.joined(separator: ", "))\(more).")
  }

  static let smallNumbers = Caveat(
    "small-numbers", "Some hotspots hold fewer than 10 incidents, which may be chance.")

  static func boundariesOfAnotherTime(layer: String) -> Caveat {
    Caveat(
      "boundary-change",
      "The store has no boundaries of the layer \(layer) for the period; the latest are used.")
  }

  static func boundaryChange(layer: String) -> Caveat {
    Caveat(
      "boundary-change",
      "Boundaries of the layer \(layer) changed within the period; those of its last day are used.")
  }

  static let completeRandomness = Caveat(
    "complete-randomness",
    """
    Complete randomness is rejected in every town, as neither people nor buildings are strewn evenly: here a \
    small p says no more than that.
    """)

  static let manyCells = Caveat(
    "many-comparisons",
    """
    Each place is judged by itself: of many places without change some are beyond a limit by chance.
    """)

  static func evenlySpread(measure: String, layer: String) -> Caveat {
    Caveat(
      "evenly-spread-denominator",
      "The \(measure) of each area of the layer \(layer) are spread evenly over it.")
  }
}
