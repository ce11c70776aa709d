import Evidence
import Probability
import Testing

struct PatternChangeTests {
  @Test func findsTheAreasThatChanged() {
    let areas =
      (0..<20).map { _ in BeforeAfter(50, 50) } + [BeforeAfter(50, 120), BeforeAfter(90, 20)]
    let pattern = PatternChange(areas)
    #expect(pattern.changed == 2)
    #expect(pattern.rose(20) == true && pattern.rose(21) == false && pattern.rose(3) == nil)
    #expect(pattern.discoveries.rule == .benjaminiYekutieli)
  }

  /// A rise everywhere by one factor is no change of the pattern.
  @Test func aCommonRiseChangesNothing() {
    let pattern = PatternChange((1...30).map { BeforeAfter(10 * $0, 15 * $0) })
    #expect(pattern.changed == 0)
  }

  @Test func emptyAreasAreNotTested() {
    let pattern = PatternChange([BeforeAfter(0, 0), BeforeAfter(5, 6), BeforeAfter(7, 9)])
    #expect(pattern.discoveries.qValues[0] == nil && pattern.discoveries.tests == 2)
    #expect(PatternChange([]).changed == 0)
    #expect(PatternChange([BeforeAfter(4, 5)]).discoveries.tests == 0)
  }

  @Test func falseFindingsAreRare() {
    var runsWithFindings = 0
    for run in 0..<300 {
      var random = Philox(seed: 41, stream: UInt64(run))
      let areas = (0..<40).map { place in
        BeforeAfter(
          random.poisson(mean: Double(2 + place)), random.poisson(mean: Double(2 + place)))
      }
      runsWithFindings += PatternChange(areas).changed > 0 ? 1 : 0
    }
    // 5 % allowed, and fewer since BY and exact tests are shy; at most 15 and Monte Carlo error.
    #expect(runsWithFindings <= 24)
  }
}
