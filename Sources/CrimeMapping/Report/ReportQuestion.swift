package import Records

/// How is an area doing? The pages of a strategic assessment, as asked.
package struct ReportQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  /// The period to compare with.
  package let against: StudyTerms?
  /// How many hotspots to list of each map.
  package let hotspots: Int
  package let confidence: Double
  package let readers: Readership
  /// The values it was made from, which the other questions that it asks are given too.
  let values: [String: [String]]

  private static let own = [
    ParameterDescription(
      "against-from", .text, "First month or day of the period to compare with",
      fallback: "no comparison"),
    ParameterDescription(
      "against-to", .text, "Last month or day of the period to compare with",
      fallback: "no comparison"),
    ParameterDescription(
      "hotspots", .integer(1...50), "How many hotspots to number on each map", fallback: "10"),
  ]

  package static let method = MethodDescription(
    verb: "report", asks: "How is an area doing: the pages of a strategic assessment?",
    explanation: """
      One document for an area and a period: what stands out in words, how much was recorded and how it \
      compares, what changed, where it is heading, where the hotspots are, when it happens, how \
      concentrated and how harmful it is, what to bear in mind, and how it was reckoned. A part that the \
      data cannot answer says why. Ask for html to print or publish it, and for json to have every number \
      of it.

      Compare with the same months of an earlier year: other months differ by season. Rises and falls say \
      what records did, never why.
      """,
    example: """
      hotbeat report --layer lpu --area Crewe --from 2018-10 --to 2018-12 --against-from 2016-10 \
      --against-to 2016-12 --output crewe.html
      """,
    parameters: StudyTerms.parameters + own + [EvidenceParameters.confidence]
      + Readership.parameters,
    forms: [.json, .html, .table, .csv, .geojson, .svg], takesHarm: true)

  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    let from = try StudyTerms.bound("against-from", given)
    let to = try StudyTerms.bound("against-to", given)
    guard (from == nil) == (to == nil) else {
      throw .badValue(
        parameter: from == nil ? "against-from" : "against-to", value: "",
        reason: "is missing: a period has a first and a last month")
    }
    against = from == nil ? nil : try terms.during(from, to)
    hotspots = try given.integer(Self.own["hotspots"]) ?? 10
    confidence = try EvidenceParameters.confidence(given)
    readers = try Readership(given)
    self.values = values
  }

  /// All: the trend needs every month there is.
  package var months: ClosedRange<Month>? { nil }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try await ReportStudy(self, of: data, in: setting).run()
  }
}
