package import Geometry
import SpatialIndex

/// Clusters of whatever density, each as dense as it is for long: HDBSCAN.
package struct HierarchicalDensityClusters: Hashable, Sendable {
  package let clustering: Clustering
  /// For each cluster how strongly it stands out: for all its incidents together, over how many 1/m of density
  /// they stay in it.
  package let stabilities: [Double]
  /// For each cluster, from what distance downwards it is one by itself, in metres.
  package let births: [Double]
}

/// Groups incidents that lie more densely than around them, with no distance to choose: HDBSCAN.
///
/// The core distance of an incident is that to the `neighbours`th nearest, itself counted first; the distance of
/// two incidents is at least their core distances. Cutting the shortest tree through all at ever smaller
/// distances leaves parts; a part of at least `least` incidents that divides into several such is a cluster
/// of its own up to there. Of clusters inside each other those are kept that have the greatest excess of mass
/// (Campello, Moulavi and Sander 2013, "Density-based clustering based on hierarchical density estimates";
/// McInnes and Healy 2017). The cluster of all is never kept.
///
/// Sides of one length are removed at once, as Campello et al. have it (distances are taken in whole
/// millionths of a metre), so no result depends on the order of the incidents. Core distances make many such
/// sides. Programs that take them one by one, as scikit-learn 1.9 does, put incidents that leave
/// where a part divides into one of its pieces, and count them there.
///
/// Nothing here tells a cluster from chance.
///
/// - Parameters:
///   - least: how many incidents make a cluster, at least 2.
///   - neighbours: `least` when `nil`; 1 takes distances as they are.
///   - resolution: metres; what is nearer counts as so near. Incidents in one place would otherwise be
///     infinitely dense.
/// - Complexity: O(*n* (log² *n* + `least`²)) where the density changes slowly.
package func hierarchicalDensityClusters(
  of points: [Point], least: Int, neighbours: Int? = nil, resolution: Double = 1,
  threads: Int = 2
) async -> HierarchicalDensityClusters {
  precondition(least >= 2, "a cluster has at least two incidents")
  precondition(resolution >= 1e-6, "a resolution is at least a millionth of a metre")
  let places = DistinctPlaces(of: points)
  let neighbours = neighbours ?? least
  precondition(neighbours >= 1, "the first neighbour of an incident is itself")
  guard points.count >= max(least, neighbours) else {
    let none = [Int32](repeating: Clustering.noise, count: points.count)
    return HierarchicalDensityClusters(
      clustering: Clustering(labels: none, count: 0), stabilities: [], births: [])
  }
  let index = PointIndex(places.points)
  let table = await index.nearestNeighbours(neighbours - 1, threads: threads)
  let cores = places.cores(neighbours: neighbours, table, floor: micrometres(resolution))
  let edges = await index.spanningTree(leasts: cores, table: table, threads: threads)
  let hierarchy = MergeHierarchy(counts: places.counts, cores: cores, edges: edges)
  let tree = CondensedTree(hierarchy, least: least)
  return tree.clusters(of: points, places)
}

/// Places with how many incidents lie at each, ascending by x, then y.
struct DistinctPlaces {
  private(set) var points: [Point] = []
  private(set) var counts: [Int] = []
  /// For each incident the number of its place.
  private(set) var places: [Int32]

  init(of incidents: [Point]) {
    places = [Int32](repeating: 0, count: incidents.count)
    let order = incidents.indices.sorted { a, b in
      (incidents[a].x, incidents[a].y) < (incidents[b].x, incidents[b].y)
    }
    for incident in order {
      if incidents[incident] == points.last {
        counts[counts.count - 1] += 1
      } else {
        points.append(incidents[incident])
        counts.append(1)
      }
      places[incident] = Int32(points.count - 1)
    }
  }

  /// For each place the distance within which enough incidents lie, in micrometres.
  func cores(neighbours: Int, _ table: NeighbourTable, floor: Int64) -> [Int64] {
    points.indices.map { place in
      var sum = counts[place]
      guard sum < neighbours else { return floor }
      for entry in table.row(of: Int32(place)) {
        sum += counts[Int(table.numbers[entry])]
        if sum >= neighbours { return max(floor, micrometres(table.distances[entry])) }
      }
      // Only when there are fewer incidents in all.
      return .max
    }
  }
}
