/// What may be said of a change, decided by the interval and by the validity checks.
///
/// Words that name a cause are only given when every check passes: a check that warned, failed or was not made
/// takes them away.
package struct Verdict: Hashable, Sendable {
  package enum Direction: String, Hashable, Sendable {
    case fell, rose
    /// The interval holds 0.
    case unclear
  }

  /// How much may be claimed, the most first.
  package enum Claim: String, CaseIterable, Hashable, Sendable {
    /// Every check passes.
    case cause
    /// No check fails, but some warn or could not be made.
    case consistent
    /// Some check fails: what changed is told, and nothing of why.
    case descriptionOnly = "description only"
    /// The change could be noise.
    case couldBeNoise = "could be noise"
  }

  package let direction: Direction
  package let claim: Claim
  /// The checks that took a stronger claim away.
  package let against: [ValidityCheck]

  /// - Parameter interval: of the target's change beyond its control, in incidents; 0 is no change.
  package init(interval: Interval, checks: [ValidityCheck]) {
    direction = interval.high < 0 ? .fell : interval.low > 0 ? .rose : .unclear
    let failed = checks.filter { $0.state == .fail }
    let open = checks.filter { $0.state == .warn || $0.state == .notChecked }
    if direction == .unclear {
      claim = .couldBeNoise
      against = failed
    } else if !failed.isEmpty {
      claim = .descriptionOnly
      against = failed
    } else {
      claim = open.isEmpty ? .cause : .consistent
      against = open
    }
  }

  /// The verdict in words, without numbers.
  /// - Parameter thing: what was done, such as "the order".
  package func sentence(about thing: String) -> String {
    switch (claim, direction) {
    case (.couldBeNoise, _), (_, .unclear):
      "The target did not change beyond its control by more than chance explains: "
        + "this shows neither that \(thing) worked nor that it did not."
    case (.descriptionOnly, .fell):
      "The target fell beyond its control, but it cannot be said why: some checks fail."
    case (.descriptionOnly, .rose):
      "The target rose beyond its control, but it cannot be said why: some checks fail."
    case (.consistent, .fell):
      "The target fell beyond its control, which is consistent with an effect of \(thing) "
        + "but does not prove it: some checks are open."
    case (.consistent, .rose):
      "The target rose beyond its control, which is consistent with an effect of \(thing) "
        + "but does not prove it: some checks are open."
    case (.cause, .fell):
      "All checks pass: the evidence supports that \(thing) reduced the incidents counted."
    case (.cause, .rose):
      "All checks pass: the evidence supports that \(thing) raised the incidents counted."
    }
  }
}
