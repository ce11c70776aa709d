import Evidence
import Probability
import Records

/// A count beside what a reference rate makes expected, as cells of a table.
struct RateComparison {
  let tally: Tally
  let reference: ReferenceRate
  let observed: ObservedAgainstExpected
  /// Judged without widening.
  let plain: ObservedAgainstExpected
  /// What made the overdispersion.
  let wideners: [Tally]
  let confidence: Double

  init(
    _ tally: Tally, exposure: Double, _ reference: ReferenceRate, overdispersion: Double,
    from wideners: [Tally], confidence: Double
  ) throws(Undefined) {
    let expected = exposure * reference.perThousand / RateGround.per
    self.tally = tally
    self.reference = reference
    observed = try ObservedAgainstExpected(
      observed: tally.count, expected: expected, overdispersion: overdispersion)
    plain = try ObservedAgainstExpected(observed: tally.count, expected: expected)
    self.wideners = overdispersion > 1 ? wideners : []
    self.confidence = confidence
  }

  private var tallies: [Tally] { [tally] + reference.tallies }

  /// The columns of a comparison: expected, ratio, its interval, p, position, position without widening.
  static func columns(_ name: String, interval: String) -> [ResultTable.Column] {
    [
      .init("expected", "Expected", isDetail: true),
      .init("ratio", "Ratio"),
      .init("ratio_interval", interval, .interval, isDetail: true),
      .init("p", "p", isDetail: true),
      .init("position", "Beside \(name)", .words),
      .init("position_plain", "By chance alone", .words),
    ]
  }

  var cells: [Cell] {
    let ratio = observed.ratio(confidence: confidence)
    return [
      .number(observed.expected, .decimals(1), from: reference.tallies),
      .number(ratio.value, .decimals(2), from: tallies),
      .interval(ratio.interval, .decimals(2), from: tallies),
      .pValue(observed.pValue.value, from: tallies + wideners),
      .text(observed.position.words, from: tallies),
      .text(plain.position.words, from: tallies),
    ]
  }

  /// What stands where nothing can be compared.
  static func undefined(_ why: Undefined, from tallies: [Tally]) -> [Cell] {
    let none = Cell.undefined(why, from: tallies)
    return [none, none, none, none, .text("not compared"), .text("not compared")]
  }

  static let notTested = Undefined("it is too rare to be tested")
}

extension FunnelPosition {
  /// As a table says it.
  var words: String {
    switch self {
    case .highBeyond3: "high (beyond 3s)"
    case .highBeyond2: "high (beyond 2s)"
    case .inside: "within limits"
    case .lowBeyond2: "low (beyond 2s)"
    case .lowBeyond3: "low (beyond 3s)"
    }
  }
}
