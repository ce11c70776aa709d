import GeoJSON
package import Probability

/// How a study tells chance from more than chance, as asked.
package struct InferenceTerms: Sendable {
  /// How many random replicates to make.
  package let replicates: Int
  /// What the random numbers are made from: the same seed gives the same result.
  package let seed: UInt64
  /// The error rate that findings may have.
  package let level: Double
  package let alternative: PValue.Alternative
  /// How p-values of many tests are made comparable.
  package let adjust: MultipleTestRule

  /// What a method uses when nothing is said.
  package struct Fallbacks: Sendable {
    let replicates: Int
    var alternative = PValue.Alternative.twoSided
    var adjust = MultipleTestRule.benjaminiHochberg
  }

  /// The descriptions of the parameters that a method takes, by their names.
  static func parameters(
    _ fallbacks: Fallbacks,
    _ names: Set<String> = ["replicates", "seed", "level", "alternative", "adjust"]
  ) -> [ParameterDescription] {
    [
      ParameterDescription(
        "replicates", .integer(9...99_999),
        "How many random patterns to compare with; the smallest p-value is 1 in so many and one",
        fallback: String(fallbacks.replicates)),
      ParameterDescription(
        "seed", .integer(0...Int(Int32.max)),
        "What the random numbers are made from; the same seed gives the same result", fallback: "1"),
      ParameterDescription(
        "level", .number(0.0001...0.5), "Share of false findings to allow", fallback: "0.05"),
      ParameterDescription(
        "alternative", .choice(PValue.Alternative.allCases.map(\.rawValue)),
        "What counts against chance", fallback: fallbacks.alternative.rawValue),
      ParameterDescription(
        "adjust", .choice(MultipleTestRule.allCases.map(\.rawValue)),
        "How the number of tests is taken into account", fallback: fallbacks.adjust.rawValue),
    ].filter { names.contains($0.name) }
  }

  init(_ given: GivenValues, _ fallbacks: Fallbacks) throws(StudyError) {
    let known = Self.parameters(fallbacks)
    replicates = try given.integer(known["replicates"]) ?? fallbacks.replicates
    seed = UInt64(try given.integer(known["seed"]) ?? 1)
    level = try given.number(known["level"]) ?? 0.05
    alternative =
      try given.choice(known["alternative"]).flatMap(PValue.Alternative.init)
      ?? fallbacks.alternative
    adjust = try given.choice(known["adjust"]).flatMap(MultipleTestRule.init) ?? fallbacks.adjust
  }
}

extension PValue {
  /// As a number to six digits after the point, or three that count; never 0.
  var json: JSONValue { value > 0 && value < 1e-4 ? .number(value) : .rounded(value, decimals: 6) }

  /// How it was found, for the study's terms.
  var methodJSON: JSONValue {
    var members: [JSONValue.Member] = [
      .init("alternative", .string(alternative.rawValue)), .init("method", .string(methodName)),
    ]
    if let floor { members.append(.init("floor", .rounded(floor, decimals: 6))) }
    return .object(members)
  }

  private var methodName: String {
    switch method {
    case .exact: "exact"
    case .monteCarlo(let replicates): "Monte Carlo, \(replicates) replicates"
    case .sequential(let replicates, let most):
      "sequential Monte Carlo, \(replicates) of at most \(most) replicates"
    case .approximate(let name): "approximate (\(name))"
    }
  }
}

extension Discoveries {
  /// The findings among the tests, as members of a JSON object.
  var members: [JSONValue.Member] {
    [
      .init("tests", .integer(tests)), .init("discoveries", .integer(count)),
      .init("adjusted_by", .string(rule.rawValue)), .init("level", .number(level)),
      .init("p_threshold", threshold.map { .number($0) } ?? .null),
    ]
  }
}
