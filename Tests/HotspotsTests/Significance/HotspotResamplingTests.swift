import Geometry
import Hotspots
import Probability
import Testing

@Suite struct HotspotResamplingTests {
  /// All there is to resample on a small ground.
  private struct Case {
    let ground: SmallGround
    let incidents: ResampledIncidents
    let resampling: HotspotResampling
    let hotspots: [(region: HotRegion, owner: Int)]

    init(
      seed: UInt64, owners: Int, share: Double = 0.05, counts given: [Int32]? = nil,
      isStamped: Bool = false, isReversed: Bool = false, threads: Int = 2
    ) async throws {
      let ground = try await SmallGround(seed: seed, places: 60, owners: owners)
      let counts = given ?? ground.counts(seed: seed).map { max(1, $0) }
      let points = ground.incidents(counts)
      let incidents = ResampledIncidents(isReversed ? points.reversed() : points)
      let surface = await ground.surface(counts.map { Double($0) })
      let regions = ground.regions(of: surface, share: share)
        .sorted { ($0.owner, -$0.region.mean) < ($1.owner, -$1.region.mean) }
      var surfaces = PlaceSurfaces.footprints(await ground.footprints(threads: threads))
      if isStamped {
        let reached = surface.computed.indices.map {
          surface.computed[$0] > 0 && ground.needed.areas[$0] >= 0
        }
        surfaces = .stamped(
          StampedSurfaces(
            of: ground.places, kernel: ground.kernel,
            ground: ReachedCells(
              reached, of: ground.study, owners: ground.owners, ownerCount: ground.ownerCount),
            masses: ground.masses))
      }
      self.ground = ground
      self.incidents = incidents
      hotspots = regions
      resampling = HotspotResampling(
        incidents, surfaces: surfaces,
        hotspots: regions.map { ResampledHotspot(cells: $0.region.cells, owner: $0.owner) },
        levels: ground.levels(of: surface, share: share), hotShare: share, minCount: 5, seed: 7)
    }

    /// The plain definition: each resample's surface by the density itself, its regions as sets of cells.
    func plainly(resamples: Int) async -> [HotspotStability] {
      var ranks = hotspots.map { _ in [Int]() }
      var times = hotspots.map { _ in 0 }
      for replicate in 0..<resamples {
        let drawn = incidents.resample(replicate, seed: 7)
        let surface = await ground.surface(drawn.weights)
        let means = hotspots.map { hotspot in
          hotspot.region.cells.reduce(0) { $0 + surface.computed[$1] }
            / Double(hotspot.region.cells.count)
        }
        for (number, hotspot) in hotspots.enumerated() {
          let hotter = hotspots.indices.filter {
            hotspots[$0].owner == hotspot.owner && means[$0] > means[number]
          }
          ranks[number].append(1 + hotter.count)
        }
        var generator = SimulationKey(seed: 7, method: .hotShare).generator(replicate: replicate)
        let share = resampling.hotShare * generator.uniform(from: 0.8, to: 1.2)
        let regions = ground.regions(of: surface, share: share).filter { region, _ in
          let cells = Set(region.cells)
          let count = zip(incidents.places, drawn.counts).reduce(0) { sum, place in
            cells.contains(ground.grid.index(at: place.0) ?? -1) ? sum + Int(place.1) : sum
          }
          return count >= 5
        }
        for (number, hotspot) in hotspots.enumerated() {
          let isThere = regions.contains { region, owner in
            owner == hotspot.owner
              && 2 * Set(region.cells).intersection(hotspot.region.cells).count
                >= hotspot.region.cells.count
          }
          if isThere { times[number] += 1 }
        }
      }
      return hotspots.indices.map { number in
        let rank = 1 + hotspots[..<number].count { $0.owner == hotspots[number].owner }
        let sorted = ranks[number].sorted()
        let tail = max(1, (resamples + 1) * 25 / 1_000)
        return HotspotStability(
          bestRank: min(rank, sorted[tail - 1]), worstRank: max(rank, sorted[resamples - tail]),
          stability: Double(times[number]) / Double(resamples))
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64], [1, 4])
  func findsWhatThePlainDefinitionFinds(seed: UInt64, owners: Int) async throws {
    let small = try await Case(seed: seed, owners: owners)
    #expect(small.hotspots.count > 3)
    let found = await small.resampling.run(resamples: 79, threads: 2)
    #expect(found == (await small.plainly(resamples: 79)))
    #expect(found.contains { $0.bestRank < $0.worstRank })
    #expect(found.contains { $0.stability > 0 && $0.stability < 1 })
  }

