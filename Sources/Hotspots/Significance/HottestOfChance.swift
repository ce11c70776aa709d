package import Geometry
package import Probability

/// How hot the hottest hotspot of random patterns is, where all incidents get their places from a lottery of
/// numbered places and the kernel is fixed.
///
/// Everything that made the hotspots of the data is done anew for each pattern: the levels, the regions, their
/// outlines, and who is in them. The maximum over the whole study area answers for all places that
/// might have been hottest, so no further correction for having looked at many is needed (Dwass 1957;
/// Westfall and Young 1993).
package struct HottestOfChance: Sendable {
  package let footprints: Footprints
  package let lottery: PlaceLottery
  /// What each incident counts for, in canonical order.
  package let weights: [Double]
  package let rule: HotspotRule
  package let study: CellAreas
  /// The levels of the data.
  package let levels: [Double?]
  package let hotShare: Double
  package let key: SimulationKey
  private let placeSlots: [Int32]

  /// - Parameter places: those of the footprints, by their numbers, as the rule and the lottery have them.
  package init(
    _ footprints: Footprints, at places: [Point], lottery: PlaceLottery, weights: [Double],
    rule: HotspotRule, study: CellAreas, levels: [Double?], hotShare: Double, key: SimulationKey
  ) {
    precondition(places.count == footprints.placeCount, "each place has a footprint")
    self.footprints = footprints
    self.lottery = lottery
    self.weights = weights
    self.rule = rule
    self.study = study
    self.levels = levels
    self.hotShare = hotShare
    self.key = key
    placeSlots = places.map { footprints.ground.slot(at: $0) }
  }

  /// The mean density of the hottest hotspot of each pattern; `nil` for one without hotspots.
  ///
  /// - Complexity: O(R × (slots + cells in reach of each place drawn)).
  package func maxima(replicates: Int, threads: Int) async -> [Double?] {
    let ground = footprints.ground
    return await inReplicates(replicates, threads: threads) { numbers in
      var pattern = Pattern(HotSearch(ground, near: levels), slots: ground.count)
      var canvas = [Double](repeating: 0, count: ground.grid.cellCount)
      return numbers.map { number in
        var generator = key.generator(replicate: number)
        let drawn = lottery.draw(weights, places: footprints.placeCount, using: &generator)
        return highestMean(of: &pattern, drawn.counts, drawn.weights, canvas: &canvas)
      }
    }
  }

  /// The mean density of the hottest hotspot of a pattern.
  package func highestMean(counts: [Int32], weights: [Double]) -> Double? {
    let ground = footprints.ground
    var pattern = Pattern(HotSearch(ground, near: levels), slots: ground.count)
    var canvas = [Double](repeating: 0, count: ground.grid.cellCount)
    return highestMean(of: &pattern, counts, weights, canvas: &canvas)
  }

  /// - Parameter canvas: for each cell of the grid a number, 0 where no slot is.
  private func highestMean(
    of pattern: inout Pattern, _ counts: [Int32], _ weights: [Double], canvas: inout [Double]
  ) -> Double? {
    let values = UnsafeBufferPointer(pattern.values[0..<pattern.values.count])
    footprints.sum(weights, into: pattern.values[0..<pattern.values.count])
    for (slot, cell) in footprints.ground.cells.enumerated() { canvas[Int(cell)] = values[slot] }
    // The surface shares the canvas and is gone before that is written to again, so nothing is copied.
    let surface = Surface(computed: canvas, study: study)
    pattern.count(counts, at: placeSlots)
    let incidents = pattern.incidents
    var found: [(region: HotRegion, owner: Int)] = []
    pattern.search.visitRegions(of: values, share: hotShare, incidents: incidents) {
      search, owner, regions in
      for region in regions {
        let cells = search.found[region.places]
          .map { Int(footprints.ground.cells[Int($0)]) }.sorted()
        found.append((HotRegion(cells: cells, level: region.level, in: surface), owner))
      }
    }
    pattern.clear(placeSlots)
    return rule.highestMean(of: found, on: surface, counts: counts)
  }
}

/// How often chance alone gives a hotspot as hot as one observed, wherever it is.
///
/// - Parameters:
///   - observed: the mean density of a hotspot.
///   - maxima: those of the hottest hotspots of random patterns; `nil` where there was none.
/// - Returns: (1 + patterns at least as hot)/(R + 1).
package func maximumPValue(of observed: Double, among maxima: [Double?]) -> PValue {
  var counts = ExtremeCounts()
  for maximum in maxima {
    // Sums of the same numbers in another order must count as equal.
    counts.add(maximum ?? 0, observed: observed, tolerance: 1e-9 * observed)
  }
  return counts.pValue(.greater)
}
