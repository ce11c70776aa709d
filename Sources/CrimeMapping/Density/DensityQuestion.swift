package import Geometry
package import Hotspots
package import Records

/// How dense are incidents, everywhere? The question with all its parameters, as asked.
package struct DensityQuestion: Question {
  package let terms: StudyTerms
  package let surface: SurfaceTerms
  package let show: Show
  package let breaks: SurfaceBreaks
  /// Places at which the density is asked for.
  package let places: [LonLat]

  /// What the surface tells.
  package enum Show: Hashable, Sendable {
    /// Incidents per km² over the period.
    case density
    /// A density for each month of the period, smoothed in time over some months.
    case months(width: Int)
    /// Incidents per km² and day, less those of another period.
    case difference(DensityQuestion.Period)
    /// How many times as dense as in another period, or as where people live.
    case ratio(Controls)
    /// At how many of some bandwidths a place is among the hottest ground.
    case scales([Double])

    fileprivate var isComparison: Bool {
      switch self {
      case .difference, .ratio: true
      case .density, .months, .scales: false
      }
    }
  }

  package struct Period: Hashable, Sendable {
    package let from: TimeBound?
    package let to: TimeBound?
  }

  /// What a ratio compares with.
  package enum Controls: Hashable, Sendable {
    case period(Period)
    /// A measure of the areas of a layer, such as residents.
    case measure(layer: String, name: String)
  }

  private static let own = [
    ParameterDescription(
      "show", .choice(["density", "months", "difference", "ratio", "scales"]),
      "What to show: the density, one for each month, its difference from or ratio to another period, "
        + "or how it holds over several bandwidths", fallback: "density"),
    ParameterDescription(
      "compare-from", .text, "First month or day of the period to compare with",
      fallback: "none"),
    ParameterDescription(
      "compare-to", .text, "Last month or day of the period to compare with, included",
      fallback: "none"),
    ParameterDescription(
      "compare-layer", .text,
      "Layer whose denominators, such as residents, a ratio compares with in the place of a period",
      fallback: "none"),
    ParameterDescription(
      "compare-measure", .text, "Which denominator of that layer", fallback: "residents"),
    ParameterDescription(
      "months-width", .integer(1...24),
      "Over how many months the density of a month is smoothed", fallback: "3"),
    ParameterDescription(
      "scale", .number(1...100_000), "Radius of the kernel in metres of one of several scales",
      fallback: "150, 300, 600 and 1200", repeats: true),
    ParameterDescription(
      "breaks", .choice(["mass", "quantiles", "equal"]),
      "How levels are chosen: by the share of incidents above them, by the share of ground, or at equal "
        + "steps", fallback: "mass"),
    ParameterDescription(
      "level", .number(-1e9...1e9), "Level to draw, in the unit of the surface",
      fallback: "by --breaks", repeats: true),
    ParameterDescription(
      "at", .text, "Place to give the exact density at, as longitude,latitude", fallback: "none",
      repeats: true),
  ]

  package static let method = MethodDescription(
    verb: "density", asks: "How dense are incidents, everywhere?",
    explanation: """
      The kernel density of incidents on a grid over the study area: contours as GeoJSON, a picture \
      (PNG), a grid for GIS (GeoTIFF, ESRI ASCII) or the exact values at places. --show tells what else \
      it can be: a surface for each month, its change from another period, its ratio to another period \
      or to residents, and how it holds over several bandwidths.
      """,
    example: """
      hotbeat density --offence asb --from 2018-10 --to 2018-12 --area Crewe \
      --output density.png
      """,
    parameters: StudyTerms.parameters + own + SurfaceTerms.parameters,
    forms: [.geojson, .table, .csv, .asc, .geotiff, .png, .overlay], takesHarm: true)

  package func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> DensityReport {
    try await DensityStudy(
      self, of: data, studyArea: setting.studyArea, harm: setting.harm, threads: setting.threads
    ).run()
  }

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    surface = try SurfaceTerms(given)
    show = try Self.show(given)
    breaks = try Self.breaks(given)
    places = try given.texts("at").map { (text) throws(StudyError) in try Self.place(text) }
    if let place = given.texts("at").first, surface.adaptive != nil {
      throw .badValue(
        parameter: "at", value: place, reason: "cannot be answered for adaptive bandwidths")
    }
    if surface.edge == .jonesDiggle, show.isComparison {
      throw .badValue(
        parameter: "edge", value: surface.edge.rawValue,
        reason: "cannot be used in a comparison; there are none and uniform")
    }
  }

  /// The months the question may need, so that no more need be loaded; `nil` for all.
  package var months: ClosedRange<Month>? {
    guard let months = terms.months else { return nil }
    let other: Period? =
      switch show {
      case .difference(let period), .ratio(.period(let period)): period
      default: nil
      }
    guard let other else { return months }
    guard
      let more = (try? terms.during(other.from, other.to))?.months  // checked when it was made
    else { return nil }
    return min(months.lowerBound, more.lowerBound)...max(months.upperBound, more.upperBound)
  }
}

