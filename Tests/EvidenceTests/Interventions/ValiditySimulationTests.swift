import Evidence
import Probability
import RealModule
import Testing

/// Simulated truth, 1,000 runs each: a check fires where its assumption is broken, and seldom where it holds.
struct ValiditySimulationTests {
  /// How many of the runs make a check fire.
  private func alarms(
    seed: UInt64, _ check: (inout Philox) throws -> ValidityCheck.State,
    fire: Set<ValidityCheck.State> = [.fail]
  ) rethrows -> Int {
    var fired = 0
    for run in 0..<1_000 {
      var random = Philox(seed: seed, stream: UInt64(run))
      fired += fire.contains(try check(&random)) ? 1 : 0
    }
    return fired
  }

  private func trends(
    _ random: inout Philox, months: Int, drift: Double
  ) throws -> ValidityCheck.State {
    let season = (0..<months).map { 1 + 0.3 * Double.sin(2 * Double.pi * Double($0) / 12) }
    let target = season.enumerated().map {
      random.poisson(mean: 40 * $1 * Double.exp(drift * Double($0)))
    }
    let control = season.map { random.poisson(mean: 50 * $0) }
    return ValidityCheck.parallelTrends(
      try ParallelTrends(target: target, control: control, months: Array(0..<months)),
      monthsApart: 12, effect: 0.7
    ).state
  }

  @Test func divergingTrendsAreSeen() throws {
    let broken = try alarms(seed: 1) { try trends(&$0, months: 36, drift: -0.02) }
    let short = try alarms(seed: 2) { try trends(&$0, months: 12, drift: -0.06) }
    let holds = try alarms(seed: 3) { try trends(&$0, months: 36, drift: 0) }
    #expect(broken >= 900 && short >= 500 && holds <= 64)
  }

  /// A year before is too short to see a drift as large as the change: it says so by a warning.
  @Test func aShortHistoryIsNoProof() throws {
    let warned = try alarms(seed: 4, { try trends(&$0, months: 12, drift: 0) }, fire: [.warn])
    let longer = try alarms(seed: 5, { try trends(&$0, months: 48, drift: 0) }, fire: [.warn])
    #expect(warned >= 850 && longer <= 50)
  }

  /// Sixty areas alike, of which the one that happened to be highest is chosen; nothing is done.
  @Test func choosingTheHighestIsSeen() throws {
    let broken = try alarms(seed: 6) { random in
      let places = (0..<60).map { _ in random.poisson(mean: 40) }
      let chosen = places.indices.max { (places[$0], $0) < (places[$1], $1) } ?? 0
      let after = random.poisson(mean: 40)
      return ValidityCheck.selection(
        try RegressionToTheMean(count: places[chosen], among: places),
        observedChange: Double(after - places[chosen])
      ).state
    }
    // Areas that truly differ, the chosen one among the high ones by what it is; something takes 40 % away.
    let holds = try alarms(seed: 7) { random in
      let means = (0..<60).map { 10 + 3 * Double($0) }
      let places = means.map { random.poisson(mean: $0) }
      let after = random.poisson(mean: 0.6 * means[55])
      return ValidityCheck.selection(
        try RegressionToTheMean(count: places[55], among: places),
        observedChange: Double(after - places[55])
      ).state
    }
    #expect(broken >= 900 && holds <= 50)
  }

  @Test func aPeakAgainstItsOwnHistoryIsSeen() throws {
    func state(_ random: inout Philox, chosen: Bool) -> ValidityCheck.State {
      let history = (0..<60).map { _ in random.poisson(mean: 80) }
      let before = (0..<60).map { _ in random.poisson(mean: 40) }
      let place = chosen ? before.indices.max { (before[$0], $0) < (before[$1], $1) } ?? 0 : 7
      return ValidityCheck.ownHistory(
        target: BeforeAfter(history[place], before[place]),
        control: BeforeAfter(random.poisson(mean: 2_000), random.poisson(mean: 1_000))
      ).state
    }
    let broken = alarms(seed: 8) { state(&$0, chosen: true) }
    let holds = alarms(seed: 9) { state(&$0, chosen: false) }
    #expect(broken >= 600 && holds <= 64)
  }

  @Test func spillOverIsSeen() throws {
    func state(_ random: inout Philox, moved: Double) throws -> ValidityCheck.State {
      let counts = InterventionCounts(
        target: BeforeAfter(random.poisson(mean: 200), random.poisson(mean: 120)),
        control: BeforeAfter(random.poisson(mean: 220), random.poisson(mean: 220)),
        ring: BeforeAfter(random.poisson(mean: 150), random.poisson(mean: 150 + moved)),
        ringControl: BeforeAfter(random.poisson(mean: 150), random.poisson(mean: 150)))
      return ValidityCheck.spillOver(try .displacement(counts)).state
    }
    let broken = try alarms(seed: 10, { try state(&$0, moved: 80) }, fire: [.warn])
    let holds = try alarms(seed: 11, { try state(&$0, moved: 0) }, fire: [.warn])
    #expect(broken >= 800 && holds <= 64)
  }

  @Test func aStepInRecordingIsSeen() throws {
    func state(_ random: inout Philox, step: Double) throws -> ValidityCheck.State {
      let months = (0..<36).map { month in
        let season = 1 + 0.1 * Double.sin(2 * Double.pi * Double(month % 12) / 12)
        let mean = 3_000 * season * (month >= 24 ? step : 1)
        // Variance eight times the mean.
        let count = max(0, Int(mean + (8 * mean).squareRoot() * random.standardNormal()))
        return InterruptedSeries.Month(index: month, count: count, days: 30)
      }
      return ValidityCheck.recordingStep(
        try InterruptedSeries(months: months, start: 24, shape: .level, hasSeason: true)
      ).state
    }
    let broken = try alarms(seed: 12, { try state(&$0, step: 1.3) })
    let holds = try alarms(seed: 13, { try state(&$0, step: 1) }, fire: [.fail, .warn])
    #expect(broken >= 950 && holds <= 70)
  }

  @Test func overdispersionIsSeen() throws {
    func dispersion(_ random: inout Philox, _ value: Double) throws -> Double {
      let periods = (0..<2).map { _ in
        (0..<3).map { _ in
          (0..<12).map { _ in
            value > 1
              ? random.overdispersed(mean: 30, dispersion: value) : random.poisson(mean: 30)
          }
        }
      }
      return try MonthlyDispersion(periods: periods).value
    }
    var (sum, plain) = (0.0, 0.0)
    for run in 0..<1_000 {
      var random = Philox(seed: 14, stream: UInt64(run))
      sum += try dispersion(&random, 3)
      plain += try dispersion(&random, 1)
    }
    #expect(abs(sum / 1_000 - 3) < 0.1 && abs(plain / 1_000 - 1) < 0.03)
  }
}
