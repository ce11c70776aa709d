/// How finely the locations of incidents are known that were moved to anonymisation points.
package struct LocationResolution: Hashable, Sendable {
  /// The radius of a circle as large as the catchment, in metres, that half of the incidents (by
  /// weight) do not exceed.
  package let medianRadius: Double
  /// The same of nine in ten incidents.
  package let ninthDecileRadius: Double
  /// At how many distinct places the incidents lie.
  package let places: Int
  /// How many incidents (by weight) lie at the busiest of them.
  package let busiest: Double

  /// - Parameter areas: the size of each place's catchment on the ground, in m²; 0 where the place is
  ///   known as such.
  /// - Returns: `nil` without weight.
  init?(of places: WeightedPlaces, areas: [Double]) {
    let order = areas.indices.sorted { (areas[$0], $0) < (areas[$1], $1) }
    let total = places.weights.reduce(0, +)
    guard total > 0, let last = order.last else { return nil }
    func radius(atShare share: Double) -> Double {
      var sum = 0.0
      let reached = order.first { place in
        sum += places.weights[place]
        return sum >= share * total
      }
      return (areas[reached ?? last] / Double.pi).squareRoot()
    }
    medianRadius = radius(atShare: 0.5)
    ninthDecileRadius = radius(atShare: 0.9)
    self.places = places.weights.count { $0 > 0 }
    busiest = places.weights.max() ?? 0
  }
}
