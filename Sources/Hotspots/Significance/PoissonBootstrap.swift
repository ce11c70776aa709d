package import Geometry
import Probability

/// Incidents to be resampled: at which of some places each is and what it counts for.
///
/// In a Poisson bootstrap each incident comes as often as a Poisson number of mean 1 says, so that the number of
/// incidents varies too, as it does from one period to another (Hanley and MacGibbon 2006, "Creating
/// non-parametric bootstrap samples using Poisson frequencies"). Incidents at one place that count for the
/// same need only one number: their sum is Poisson of mean their count.
package struct ResampledIncidents: Sendable {
  /// The distinct places, ascending by x, then y.
  package let places: [Point]
  /// By place, then weight.
  private let groups: [Group]

  private struct Group {
    let place: Int32
    let weight: Double
    var count: Int32
  }

  /// - Parameter weights: what each incident counts for; one each when `nil`.
  /// - Complexity: O(*n* log *n*).
  package init(_ incidents: [Point], weights: [Double]? = nil) {
    precondition(weights.map { $0.count == incidents.count } ?? true, "each incident has a weight")
    let sorted = incidents.indices.map { (point: incidents[$0], weight: weights?[$0] ?? 1) }
      .sorted { ($0.point.x, $0.point.y, $0.weight) < ($1.point.x, $1.point.y, $1.weight) }
    var places: [Point] = []
    var groups: [Group] = []
    for (point, weight) in sorted {
      if places.last != point { places.append(point) }
      let place = Int32(places.count - 1)
      if let last = groups.last, last.place == place, last.weight == weight {
        groups[groups.count - 1].count += 1
      } else {
        groups.append(Group(place: place, weight: weight, count: 1))
      }
    }
    self.places = places
    self.groups = groups
  }

  /// How many incidents there are at each place in a resample, and what they count for together.
  package func resample(_ replicate: Int, seed: UInt64) -> (counts: [Int32], weights: [Double]) {
    var generator = SimulationKey(seed: seed, method: .poissonBootstrap)
      .generator(replicate: replicate)
    var counts = [Int32](repeating: 0, count: places.count)
    var weights = [Double](repeating: 0, count: places.count)
    for group in groups {
      let count = generator.poisson(mean: Double(group.count))
      counts[Int(group.place)] += Int32(count)
      weights[Int(group.place)] += Double(count) * group.weight
    }
    return (counts, weights)
  }
}
