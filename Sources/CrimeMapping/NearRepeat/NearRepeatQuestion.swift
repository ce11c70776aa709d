package import Hotspots
import Probability
import RecordFiles
import Records

/// Do incidents follow others nearby, soon after? The question with all its parameters, as asked.
package struct NearRepeatQuestion: Question {
  package let terms: StudyTerms
  package let inference: InferenceTerms
  package let bands: KnoxBands
  package let limits: NearRepeatLimits
  /// Whose labels the bands bear.
  package let labels: Labels
  package let show: Show
  /// The zone whose calendar days are counted.
  package let zoneName: String
  package let dayOf: DayOf
  /// Whether rows without an identifier that are alike in place, time and offence count once.
  package let mergesAlike: Bool

  package enum Labels: String, CaseIterable, Hashable, Sendable {
    /// [100, 200).
    case halfOpen = "none"
    /// "101 to 200", as the Near Repeat Calculator has it, beside it.
    case nearRepeatCalculator = "nrc"
  }

  package enum Show: String, CaseIterable, Hashable, Sendable {
    case table, chains
  }

  /// Which moment of an incident that may have happened between two tells its day.
  package enum DayOf: String, CaseIterable, Hashable, Sendable {
    case start, middle, end
  }

  private static let fallbacks = InferenceTerms.Fallbacks(replicates: 999, alternative: .greater)

  private static let own = [
    ParameterDescription(
      "show", .choice(Show.allCases.map(\.rawValue)),
      "What tables and pictures show: the table of pairs, or the incidents that hang together in chains",
      fallback: "table"),
    ParameterDescription(
      "distances", .text,
      "Where bands of distance end, in metres, ascending with commas between; a first 0 is a band of its own "
        + "for the same place", fallback: "0,100,200,300,400; with --compatible nrc 1,100,200,300"),
    ParameterDescription(
      "days", .text, "Where bands of time end, in whole calendar days, with commas between",
      fallback: "7,14,21,28; with --compatible nrc 7,14,21"),
    ParameterDescription(
      "metric", .choice(PlaneMetric.allCases.map(\.rawValue)),
      "How distance is measured: in a straight line, or along a grid of streets",
      fallback: "euclidean; with --compatible nrc manhattan"),
    ParameterDescription(
      "beyond", .choice(["no", "yes"]),
      "Whether pairs beyond the last distance and the last day are bands too",
      fallback: "no; with --compatible nrc yes"),
    ParameterDescription(
      "compatible", .choice(Labels.allCases.map(\.rawValue)),
      "Show bands as the Near Repeat Calculator does, whose label 'a to b' means [a-1, b)",
      fallback: "none"),
    ParameterDescription(
      "link-distance", .number(0.001...10_000),
      "Incidents less than so many metres apart, and soon after one another, are linked",
      fallback: "100"),
    ParameterDescription(
      "link-days", .integer(1...365), "Incidents less than so many days apart are linked",
      fallback: "7"),
    ParameterDescription(
      "time-zone", .text, "Time zone whose calendar days are counted", fallback: "Europe/London"),
    ParameterDescription(
      "day-of", .choice(DayOf.allCases.map(\.rawValue)),
      "Which moment tells the day of an incident that may have happened between two",
      fallback: "start"),
    ParameterDescription(
      "alike", .choice(["keep", "once"]),
      "Whether rows of one place, time and offence, without an identifier to tell them apart, are each an "
        + "incident or count once", fallback: "keep"),
  ]

  package static let method = MethodDescription(
    verb: "near-repeat", asks: "Do incidents follow others nearby, soon after?",
    explanation: """
      The Knox test: how many pairs of incidents are close in distance and in time, against how many when \
      the same days are dealt to the same places at random. A ratio of 2 means twice as many pairs as by \
      chance. It counts pairs, not incidents; --show chains lists the incidents, which came first, and what \
      hangs together. It needs exact places and days, so data of data.police.uk is refused.
      """,
    example: """
      hotbeat near-repeat --offence burglary --from 2019-01 --to 2019-12 --output chains.geojson
      """,
    parameters: StudyTerms.parameters + own
      + InferenceTerms.parameters(fallbacks, ["replicates", "seed", "level"]),
    forms: [.geojson, .table, .csv, .svg])

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    inference = try InferenceTerms(given, Self.fallbacks)
    labels = try given.choice(Self.own["compatible"]).flatMap(Labels.init) ?? .halfOpen
    show = try given.choice(Self.own["show"]).flatMap(Show.init) ?? .table
    dayOf = try given.choice(Self.own["day-of"]).flatMap(DayOf.init) ?? .start
    mergesAlike = try given.choice(Self.own["alike"]) == "once"
    bands = try Self.bands(given, labels)
    let metric = try given.choice(Self.own["metric"]).flatMap(PlaneMetric.init)
    limits = NearRepeatLimits(
      metric: metric ?? (labels == .halfOpen ? .euclidean : .manhattan),
      distance: try given.number(Self.own["link-distance"]) ?? 100,
      days: try given.integer(Self.own["link-days"]) ?? 7,
      samePlace: labels == .halfOpen ? KnoxBands.samePlace : 1)
    zoneName = try given.text("time-zone") ?? "Europe/London"
    guard CivilTime(identifier: zoneName) != nil else {
      throw .badValue(
        parameter: "time-zone", value: zoneName, reason: "is no time zone such as Europe/London")
    }
  }

  package func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> NearRepeatReport {
    try await NearRepeatStudy(
      self, of: data, studyArea: setting.studyArea, threads: setting.threads
    ).run()
  }
}

extension NearRepeatQuestion {
  private static let mostBands = 12

  private static func bands(
    _ given: GivenValues, _ labels: Labels
  ) throws(StudyError) -> KnoxBands {
    let isOwn = labels == .halfOpen
    let distances =
      try numbers("distances", given, upTo: 100_000)
      ?? (isOwn ? [0, 100, 200, 300, 400] : [1, 100, 200, 300])
    let days = try numbers("days", given, upTo: 3_650) ?? (isOwn ? [7, 14, 21, 28] : [7, 14, 21])
    if let day = days.first(where: { $0 != $0.rounded() || $0 < 1 }) {
      throw .badValue(
        parameter: "days", value: plain(day), reason: "is no whole number of days from 1")
    }
    let beyond = try given.choice(own["beyond"]).map { $0 == "yes" } ?? !isOwn
    return KnoxBands(
      distances: distances.map { $0 == 0 ? KnoxBands.samePlace : $0 }, days: days.map { Int($0) },
      hasFar: beyond, hasLate: beyond)
  }

  /// Ascending numbers with commas between; `nil` when none are given.
  private static func numbers(
    _ name: String, _ given: GivenValues, upTo most: Double
  ) throws(StudyError) -> [Double]? {
    guard let text = try given.text(name) else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0.filter { $0 != " " }) }
    guard numbers.count == parts.count, numbers.allSatisfy({ 0...most ~= $0 }),
      zip(numbers, numbers.dropFirst()).allSatisfy(<), (numbers.last ?? 0) > 0
    else {
      throw .badValue(
        parameter: name, value: text,
        reason: "is no list of ascending numbers up to \(plain(most)), such as 100,200,400")
    }
    guard numbers.count <= mostBands else {
      throw .badValue(
        parameter: name, value: text, reason: "has more than \(mostBands) bands")
    }
    return numbers
  }
}
