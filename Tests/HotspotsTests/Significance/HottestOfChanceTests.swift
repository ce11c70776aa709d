import Geometry
import Hotspots
import Probability
import SpatialIndex
import Testing

@Suite struct HottestOfChanceTests {
  private static let share = 0.03

  private func chance(
    on ground: SmallGround, _ lottery: PlaceLottery, incidents: Int, levels: [Double?],
    minCount: Int = 5
  ) async -> HottestOfChance {
    HottestOfChance(
      await ground.footprints(), at: ground.points, lottery: lottery,
      weights: [Double](repeating: 1, count: incidents),
      rule: rule(on: ground, minCount: minCount), study: ground.study, levels: levels,
      hotShare: Self.share, key: SimulationKey(seed: 11, method: .uniformPoints))
  }

  private func rule(on ground: SmallGround, minCount: Int) -> HotspotRule {
    HotspotRule(
      GriddedPoints(ground.points, on: ground.grid),
      areas: ground.ownerCount == 1
        ? nil
        : ground.points.map { point in
          ground.owners.areas[ground.grid.index(at: point) ?? 0]
        }, minCount: minCount)
  }

  /// The plain definition on the surface of the density itself.
  private func plainly(
    _ counts: [Int32], on ground: SmallGround, minCount: Int
  ) async -> Double? {
    let surface = await ground.surface(counts.map { Double($0) })
    let means = ground.regions(of: surface, share: Self.share).filter { region, owner in
      let outline = region.outline(on: surface)
      let inside = ground.points.indices.filter { outline.contains(ground.points[$0]) }
      guard inside.reduce(0, { $0 + Int(counts[$1]) }) >= minCount else { return false }
      guard ground.ownerCount > 1 else { return true }
      var held = [Int](repeating: 0, count: 4)
      for place in inside {
        let area = ground.owners.areas[ground.grid.index(at: ground.points[place]) ?? 0]
        held[Int(area)] += Int(counts[place])
      }
      return held.firstIndex(of: held.max() ?? 0) == owner
    }.map(\.region.mean)
    return means.max()
  }

  @Test(arguments: [1, 2, 3] as [UInt64], [1, 4])
  func findsWhatThePlainDefinitionFinds(seed: UInt64, owners: Int) async throws {
    let ground = try await SmallGround(seed: seed, places: 80, owners: owners)
    for (pattern, mean) in [0.3, 1, 3, 0.05].enumerated() {
      let counts = ground.counts(seed: seed + 100 * UInt64(pattern), mean: mean)
      let surface = await ground.surface(counts.map { Double($0) })
      for levels in [
        ground.levels(of: surface, share: Self.share), [Double?](repeating: 1, count: owners),
      ] {
        let chance = await chance(
          on: ground, .withoutReplacement([]), incidents: 0, levels: levels)
        let found = chance.highestMean(counts: counts, weights: counts.map { Double($0) })
        let plain = await plainly(counts, on: ground, minCount: 5)
        #expect((found == nil) == (plain == nil))
        if let found, let plain { #expect(abs(found - plain) <= 1e-12 * plain) }
      }
    }
  }

  @Test func dependsOnNoThreads() async throws {
    let ground = try await SmallGround(seed: 4, places: 50)
    let lottery = PlaceLottery.independent(AliasTable(weights: ground.points.map { _ in 1 }))
    let chance = await chance(on: ground, lottery, incidents: 90, levels: [1e-5])
    let one = await chance.maxima(replicates: 50, threads: 1)
    #expect(await chance.maxima(replicates: 50, threads: 3) == one)
    #expect(Set(one).count > 40)
  }

  @Test func dealsFromThePoolWithoutReplacement() async throws {
    let ground = try await SmallGround(seed: 4, places: 20)
    // All of the pool is dealt, so each pattern is the pool itself.
    let pool = (0..<60 as Range<Int32>).map { $0 % 20 }
    let chance = await chance(
      on: ground, .withoutReplacement(pool), incidents: 60, levels: [1e-5])
    let maxima = await chance.maxima(replicates: 20, threads: 2)
    let counts = [Int32](repeating: 3, count: 20)
    let whole = try #require(chance.highestMean(counts: counts, weights: counts.map { Double($0) }))
    for maximum in maxima { #expect(try abs(#require(maximum) - whole) <= 1e-12 * whole) }
  }

  @Test func countsTheObservedPatternAmongThem() {
    #expect(maximumPValue(of: 5, among: [1, 5, nil, 7]).value == 3.0 / 5)
    // What differs by rounding alone is equal.
    #expect(maximumPValue(of: 5, among: [5 - 1e-12, 4.9]).value == 2.0 / 3)
    let least = maximumPValue(of: 5, among: [Double?](repeating: nil, count: 199))
    #expect(least.value == 0.005 && least.floor == 0.005 && least.alternative == .greater)
  }

  /// On patterns that chance made, the hottest place has p ≤ 0.05 in 5 of 100: the p-value is exact.
  @Test func isExact() async throws {
    let ground = try await SmallGround(seed: 8, places: 120)
    let table = PlaceLottery.independent(
      AliasTable(weights: ground.points.indices.map { Double(1 + $0 % 5) }))
    let footprints = await ground.footprints()
    let trials = 1_000
    var rejected = 0
    for trial in 0..<trials {
      let chance = HottestOfChance(
        footprints, at: ground.points, lottery: table,
        weights: [Double](repeating: 1, count: 60), rule: rule(on: ground, minCount: 5),
        study: ground.study, levels: [1e-4], hotShare: Self.share,
        key: SimulationKey(seed: UInt64(trial), method: .calibration))
      // The first of exchangeable patterns is taken for the data.
      let maxima = await chance.maxima(replicates: 40, threads: 2)
      guard let observed = maxima[0] else { continue }
      if maximumPValue(of: observed, among: Array(maxima.dropFirst())).value <= 0.05 {
        rejected += 1
      }
    }
    print("rejected \(rejected) of \(trials)")
    // Four standard errors of a share of 0.05 in 1,000 are 28.
    #expect(22...78 ~= rejected)
  }
}

@Suite struct FootprintsTests {
  @Test(arguments: [1, 2, 5] as [UInt64])
  func sumUpToTheDensity(seed: UInt64) async throws {
    let ground = try await SmallGround(seed: seed, places: 40)
    let counts = ground.counts(seed: seed)
    let surface = await ground.surface(counts.map { Double($0) })
    let footprints = await ground.footprints()
    let sums = footprints.sums(counts.map { Double($0) })
    let peak = try #require(surface.computed.max())
    for cell in surface.computed.indices where ground.needed.areas[cell] >= 0 {
      let value = footprints.ground.slot(ofCell: cell).map { sums[$0] } ?? 0
      #expect(abs(value - surface.computed[cell]) <= 1e-13 * peak)
    }
  }

  @Test func areNothingWithoutPlaces() async throws {
    let ground = try await SmallGround(seed: 1, places: 0)
    let footprints = await ground.footprints()
    #expect(footprints.ground.count == 0)
    #expect(footprints.sums([]).isEmpty)
  }
}
