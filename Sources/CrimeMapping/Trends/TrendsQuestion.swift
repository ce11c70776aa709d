package import Evidence
package import Records

/// Where is it heading? The question with all its parameters, as asked.
package struct TrendsQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  package let readers: Readership
  package let confidence: Double
  /// What gets a series of its own; one series of all when `nil`.
  package let by: Division?
  /// Months from which the level is another for a known reason, in order.
  package let breaks: [KnownBreak]
  /// How many months are foretold; 0 for none.
  package let forecast: Int
  /// How a year goes; by the number of months when `nil`.
  package let season: SeasonShape?
  /// How often a watched month may alarm by chance.
  package let falseAlarms: Double

  /// What gets a series of its own.
  package enum Division: String, CaseIterable, Hashable, Sendable {
    case area, offence
  }

  private static let seasons: [String: SeasonShape] = [
    "none": .none, "wave": .waves(1), "two-waves": .waves(2), "months": .months,
  ]

  private static let own = [
    ParameterDescription(
      "by", .choice(Division.allCases.map(\.rawValue)),
      "A series for each area of the layer, or for each offence: those asked for, or those below the one asked "
        + "for", fallback: "one series of all"),
    ParameterDescription(
      "break", .text,
      "Month from which the level is another for a known reason, with its name, such as "
        + "2014-11:inspection or 2020-03:lockdown", fallback: "none", repeats: true),
    ParameterDescription(
      "forecast", .integer(0...12), "How many months to foretell, 0 for none", fallback: "6"),
    ParameterDescription(
      "season", .choice(["none", "wave", "two-waves", "months"]),
      "How a year goes: one wave a year, two, or a level for every calendar month",
      fallback: "by the number of months: none below 18, wave below 36, then two-waves"),
    ParameterDescription(
      "false-alarms", .number(0.001...0.1),
      "How often a watched month may be called too high by chance", fallback: "0.01"),
  ]

  package static let method = MethodDescription(
    verb: "trends", asks: "Where is it heading?",
    explanation: """
      Counts incidents by month and tells the direction of travel with its interval, season and length of \
      months taken out; steps that nobody told of; months out of the ordinary; whether the newest months are \
      too high; and what the next may bring, by whichever method would have done best so far. Months without \
      data are gaps, not zeros. Changes of recording look like changes of crime: name those you know of with \
      --break. Nothing here says why a level changed.
      """,
    example: """
      hotbeat trends --offence asb --area Crewe --break 2014-11:inspection --output trends.html
      """,
    parameters: StudyTerms.parameters + own + [EvidenceParameters.confidence]
      + Readership.parameters,
    forms: [.json, .table, .csv, .geojson, .svg, .html])

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    readers = try Readership(given)
    confidence = try EvidenceParameters.confidence(given)
    by = try given.choice(Self.own["by"]).flatMap(Division.init)
    breaks = try Self.breaks(given.texts("break"))
    forecast = try given.integer(Self.own["forecast"]) ?? 6
    season = try given.choice(Self.own["season"]).flatMap { Self.seasons[$0] }
    falseAlarms = try given.number(Self.own["false-alarms"]) ?? 0.01
  }

  /// `2014-11:inspection`, or a month alone, which is then its own name.
  private static func breaks(_ texts: [String]) throws(StudyError) -> [KnownBreak] {
    var breaks: [KnownBreak] = []
    for text in texts {
      let parts = text.split(separator: ":", maxSplits: 1)
      guard let first = parts.first, let month = Month(first) else {
        throw .badValue(
          parameter: "break", value: text,
          reason: "is no month with a name, such as 2014-11:inspection")
      }
      let known = KnownBreak(
        Int(month.ordinal), parts.count > 1 ? String(parts[1]) : "\(month)")
      guard !breaks.contains(where: { $0.ordinal == known.ordinal || $0.name == known.name })
      else {
        throw .badValue(
          parameter: "break", value: text, reason: "has the month or the name of another break")
      }
      breaks.append(known)
    }
    return breaks.sorted { $0.ordinal < $1.ordinal }
  }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try await TrendsStudy(self, of: data, in: setting).document()
  }
}
