/// For whom a result is written, and below which count it tells the public nothing.
package struct Readership: Hashable, Sendable {
  package let audience: Audience
  /// Counts below this are withheld from the public.
  package let threshold: Int

  package enum Audience: String, CaseIterable, Sendable {
    case analyst
    case `public`
  }

  static let parameters = [
    ParameterDescription(
      "audience", .choice(Audience.allCases.map(\.rawValue)),
      "Who will read the result: the public is told no small counts, nothing from which they could be worked "
        + "out, and no points", fallback: "analyst"),
    ParameterDescription(
      "small", .integer(2...100), "Counts below this are withheld from the public", fallback: "5"),
  ]

  /// - Parameter threshold: at least 2.
  package init(_ audience: Audience, threshold: Int = 5) {
    self.audience = audience
    self.threshold = threshold
  }

  init(_ given: GivenValues) throws(StudyError) {
    audience =
      try given.choice(Self.parameters["audience"]).flatMap(Audience.init) ?? .analyst
    threshold = try given.integer(Self.parameters["small"]) ?? 5
    if audience == .analyst, let text = given.texts("small").first {
      throw .badValue(parameter: "small", value: text, reason: "is only used by audience public")
    }
  }
}

/// Parameters that several questions about evidence share.
enum EvidenceParameters {
  static let confidence = ParameterDescription(
    "confidence", .number(0.5...0.999), "How sure intervals are to hold the true value",
    fallback: "0.95")

  static func confidence(_ given: GivenValues) throws(StudyError) -> Double {
    try given.number(confidence) ?? 0.95
  }
}
