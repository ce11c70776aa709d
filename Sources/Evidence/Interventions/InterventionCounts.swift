/// The incidents of one area in a period before something was done and in one after.
package struct BeforeAfter: Hashable, Sendable {
  package let before: Int
  package let after: Int

  package init(_ before: Int, _ after: Int) {
    precondition(before >= 0 && after >= 0, "counts are not negative")
    self.before = before
    self.after = after
  }

  /// The simple difference; negative for a fall.
  package var change: Int { after - before }
}

/// What an evaluation counts: where something was done, a control, and, where displacement is looked for,
/// the ring around each.
///
/// Read this file first: everything that is said of an intervention starts with these counts.
package struct InterventionCounts: Hashable, Sendable {
  package let target: BeforeAfter
  package let control: BeforeAfter
  /// The ground around the target that crime may move to.
  package let ring: BeforeAfter?
  /// The ground around the control, or a control of its own for the ring.
  package let ringControl: BeforeAfter?

  package init(
    target: BeforeAfter, control: BeforeAfter, ring: BeforeAfter? = nil,
    ringControl: BeforeAfter? = nil
  ) {
    precondition(ring != nil || ringControl == nil, "a ring's control stands beside a ring")
    self.target = target
    self.control = control
    self.ring = ring
    self.ringControl = ringControl
  }

  package var all: [BeforeAfter] { [target, control] + [ring, ringControl].compactMap { $0 } }

  /// The smallest of the counts: below 10 the normal distribution does not hold (METHODS, check V10).
  package var smallest: Int { all.map { min($0.before, $0.after) }.min() ?? 0 }
}

/// By what counts are divided before they are compared: lengths of periods and sizes of areas.
///
/// A time weight of 2 before and 1 after says that the first period was twice as long; area weights say the
/// same of ground. All 1 where nothing is to be corrected.
package struct InterventionWeights: Hashable, Sendable {
  package let before: Double
  package let after: Double
  package let target: Double
  package let control: Double
  package let ring: Double
  package let ringControl: Double

  package init(
    before: Double = 1, after: Double = 1, target: Double = 1, control: Double = 1,
    ring: Double = 1, ringControl: Double = 1
  ) {
    precondition(
      [before, after, target, control, ring, ringControl].allSatisfy { $0 > 0 && $0.isFinite },
      "weights are positive")
    self.before = before
    self.after = after
    self.target = target
    self.control = control
    self.ring = ring
    self.ringControl = ringControl
  }
}
