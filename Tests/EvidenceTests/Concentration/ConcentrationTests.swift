import Evidence
import Probability
import Testing

@Suite struct ConcentrationTests {
  private func zeros(_ counts: [Int], of places: Int = 10) -> [Int] {
    counts + [Int](repeating: 0, count: places - counts.count)
  }

  @Test(arguments: [
    ([5, 3, 1, 1], 0.74, 0.74), ([1, 1, 1, 1], 0.6, 0.0), ([4], 0.9, 0.75),
    ([2, 1, 1], 0.75, 0.375),
  ])
  func workedNumbers(_ counts: [Int], gini: Double, generalised: Double) throws {
    let found = try Concentration(zeros(counts))
    #expect(abs(found.gini - gini) < 1e-14)
    #expect(abs(found.generalisedGini - generalised) < 1e-14)
    #expect(found.places == 10 && found.placesWithAny == counts.count)
  }

  @Test func fewestPlaces() throws {
    let found = try Concentration(zeros([1, 5, 1, 3]))
    #expect(found.fewestPlaces(holding: 0.5) == 1)
    #expect(found.fewestPlaces(holding: 0.8) == 2)
    #expect(found.fewestPlaces(holding: 0.81) == 3)
    #expect(found.fewestPlaces(holding: 1) == 4)
    #expect(found.share(ofBusiest: 2) == 0.8 && found.share(ofBusiest: 10) == 1)
  }

  @Test func theLorenzCurveRunsFromNothingToAll() throws {
    let lorenz = try Concentration(zeros([5, 3, 1, 1])).lorenz
    #expect(lorenz.map(\.places) == [0, 0.1, 0.2, 0.4, 1])
    #expect(lorenz.map(\.events) == [0, 0.5, 0.8, 1, 1])
  }

  @Test func noPlaceAndNoIncidentHaveNoConcentration() {
    #expect(throws: Undefined("there is no place")) { try Concentration([]) }
    #expect(throws: Undefined("there is no incident")) { try Concentration([0, 0]) }
  }

  @Test func oneOfOneAndAllEqual() throws {
    let one = try Concentration([7])
    #expect(one.gini == 0 && one.generalisedGini == 0 && one.fewestPlaces(holding: 0.5) == 1)
    let even = try Concentration([Int](repeating: 3, count: 1_000))
    #expect(even.gini == 0 && even.generalisedGini == 0)
    #expect(even.fewestPlaces(holding: 0.25) == 250 && even.fewestPlaces(holding: 0.8) == 800)
  }

  @Test(arguments: 1..<40)
  func giniIsHalfTheRelativeMeanDifference(_ seed: Int) throws {
    var generator = SplitMixer(UInt64(seed))
    let counts = (0..<generator.below(60) + 2).map { _ in generator.below(4) * generator.below(9) }
    guard counts.contains(where: { $0 > 0 }) else { return }
    let found = try Concentration(counts)
    var differences = 0
    for a in counts { for b in counts { differences += abs(a - b) } }
    let (n, total) = (Double(counts.count), Double(counts.reduce(0, +)))
    #expect(abs(found.gini - Double(differences) / (2 * n * total)) < 1e-12)
    #expect(0...1 ~= found.generalisedGini && found.generalisedGini <= found.gini + 1e-12)
    // With as many incidents as places or more, both are the same.
    if total >= n { #expect(abs(found.gini - found.generalisedGini) < 1e-12) }
    let area = zip(found.lorenz, found.lorenz.dropFirst()).reduce(0) {
      $0 + ($1.1.places - $1.0.places) * ($1.1.events + $1.0.events) / 2
    }
    #expect(abs(2 * area - 1 - found.gini) < 1e-12)
    #expect(try Concentration(counts.shuffled()) == found)
  }
}

@Suite struct ChanceConcentrationTests {
  @Test func evenDealsHaveTheGiniOfAPoissonDistribution() throws {
    // e^-2m (I0(2m) + I1(2m)) of mean m = 1 by scipy: 0.5237776
    let counts = (0..<4_000).map { $0 % 2 == 0 ? 2 : 0 }
    let observed = try Concentration(counts)
    let chance = try ChanceConcentration(
      of: observed, shares: [0.25, 0.5, 0.8], replicates: 199, seed: 3)
    #expect(abs(chance.gini.value - 0.5237776) < 0.002)
    #expect(chance.gini.interval.contains(0.5237776))
    #expect(chance.pValue.value == 1)
    #expect(chance.fewestPlaces.count == 3)
    #expect(chance.fewestPlaces[0].value < chance.fewestPlaces[1].value)
  }

