import Hotspots
package import Records

/// How few places hold most of it? The question with all its parameters, as asked.
package struct ConcentrationQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  package let readers: Readership
  package let inference: InferenceTerms
  package let places: Places
  let lattice: LatticeTerms
  package let locations: SurfaceTerms.Locations?
  /// How many of the busiest places are listed and compared.
  package let top: Int
  /// The same offences and areas in another period; `nil` when none is compared with.
  package let against: StudyTerms?

  /// What counts as a place.
  package enum Places: String, CaseIterable, Hashable, Sendable {
    case hexagon, square, area, street, point

    var isUnit: Bool { self != .street && self != .point }
  }

  private static let fallbacks = InferenceTerms.Fallbacks(replicates: 199)

  private static let own = [
    ParameterDescription(
      "places", .choice(Places.allCases.map(\.rawValue)),
      "What counts as a place: cells, areas of a layer, streets by name, or points",
      fallback: "hexagon"
    ),
    ParameterDescription(
      "size", .number(10...100_000),
      "Side of a square cell, or distance between opposite sides of a hexagon, in metres",
      fallback: "500"),
    ParameterDescription(
      "units", .text, "Layer whose areas are the places, with --places area",
      fallback: "the layer of the study area"),
    ParameterDescription(
      "least-share", .number(0...1),
      "A cell or area with a smaller share of its ground in the study area is left out",
      fallback: "0.1"),
    ParameterDescription(
      "locations", .choice(SurfaceTerms.Locations.allCases.map(\.rawValue)),
      "Whether locations are taken as given or as points that stand for the ground around them, which "
        + "forbids cells finer than that ground", fallback: "anonymised where the source says so"),
    ParameterDescription(
      "top", .integer(1...1_000), "How many of the busiest places to list and compare",
      fallback: "20"),
    ParameterDescription(
      "against-from", .text,
      "First month or day of another period, to see whether the same places hold it",
      fallback: "none"),
    ParameterDescription(
      "against-to", .text, "Last month or day of the other period, included", fallback: "none"),
  ]

  package static let method = MethodDescription(
    verb: "concentration", asks: "How few places hold most of it?",
    explanation: """
      Counts incidents in cells, areas, streets or points, places without any among them, and tells how few hold \
      a quarter, half and four fifths; beside it how few would if chance alone had spread them, and whether the \
      busiest places are those of another period. Streets and exact points need exact locations; at anonymised \
      points, which stand for several addresses, only the points themselves can be counted.
      """,
    example: """
      hotbeat concentration --offence asb --from 2018-10 --to 2018-12 --against-from 2016-10 --against-to \
      2016-12 --output concentration.html
      """,
    parameters: StudyTerms.parameters + own
      + InferenceTerms.parameters(fallbacks, ["replicates", "seed"]) + Readership.parameters,
    forms: [.json, .table, .csv, .geojson, .svg, .html])

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    readers = try Readership(given)
    inference = try InferenceTerms(given, Self.fallbacks)
    places = try given.choice(Self.own["places"]).flatMap(Places.init) ?? .hexagon
    lattice = try Self.lattice(given, places)
    locations = try given.choice(Self.own["locations"]).flatMap(SurfaceTerms.Locations.init)
    top = try given.integer(Self.own["top"]) ?? 20
    let from = try StudyTerms.bound("against-from", given)
    let to = try StudyTerms.bound("against-to", given)
    against = from == nil && to == nil ? nil : try terms.during(from, to)
  }

  private static func lattice(
    _ given: GivenValues, _ places: Places
  ) throws(StudyError) -> LatticeTerms {
    var values = ["shape": [places.isUnit ? places.rawValue : "hexagon"]]
    for name in ["size", "units", "least-share"] {
      let texts = given.texts(name)
      guard let text = texts.first else { continue }
      guard places.isUnit else {
        throw .badValue(
          parameter: name, value: text, reason: "is not used with places \(places.rawValue)")
      }
      values[name] = texts
    }
    return try LatticeTerms(try GivenValues(values, for: LatticeTerms.parameters))
  }

  package var months: ClosedRange<Month>? {
    guard let against else { return terms.months }
    guard let own = terms.months, let other = against.months else { return nil }
    return min(own.lowerBound, other.lowerBound)...max(own.upperBound, other.upperBound)
  }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try await ConcentrationStudy(self, of: data, in: setting).document()
  }
}
