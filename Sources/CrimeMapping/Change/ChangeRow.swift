import Areas
import Evidence
import Probability
import Records

/// One thing compared: an area, an offence, or an offence in an area.
struct ChangeRow {
  let area: Area?
  let offence: OffenceRows.Row?
  let before: Tally
  let after: Tally
  let finding: ChangeFinding

  var tallies: [Tally] { [before, after] }
  var ratio: RateRatio { finding.ratio }

  /// What changed, in words.
  var name: String {
    let offence = offence.map { OffenceTree.standard[$0.id].name }
    guard let area else { return offence ?? "All incidents" }
    return offence.map { "\($0) in \(area.name)" } ?? area.name
  }

  /// Whether a percentage may be told.
  var percent: Cell {
    .attempt(from: tallies) { () throws(Undefined) in
      let change = PercentChange(ratio)
      let value = try change.value()
      guard change.isTold else {
        throw Undefined("the base is under 20: see the counts and the ratio")
      }
      return .number(value, .change(1), from: tallies)
    }
  }

  func percentInterval(_ confidence: Double) -> Cell {
    .attempt(from: tallies) { () throws(Undefined) in
      let change = PercentChange(ratio)
      guard change.isTold else {
        throw Undefined("the base is under 20: see the counts and the ratio")
      }
      return .interval(try change.interval(confidence: confidence), .change(1), from: tallies)
    }
  }

  var ratioCell: Cell {
    .attempt(from: tallies) { () throws(Undefined) in
      .number(try ratio.value(), .decimals(2), from: tallies)
    }
  }

  func ratioInterval(_ confidence: Double) -> Cell {
    .attempt(from: tallies) { () throws(Undefined) in
      .interval(try ratio.interval(confidence: confidence), .decimals(2), from: tallies)
    }
  }

  /// How many more there were, had both periods been as long as the second.
  var difference: Cell {
    let (before, after) = (ratio.before, ratio.after)
    let expected = Double(before.count) * (after.exposure / before.exposure)
    return .number(
      Double(after.count) - expected, .signed(before.exposure == after.exposure ? 0 : 1),
      from: tallies)
  }

  func perDay(_ observation: RateRatio.Observation, _ tally: Tally) -> Cell {
    .number(observation.rate, .significant, from: [tally])
  }

  var pCell: Cell {
    finding.pValue.map { .pValue($0.value, from: tallies) }
      ?? .undefined("nothing happened in either period", from: tallies)
  }

  func qCell(_ family: [Tally]) -> Cell {
    finding.qValue.map { .pValue($0, from: family) }
      ?? .undefined("nothing happened in either period", from: tallies)
  }

  /// Whether it rose or fell, and whether that could be noise.
  var verdict: Cell { .text(verdictWords, from: tallies) }

  private var verdictWords: String {
    switch (finding.verdict, finding.direction) {
    case (.nothing, _): "none in either"
    case (_, .unchanged): "unchanged"
    case (let verdict, let direction): "\(direction.rawValue): \(verdict.rawValue)"
    }
  }

  /// For a matrix: a full sign for what is unlikely to be noise, an open one for what could be.
  var sign: Cell {
    let isFound = finding.verdict == .unlikelyNoise
    let sign =
      switch finding.direction {
      case .unchanged: "="
      case .rose: isFound ? "▲" : "△"
      case .fell: isFound ? "▼" : "▽"
      }
    return .text("\(sign) \(before.count)→\(after.count)", from: tallies)
  }
}