  @Test func realConcentrationIsBeyondChance() throws {
    let observed = try Concentration([60, 25] + [Int](repeating: 1, count: 40))
    let chance = try ChanceConcentration(of: observed, shares: [0.5], replicates: 99, seed: 1)
    #expect(chance.pValue.value == 0.01)
    #expect(chance.fewestPlaces[0].interval.low > Double(observed.fewestPlaces(holding: 0.5)))
  }

  @Test func theSameSeedGivesTheSame() throws {
    let observed = try Concentration([3, 1, 0, 0, 2])
    let sizes = [1.0, 2, 3, 4, 5]
    let a = try ChanceConcentration(
      of: observed, sizes: sizes, shares: [0.5], replicates: 19, seed: 8)
    let b = try ChanceConcentration(
      of: observed, sizes: sizes, shares: [0.5], replicates: 19, seed: 8)
    #expect(a == b)
  }

  /// Where each incident chooses its place at random, 5 of 100 are called more concentrated than chance.
  @Test func falseAlarmsAreAsStated() throws {
    var alarms = 0
    for run in 0..<1_000 {
      var generator = SimulationKey(seed: UInt64(run), method: .calibration).generator(replicate: 0)
      var counts = [Int](repeating: 0, count: 60)
      for _ in 0..<80 { counts[generator.index(below: 60)] += 1 }
      let observed = try Concentration(counts)
      let chance = try ChanceConcentration(
        of: observed, shares: [0.5], replicates: 99, seed: UInt64(run))
      if chance.pValue.value <= 0.05 { alarms += 1 }
    }
    // Three standard errors of 1,000 runs are 21.
    #expect(29...71 ~= alarms, "\(alarms) of 1,000")
  }
}

@Suite struct PlaceStabilityTests {
  @Test func sharedTopPlaces() throws {
    let first = [9, 7, 5, 1, 1, 1, 0, 0, 0, 0]
    let second = [8, 0, 6, 4, 1, 0, 0, 0, 1, 0]
    let found = try PlaceStability(first, second, top: 3)
    #expect(found.inBoth == 2 && found.jaccard == 0.5)
    #expect(found.inBothByChance == 0.9)
    #expect(found.shareThen == 21.0 / 24 && found.shareAfter == 14.0 / 20)
    #expect(found.shareOfOwn == 18.0 / 20)
  }

  @Test func tiesAreBrokenByOrder() {
    #expect(PlaceStability.busiest(2, of: [1, 3, 3, 3]) == [1, 2])
    #expect(PlaceStability.busiest(9, of: [1, 3]) == [1, 0])
  }

  @Test func periodsWithoutIncidents() {
    #expect(throws: Undefined("nothing happened in the first period")) {
      try PlaceStability([0], [1], top: 1)
    }
    #expect(throws: Undefined("nothing happened in the second period")) {
      try PlaceStability([1], [0], top: 1)
    }
  }

  /// scipy.stats.spearmanr of the same lists.
  @Test func rankCorrelationWithTies() throws {
    let a: [Double] = [9, 7, 5, 1, 1, 1, 0, 0, 0, 0]
    let b: [Double] = [8, 0, 6, 4, 1, 0, 0, 0, 1, 0]
    #expect(abs(try rankCorrelation(a, b) - 0.5459164244256528) < 1e-12)
    #expect(try rankCorrelation([1, 2, 3], [10, 20, 25]) == 1)
    #expect(try rankCorrelation([1, 2, 3], [3, 2, 1]) == -1)
    #expect(throws: Undefined.self) { try rankCorrelation([1, 1], [1, 2]) }
    #expect(throws: Undefined.self) { try rankCorrelation([1], [1]) }
  }
}
