import Evidence

extension ChangeRow {
  /// What changed, in one sentence: counts, the change and its interval, the test, and what that means.
  ///
  /// No word says why. On a base under 20 no percentage is told.
  func sentence(_ subject: String, confidence: Double) -> Sentence {
    guard finding.verdict != .nothing else {
      return "\(subject): \(.text("none in either period", from: tallies))."
    }
    let direction =
      finding.direction == .unchanged ? "did not change" : finding.direction.rawValue
    let start: Sentence =
      "\(subject) \(.text(direction, from: tallies)) from \(counted(before, ratio.before)) to "
    return start + "\(counted(after, ratio.after))\(perDayWords) (\(size(confidence)); "
      + "e-test p \(pCell)): \(.text(finding.verdict.rawValue, from: tallies))."
  }

  private var isEquallyLong: Bool { ratio.before.exposure == ratio.after.exposure }

  private func counted(_ tally: Tally, _ observation: RateRatio.Observation) -> Sentence {
    isEquallyLong
      ? "\(.count(tally))"
      : "\(.count(tally)) in \(plain((observation.exposure * 10).rounded() / 10)) days"
  }

  private var perDayWords: Sentence {
    guard !isEquallyLong else { return "" }
    return ", \(perDay(ratio.before, before)) to \(perDay(ratio.after, after)) a day"
  }

  private func size(_ confidence: Double) -> Sentence {
    let words = "\(plain((confidence * 1_000).rounded() / 10))% interval"
    if PercentChange(ratio).isTold {
      return "\(percent), \(words) \(percentInterval(confidence))"
    }
    guard before.count > 0 else {
      return "no ratio to a base of none, \(words) of the ratio \(ratioInterval(confidence))"
    }
    return
      "ratio \(ratioCell), \(words) \(ratioInterval(confidence)); no percentage on a base under 20"
  }
}
