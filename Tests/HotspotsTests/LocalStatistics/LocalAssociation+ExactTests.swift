import Hotspots
import Probability
import SpatialIndex
import Testing

/// The permutation distribution from all arrangements, against listing them and against simulating.
struct LocalAssociationExactTests {
  private func ring(_ count: Int, reach: Int) -> SpatialWeights {
    SpatialWeights(
      neighbours: (0..<count).map { feature in
        (1...reach).flatMap { step in
          [Int32((feature + step) % count), Int32((feature - step + count) % count)]
        }
      }, rule: .given("ring"))
  }

  /// The shares of all ways to choose so many of the others with a sum at least, and at most, that observed.
  private func listed(_ values: [Double], _ weights: SpatialWeights, _ feature: Int) -> (
    Double, Double
  ) {
    let others = values.indices.filter { $0 != feature }
    let size = weights.row(of: feature).count
    let observed = weights.row(of: feature).reduce(0.0) {
      $0 + values[Int(weights.neighbours[$1])]
    }
    var (all, above, below) = (0.0, 0.0, 0.0)
    for chosen in 0..<(1 << others.count) where chosen.nonzeroBitCount == size {
      let sum = others.indices.reduce(0.0) {
        $0 + (chosen & (1 << $1) != 0 ? values[others[$1]] : 0)
      }
      all += 1
      if sum >= observed - 1e-9 { above += 1 }
      if sum <= observed + 1e-9 { below += 1 }
    }
    return (above / all, below / all)
  }

  @Test(arguments: [1, 2, 3])
  func isTheShareOfAllArrangements(reach: Int) async throws {
    let values = [6.0, 0, 0, 7, 2, 2, 12, 0, 5, 1, 0, 4]
    let weights = ring(values.count, reach: reach)
    for statistic in [LocalStatistic.giStar, .gi, .moran(.population)] {
      let used = statistic.countsSelf ? weights.withSelf() : weights.rowStandardised()
      let association = LocalAssociation(of: values, weights: used, statistic: statistic)
      let greater = try #require(await association.exactFindings(.greater, by: .holm))
      let two = try #require(await association.exactFindings(.twoSided, by: .holm))
      for feature in values.indices {
        var (above, below) = listed(values, weights, feature)
        if case .moran = statistic, values[feature] < association.mean { swap(&above, &below) }
        let p = try #require(greater.pValues[feature])
        #expect(abs(p.value - above) < 1e-12 && p.method == .exact && p.floor == nil)
        let both = try #require(two.pValues[feature])
        #expect(abs(both.value - min(1, 2 * min(above, below))) < 1e-12)
      }
    }
  }

  /// Rounded values give p-values that are never too low, and hardly too high.
  @Test func roundedValuesAreBoundedFromAbove() async throws {
    let values = [3.0, 0, 0, 7, 2, 2, 12, 0, 5, 1, 0, 4].map { ($0 / 7).squareRoot() }
    let weights = ring(values.count, reach: 2)
    let association = LocalAssociation(of: values, weights: weights, statistic: .gi)
    let found = try #require(await association.exactFindings(.greater, by: .holm))
    for feature in values.indices {
      let (above, _) = listed(values, weights, feature)
      let p = try #require(found.pValues[feature])
      #expect(p.value >= above - 1e-12 && p.value <= above + 0.02)
      #expect(p.method != .exact)
    }
  }

  /// Many uneven counts: the same as simulating, within its error.
  @Test func isWhatSimulatingComesNearTo() async throws {
    var generator = Philox(seed: 12, stream: 1)
    let values = (0..<2_000).map { _ -> Double in
      let uniform = generator.uniform()
      guard uniform > 0.7 else { return 0 }
      return (1 / (1.0001 - uniform)).rounded(.down)
    }
    let weights = ring(values.count, reach: 3)
    let association = LocalAssociation(of: values, weights: weights, statistic: .gi)
    let exact = try #require(await association.exactFindings(.greater, by: .holm))
    let simulated = association.findings(
      from: await ConditionalPermutation(of: values, weights: weights, replicates: 9_999, seed: 3),
      .greater, by: .holm)
    var worst = 0.0
    for feature in values.indices {
      let p = try #require(exact.pValues[feature]).value
      let other = try #require(simulated.pValues[feature]).value
      worst = max(worst, abs(p - other) / (p * (1 - p) / 9_999 + 1e-8).squareRoot())
    }
    #expect(worst < 5.5)
  }

  /// Standardised rates may be below 0: only differences count.
  @Test func valuesMayBeBelowZero() async throws {
    let values = [6.0, 0, 0, 7, 2, 2, 12, 0, 5, 1, 0, 4]
    let weights = ring(12, reach: 2)
    let above = LocalAssociation(of: values, weights: weights, statistic: .gi)
    let below = LocalAssociation(of: values.map { $0 - 4 }, weights: weights, statistic: .gi)
    let one = try #require(await above.exactFindings(by: .holm))
    let other = try #require(await below.exactFindings(by: .holm))
    #expect(one.pValues == other.pValues)
  }

  @Test func refusesWhatItCannotCount() async {
    let weights = ring(12, reach: 1)
    let rows = (0..<12).map { feature -> [(neighbour: Int32, weight: Double)] in
      [(Int32((feature + 1) % 12), 1), (Int32((feature + 2) % 12), 0.5)]
    }
    let uneven = SpatialWeights(rows: rows, rule: .given("uneven"))
    let other = LocalAssociation(
      of: (0..<12).map { Double($0) }, weights: uneven, statistic: .gi)
    let ofOther = await other.exactFindings(by: .holm)
    #expect(ofOther == nil)
    let constant = LocalAssociation(
      of: [Double](repeating: 0, count: 12), weights: weights, statistic: .gi)
    let ofConstant = await constant.exactFindings(by: .holm)
    #expect(ofConstant == nil)
  }

  @Test func theSameOnAnyThreads() async throws {
    let values = (0..<300).map { Double(($0 * 7919) % 23) }
    let association = LocalAssociation(
      of: values, weights: ring(300, reach: 2).withSelf(), statistic: .giStar)
    let one = try #require(await association.exactFindings(by: .holm, threads: 1))
    let three = try #require(await association.exactFindings(by: .holm, threads: 3))
    #expect(one.pValues == three.pValues)
  }

  /// Under the null p ≤ 0.05 in at most 5 of 100 tests.
  @Test func rejectsNoMoreThanItSays() async throws {
    var generator = Philox(seed: 21, stream: 2)
    var (rejected, tests) = (0, 0)
    for _ in 0..<200 {
      let values = (0..<40).map { _ in
        (generator.uniform() * generator.uniform() * 12).rounded(.down)
      }
      let association = LocalAssociation(of: values, weights: ring(40, reach: 2), statistic: .gi)
      guard let found = await association.exactFindings(by: .holm) else { continue }
      rejected += found.pValues.count { $0.map { $0.value <= 0.05 } ?? false }
      tests += found.pValues.count { $0 != nil }
    }
    #expect(tests == 8_000)
    // Twice the standard error of as many tests, were they independent in each pattern of 40.
    let (share, error) = (Double(rejected) / Double(tests), (0.05 * 0.95 / 1_000).squareRoot())
    #expect(share < 0.05 + 2 * error)
  }
}
