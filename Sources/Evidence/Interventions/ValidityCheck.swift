/// One thing that must hold for a change to be told as the work of what was done, and whether it does.
///
/// A sentence here holds no number, so that it can stand in any output; the number it rests on stands apart.
package struct ValidityCheck: Hashable, Sendable {
  package enum State: String, CaseIterable, Hashable, Sendable {
    case pass, warn, fail
    case notChecked = "not checked"
  }

  /// The checks, in the order in which they are told.
  package enum Code: String, CaseIterable, Hashable, Sendable {
    case equalPeriods = "V1"
    case sameSeason = "V2"
    case parallelTrends = "V3"
    case regressionToTheMean = "V4"
    case areaFixedBefore = "V5"
    case noOverlap = "V6"
    case dispersion = "V7"
    case recording = "V8"
    case concurrent = "V9"
    case countsAndPower = "V10"
    case multiplicity = "V11"
    case autocorrelation = "V12"
  }

  /// The number a check rests on.
  package struct Measure: Hashable, Sendable {
    package let value: Double
    /// What it is, such as "control's level before, over the target's".
    package let meaning: String

    package init(_ value: Double, _ meaning: String) {
      self.value = value
      self.meaning = meaning
    }
  }

  package let code: Code
  /// What is checked, such as "Target and control went the same way before".
  package let title: String
  package let state: State
  package let measure: Measure?
  /// What was found and what it means, as one sentence without numbers.
  package let finding: String

  package init(
    _ code: Code, _ title: String, _ state: State, _ measure: Measure?, _ finding: String
  ) {
    self.code = code
    self.title = title
    self.state = state
    self.measure = measure
    self.finding = finding
  }
  /// A check that rests on no number.
  package init(_ code: Code, _ title: String, _ state: State, _ finding: String) {
    self.init(code, title, state, nil, finding)
  }
}
