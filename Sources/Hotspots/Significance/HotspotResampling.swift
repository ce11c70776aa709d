import Geometry
import Probability

/// A hotspot that is resampled: the cells of its region, and where it belongs.
package struct ResampledHotspot: Sendable {
  package let cells: [Int]
  /// The area whose level it is above, among whose hotspots it is ranked.
  package let owner: Int

  package init(cells: [Int], owner: Int) {
    self.cells = cells
    self.owner = owner
  }
}

/// How certain a hotspot's rank and place are.
package struct HotspotStability: Hashable, Sendable {
  /// The best and the worst rank of the middle 95 % of resamples, widened to hold the rank itself.
  package let bestRank: Int
  package let worstRank: Int
  /// The share of resamples in which a region overlaps it by at least half its cells.
  package let stability: Double

  package init(bestRank: Int, worstRank: Int, stability: Double) {
    self.bestRank = bestRank
    self.worstRank = worstRank
    self.stability = stability
  }
}

/// Asks how hotspots would have come out had chance dealt the same incidents otherwise.
///
/// Each of R resamples is a Poisson bootstrap of the incidents (`ResampledIncidents`). Two things are asked
/// of it:
///
/// - **Rank**, with the outlines fixed: the hotspots are ranked anew by the rule that ranked them, the mean
///   density of their cells, among those of the same owner; equal ones keep their order. The interval runs
///   from the *k*th smallest to the *k*th largest of the R ranks, *k* = 0.025 (R + 1), and is widened to
///   the rank itself where need be: a resample doubles the noise, so that the first of many near equals is
///   seldom first again (Hall and Miller 2009, "Using the bootstrap to quantify the authority of an
///   empirical ranking"). Outlines were drawn around where the incidents happened to crowd, and this
///   selection is not undone.
/// - **Stability**, with everything done anew: the level, whose hot share is drawn evenly within ±20 % of the
///   one asked, and the regions above it with at least `minCount` incidents in their cells. It is the share
///   of resamples in which one region covers at least half the hotspot's cells.
///
/// Bandwidths are not chosen anew: resamples hold places twice, which rules would take for crowding.
package struct HotspotResampling: Sendable {
  package let incidents: ResampledIncidents
  package let surfaces: PlaceSurfaces
  /// In the order of their ranks within each owner.
  package let hotspots: [ResampledHotspot]
  /// The level of each owner.
  package let levels: [Double?]
  package let hotShare: Double
  package let minCount: Int
  package let seed: UInt64

  /// By how much the hot share varies, as a part of it.
  package static let shareVariation = 0.2
  /// The fewest resamples whose extremes hold 95 %.
  package static let fewestResamples = 39

  package init(
    _ incidents: ResampledIncidents, surfaces: PlaceSurfaces, hotspots: [ResampledHotspot],
    levels: [Double?], hotShare: Double, minCount: Int, seed: UInt64
  ) {
    self.incidents = incidents
    self.surfaces = surfaces
    self.hotspots = hotspots
    self.levels = levels
    self.hotShare = hotShare
    self.minCount = minCount
    self.seed = seed
  }

  /// One for each hotspot, in their order; the same on any number of threads.
  ///
  /// - Complexity: O(R × (slots + cells in reach of each place)).
  package func run(resamples: Int, threads: Int) async -> [HotspotStability] {
    precondition(resamples >= Self.fewestResamples, "too few resamples for 95 %")
    guard !hotspots.isEmpty else { return [] }
    let ground = surfaces.ground
    let slots = hotspots.map { $0.cells.compactMap { ground.slot(ofCell: $0) } }
    let placeSlots = incidents.places.map { ground.slot(at: $0) }
    let outcomes = await inReplicates(resamples, threads: threads) { replicates in
      var pattern = Pattern(HotSearch(ground, near: levels), slots: ground.count)
      var outcomes: [Outcome] = []
      for replicate in replicates {
        let drawn = incidents.resample(replicate, seed: seed)
        await surfaces.sum(drawn.weights, into: pattern.values)
        outcomes.append(outcome(of: &pattern, slots, drawn.counts, placeSlots, replicate))
      }
      return outcomes
    }
    return hotspots.indices.map { summary(of: $0, outcomes) }
  }

  /// What became of the hotspots in a resample: the rank of each, and whether it is there again.
  private struct Outcome: Sendable {
    let ranks: [Int32]
    let isThere: [Bool]
  }

  private func outcome(
    of pattern: inout Pattern, _ slots: [[Int]], _ counts: [Int32], _ placeSlots: [Int32],
    _ replicate: Int
  ) -> Outcome {
    let values = UnsafeBufferPointer(pattern.values[0..<pattern.values.count])
    let means = slots.map { slots in
      slots.reduce(0) { $0 + values[$1] } / Double(max(1, slots.count))
    }
    pattern.count(counts, at: placeSlots)
    var generator = SimulationKey(seed: seed, method: .hotShare).generator(replicate: replicate)
    let share =
      hotShare
      * generator.uniform(from: 1 - Self.shareVariation, to: 1 + Self.shareVariation)
    let isThere = isThere(in: &pattern, slots, share: min(1, share))
    pattern.clear(placeSlots)
    return Outcome(ranks: ranks(by: means), isThere: isThere)
  }

  /// The rank of each hotspot among those of its owner.
  private func ranks(by means: [Double]) -> [Int32] {
    let order = hotspots.indices.sorted {
      (hotspots[$0].owner, -means[$0], $0) < (hotspots[$1].owner, -means[$1], $1)
    }
    var ranks = [Int32](repeating: 0, count: hotspots.count)
    var (owner, rank): (Int?, Int32) = (nil, 0)
    for number in order {
      rank = hotspots[number].owner == owner ? rank + 1 : 1
      owner = hotspots[number].owner
      ranks[number] = rank
    }
    return ranks
  }

  /// Whether a region of its owner covers half of each hotspot's cells.
  private func isThere(in pattern: inout Pattern, _ slots: [[Int]], share: Double) -> [Bool] {
    var isThere = [Bool](repeating: false, count: hotspots.count)
    let values = UnsafeBufferPointer(pattern.values[0..<pattern.values.count])
    let incidents = pattern.incidents
    pattern.search.visitRegions(of: values, share: share, incidents: incidents) {
      search, owner, regions in
      var shared = [Int](repeating: 0, count: regions.count)
      for (number, hotspot) in hotspots.enumerated() where hotspot.owner == owner {
        var met: [Int] = []
        for slot in slots[number] {
          guard let region = search.region(at: Int32(slot)) else { continue }
          if shared[region] == 0 { met.append(region) }
          shared[region] += 1
        }
        for region in met {
          let isHalf = 2 * shared[region] >= hotspot.cells.count
          if isHalf, regions[region].incidents >= minCount { isThere[number] = true }
          shared[region] = 0
        }
      }
    }
    return isThere
  }

  private func summary(of number: Int, _ outcomes: [Outcome]) -> HotspotStability {
    let ranks = outcomes.map { Int($0.ranks[number]) }.sorted()
    let tail = max(1, Int((0.025 * Double(ranks.count + 1)).rounded(.down)))
    let owner = hotspots[number].owner
    let rank = 1 + hotspots[..<number].count { $0.owner == owner }
    return HotspotStability(
      bestRank: min(rank, ranks[tail - 1]), worstRank: max(rank, ranks[ranks.count - tail]),
      stability: Double(outcomes.count { $0.isThere[number] }) / Double(outcomes.count))
  }
}

/// The memory of one thread for one pattern after another.
struct Pattern {
  var search: HotSearch
  let values: SharedMemory<Double>
  /// How many incidents are at each slot.
  private(set) var incidents: [Int32]

  init(_ search: HotSearch, slots: Int) {
    self.search = search
    values = SharedMemory(repeating: 0, count: slots)
    incidents = [Int32](repeating: 0, count: slots)
  }

  mutating func count(_ counts: [Int32], at slots: [Int32]) {
    for (place, count) in counts.enumerated() where count > 0 && slots[place] >= 0 {
      incidents[Int(slots[place])] += count
    }
  }

  mutating func clear(_ slots: [Int32]) {
    for slot in slots where slot >= 0 { incidents[Int(slot)] = 0 }
  }
}
