package import Probability

/// How concentrated incidents would be if each chose its place by chance: some concentration needs no cause.
///
/// So many incidents are dealt to the places again and again, each place having the same chance, or one by its
/// size. The interval holds 95 of 100 such deals.
package struct ChanceConcentration: Hashable, Sendable {
  package let replicates: Int
  /// Means over the deals, with the range of the middle 95 %.
  package let gini: Estimate
  package let generalisedGini: Estimate
  /// The fewest places that hold each of the shares asked for.
  package let fewestPlaces: [Estimate]
  /// The mean shares that so many of the busiest places hold, as asked for.
  package let shareOfBusiest: [Double]
  /// How often chance gave at least the Gini found.
  package let pValue: PValue

  /// - Parameters:
  ///   - observed: what was found in the same places.
  ///   - sizes: of the places, such as residents; the same chance for each when `nil`.
  ///   - shares: such as 0.25, 0.5 and 0.8.
  /// - Complexity: O(replicates × (incidents + places log places)).
  package init(
    of observed: Concentration, sizes: [Double]? = nil, shares: [Double], tops: [Int] = [],
    replicates: Int, seed: UInt64
  ) throws(Undefined) {
    precondition(replicates > 0 && sizes.map { $0.count == observed.places } ?? true)
    let key = SimulationKey(seed: seed, method: .placeDeals)
    let table = sizes.map { AliasTable(weights: $0) }
    var dealt: [Concentration] = []
    for replicate in 0..<replicates {
      var generator = key.generator(replicate: replicate)
      var counts = [Int](repeating: 0, count: observed.places)
      for _ in 0..<observed.events {
        let place =
          table?.draw(using: &generator) ?? generator.index(below: observed.places)
        counts[place] += 1
      }
      dealt.append(try Concentration(counts))
    }
    self.replicates = replicates
    gini = Self.estimate(dealt.map(\.gini))
    generalisedGini = Self.estimate(dealt.map(\.generalisedGini))
    fewestPlaces = shares.map { share in
      Self.estimate(dealt.map { Double($0.fewestPlaces(holding: share)) })
    }
    shareOfBusiest = tops.map { top in
      dealt.reduce(0) { $0 + $1.share(ofBusiest: top) } / Double(replicates)
    }
    var extremes = ExtremeCounts()
    for deal in dealt { extremes.add(deal.gini, observed: observed.gini, tolerance: 1e-12) }
    pValue = extremes.pValue(.greater)
  }

  private static func estimate(_ values: [Double]) -> Estimate {
    let sorted = values.sorted()
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    let low = sorted[Int((0.025 * Double(sorted.count - 1)).rounded(.down))]
    let high = sorted[Int((0.975 * Double(sorted.count - 1)).rounded(.up))]
    return Estimate(
      mean, Interval(min(low, mean), max(high, mean), confidence: 0.95, method: "range of chance"))
  }
}
