package import Hotspots
import Records

/// At what distances do incidents lie nearer to each other than chance puts them? As asked.
package struct PatternQuestion: Question {
  package let terms: StudyTerms
  /// The incidents to compare with, at the same time and place.
  package let controls: StudyTerms?
  package let statistic: Statistic
  package let against: Against
  package let edge: EdgeRule
  /// The longest and the shortest distance, and the steps between, in metres; by rule when `nil`.
  package let longest: Double?
  package let shortest: Double?
  package let step: Double?
  /// The radius over which the density is taken for the ground; twice the longest distance when `nil`.
  package let bandwidth: Double?
  /// How many quadrats lie along the longer side.
  package let quadrats: Int
  package let inference: InferenceTerms

  package enum Statistic: String, CaseIterable, Hashable, Sendable {
    case l, k
    case pairCorrelation = "pcf"
    case cross, nearest, quadrats

    /// What is estimated by distance; `nil` for a single number.
    var function: PairFunction? {
      switch self {
      case .l, .cross: .l
      case .k: .k
      case .pairCorrelation: .pairCorrelation
      case .nearest, .quadrats: nil
      }
    }
  }

  /// What the incidents are compared with.
  package enum Against: String, CaseIterable, Hashable, Sendable {
    case labels, inhomogeneous, uniform
  }

  private static let own = [
    ParameterDescription(
      "statistic", .choice(Statistic.allCases.map(\.rawValue)),
      "What to look at by distance: Ripley's k, its root l, the pair correlation pcf, or l from incidents to "
        + "controls (cross); or the mean distance to the nearest neighbour, or counts in quadrats",
      fallback: "l"),
    ParameterDescription(
      "against", .choice(Against.allCases.map(\.rawValue)),
      "What chance means: labels dealt at random to these incidents and the controls; points at a smooth "
        + "density of these incidents (inhomogeneous); or points anywhere with the same chance, which every "
        + "town rejects", fallback: "labels with controls, else inhomogeneous; uniform for quadrats"
    ),
    ParameterDescription(
      "controls", .text, "Offence or group to compare with, by code or name", fallback: "none",
      repeats: true),
    ParameterDescription(
      "distances", .number(1...100_000),
      "Longest distance in metres, at most a quarter of the study area's shorter side",
      fallback: "1000, more where coarse locations need it, and never above that quarter"),
    ParameterDescription(
      "shortest", .number(0...100_000),
      "Shortest distance in metres; not below what anonymised or rounded locations bear",
      fallback: "one step, or what such locations bear"),
    ParameterDescription(
      "step", .number(0.1...10_000), "Metres from distance to distance",
      fallback: "a round number that makes at most 50 steps"),
    ParameterDescription(
      "edge", .choice(EdgeRule.allCases.map(\.rawValue)),
      "How pairs that the edge of the study area hides are made up for", fallback: "isotropic"),
    ParameterDescription(
      "bandwidth", .number(1...100_000),
      "Radius in metres of the quartic kernel whose density is taken for the ground, when inhomogeneous",
      fallback: "twice the longest distance, and as much as holds 10 incidents on average"),
    ParameterDescription(
      "quadrats", .integer(2...200), "How many quadrats to lay along the longer side",
      fallback: "8"),
  ]

  static let fallbacks = InferenceTerms.Fallbacks(replicates: 199)

  package static let method = MethodDescription(
    verb: "pattern",
    asks: "At what distances do incidents lie nearer to each other than chance puts them?",
    explanation: """
      Second-order analysis of the places of incidents: Ripley's K and L, the pair correlation, nearest \
      neighbours and quadrats, corrected for the edge of any study area. Incidents are compared with \
      simulated patterns; the bounds drawn at each distance are for reading, the p-value is that of one \
      test over all distances. Compare with another offence (--controls), which shares the town's layout, \
      or with the incidents' own smooth density. That incidents are not spread evenly is no finding: \
      no town's are.
      """,
    example: """
      hotbeat pattern --offence burglary --controls criminal-damage-and-arson --area Crewe \
      --output pattern.svg
      """,
    parameters: StudyTerms.parameters + own
      + InferenceTerms.parameters(fallbacks, ["replicates", "seed", "level"]),
    forms: [.json, .table, .csv, .svg])

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    let compared = given.texts("controls")
    controls =
      compared.isEmpty
      ? nil
      : try StudyTerms(
        GivenValues(
          values.merging(["offence": compared]) { $1 }, for: Self.method.parameters))
    statistic =
      try given.choice(Self.own["statistic"]).flatMap(Statistic.init(rawValue:)) ?? .l
    against =
      try given.choice(Self.own["against"]).flatMap(Against.init(rawValue:))
      ?? Self.usual(statistic, hasControls: !compared.isEmpty)
    edge = try given.choice(Self.own["edge"]).flatMap(EdgeRule.init(rawValue:)) ?? .isotropic
    longest = try given.number(Self.own["distances"])
    shortest = try given.number(Self.own["shortest"])
    step = try given.number(Self.own["step"])
    bandwidth = try given.number(Self.own["bandwidth"])
    quadrats = try given.integer(Self.own["quadrats"]) ?? 8
    inference = try InferenceTerms(given, Self.fallbacks)
    try check(given)
  }

  private static func usual(_ statistic: Statistic, hasControls: Bool) -> Against {
    switch statistic {
    case .quadrats: .uniform
    case .cross: .labels
    case .l, .k, .pairCorrelation, .nearest: hasControls ? .labels : .inhomogeneous
    }
  }

  package func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> PatternReport {
    try await PatternStudy(self, of: data, in: setting).run()
  }
}

extension PatternQuestion {
  /// Refuses what cannot go together, and what would not be looked at.
  private func check(_ given: GivenValues) throws(StudyError) {
    if against == .labels, controls == nil {
      throw .badValue(
        parameter: "against", value: against.rawValue,
        reason: "needs controls to share labels with; name an offence with controls")
    }
    if statistic == .quadrats, against != .uniform {
      throw .badValue(
        parameter: "against", value: against.rawValue,
        reason: "is not offered for quadrats; use l, k, pcf or nearest")
    }
    if statistic == .cross, against != .labels {
      throw .badValue(
        parameter: "against", value: against.rawValue, reason: "is not offered for cross, labels is"
      )
    }
    if statistic == .pairCorrelation, edge == .border {
      throw .badValue(
        parameter: "edge", value: edge.rawValue, reason: "is not offered for pcf")
    }
    let isByDistance = statistic.function != nil
    for (name, isUsed, users) in [
      ("controls", against == .labels, "labels are dealt"),
      ("bandwidth", against == .inhomogeneous, "chance is inhomogeneous"),
      ("quadrats", statistic == .quadrats, "quadrats are counted"),
      ("distances", isByDistance || against == .inhomogeneous, "l, k or pcf is looked at"),
      ("shortest", isByDistance, "l, k or pcf is looked at"),
      ("step", isByDistance, "l, k or pcf is looked at"),
      ("edge", isByDistance, "l, k or pcf is looked at"),
    ] {
      guard let value = given.texts(name).first, !isUsed else { continue }
      throw .badValue(parameter: name, value: value, reason: "is only used where \(users)")
    }
  }
}
