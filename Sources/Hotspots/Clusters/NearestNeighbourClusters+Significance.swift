package import Geometry
package import Probability
import SpatialIndex

/// How nearest-neighbour clusters compare with those of random points.
package struct NearestNeighbourSignificance: Hashable, Sendable {
  /// How often random points make as many clusters of the first order.
  package let clusters: PValue
  /// For each cluster of the first order, how often the largest cluster of random points has as many members:
  /// a family-wise p-value, which needs no adjustment for how many clusters there are.
  package let sizes: [PValue]
  /// How many clusters random points make on average.
  package let expectedClusters: Double
}

/// Compares clusters with those of as many points put evenly over the window (complete spatial randomness).
///
/// Towns are never evenly filled: a small p-value says that incidents are not spread over fields and
/// streets alike, which was known. It tells nothing about clusters beyond what the layout of streets and homes
/// makes.
///
/// - Parameters:
///   - window: the ground, whose area is that of the rule.
///   - replicates: how many random patterns.
/// - Complexity: O(`replicates` × clustering).
package func significance(
  of clusters: NearestNeighbourClusters, by rule: NearestNeighbourRule,
  in window: MultiPolygon<Point>, replicates: Int, key: SimulationKey, threads: Int = 2
) async -> NearestNeighbourSignificance? {
  guard let first = clusters.orders.first, let ground = EvenGround(window) else { return nil }
  let count = first.clustering.labels.count
  let simulated = await inParallel(replicates, threads: threads) { replicate in
    var random = key.generator(replicate: replicate)
    let places = DistinctPlaces(of: (0..<count).map { _ in ground.point(&random) })
    let groups = SeedGroups(places, threshold: first.threshold, least: rule.least)
    return (clusters: groups.count, largest: groups.largest)
  }
  func pValue(_ observed: Int, _ value: ((clusters: Int, largest: Int)) -> Int) -> PValue {
    var extremes = ExtremeCounts()
    for one in simulated { extremes.add(Double(value(one)), observed: Double(observed)) }
    return extremes.pValue(.greater)
  }
  let sizes = first.clustering.members.map { pValue($0.count) { $0.largest } }
  return NearestNeighbourSignificance(
    clusters: pValue(first.clustering.count) { $0.clusters }, sizes: sizes,
    expectedClusters: Double(simulated.reduce(0) { $0 + $1.clusters }) / Double(max(1, replicates)))
}

/// Ground to put points on, each place as likely as any other.
struct EvenGround: Sendable {
  private let box: Box<Point>
  private let index: RasterAreaIndex

  /// - Returns: `nil` without ground.
  init?(_ window: MultiPolygon<Point>) {
    guard let box = window.box, window.area > 0 else { return nil }
    self.box = box
    // Few cells: most of the time goes into the clusters.
    index = RasterAreaIndex([window], cells: 1 << 14)
  }

  /// - Complexity: O(box / ground).
  func point(_ random: inout Philox) -> Point {
    while true {
      let point = Point(
        x: random.uniform(from: box.minX, to: box.maxX),
        y: random.uniform(from: box.minY, to: box.maxY))
      if index.area(at: point) >= 0 { return point }
    }
  }
}
