package import Hotspots
import Probability

/// Is there more here, now, than is explained? The question with all its parameters, as asked.
package struct ScanQuestion: Question {
  package let terms: StudyTerms
  package let model: ScanCases.Kind
  package let when: When
  /// The layer whose areas are counted; the places of incidents where `nil`.
  package let units: String?
  package let measure: String
  /// The offences that cases are compared with: the terms of the study with those in the place of its own.
  package let controls: StudyTerms?
  package let limits: ScanLimits
  /// The lengths asked for, in days, or months where only months are known.
  package let windows: [Int]?
  package let shape: ScanShape
  package let rates: ScanRates
  package let overlap: ScanOverlap
  package let most: Int
  /// How often the scan is made, in days, or months where only months are known.
  package let every: Int?
  package let inference: InferenceTerms

  package enum When: String, CaseIterable, Sendable {
    case prospective, retrospective, none
  }

  private static let own = [
    ParameterDescription(
      "model", .choice(ScanCases.Kind.allCases.map(\.rawValue)),
      """
      What the number of incidents is compared with: a measure of areas such as residents (poisson), \
      other offences (bernoulli), the place's and the time's own totals (permutation)
      """,
      fallback: "permutation, or without time poisson with --units, bernoulli with --controls"),
    ParameterDescription(
      "when", .choice(When.allCases.map(\.rawValue)),
      "Whether only what still goes on at the end counts, any time, or the whole time at once",
      fallback: "prospective"),
    ParameterDescription(
      "units", .text, "Layer whose areas are counted in the place of points",
      fallback: "the places of the incidents"),
    ParameterDescription(
      "measure", .text, "Which denominator of the units a poisson scan compares with",
      fallback: "residents"),
    ParameterDescription(
      "controls", .text, "Offence that a bernoulli scan compares with", fallback: "none",
      repeats: true),
    ParameterDescription(
      "max-share", .number(0.001...0.5),
      "Largest share of the measure, of cases and controls, or of the incidents in a window",
      fallback: "0.1"),
    ParameterDescription(
      "max-radius", .number(10...100_000), "Farthest that a window reaches, in metres",
      fallback: "1000"),
    ParameterDescription(
      "windows", .text,
      "Lengths of time to try, in days, or in months where only months are known",
      fallback: "7,14,28,56 days or 1,2 months"),
    ParameterDescription(
      "shape", .choice(["circle", "ellipse"]), "Shape of the windows", fallback: "circle"),
    ParameterDescription(
      "penalty", .number(0...4),
      "How much is held against long ellipses: the exponent of 4 s/(s + 1)² for axes of ratio s",
      fallback: "0.5"),
    ParameterDescription(
      "rates", .choice(ScanRates.allCases.map(\.rawValue)), "Which rates count",
      fallback: "high"),
    ParameterDescription(
      "overlap", .choice(ScanOverlap.allCases.map(\.rawValue)),
      "Which clusters may follow the most likely one: without any of its places, centred outside it, all",
      fallback: "none"),
    ParameterDescription(
      "top", .integer(1...1_000), "How many clusters to list at most", fallback: "10"),
    ParameterDescription(
      "every", .integer(1...366),
      "How often the scan is made, in days, or months where only months are known",
      fallback: "7 days or 1 month"),
  ]

  private static let fallbacks = InferenceTerms.Fallbacks(replicates: 999, alternative: .greater)

  package static let method = MethodDescription(
    verb: "scan", asks: "Which circle, and which time, holds more incidents than is explained?",
    explanation: """
      Every circle around an incident's place (or an area's centre) within the limits is tried, with every \
      window of time. The p-value of a cluster tells how often the best of all windows is as good when \
      only chance is at work, so looking everywhere is allowed for. The most likely cluster is always \
      told, significant or not; others only where p is at most --level. A circle does not know rivers \
      and railways.
      """,
    example:
      "hotbeat scan --offence burglary --from 2019-01-01 --to 2019-12-31 --output alarms.geojson",
    parameters: StudyTerms.parameters + own
      + InferenceTerms.parameters(fallbacks, ["replicates", "seed", "level"]),
    forms: [.geojson, .table, .csv, .svg])

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used, or that another leaves without use.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    when = try given.choice(Self.own["when"]).flatMap(When.init) ?? .prospective
    units = try given.text("units")
    let others = given.texts("controls")
    let fallback: ScanCases.Kind =
      when != .none ? .permutation : others.isEmpty ? .poisson : .bernoulli
    model = try given.choice(Self.own["model"]).flatMap(ScanCases.Kind.init) ?? fallback
    measure = try given.text("measure") ?? "residents"
    controls = others.isEmpty ? nil : try Self.terms(values, about: others)
    limits = ScanLimits(
      share: try given.number(Self.own["max-share"]) ?? 0.1,
      radius: try given.number(Self.own["max-radius"]) ?? 1_000)
    windows = try Self.lengths(given)
    let penalty = try given.number(Self.own["penalty"])
    let isEllipse = try given.choice(Self.own["shape"]) == "ellipse"
    shape = isEllipse ? .ellipse(ScanEllipses(penalty: penalty ?? 0.5)) : .circle
    rates = try given.choice(Self.own["rates"]).flatMap(ScanRates.init) ?? .high
    overlap = try given.choice(Self.own["overlap"]).flatMap(ScanOverlap.init) ?? .none
    most = try given.integer(Self.own["top"]) ?? 10
    every = try given.integer(Self.own["every"])
    inference = try InferenceTerms(given, Self.fallbacks)
    try checkNeeds()
    try checkUse(of: values)
  }

  /// Terms like those of the study, about other offences.
  private static func terms(
    _ values: [String: [String]], about offences: [String]
  ) throws(StudyError) -> StudyTerms {
    let names = Set(StudyTerms.parameters.map(\.name))
    var own = values.filter { names.contains($0.key) }
    own["offence"] = offences
    return try StudyTerms(try GivenValues(own, for: StudyTerms.parameters))
  }

  private static func lengths(_ given: GivenValues) throws(StudyError) -> [Int]? {
    guard let text = try given.text("windows") else { return nil }
    let lengths = text.split(separator: ",").map { Int($0.filter { $0 != " " }) ?? 0 }
    guard !lengths.isEmpty, lengths.allSatisfy({ 1...3_660 ~= $0 }) else {
      throw .badValue(
        parameter: "windows", value: text,
        reason: "is no list of whole numbers from 1 to 3660, such as 7,14,28")
    }
    return Set(lengths).sorted()
  }

  /// What each model cannot do without.
  private func checkNeeds() throws(StudyError) {
    if model == .permutation, when == .none {
      throw .refused(
        parameter: "when",
        reason:
          "A permutation scan compares times, so it needs --when prospective or retrospective.")
    }
    if model == .poisson, units == nil {
      throw .refused(
        parameter: "units",
        reason:
          "A poisson scan needs --units, a layer whose areas have a measure such as residents.")
    }
    if model == .bernoulli, controls == nil {
      throw .refused(
        parameter: "controls",
        reason: "A bernoulli scan needs --controls, offences to compare with.")
    }
  }

  /// What another parameter leaves without any effect is a mistake.
  private func checkUse(of values: [String: [String]]) throws(StudyError) {
    let idle = [
      ("measure", model != .poisson, "only a poisson scan compares with a measure"),
      ("controls", model != .bernoulli, "only a bernoulli scan compares with other offences"),
      ("windows", when == .none, "without time there are no lengths of time"),
      ("every", when != .prospective, "only a prospective scan is repeated"),
      ("penalty", shape == .circle, "only ellipses have a penalty"),
    ]
    for (name, isIdle, reason) in idle where isIdle && values[name] != nil {
      throw .badValue(
        parameter: name, value: values[name]?.first ?? "", reason: "would have no effect: \(reason)"
      )
    }
  }

  package func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> ScanReport {
    try await ScanStudy(
      self, of: data, studyArea: setting.studyArea, threads: setting.threads
    ).run()
  }
}
