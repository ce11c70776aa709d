package import Records

/// What a study is about, as asked: which offences, when and where.
package struct StudyTerms: Sendable {
  /// The offences by code, name or alias; empty for every incident.
  package let offences: [String]
  /// What incidents must have besides, all of it; often nothing.
  package let qualifiers: [Qualifier]
  package let from: TimeBound?
  package let to: TimeBound?
  /// The layer whose areas make the study area; chosen by rule when `nil`.
  package let layer: String?
  /// The areas of the layer to study, by code or name; empty for all.
  package let areas: [String]

  static let parameters = [
    ParameterDescription(
      "offence", .text, "Offence or group to map, by code or name", fallback: "every incident",
      repeats: true),
    ParameterDescription(
      "qualifier", .choice(Qualifier.allCases.map(\.rawValue)),
      "Only incidents with this qualifier; of several, all are needed", fallback: "any or none",
      repeats: true),
    ParameterDescription(
      "from", .text, "First month, day or moment, such as 2018-10 or 2018-10-05T21:00",
      fallback: "the first in the store"),
    ParameterDescription(
      "to", .text, "Last month or day, which is included, or moment, which is not",
      fallback: "the last in the store"),
    ParameterDescription(
      "layer", .text, "Layer whose areas together are the study area",
      fallback: "lpu, or the coarsest layer that holds 99 % of the incidents"),
    ParameterDescription(
      "area", .text, "Area of the layer to study, by code or name", fallback: "all of them",
      repeats: true),
  ]

  init(_ given: GivenValues) throws(StudyError) {
    self.init(
      offences: given.texts("offence"), qualifiers: try Self.qualifiers(given),
      from: try Self.bound("from", given),
      to: try Self.bound("to", given), layer: try given.text("layer"),
      areas: given.texts("area"))
    try Self.check(from, to)
  }

  private init(
    offences: [String], qualifiers: [Qualifier], from: TimeBound?, to: TimeBound?,
    layer: String?, areas: [String]
  ) {
    self.offences = offences
    self.qualifiers = qualifiers
    self.from = from
    self.to = to
    self.layer = layer
    self.areas = areas
  }

  /// The same offences and areas at another time.
  func during(_ from: TimeBound?, _ to: TimeBound?) throws(StudyError) -> StudyTerms {
    try Self.check(from, to)
    return StudyTerms(
      offences: offences, qualifiers: qualifiers, from: from, to: to, layer: layer, areas: areas)
  }

  /// Other offences at the same time and place.
  func about(_ offences: [String]) -> StudyTerms {
    StudyTerms(
      offences: offences, qualifiers: qualifiers, from: from, to: to, layer: layer, areas: areas)
  }

  private static func check(_ from: TimeBound?, _ to: TimeBound?) throws(StudyError) {
    if let from, let to, to.end <= from.start {
      throw .reversedPeriod(from: from.text, to: to.text)
    }
  }

  /// The months the study may need, so that no more need be loaded; `nil` for all.
  var months: ClosedRange<Month>? {
    guard from != nil || to != nil else { return nil }
    // One month more on either side: a source's own time zone may put an incident there.
    let first = from.map { Month(of: $0).advanced(by: -1) } ?? Month(ordinal: 12)
    let last = to.map { Month(of: $0).advanced(by: 1) } ?? Month(ordinal: 9_999 * 12 + 11)
    let widest = Month(ordinal: 12)...Month(ordinal: 9_999 * 12 + 11)
    return (min(first, last)...max(first, last)).clamped(to: widest)
  }

  private static func qualifiers(_ given: GivenValues) throws(StudyError) -> [Qualifier] {
    let known = try given.choices(parameters["qualifier"]).compactMap(Qualifier.init)
    return Qualifier.allCases.filter(known.contains)
  }

  static func bound(_ name: String, _ given: GivenValues) throws(StudyError) -> TimeBound? {
    guard let text = try given.text(name) else { return nil }
    guard let bound = TimeBound(text) else {
      throw .badValue(
        parameter: name, value: text,
        reason: "is no month, day or moment such as 2018-10, 2018-10-05 or 2018-10-05T21:00")
    }
    return bound
  }
}
