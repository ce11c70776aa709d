package import Records

/// Where are the hotspots? The question with all its parameters, as asked.
package struct HotspotQuestion: Sendable {
  package let terms: StudyTerms
  package let surface: SurfaceTerms
  /// The layer each of whose areas gets a level and a ranking of its own.
  package let per: String?
  /// How many hotspots to keep, for each area of `per` if given; all when `nil`.
  package let top: Int?
  /// The largest part of the study area that may be hot.
  package let hotShare: Double
  package let minCount: Int

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

  package static let parameters = StudyTerms.parameters + own + SurfaceTerms.parameters

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.parameters)
    terms = try StudyTerms(given)
    surface = try SurfaceTerms(given)
    per = try given.text("per")
    top = try given.integer(Self.own["top"])
    hotShare = try given.number(Self.own["hot-share"]) ?? 0.01
    minCount = try given.integer(Self.own["min-count"]) ?? 5
  }

  /// The months the question may need, so that no more need be loaded; `nil` for all.
  package var months: ClosedRange<Month>? { terms.months }
}