extension DensityQuestion {
  private static func show(_ given: GivenValues) throws(StudyError) -> Show {
    let chosen = try given.choice(own["show"]) ?? "density"
    let period = Period(
      from: try StudyTerms.bound("compare-from", given),
      to: try StudyTerms.bound("compare-to", given))
    let layer = try given.text("compare-layer")
    let measure = try given.text("compare-measure")
    let width = try given.integer(own["months-width"])
    let scales = try given.numbers(own["scale"])
    try check(given, for: chosen)
    switch chosen {
    case "months": return .months(width: width ?? 3)
    case "scales": return .scales(scales.isEmpty ? [150, 300, 600, 1_200] : Set(scales).sorted())
    case "difference": return .difference(try checked(period, chosen))
    case "ratio":
      if let layer {
        guard period.from == nil, period.to == nil else {
          throw .badValue(
            parameter: "compare-layer", value: layer,
            reason: "stands in the place of a period to compare with; give only one")
        }
        return .ratio(.measure(layer: layer, name: measure ?? "residents"))
      }
      return .ratio(.period(try checked(period, chosen)))
    default: return .density
    }
  }

  /// Refuses parameters that the surface shown would not look at.
  private static func check(_ given: GivenValues, for chosen: String) throws(StudyError) {
    let uses = [
      "compare-from": ["difference", "ratio"], "compare-to": ["difference", "ratio"],
      "compare-layer": ["ratio"], "compare-measure": ["ratio"], "months-width": ["months"],
      "scale": ["scales"], "breaks": ["density", "months", "difference"],
      "level": ["density", "months", "difference", "ratio"],
      "bandwidth": ["density", "months", "difference", "ratio"],
      "standard-deviation": ["density", "months", "difference", "ratio"],
      "adaptive": ["density"], "at": ["density"], "method": ["density", "months", "scales"],
    ]
    for (name, users) in uses.sorted(by: { $0.key < $1.key }) {
      guard let value = given.texts(name).first, !users.contains(chosen) else { continue }
      throw .badValue(
        parameter: name, value: value,
        reason: "is only used where \(users.joined(separator: " or ")) is shown")
    }
  }

  private static func checked(_ period: Period, _ chosen: String) throws(StudyError) -> Period {
    guard period.from != nil || period.to != nil else {
      throw .badValue(
        parameter: "show", value: chosen,
        reason: "needs a period to compare with, from compare-from to compare-to")
    }
    if let from = period.from, let to = period.to, to.end <= from.start {
      throw .reversedPeriod(from: from.text, to: to.text)
    }
    return period
  }

  private static let mostLevels = 9

  private static func breaks(_ given: GivenValues) throws(StudyError) -> SurfaceBreaks {
    let levels = try given.numbers(own["level"])
    guard levels.count <= mostLevels else {
      throw .badValue(
        parameter: "level", value: plain(levels[mostLevels]),
        reason: "is one too many; at most \(mostLevels) can be told apart")
    }
    if !levels.isEmpty { return .given(levels) }
    switch try given.choice(own["breaks"]) {
    case "quantiles": return .quantiles(classes: 5)
    case "equal": return .equalIntervals(classes: 5)
    default: return .standard
    }
  }

  private static func place(_ text: String) throws(StudyError) -> LonLat {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0.filter { $0 != " " })
    }
    guard parts.count == 2, let longitude = parts[0], let latitude = parts[1],
      LonLat(longitude: longitude, latitude: latitude).isOnEarth
    else {
      throw .badValue(
        parameter: "at", value: text, reason: "is no longitude,latitude such as -2.44,53.1")
    }
    return LonLat(longitude: longitude, latitude: latitude)
  }
}