  @Test func dependsOnNeitherThreadsNorOrderNorTheWayOfSumming() async throws {
    let one = await (try Case(seed: 9, owners: 4, threads: 1)).resampling
      .run(resamples: 59, threads: 1)
    for other in [
      try await Case(seed: 9, owners: 4, threads: 3),
      try await Case(seed: 9, owners: 4, isReversed: true),
      try await Case(seed: 9, owners: 4, isStamped: true),
    ] {
      #expect(await other.resampling.run(resamples: 59, threads: 3) == one)
    }
  }

  /// One place with far more incidents than all others is first again and again, and found again.
  @Test func isCertainOfAnOverwhelmingPlace() async throws {
    var counts = [Int32](repeating: 1, count: 60)
    counts[30] = 300
    let small = try await Case(seed: 3, owners: 1, share: 0.005, counts: counts)
    let found = await small.resampling.run(resamples: 199, threads: 2)
    #expect(found[0].stability == 1)
    #expect(found[0].bestRank == 1 && found[0].worstRank == 1)
  }

  /// Where incidents are evenly strewn, what comes out once seldom comes out again.
  @Test func isUncertainOfNoise() async throws {
    var sum = (stability: 0.0, count: 0)
    for seed in 1...10 as ClosedRange<UInt64> {
      let small = try await Case(
        seed: seed, owners: 1, share: 0.03, counts: [Int32](repeating: 1, count: 60))
      let found = await small.resampling.run(resamples: 59, threads: 2)
      sum.stability += found.reduce(0) { $0 + $1.stability }
      sum.count += found.count
    }
    #expect(sum.stability / Double(sum.count) < 0.5)
  }

  @Test func hasNothingToSayWithoutHotspots() async throws {
    let ground = try await SmallGround(seed: 1, places: 3)
    let resampling = HotspotResampling(
      ResampledIncidents(ground.points), surfaces: .footprints(await ground.footprints()),
      hotspots: [], levels: [nil], hotShare: 0.01, minCount: 5, seed: 1)
    #expect(await resampling.run(resamples: 39, threads: 2).isEmpty)
  }
}

@Suite struct ResampledIncidentsTests {
  /// Each incident's number is Poisson of mean 1, so a place's has the mean and the variance of its count.
  @Test func drawsPoissonCounts() {
    let places = [Point(x: 3, y: 1), Point(x: 1, y: 5), Point(x: 1, y: 2)]
    let counts = [4, 1, 9]
    let incidents = ResampledIncidents(
      zip(places, counts).flatMap { [Point](repeating: $0, count: $1) })
    #expect(incidents.places == [places[2], places[1], places[0]])
    let drawn = (0..<20_000).map { incidents.resample($0, seed: 5).counts }
    for (place, mean) in [9.0, 1, 4].enumerated() {
      let values = drawn.map { Double($0[place]) }
      let found = values.reduce(0, +) / 20_000
      let variance = values.reduce(0) { $0 + ($1 - found) * ($1 - found) } / 20_000
      // Four standard errors of a Poisson mean, and of its variance.
      #expect(abs(found - mean) < 4 * (mean / 20_000).squareRoot())
      #expect(abs(variance - mean) < 4 * ((2 * mean * mean + mean) / 20_000).squareRoot())
    }
  }

  @Test func weighsEachIncidentByItself() {
    let place = Point(x: 1, y: 1)
    let incidents = ResampledIncidents([place, place, place], weights: [10, 0.5, 10])
    for replicate in 0..<200 {
      let drawn = incidents.resample(replicate, seed: 1)
      // Every sum is of tens and halves, as many as there are incidents.
      let halves = (drawn.weights[0].truncatingRemainder(dividingBy: 10)) * 2
      let tens = (drawn.weights[0] / 10).rounded(.down)
      #expect(drawn.counts[0] == Int32(halves + tens))
    }
  }
}
