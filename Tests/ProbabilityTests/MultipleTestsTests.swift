import Foundation
import Probability
import Testing

@Suite struct MultipleTestsTests {
  private static let worked = [0.0005, 0.004, 0.011, 0.020, 0.045, 0.060, 0.2, 0.5, 0.7, 0.9]

  @Test(arguments: [
    (
      MultipleTestRule.benjaminiHochberg,
      [0.005, 0.02, 0.0366667, 0.05, 0.09, 0.1, 0.2857143, 0.625, 0.7777778, 0.9], 4
    ),
    (
      .benjaminiYekutieli,
      [0.0146448, 0.0585794, 0.1073955, 0.1464484, 0.2636071, 0.2928968, 0.8368481, 1, 1, 1], 1
    ),
    (.holm, [0.005, 0.036, 0.088, 0.14, 0.27, 0.3, 0.8, 1, 1, 1], 2),
    (.bonferroni, [0.005, 0.04, 0.11, 0.2, 0.45, 0.6, 1, 1, 1, 1], 2),
  ])
  func givesTheWorkedNumbers(rule: MultipleTestRule, expected: [Double], count: Int) {
    let found = Discoveries(Self.worked, by: rule, level: 0.05)
    #expect(found.count == count && found.tests == 10)
    #expect(found.threshold == Self.worked[count - 1])
    for (q, expected) in zip(found.qValues, expected) {
      #expect(abs((q ?? .nan) - expected) <= 5.1e-8)
    }
    #expect((0..<10).map(found.isFinding) == (0..<10).map { $0 < count })
  }

  /// R's p.adjust: columns p, fdr, by, bonf, holm; NA was not tested.
  @Test func agreesWithR() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ReferenceData/p_adjust.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
      .dropFirst().map { $0.split(separator: ",").map { Double($0) } }
    #expect(rows.count == 90 && rows.count { $0[0] == nil } == 2)
    let rules: [MultipleTestRule] = [
      .benjaminiHochberg, .benjaminiYekutieli, .bonferroni, .holm,
    ]
    for (column, rule) in rules.enumerated() {
      let adjusted = rule.adjusted(rows.map { $0[0] })
      for (q, row) in zip(adjusted, rows) {
        let expected = row[column + 1]
        #expect((q == nil) == (expected == nil))
        if let q, let expected { #expect(abs(q - expected) <= 1e-13) }
      }
    }
  }

  @Test(arguments: MultipleTestRule.allCases) func leavesOutWhatWasNotTested(
    rule: MultipleTestRule
  ) {
    let some: [Double?] = [nil, 0.2, 0.01, nil, 0.01]
    let adjusted = rule.adjusted(some)
    #expect(adjusted[0] == nil && adjusted[3] == nil && adjusted[2] == adjusted[4])
    #expect(adjusted.compactMap { $0 } == rule.adjusted([0.2, 0.01, 0.01]).compactMap { $0 })
    #expect(rule.adjusted([]).isEmpty && rule.adjusted([0.3]) == [0.3])
    #expect(rule.adjusted([1, 1]) == [1, 1] && rule.adjusted([0, 1])[0] == 0)
  }

  /// No threshold takes the place of one that nothing passes.
  @Test(arguments: MultipleTestRule.allCases) func findsNothingWhereNothingPasses(
    rule: MultipleTestRule
  ) {
    let found = Discoveries([0.2, 0.06, nil, 0.9], by: rule, level: 0.05)
    #expect(found.count == 0 && found.threshold == nil && found.tests == 3)
    #expect(!found.isFinding(1) && !found.isFinding(2))
    let none = Discoveries([], by: rule, level: 0.05)
    #expect(none.tests == 0 && none.threshold == nil)
  }

  /// The definition: the largest k with p₍ₖ₎ ≤ k α / m, and all up to it.
  @Test func isTheStepUpProcedure() {
    var generator = Philox(seed: 6, stream: 0)
    for _ in 0..<500 {
      let values = (0..<12).map { _ in generator.uniform() * generator.uniform() }
      let sorted = values.sorted()
      let last = (1...12).last { sorted[$0 - 1] <= 0.1 * Double($0) / 12 } ?? 0
      let found = Discoveries(values, by: .benjaminiHochberg, level: 0.1)
      #expect(found.count == last)
      #expect(found.threshold == (last > 0 ? sorted[last - 1] : nil))
    }
  }

  /// With no effect anywhere, BH and BY find something at most as often as stated.
  @Test func keepsItsLevel() {
    var generator = Philox(seed: 7, stream: 0)
    var found = [0, 0]
    for _ in 0..<2_000 {
      let values = (0..<40).map { _ in generator.uniform() }
      for (place, rule) in [MultipleTestRule.benjaminiHochberg, .benjaminiYekutieli].enumerated()
      where Discoveries(values, by: rule, level: 0.05).count > 0 { found[place] += 1 }
    }
    // 100 ± 3 standard deviations of 9.7; BY divides by 4.28.
    #expect(71...129 ~= found[0] && found[1] <= 45)
  }
}
