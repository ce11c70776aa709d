import Evidence
import Records

/// How many there are for so many people, and is it more than elsewhere? The question with all its parameters.
package struct RatesQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  /// The same everywhere in the layer, to compare with.
  let everywhere: StudyTerms
  package let by: Rows
  package let measure: String
  /// The layer whose denominators to use; chosen by rule when `nil`.
  package let denominatorLayer: String?
  /// Areas with whose mean rate to compare, by code or name.
  package let group: [String]
  /// What the ratio and the position are of; chosen by rule when `nil`.
  package let against: String?
  /// For which time a rate is told; chosen by rule when `nil`.
  package let time: Time?
  package let overdispersion: Widening
  package let winsorised: Double
  package let confidence: Double
  package let readers: Readership

  package enum Rows: String, CaseIterable, Sendable { case area, offence }
  package enum Time: String, CaseIterable, Sendable { case period, year }
  package enum Widening: String, CaseIterable, Sendable { case estimated, none }

  private static let own = [
    ParameterDescription(
      "by", .choice(Rows.allCases.map(\.rawValue)),
      "What the rows are: the areas of the layer, or the groups of recorded crime as Home Office tables have "
        + "them", fallback: "area"),
    ParameterDescription(
      "measure", .text,
      "What to divide by, as imported: residents, households, premises, street-km",
      fallback: "residents"),
    ParameterDescription(
      "denominator-layer", .text, "Layer whose denominators to use",
      fallback:
        "the layer itself, else one whose areas are parts of its, else the finest, spread evenly"),
    ParameterDescription(
      "group", .text,
      "Area of the layer to compare with, by code or name; of several, and the area itself, the mean of "
        + "their rates is taken", fallback: "no group", repeats: true),
    ParameterDescription(
      "against", .text,
      "What ratio and position are told against: all (areas of the layer), parent, group, or a comparator of "
        + "the file", fallback: "the file's first comparator, else the group, else all"),
    ParameterDescription(
      "time", .choice(Time.allCases.map(\.rawValue)),
      "Whether rates are for the period as it is, or for a year",
      fallback: "year with a file of comparators, else period"),
    ParameterDescription(
      "overdispersion", .choice(Widening.allCases.map(\.rawValue)),
      "Whether funnel limits are widened because areas differ more than chance makes them",
      fallback: "estimated"),
    ParameterDescription(
      "winsorise", .number(0...0.4),
      "Share of areas on each side that may not widen the funnel by lying far out", fallback: "0.1"),
  ]

  package static let method = MethodDescription(
    verb: "rates", asks: "How many are there for so many people, and is that more than elsewhere?",
    explanation: """
      Divides counts by residents (or another measure that was imported), with an interval that says how sure \
      the rate is: exact below 10 incidents, Byar's from there. Compares with all areas of the layer, the \
      parent area, a group, or published rates from a file, and says where in a funnel each area lies: beyond \
      3s it is hardly chance. Areas are ranked by rates drawn towards the mean as far as chance explains their \
      difference, as small places have extreme rates by accident. With --by offence it is the table of recorded \
      crime of a strategic assessment. A high rate does not say why.
      """,
    example: """
      hotbeat rates --layer lpu --area Crewe --by offence --from 2018-10 --to 2018-12 --output rates.html
      """,
    parameters: StudyTerms.parameters + own + Readership.parameters
      + [EvidenceParameters.confidence],
    forms: [.json, .table, .csv, .geojson, .svg, .html],
    files: [
      FileDescription(
        "comparators",
        """
        CSV table of published rates to compare with: offence,comparator,rate (for 1,000 in twelve months), and \
        period
        """)
    ])

  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    everywhere = try StudyTerms(
      try GivenValues(values.filter { $0.key != "area" }, for: Self.method.parameters))
    by = try given.choice(Self.own["by"]).flatMap(Rows.init) ?? .area
    measure = try given.text("measure") ?? "residents"
    denominatorLayer = try given.text("denominator-layer")
    group = given.texts("group")
    against = try given.text("against")
    time = try given.choice(Self.own["time"]).flatMap(Time.init)
    overdispersion =
      try given.choice(Self.own["overdispersion"]).flatMap(Widening.init) ?? .estimated
    winsorised = try given.number(Self.own["winsorise"]) ?? 0.1
    confidence = try EvidenceParameters.confidence(given)
    readers = try Readership(given)
    if overdispersion == .none, let text = given.texts("winsorise").first {
      throw .badValue(
        parameter: "winsorise", value: text,
        reason: "is only used where overdispersion is estimated")
    }
    if against == "group", group.isEmpty {
      throw .badValue(
        parameter: "against", value: "group", reason: "needs areas given with group")
    }
  }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try RatesStudy(self, of: data, in: setting).document()
  }
}
