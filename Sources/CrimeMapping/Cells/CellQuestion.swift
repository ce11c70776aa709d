package import Hotspots
import Probability

/// Which cells or areas are high with their neighbours? The question with all its parameters, as asked.
package struct CellQuestion: Question {
  package let terms: StudyTerms
  package let lattice: LatticeTerms
  package let value: Value
  /// What the value is turned into before it is compared.
  package let transform: ValueTransform
  /// The layer whose denominators counts are divided by; `nil` without rates.
  package let denominatorLayer: String?
  package let measure: String
  /// What is asked of each unit and its neighbours; `nil` for its numbers alone.
  package let statistic: LocalStatistic?
  package let test: Test
  package let inference: InferenceTerms
  package let locations: SurfaceTerms.Locations?
  package let show: Show

  /// What the statistic is of.
  package enum Value: String, CaseIterable, Sendable {
    case count, density, rate
  }

  /// Where p-values come from.
  package enum Test: String, CaseIterable, Sendable {
    /// All arrangements of the values, where they can be counted; random ones else.
    case exact
    /// Random arrangements.
    case permutation
    case normal
  }

  /// What the map shows.
  package enum Show: String, CaseIterable, Sendable {
    case classes, value
  }

  static let fallbacks = InferenceTerms.Fallbacks(
    replicates: 9_999, adjust: .benjaminiYekutieli)

  private static let own = [
    ParameterDescription(
      "value", .choice(Value.allCases.map(\.rawValue)),
      "What is compared: incidents, incidents per km², or the rate by --measure", fallback: "count"
    ),
    ParameterDescription(
      "transform", .choice(ValueTransform.allCases.map(\.rawValue)),
      "Scale on which values are compared: as they are, their square roots, or log(1 + value); where few units "
        + "hold most incidents, chance puts one of those beside any unit, and raw counts tell little",
      fallback: "none"),
    ParameterDescription(
      "denominator-layer", .text, "Layer whose denominators rates are made with",
      fallback: "that of --units with value rate, else none"),
    ParameterDescription(
      "measure", .text, "Which denominator of that layer", fallback: "residents"),
    ParameterDescription(
      "statistic", .choice(["gi-star", "gi", "local-moran", "none"]),
      "What is asked of each unit: whether it and its neighbours are high together (gi-star), its "
        + "neighbours alone (gi), or both differ the same way (local-moran)", fallback: "gi-star"),
    ParameterDescription(
      "test", .choice(Test.allCases.map(\.rawValue)),
      "Whether p-values are from all arrangements of the values (exact), random ones (permutation), or the "
        + "normal distribution",
      fallback: "exact; permutation where neighbours are too many to count all"),
    ParameterDescription(
      "locations", .choice(SurfaceTerms.Locations.allCases.map(\.rawValue)),
      "Whether locations are taken as given or as points that stand for the ground around them, which "
        + "forbids cells finer than that ground", fallback: "anonymised where the source says so"),
    ParameterDescription(
      "show", .choice(Show.allCases.map(\.rawValue)), "What the map shows",
      fallback: "classes; the value without a statistic"),
  ]

  package static let method = MethodDescription(
    verb: "cells", asks: "Which cells or areas are high together with their neighbours?",
    explanation: """
      Counts incidents in hexagons, square cells or the areas of a layer, with their density and, where \
      denominators are stored, their rate and empirical Bayes rate. Then tests each unit with its \
      neighbours (Gi*, Gi or local Moran) against chance, all tests taken into account together: a unit is \
      hot or cold only if it still stands out. A hot cell is a hot neighbourhood: its own count may be low.
      """,
    example: """
      hotbeat cells --offence asb --from 2018-10 --to 2018-12 --transform sqrt --output cells.svg
      """,
    parameters: StudyTerms.parameters + LatticeTerms.parameters + own
      + InferenceTerms.parameters(fallbacks),
    forms: [.geojson, .table, .csv, .svg], takesHarm: true)

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    lattice = try LatticeTerms(given)
    inference = try InferenceTerms(given, Self.fallbacks)
    let value = try given.choice(Self.own["value"]).flatMap(Value.init) ?? .count
    self.value = value
    transform = try given.choice(Self.own["transform"]).flatMap(ValueTransform.init) ?? .none
    denominatorLayer = try Self.denominatorLayer(given, value, lattice)
    measure = try given.text("measure") ?? "residents"
    statistic = try Self.statistic(given)
    test = try given.choice(Self.own["test"]).flatMap(Test.init) ?? .exact
    locations = try given.choice(Self.own["locations"]).flatMap(SurfaceTerms.Locations.init)
    show =
      try given.choice(Self.own["show"]).flatMap(Show.init)
      ?? (statistic == nil ? .value : .classes)
    try check(given)
  }

  private static func denominatorLayer(
    _ given: GivenValues, _ value: Value, _ lattice: LatticeTerms
  ) throws(StudyError) -> String? {
    if let layer = try given.text("denominator-layer") ?? lattice.units, value == .rate {
      return layer
    }
    let layer = try given.text("denominator-layer")
    guard value != .rate || layer != nil else {
      throw .badValue(
        parameter: "value", value: "rate",
        reason: "needs a layer with denominators, named by denominator-layer")
    }
    return layer
  }

  private static func statistic(_ given: GivenValues) throws(StudyError) -> LocalStatistic? {
    switch try given.choice(own["statistic"]) {
    case "gi": .gi
    case "local-moran": .moran(.population)
    case "none": nil
    default: .giStar
    }
  }

  /// Refuses what would not be looked at.
  private func check(_ given: GivenValues) throws(StudyError) {
    if let replicates = given.texts("replicates").first, test != .permutation {
      throw .badValue(
        parameter: "replicates", value: replicates, reason: "is only used by the permutation test")
    }
    if let measure = given.texts("measure").first, denominatorLayer == nil {
      throw .badValue(
        parameter: "measure", value: measure,
        reason: "needs a layer with denominators, named by denominator-layer")
    }
    if transform != .none, value == .rate, case .moran = statistic {
      throw .badValue(
        parameter: "transform", value: transform.rawValue,
        reason: "cannot be taken of standardised rates, which may be below 0")
    }
    if statistic == nil, transform != .none {
      throw .badValue(
        parameter: "transform", value: transform.rawValue, reason: "is only used by a statistic")
    }
    if statistic == nil, show == .classes {
      throw .badValue(
        parameter: "show", value: "classes", reason: "needs a statistic that makes classes")
    }
  }

  package func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> CellReport {
    try await CellStudy(self, of: data, in: setting).run()
  }
}
