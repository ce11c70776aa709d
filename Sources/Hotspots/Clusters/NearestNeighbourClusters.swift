package import Geometry
import Probability
import SpatialIndex

/// Clusters of incidents nearer than chance would put them, clusters of those clusters, and so on.
package struct NearestNeighbourClusters: Hashable, Sendable {
  /// One step of the hierarchy.
  package struct Order: Hashable, Sendable {
    /// How near to each other things must be, in metres.
    package let threshold: Double
    /// Of the incidents; from the second order, of the clusters of the order below.
    package let clustering: Clustering
    /// The mean position of each cluster's members.
    package let centres: [Point]
  }

  /// From the first order, which may have no clusters, upwards; each other has some.
  package let orders: [Order]
}

/// What nearest-neighbour hierarchical clustering takes.
package struct NearestNeighbourRule: Hashable, Sendable {
  /// The ground incidents could be on, in m².
  package let area: Double
  /// How often one point's nearest neighbour is below the threshold by chance, if the mean of nearest distances
  /// is taken for one distance, as the method does.
  package let chance: Double
  /// How many incidents make a cluster.
  package let least: Int
  /// How many clusters make one of a higher order.
  package let leastHigher: Int

  /// - Parameters:
  ///   - area: that of the study area, never of a box around it.
  ///   - chance: 0.05 for one side of 5 %; 0.025 for the lower of two.
  package init(area: Double, chance: Double = 0.05, least: Int = 10, leastHigher: Int = 2) {
    precondition(area > 0 && chance > 0 && chance < 1, "ground and chance are above 0")
    precondition(least >= 2 && leastHigher >= 2, "a cluster has at least two members")
    self.area = area
    self.chance = chance
    self.least = least
    self.leastHigher = leastHigher
  }

  /// The distance below which two of so many are near: 0.5 √(*A*/*N*) + *z* 0.26136 / √(*N*²/*A*), in metres.
  /// - Returns: `nil` where none is near enough, which happens only for very few and a small chance.
  package func threshold(for count: Int) -> Double? {
    guard count > 0 else { return nil }
    let mean = 0.5 * (area / Double(count)).squareRoot()
    let deviation = 0.26136 * area.squareRoot() / Double(count)
    let threshold = mean + NormalDistribution.quantile(chance) * deviation
    return threshold > 0 ? threshold : nil
  }
}

/// Groups incidents around those with most others near them, then the groups in the same way
/// (nearest-neighbour hierarchical clustering, after CrimeStat IV, chapter 7; Clark and Evans 1954 for the
/// threshold).
///
/// The incident with the most others within the threshold takes all of them that are still free; if that
/// makes `least`, they are a cluster. Then the next of those still free, and so on. Of incidents with equally
/// many the one with the smaller sum of distances (in whole micrometres) comes first, then the westernmost,
/// then the southernmost. Incidents in one place stay together. Orders end where nothing groups any more.
/// How CrimeStat itself decides ties, and how many clusters it wants for a higher order, has not been read at
/// its source: results may differ from its in detail.
///
/// The threshold assumes that incidents could be anywhere in the area: in a town most of what is near is so
/// because streets are.
///
/// - Complexity: O(*n* + pairs of places within the threshold) for the first order.
package func nearestNeighbourClusters(
  of points: [Point], by rule: NearestNeighbourRule
) -> NearestNeighbourClusters {
  var orders = [order(of: points, by: rule, least: rule.least)]
  while let last = orders.last, last.clustering.count >= rule.leastHigher {
    let next = order(of: last.centres, by: rule, least: rule.leastHigher)
    guard next.clustering.count > 0 else { break }
    orders.append(next)
  }
  return NearestNeighbourClusters(orders: orders)
}

private func order(
  of points: [Point], by rule: NearestNeighbourRule, least: Int
) -> NearestNeighbourClusters.Order {
  let threshold = rule.threshold(for: points.count) ?? 0
  let places = DistinctPlaces(of: points)
  let groups = SeedGroups(places, threshold: threshold, least: least)
  let clustering = Clustering(
    groups: places.places.map { groups.numbers[Int($0)] }, count: groups.count
  ) { CanonicalPlace(point: points[$0], weight: 1) }
  return NearestNeighbourClusters.Order(
    threshold: threshold, clustering: clustering, centres: centres(of: clustering, points))
}

/// The mean position of each cluster's members, the same in any order of them.
private func centres(of clustering: Clustering, _ points: [Point]) -> [Point] {
  clustering.members.map { members in
    let sorted = members.map { points[Int($0)] }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    // From the first on, so that little is lost of coordinates far from 0.
    let origin = sorted[0]
    let (dx, dy) = sorted.reduce(into: (0.0, 0.0)) { sum, point in
      sum.0 += point.x - origin.x
      sum.1 += point.y - origin.y
    }
    let count = Double(sorted.count)
    return Point(x: origin.x + dx / count, y: origin.y + dy / count)
  }
}

/// Places grouped around those with the most near them.
struct SeedGroups {
  /// For each place its group, or noise.
  private(set) var numbers: [Int32]
  private(set) var count = 0
  /// How many incidents are in the largest group.
  private(set) var largest = 0

  init(_ places: DistinctPlaces, threshold: Double, least: Int) {
    numbers = [Int32](repeating: Clustering.noise, count: places.points.count)
    let index = PointIndex(places.points)
    let reach = threshold + NeighbourReach.tolerance
    for seed in Self.seeds(places, index, reach, least) where numbers[seed] < 0 {
      var members: [Int32] = []
      var size = 0
      index.visit(within: reach, of: places.points[seed]) { place in
        guard numbers[Int(place)] < 0 else { return }
        members.append(place)
        size += places.counts[Int(place)]
      }
      guard size >= least else { continue }
      for member in members { numbers[Int(member)] = Int32(count) }
      count += 1
      largest = max(largest, size)
    }
  }

  /// The places with enough near them, in the order they become seeds.
  private static func seeds(
    _ places: DistinctPlaces, _ index: PointIndex, _ reach: Double, _ least: Int
  ) -> [Int] {
    var found: [(place: Int, count: Int, distances: Int64)] = []
    for (place, point) in places.points.enumerated() {
      var (count, distances) = (0, Int64(0))
      index.visit(within: reach, of: point) { other in
        let many = places.counts[Int(other)]
        count += many
        distances += Int64(many) * micrometres(point.distance(to: places.points[Int(other)]))
      }
      if count >= least { found.append((place, count, distances)) }
    }
    // Places are numbered from the west.
    return found.sorted {
      (-$0.count, $0.distances, $0.place) < (-$1.count, $1.distances, $1.place)
    }.map(\.place)
  }
}
