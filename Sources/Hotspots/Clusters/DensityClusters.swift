package import Geometry

/// Clusters of incidents that many others lie near, and which incidents those are.
package struct DensityClusters: Hashable, Sendable {
  package let clustering: Clustering
  /// For each incident, in the order given, whether enough lie within reach of it.
  package let isCore: [Bool]
}

/// Groups the incidents that lie densely: DBSCAN, and with `days` in its reach ST-DBSCAN.
///
/// An incident is a core if those within reach, itself included, weigh at least `least`. Cores within reach
/// of each other are in one cluster, and so on from one to the next. An incident that is no core belongs to
/// the cluster of the nearest core in reach, of equally near ones (to `NeighbourReach.tolerance`) the
/// westernmost, then southernmost, then earliest; without one it is noise. So no result depends on the order
/// of the incidents (Ester, Kriegel, Sander and Xu 1996, "A density-based algorithm for discovering clusters",
/// with Schubert et al. 2017, "DBSCAN revisited, revisited", on border points). Time counts as a second limit
/// (after Birant and Kut 2007, "ST-DBSCAN", without its third limit on other attributes).
///
/// Nothing here tells a cluster from chance.
///
/// - Parameters:
///   - times: days, where the reach has a limit of time.
///   - weights: none negative; one each when `nil`. A sum that lacks a billionth of `least` is enough, so that
///     ten tenths are one.
///   - threads: how many to use; the result does not depend on it.
/// - Complexity: O(*n*) where the density of incidents per reach is bounded; cells with enough incidents
///   of their own need no distances at all.
package func densityClusters(
  of points: [Point], times: [Double]? = nil, weights: [Double]? = nil,
  within reach: NeighbourReach,
  least: Double, threads: Int = 2
) async -> DensityClusters {
  precondition(least > 0 && least.isFinite, "some incidents are needed near a core")
  precondition(points.allSatisfy(\.isFinite), "incidents must be somewhere")
  precondition(weights.map { $0.count == points.count } ?? true, "each incident has one weight")
  precondition(weights?.allSatisfy { $0 >= 0 } ?? true, "no weight is negative")
  precondition(
    reach.days == nil || times?.count == points.count, "each incident has a time, in days")
  let times = reach.days == nil ? nil : times
  let search = DensitySearch(
    cells: ClusterCells(points, times: times, weights: weights, reach: reach),
    least: least * (1 - 1e-9), threads: threads)
  let cores = await search.cores()
  let components = search.components(of: cores)
  let groups = await search.groups(cores, components)
  // In the order of the cells, which is that of no list, so that weights are summed in it too.
  let clustering = Clustering(groups: groups, count: search.cells.count) {
    search.cells.canonicalPlace($0)
  }
  var isCore = [Bool](repeating: false, count: points.count)
  var labels = [Int32](repeating: Clustering.noise, count: points.count)
  for (place, number) in search.cells.numbers.enumerated() {
    isCore[Int(number)] = cores[place]
    labels[Int(number)] = clustering.labels[place]
  }
  return DensityClusters(
    clustering: Clustering(labels: labels, count: clustering.count), isCore: isCore)
}
