import Hotspots

/// Which incidents form dense places? The question with all its parameters, as asked.
package struct ClusterQuestion: Question {
  package let terms: StudyTerms
  package let method: Method
  /// How near incidents must be, in metres.
  package let distance: Double
  /// How many incidents a year make a dense place; `nil` when nothing is said.
  package let perYear: Double?
  /// How many incidents do, whatever the period.
  package let least: Int?
  /// How near in time, for clusters in space and time.
  package let days: Double
  /// How often a nearest neighbour is below the threshold by chance.
  package let chance: Double
  /// Longer clusters are divided, in metres; none when `nil`.
  package let split: Double?
  package let top: Int?
  package let inference: InferenceTerms

  package enum Method: String, CaseIterable, Sendable {
    case dbscan
    case spaceTime = "st-dbscan"
    case hdbscan, nnh
  }

  private static let fallbacks = InferenceTerms.Fallbacks(replicates: 199)

  private static let own = [
    ParameterDescription(
      "method", .choice(Method.allCases.map(\.rawValue)), "How incidents are grouped",
      fallback: "dbscan"),
    ParameterDescription(
      "distance", .number(1...10_000),
      "How near to each other incidents must be, in metres (dbscan, st-dbscan)", fallback: "100"),
    ParameterDescription(
      "per-year", .number(0.1...1_000_000),
      "Incidents a year that make a dense place; how many that is depends on the period",
      fallback: "12; with nnh what --least says"),
    ParameterDescription(
      "least", .integer(2...1_000_000),
      "Incidents that make a dense place, in the place of --per-year",
      fallback: "as many as --per-year makes, at least 3; with nnh 10"),
    ParameterDescription(
      "days", .number(0.5...3_660), "How near in time they must be, in days (st-dbscan)",
      fallback: "28"),
    ParameterDescription(
      "chance", .number(0.0001...0.9999),
      "How often the nearest of random points is nearer than the threshold (nnh)",
      fallback: "0.05"),
    ParameterDescription(
      "split", .number(50...100_000),
      "Divide clusters longer than this, in metres, by half the distance (dbscan, st-dbscan)",
      fallback: "none is divided; those longer than 1,000 m are flagged"),
    ParameterDescription(
      "top", .integer(1...10_000), "How many clusters to list, the largest first",
      fallback: "all"),
  ]

  package static let method = MethodDescription(
    verb: "clusters", asks: "Which incidents form dense places that can be drawn and tasked?",
    explanation: """
      A cluster is a set of incidents that lie near each other, drawn as the ground around them. It says \
      where incidents are dense, not whether they are denser than the place's layout explains. \
      dbscan: places where at least --per-year incidents a year lie within --distance. st-dbscan: the same, \
      near in time as well. hdbscan: clusters of any density, without a distance to choose. nnh: clusters of \
      incidents nearer than random ones would be, with a Monte Carlo test.
      """,
    example: """
      hotbeat clusters --offence asb --from 2018-01 --to 2018-12 --per-year 60 --output clusters.geojson
      """,
    parameters: StudyTerms.parameters + own
      + InferenceTerms.parameters(fallbacks, ["replicates", "seed"]),
    forms: [.geojson, .table, .csv, .svg])

  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    method = try given.choice(Self.own["method"]).flatMap(Method.init) ?? .dbscan
    try Self.check(given, method)
    distance = try given.number(Self.own["distance"]) ?? 100
    perYear = try given.number(Self.own["per-year"])
    least = try given.integer(Self.own["least"])
    days = try given.number(Self.own["days"]) ?? 28
    chance = try given.number(Self.own["chance"]) ?? 0.05
    split = try given.number(Self.own["split"])
    top = try given.integer(Self.own["top"])
    inference = try InferenceTerms(given, Self.fallbacks)
    if let least, perYear != nil {
      throw .badValue(
        parameter: "least", value: String(least),
        reason: "stands in the place of per-year; give one")
    }
  }

  /// A value that the method would not use is refused, not ignored.
  private static func check(_ given: GivenValues, _ method: Method) throws(StudyError) {
    let uses: [(name: String, methods: [Method])] = [
      ("distance", [.dbscan, .spaceTime]), ("split", [.dbscan, .spaceTime]),
      ("days", [.spaceTime]), ("chance", [.nnh]), ("replicates", [.nnh]), ("seed", [.nnh]),
    ]
    for (name, methods) in uses where !methods.contains(method) {
      guard let value = try given.text(name) else { continue }
      let names = methods.map(\.rawValue).joined(separator: " or ")
      throw .badValue(
        parameter: name, value: value,
        reason: "is for the method \(names) and has no meaning with \(method.rawValue)")
    }
  }

  package func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> ClusterReport {
    try await ClusterStudy(
      self, of: data, studyArea: setting.studyArea, threads: setting.threads
    ).run()
  }
}
