package import Hotspots

/// Which places are newly, persistently or no longer hot? The question with all its parameters, as asked.
package struct EmergingQuestion: Question {
  package let terms: StudyTerms
  package let lattice: LatticeTerms
  /// How long a step of time is; chosen by the data when `nil`.
  package let step: StepLength?
  /// How many steps before its own count to a neighbourhood.
  package let previous: Int
  package let baseline: SpaceTimeScores.Baseline
  package let rules: EmergingRules
  package let test: Test
  package let inference: InferenceTerms
  package let locations: SurfaceTerms.Locations?

  /// Where the p-values of bins come from.
  package enum Test: String, CaseIterable, Sendable {
    case permutation, normal
  }

  static let fallbacks = InferenceTerms.Fallbacks(replicates: 9_999)

  private static let own = [
    ParameterDescription(
      "step", .numberOrRule(1...366, ["month"]),
      "Length of a step of time, in days, ending with the last day; or month: calendar months, made "
        + "comparable by their days", fallback: "28, or month where only months are known"),
    ParameterDescription(
      "previous", .integer(0...12),
      "How many steps before its own count to the neighbourhood of a place", fallback: "1"),
    ParameterDescription(
      "baseline", .choice(SpaceTimeScores.Baseline.allCases.map(\.rawValue)),
      "What is high or low is judged against all steps (cube), those of the neighbourhood (window) or its "
        + "own step alone, without previous ones (step)", fallback: "cube"),
    ParameterDescription(
      "compatible", .choice(["arcgis"]),
      "Class as Esri words its Emerging Hot Spot Analysis, and leave out places without any incident",
      fallback: "hotbeat's own rules"),
    ParameterDescription(
      "test", .choice(Test.allCases.map(\.rawValue)),
      "Whether chance is simulated, or approximated by the normal distribution, which is poor where most "
        + "counts are 0", fallback: "permutation; normal with --compatible arcgis"),
    ParameterDescription(
      "locations", .choice(SurfaceTerms.Locations.allCases.map(\.rawValue)),
      "Whether locations are taken as given or as points that stand for the ground around them, which "
        + "forbids cells finer than that ground", fallback: "anonymised where the source says so"),
  ]

  package static let method = MethodDescription(
    verb: "emerging", asks: "Which places are newly, persistently or no longer hot?",
    explanation: """
      Counts incidents in hexagons, square cells or areas, in steps of 28 days or months. Tests each place \
      with its neighbours in each step and the one before (Gi*, all tests taken into account together), and \
      classes it by its hot and cold steps and the trend of its scores: new, consecutive, intensifying, \
      persistent, diminishing, sporadic, oscillating or historical. What is hot is a neighbourhood: the place \
      itself may have few incidents.
      """,
    example: """
      hotbeat emerging --offence robbery --from 2019-01 --to 2019-12 --size 1000 --output emerging.geojson
      """,
    parameters: StudyTerms.parameters + LatticeTerms.parameters + own
      + InferenceTerms.parameters(fallbacks, ["replicates", "seed", "level", "adjust"]),
    forms: [.geojson, .table, .csv, .svg])

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    lattice = try LatticeTerms(given)
    step = try Self.step(given)
    previous = try given.integer(Self.own["previous"]) ?? 1
    baseline =
      try given.choice(Self.own["baseline"]).flatMap(SpaceTimeScores.Baseline.init) ?? .entireCube
    rules = try given.choice(Self.own["compatible"]).flatMap(EmergingRules.init) ?? .hotbeat
    test =
      try given.choice(Self.own["test"]).flatMap(Test.init)
      ?? (rules == .arcgis ? .normal : .permutation)
    inference = try InferenceTerms(given, Self.fallbacks)
    locations = try given.choice(Self.own["locations"]).flatMap(SurfaceTerms.Locations.init)
    if test == .normal, let replicates = given.texts("replicates").first {
      throw .badValue(
        parameter: "replicates", value: replicates, reason: "is only used by the permutation test")
    }
    if baseline == .singleStep, let text = given.texts("previous").first, previous > 0 {
      throw .badValue(
        parameter: "previous", value: text, reason: "does not go with baseline step, which has none"
      )
    }
  }

  private static func step(_ given: GivenValues) throws(StudyError) -> StepLength? {
    let (number, rule) = try given.numberOrRule(own["step"])
    if rule != nil { return .month }
    guard let number else { return nil }
    guard number == number.rounded() else {
      throw .badValue(parameter: "step", value: plain(number), reason: "is no whole number of days")
    }
    return .days(Int(number))
  }

  package func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> EmergingReport {
    try await EmergingStudy(self, of: data, in: setting).run()
  }
}
