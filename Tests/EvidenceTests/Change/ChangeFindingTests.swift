import Evidence
import Probability
import Testing

struct ChangeFindingTests {
  private func ratio(_ a: Int, _ b: Int, _ n: Double = 1, _ m: Double = 1) -> RateRatio {
    RateRatio(before: .init(a, in: n), after: .init(b, in: m))
  }

  @Test func tellsTheCasesOfReports() throws {
    let one = { (ratio: RateRatio) in try #require(ChangeFinding.findings([ratio]).first) }
    let killed = try one(ratio(5, 11))
    #expect(killed.direction == .rose && killed.verdict == .couldBeNoise)
    #expect(!PercentChange(killed.ratio).isTold)
    let january = try one(ratio(136, 110, 29, 29))
    #expect(january.direction == .fell && january.verdict == .couldBeNoise)
    #expect(abs(try #require(january.pValue).value - 0.0979166) < 5.1e-8)
    let years = try one(ratio(2_790, 1_625, 365, 365))
    #expect(years.direction == .fell && years.verdict == .unlikelyNoise)
    let cyber = ChangeFinding.findings([ratio(212, 471), ratio(471, 644)])
    #expect(cyber.allSatisfy { $0.direction == .rose && $0.verdict == .unlikelyNoise })
  }

  @Test func directionIsOfRates() {
    #expect(ChangeFinding.findings([ratio(365, 92, 365, 92)])[0].direction == .unchanged)
    #expect(ChangeFinding.findings([ratio(10, 9, 31, 28)])[0].direction == .fell)
    #expect(ChangeFinding.findings([ratio(10, 10, 31, 28)])[0].direction == .rose)
  }

  /// One test in twenty of nothing is a finding; the number of tests is taken into account.
  @Test func manyTestsNeedMore() {
    let alone = ChangeFinding.findings([ratio(15, 5)])
    #expect(alone[0].verdict == .unlikelyNoise)
    let many = ChangeFinding.findings(
      [ratio(15, 5)] + Array(repeating: ratio(50, 51), count: 9) + [ratio(0, 0)])
    #expect(many[0].verdict == .couldBeNoise && many[0].pValue == alone[0].pValue)
    #expect(abs((many[0].qValue ?? 0) - 0.250351) < 1e-6, "ten were tested, not eleven")
    #expect(many[10].verdict == .nothing && many[10].pValue == nil && many[10].qValue == nil)
  }
}
