package import Records

/// What does the most harm? The question with all its parameters, as asked.
package struct HarmQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  package let readers: Readership
  package let by: Grouping
  /// With fewer incidents than this a row is not ranked.
  package let floor: Int
  /// How long the lists are that are compared.
  package let top: Int
  /// The offences whose number says more of the police than of harm.
  package let leftOut: [OffenceTree.ID]
  /// The same offences and areas in another period; `nil` when none is compared with.
  package let against: StudyTerms?
  /// How much each criterion of the matrix counts, where it is not 1.
  package let weights: [String: Double]

  package enum Grouping: String, CaseIterable, Hashable, Sendable {
    case offence, area
  }

  private static let own = [
    ParameterDescription(
      "by", .choice(Grouping.allCases.map(\.rawValue)),
      "Whether offences are compared, or the areas of the layer", fallback: "offence"),
    ParameterDescription(
      "floor", .integer(1...10_000),
      "A row with fewer incidents is shown but not ranked: one homicide is no pattern",
      fallback: "5"),
    ParameterDescription(
      "top", .integer(1...1_000), "How long the lists are that are compared", fallback: "10"),
    ParameterDescription(
      "leave-out", .text,
      "Offence whose number says how much police looked for it, counted but not weighed; or none",
      fallback: "drugs and weapons", repeats: true),
    ParameterDescription(
      "against-from", .text, "First month or day of an earlier period, for the direction of travel",
      fallback: "none"),
    ParameterDescription(
      "against-to", .text, "Last month or day of the earlier period, included", fallback: "none"),
    ParameterDescription(
      "weight", .text,
      "How much a criterion of the matrix counts, such as harm=2; volume, harm, direction and those of "
        + "--scores", fallback: "1 each", repeats: true),
  ]

  package static let method = MethodDescription(
    verb: "harm", asks: "What does the most harm?",
    explanation: """
      Adds up a table of weights, such as days of custody, over the incidents of each offence or area, and shows \
      the count, the harm and the square root of harm side by side: harm alone lets a few grave incidents hide \
      everything that happens often. Offences without a weight are listed, never given 0. With offences it sets up \
      a matrix of priorities, criterion by criterion, on scales of its own from 1 to 5.
      """,
    example: """
      hotbeat harm --harm harm.csv --from 2018-10 --to 2018-12 --output harm.html
      """,
    parameters: StudyTerms.parameters + own + Readership.parameters,
    forms: [.json, .table, .csv, .geojson, .svg, .html], takesHarm: true,
    files: [
      FileDescription(
        "scores",
        "CSV table of scores from 1 to 5, offence,criterion,score, for the matrix of priorities")
    ])

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    readers = try Readership(given)
    by = try given.choice(Self.own["by"]).flatMap(Grouping.init) ?? .offence
    floor = try given.integer(Self.own["floor"]) ?? 5
    top = try given.integer(Self.own["top"]) ?? 10
    leftOut = try Self.leftOut(given.texts("leave-out"))
    let from = try StudyTerms.bound("against-from", given)
    let to = try StudyTerms.bound("against-to", given)
    against = from == nil && to == nil ? nil : try terms.during(from, to)
    weights = try Self.weights(given.texts("weight"))
  }

  private static func leftOut(_ names: [String]) throws(StudyError) -> [OffenceTree.ID] {
    let tree = OffenceTree.standard
    guard names != ["none"] else { return [] }
    return try (names.isEmpty ? ["drugs", "weapons"] : names).map { (name) throws(StudyError) in
      guard let id = tree.id(named: name) else {
        throw .unknownOffence(name: name, suggestions: tree.suggestions(for: name))
      }
      return id
    }
  }

  private static func weights(_ texts: [String]) throws(StudyError) -> [String: Double] {
    var weights: [String: Double] = [:]
    for text in texts {
      let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[0].isEmpty, let weight = Double(parts[1]),
        0...1_000 ~= weight
      else {
        throw .badValue(
          parameter: "weight", value: text,
          reason: "is no criterion with a number from 0 to 1000, such as harm=2")
      }
      weights[parts[0].lowercased()] = weight
    }
    return weights
  }

  package var months: ClosedRange<Month>? {
    guard let against else { return terms.months }
    guard let own = terms.months, let other = against.months else { return nil }
    return min(own.lowerBound, other.lowerBound)...max(own.upperBound, other.upperBound)
  }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try HarmStudy(self, of: data, in: setting).document()
  }
}
