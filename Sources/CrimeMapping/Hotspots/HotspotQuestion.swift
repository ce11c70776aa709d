/// Where are the hotspots? The question with all its parameters, as asked.
package struct HotspotQuestion: Question {
  package let terms: StudyTerms
  package let surface: SurfaceTerms
  /// The layer each of whose areas gets a level and a ranking of its own.
  package let per: String?
  /// How many hotspots to keep, for each area of `per` if given; all when `nil`.
  package let top: Int?
  /// The largest part of the study area that may be hot.
  package let hotShare: Double
  package let minCount: Int
  package let certainty: CertaintyTerms
  /// The values it was made from, but for those that only say how much of the answer is told.
  let values: [String: [String]]

  private static let own = [
    ParameterDescription(
      "per", .text, "Layer each of whose areas gets its own level and ranking",
      fallback: "one ranking for the whole study area"),
    ParameterDescription(
      "top", .integer(1...10_000),
      "How many hotspots to list, of each area when areas are ranked by themselves",
      fallback: "all"),
    ParameterDescription(
      "hot-share", .number(0.0001...0.5), "Largest part of the area that may be hot",
      fallback: "0.01"),
    ParameterDescription(
      "min-count", .integer(1...1_000_000), "Fewest incidents that make a hotspot",
      fallback: "5"),
  ]

  package static let method = MethodDescription(
    verb: "hotspots", asks: "Where are the hotspots, ranked?",
    explanation: """
      A hotspot is a connected place where the density of incidents is above the level that at most \
      --hot-share of the area exceeds, with at least --min-count incidents. With --per each area of a \
      layer has its own level and ranking.

      rank_low, rank_high and stability tell how rank and place would have come out had chance dealt the \
      same incidents otherwise. p tells how often the hottest place of a chance pattern is as hot; for \
      that, say with --null what chance would do. Complete randomness (uniform) is rejected in every \
      town, so it is no finding there; prefer population or all-incidents.
      """,
    example: """
      hotbeat hotspots --offence asb --from 2018-10 --to 2018-12 --per lpu --top 5 \
      --output hotspots.geojson
      """,
    parameters: StudyTerms.parameters + own + CertaintyTerms.parameters
      + SurfaceTerms.parameters,
    forms: [.geojson, .table, .csv, .svg], takesHarm: true)

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    surface = try SurfaceTerms(given)
    per = try given.text("per")
    top = try given.integer(Self.own["top"])
    hotShare = try given.number(Self.own["hot-share"]) ?? 0.01
    minCount = try given.integer(Self.own["min-count"]) ?? 5
    certainty = try CertaintyTerms(given)
    self.values = values.filter { $0.key != "top" }
  }

  package func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> HotspotReport {
    try await HotspotStudy(
      self, of: data, studyArea: setting.studyArea, harm: setting.harm, threads: setting.threads
    ).run()
  }
}
