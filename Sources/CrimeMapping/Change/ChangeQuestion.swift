import Evidence
import Probability
package import Records

/// What changed between two periods, and is it more than chance? The question with all its parameters.
package struct ChangeQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  /// The two bounds of the period compared with, where they are given.
  let against: (from: TimeBound, to: TimeBound)?
  package let compare: Comparison?
  package let by: Rows
  package let inference: InferenceTerms
  package let confidence: Double
  package let readers: Readership

  /// Which two periods are compared.
  package enum Comparison: String, CaseIterable, Sendable {
    case yearBefore = "year-before"
    case yearToDate = "year-to-date"
    case rolling12 = "rolling-12"
    case financialYear = "financial-year"
    case monthLastYear = "month-last-year"
  }

  package enum Rows: String, CaseIterable, Sendable {
    case area, offence
    case both = "area-offence"
  }

  private static let own = [
    ParameterDescription(
      "against-from", .text, "First month or day of the period compared with",
      fallback: "found by compare"),
    ParameterDescription(
      "against-to", .text, "Last month or day of the period compared with, which is included",
      fallback: "found by compare"),
    ParameterDescription(
      "compare", .choice(Comparison.allCases.map(\.rawValue)),
      "Which periods: the one asked for and the same a year before; since 1 April and the same a year before; "
        + "the last 12 months and the 12 before; the last whole financial year and the one before; the last "
        + "month and the same a year before. The last month is that of to, or of the store",
      fallback: "year-before, of the last 12 months where no period is asked for"),
    ParameterDescription(
      "by", .choice(Rows.allCases.map(\.rawValue)),
      "What the rows are: areas of the layer, groups of recorded crime, or each area with each group",
      fallback: "area"),
  ]

  static let fallbacks = InferenceTerms.Fallbacks(replicates: 999)

  package static let method = MethodDescription(
    verb: "change", asks: "What changed between two periods, and is it more than chance?",
    explanation: """
      Sets two periods beside each other, for each area, offence, or both: counts, difference, percentage, \
      ratio with its interval, and how often chance alone makes counts differ so much (e-test), all rows taken \
      into account together. Periods of different lengths are compared by the day. On a base under 20 no \
      percentage is told: from 5 to 11 is no rise of 120%. It says whether something changed, not why: that \
      needs a comparison area and the checks of an evaluation.
      """,
    example: """
      hotbeat change --offence asb --layer beat --from 2018-10 --to 2018-12 --against-from 2016-10 \
      --against-to 2016-12 --output change.html
      """,
    parameters: StudyTerms.parameters + own
      + InferenceTerms.parameters(fallbacks, ["level", "adjust"]) + Readership.parameters
      + [EvidenceParameters.confidence],
    forms: [.json, .table, .csv, .geojson, .svg, .html])

  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    compare = try given.choice(Self.own["compare"]).flatMap(Comparison.init)
    by = try given.choice(Self.own["by"]).flatMap(Rows.init) ?? .area
    inference = try InferenceTerms(given, Self.fallbacks)
    confidence = try EvidenceParameters.confidence(given)
    readers = try Readership(given)
    against = try Self.against(given)
    if let compare, let text = given.texts("against-from").first {
      throw .badValue(
        parameter: "against-from", value: text,
        reason: "does not go with compare \(compare.rawValue)"
      )
    }
    if let compare, compare != .yearBefore, let from = terms.from {
      throw .badValue(
        parameter: "from", value: from.text,
        reason: "does not go with compare \(compare.rawValue), which finds it")
    }
  }

  private static func against(
    _ given: GivenValues
  ) throws(StudyError) -> (from: TimeBound, to: TimeBound)? {
    let from = try StudyTerms.bound("against-from", given)
    let to = try StudyTerms.bound("against-to", given)
    switch (from, to) {
    case (nil, nil): return nil
    case (let from?, let to?):
      guard from.start < to.end else {
        throw .reversedPeriod(from: from.text, to: to.text)
      }
      return (from, to)
    case (let one?, nil), (nil, let one?):
      throw .badValue(
        parameter: from == nil ? "against-to" : "against-from", value: one.text,
        reason: "needs the other end of its period too")
    }
  }

  /// Both periods' where they are known before the data is; else all.
  package var months: ClosedRange<Month>? {
    guard let against, let asked = terms.months, terms.from != nil, terms.to != nil else {
      return nil
    }
    let first = min(asked.lowerBound, Month(of: against.from).advanced(by: -1))
    let last = max(asked.upperBound, Month(of: against.to).advanced(by: 1))
    return first...last
  }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try ChangeStudy(self, of: data, in: setting).document()
  }
}
