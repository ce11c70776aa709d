/// How the p-values of many tests are made comparable with one error rate.
package enum MultipleTestRule: String, CaseIterable, Hashable, Sendable {
  /// No false finding at all with the stated probability: *m p*.
  case bonferroni
  /// The same, stepping down (Holm 1979).
  case holm
  /// The share of false findings, for independent or positively dependent tests (Benjamini and Hochberg 1995).
  case benjaminiHochberg = "bh"
  /// The share of false findings, for any dependence (Benjamini and Yekutieli 2001).
  case benjaminiYekutieli = "by"

  /// The q-values of some p-values: each finding's smallest error rate at which it is one.
  ///
  /// What is `nil` was not tested: it stays so and does not count among the tests.
  /// - Complexity: O(*m* log *m*).
  package func adjusted(_ values: [Double?]) -> [Double?] {
    let order = values.indices.filter { values[$0] != nil }
      .sorted { (values[$0] ?? 0, $0) < (values[$1] ?? 0, $1) }
    let sorted = order.map { values[$0] ?? 0 }
    var result = [Double?](repeating: nil, count: values.count)
    for (place, value) in zip(order, adjusted(ascending: sorted)) { result[place] = value }
    return result
  }

  private func adjusted(ascending values: [Double]) -> [Double] {
    let count = Double(values.count)
    switch self {
    case .bonferroni: return values.map { min(1, count * $0) }
    case .holm:
      var highest = 0.0
      return values.enumerated().map { place, value in
        highest = max(highest, min(1, (count - Double(place)) * value))
        return highest
      }
    case .benjaminiHochberg: return steppedUp(values, times: 1)
    case .benjaminiYekutieli:
      // From the smallest, so that the sum is the same on every machine and loses least.
      return steppedUp(
        values, times: (1...max(1, values.count)).reversed().reduce(0) { $0 + 1 / Double($1) })
    }
  }

  /// q = min over this and all larger p-values of m p / rank.
  private func steppedUp(_ values: [Double], times factor: Double) -> [Double] {
    var (lowest, result) = (1.0, values)
    for place in values.indices.reversed() {
      lowest = min(lowest, factor * Double(values.count) * values[place] / Double(place + 1))
      result[place] = lowest
    }
    return result
  }
}

/// What is left of many tests when their number is taken into account.
package struct Discoveries: Hashable, Sendable {
  package let rule: MultipleTestRule
  /// The error rate that was allowed.
  package let level: Double
  /// A q-value for each test; `nil` for what was not tested.
  package let qValues: [Double?]
  /// How many tests there were.
  package let tests: Int
  /// How many of them are findings.
  package let count: Int
  /// The largest p-value of a finding; `nil` when there is none: no fallback takes its place.
  package let threshold: Double?

  package init(_ values: [Double?], by rule: MultipleTestRule, level: Double) {
    self.rule = rule
    self.level = level
    qValues = rule.adjusted(values)
    tests = values.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
    let found = zip(values, qValues).compactMap { value, q in
      q.map { $0 <= level } == true ? value : nil
    }
    count = found.count
    threshold = found.max()
  }

  /// Whether a test is a finding.
  package func isFinding(_ test: Int) -> Bool { qValues[test].map { $0 <= level } ?? false }
}
