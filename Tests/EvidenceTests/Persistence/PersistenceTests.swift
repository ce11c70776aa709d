import Evidence
import Probability
import Testing

@Suite struct PersistenceTests {
  @Test func countsRunsAndGaps() throws {
    let persistence = Persistence([0, 2, 1, 0, 0, 0, 4, 0])
    #expect(persistence.withAny == 3 && persistence.periods == 8)
    #expect(persistence.longestRun == 2 && persistence.longestGap == 3)
    #expect(persistence.sinceLast == 1)
    let share = try persistence.share()
    #expect(share.value == 0.375)
    #expect(abs(share.interval.low - 0.136844) < 1e-6)
    #expect(abs(share.interval.high - 0.694258) < 1e-6)
  }

  @Test func withoutIncidentsNothingIsSince() {
    #expect(Persistence([0, 0]).sinceLast == nil)
    #expect(Persistence([0, 0]).longestGap == 2)
    #expect(throws: Undefined.self) { try Persistence([]).share() }
  }
}

@Suite struct ExpectedCountTests {
  @Test func holdsWhatComesAsOftenAsItSays() {
    // Counts vary by a factor of 3 more than Poisson: three at a time.
    let key = SimulationKey(seed: 7, method: .calibration)
    var inside = 0
    let runs = 2_000
    for run in 0..<runs {
      var random = key.generator(replicate: run)
      let past = 3 * random.poisson(mean: 20)
      let coming = 3 * random.poisson(mean: 10)
      let expected = ExpectedCount(after: past, in: 12, coming: 6, dispersion: 3)
      inside += expected.interval().contains(Double(coming)) ? 1 : 0
    }
    // 95 % less three Monte Carlo errors; more, as counts are whole.
    #expect(Double(inside) / Double(runs) > 0.935)
    #expect(Double(inside) / Double(runs) < 0.99)
  }

  @Test func nothingSeenStillLeavesSomethingToExpect() {
    let expected = ExpectedCount(after: 0, in: 12, coming: 12)
    #expect(expected.mean == 0.5)
    #expect(expected.interval().low == 0 && expected.interval().high >= 2)
  }
}
