import RecordFiles
package import Records

/// Which places or cases were reported again and again? The question with all its parameters, as asked.
package struct CaseReviewQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  package let readers: Readership
  /// How many reports reach the threshold, within how many months.
  package let threshold: Int
  package let within: Int
  package let by: Grouping

  /// What reports must share.
  package enum Grouping: String, CaseIterable, Hashable, Sendable {
    case place
    case caseReference = "case"
  }

  private static let own = [
    ParameterDescription(
      "threshold", .integer(2...1_000),
      "How many reports reach the threshold, which is set locally",
      fallback: "3"),
    ParameterDescription(
      "within-months", .integer(1...60), "Within how many months they must have been made",
      fallback: "6"),
    ParameterDescription(
      "by", .choice(Grouping.allCases.map(\.rawValue)),
      "Whether reports of one place or of one case reference are counted together",
      fallback: "place"),
  ]

  package static let method = MethodDescription(
    verb: "case-review", asks: "Which places or cases were reported again and again?",
    explanation: """
      Lists the places, or the case references, with at least three reports within six months, and their dates: a \
      start for an ASB case review. It says that so many reports were recorded, not that they qualify, nor who made \
      them; reports never recorded are not in it. It needs exact places and dates, and is for those who handle the \
      cases: never for the public.
      """,
    example: """
      hotbeat case-review --offence asb --from 2019-01 --to 2019-12 --output cases.csv
      """,
    parameters: StudyTerms.parameters + own + Readership.parameters,
    forms: [.json, .table, .csv, .html])

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    readers = try Readership(given)
    threshold = try given.integer(Self.own["threshold"]) ?? 3
    within = try given.integer(Self.own["within-months"]) ?? 6
    by = try given.choice(Self.own["by"]).flatMap(Grouping.init) ?? .place
    if readers.audience == .public {
      throw .badValue(
        parameter: "audience", value: "public",
        reason: "cannot be told single places and cases")
    }
  }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try CaseReviewStudy(self, of: data, in: setting).document()
  }
}
