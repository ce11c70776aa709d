import Probability
import Testing

@Suite struct PValueTests {
  @Test func countsTheObservedAmongTheReplicates() {
    var counts = ExtremeCounts()
    for simulated in [1.0, 2, 3, 3, 4, 5, 6, 7, 8] { counts.add(simulated, observed: 7) }
    #expect(counts.atLeast == 2 && counts.atMost == 8 && counts.replicates == 9)
    #expect(counts.pValue(.greater).value == 0.3 && counts.pValue(.less).value == 0.9)
    #expect(counts.pValue(.twoSided).value == 0.6)
    #expect(counts.pValue(.greater).method == .monteCarlo(replicates: 9))
    #expect(counts.pValue(.greater).floor == 0.1 && counts.pValue(.twoSided).floor == 0.2)
  }

  @Test func neverGoesBelowItsFloor() {
    let counts = ExtremeCounts(atLeast: 0, atMost: 999, replicates: 999)
    #expect(counts.pValue(.greater).value == 0.001 && counts.pValue(.greater).floor == 0.001)
    #expect(counts.pValue(.twoSided).value == 0.002 && counts.pValue(.twoSided).floor == 0.002)
    #expect(counts.pValue(.less).value == 1)
    #expect(ExtremeCounts().pValue(.twoSided).value == 1)
  }

  @Test func countsTiesOnBothSides() {
    var counts = ExtremeCounts()
    counts.add(0.1 + 0.2, observed: 0.3, tolerance: 1e-12)
    counts.add(0.3, observed: 0.1 + 0.2, tolerance: 1e-12)
    #expect(counts.atLeast == 2 && counts.atMost == 2)
    var strict = ExtremeCounts()
    strict.add(0.1 + 0.2, observed: 0.3)
    #expect(strict.atLeast == 1 && strict.atMost == 0)
  }

  @Test func addsUp() {
    let parts = [(3, 8, 10), (0, 5, 5), (7, 7, 7)].map {
      ExtremeCounts(atLeast: $0.0, atMost: $0.1, replicates: $0.2)
    }
    #expect(
      parts.reduce(ExtremeCounts(), +) == ExtremeCounts(atLeast: 10, atMost: 20, replicates: 22))
  }

  @Test func knowsItsMonteCarloError() {
    let counts = ExtremeCounts(atLeast: 49, atMost: 950, replicates: 999)
    let error: Double = (0.05 * 0.95 / 999).squareRoot()
    let one = counts.pValue(.greater)
    let two = counts.pValue(.twoSided)
    #expect(one.value == 0.05)
    #expect(abs((one.monteCarloError ?? .nan) - error) <= 1e-15)
    #expect(abs((two.monteCarloError ?? .nan) - 2 * error) <= 1e-15)
    #expect(PValue(0.2, .greater, .exact).floor == nil)
  }
}
