import Geometry
import Hotspots
import Probability
import SpatialIndex
import Testing

/// Nearest-neighbour hierarchical clustering against worked numbers, the definition and chance.
@Suite struct NearestNeighbourClustersTests {
  @Test func thresholds() throws {
    let lower = NearestNeighbourRule(area: 1e6, chance: 0.025)
    #expect(abs(try #require(lower.threshold(for: 100)) - 44.877) < 5e-4)
    let oneSided = NearestNeighbourRule(area: 1e6)
    #expect(abs(try #require(oneSided.threshold(for: 100)) - 45.701) < 5e-4)
    let middle = NearestNeighbourRule(area: 1e6, chance: 0.5)
    #expect(abs(try #require(middle.threshold(for: 100)) - 50) < 1e-9)
    // One standard error, 2.6136 m, above.
    let above = NearestNeighbourRule(area: 1e6, chance: 0.8413447460685429)
    #expect(abs(try #require(above.threshold(for: 100)) - 52.6136) < 5e-5)
    #expect(middle.threshold(for: 0) == nil)
    #expect(NearestNeighbourRule(area: 1e6, chance: 1e-4).threshold(for: 2) == nil)
  }

  @Test(arguments: [0, 1, 2, 30, 300], [2, 4, 10])
  func findsWhatTheDefinitionFinds(count: Int, least: Int) {
    for (seed, side) in [(UInt64(1), 6), (2, 20), (3, 60)] {
      let points = ClusterSamples.lattice(count, side: side, seed: seed).points
      let area = Double(100 * side * side)
      let rule = NearestNeighbourRule(area: area, least: least)
      let found = nearestNeighbourClusters(of: points, by: rule)
      let slow = Self.slowGroups(points, rule.threshold(for: count) ?? 0, least)
      #expect(groupAlike(found.orders[0].clustering.labels, slow))
      for (below, order) in zip(found.orders, found.orders.dropFirst()) {
        let slow = Self.slowGroups(below.centres, order.threshold, rule.leastHigher)
        #expect(groupAlike(order.clustering.labels, slow))
      }
    }
  }

  @Test func orderChangesNothing() {
    let points = ClusterSamples.lattice(2_000, side: 80, seed: 9).points
    let order = ClusterSamples.shuffled(2_000, seed: 4)
    let rule = NearestNeighbourRule(area: 640_000, least: 3)
    let first = nearestNeighbourClusters(of: points, by: rule)
    let other = nearestNeighbourClusters(of: order.map { points[$0] }, by: rule)
    #expect(first.orders[0].clustering.count > 5)
    #expect(
      other.orders[0].clustering.labels == order.map { first.orders[0].clustering.labels[$0] })
    #expect(other.orders.dropFirst() == first.orders.dropFirst())
    #expect(other.orders[0].centres == first.orders[0].centres)
  }

  @Test func clustersOfClusters() {
    // Two groups of three tight knots, far apart.
    let points = [
      (0.0, 0.0), (1_500, 0), (0, 1_500), (8_000, 8_000), (9_500, 8_000), (8_000, 9_500),
    ]
    .flatMap { x, y in (0..<5).map { Point(x: x + Double($0), y: y) } }
    let found = nearestNeighbourClusters(
      of: points, by: NearestNeighbourRule(area: 1e8, chance: 0.5, least: 5))
    #expect(found.orders.map(\.clustering.sizes) == [[5, 5, 5, 5, 5, 5], [3, 3]])
    #expect(found.orders[0].centres[0] == Point(x: 2, y: 0))
  }

  /// On even ground, no more than 5 in 100 patterns may have p ≤ 0.05, for either p-value.
  @Test func holdsItsLevel() async throws {
    let window = try Self.square(1_000)
    let rule = NearestNeighbourRule(area: window.area, chance: 0.05, least: 3)
    var (clusters, sizes) = (0, 0)
    for pattern in 0..<1_000 {
      let points = ClusterSamples.even(
        30, width: 1_000, height: 1_000, seed: 11, stream: UInt64(pattern))
      let found = nearestNeighbourClusters(of: points, by: rule)
      let test = await significance(
        of: found, by: rule, in: window, replicates: 99,
        key: SimulationKey(seed: UInt64(pattern), method: .hierarchicalClusters))
      let result = try #require(test)
      if result.clusters.value <= 0.05 { clusters += 1 }
      if result.sizes.contains(where: { $0.value <= 0.05 }) { sizes += 1 }
    }
    // 50 expected at most, standard deviation 6.9; counts are whole, so ties make it fewer.
    #expect(clusters <= 68 && clusters > 0)
    #expect(sizes <= 68 && sizes > 0)
  }

  @Test func findsAPlantedCluster() async throws {
    let window = try Self.square(1_000)
    let points =
      ClusterSamples.even(100, width: 1_000, height: 1_000, seed: 3)
      + (0..<15).map { Point(x: 500 + Double($0), y: 500) }
    let rule = NearestNeighbourRule(area: window.area)
    let found = nearestNeighbourClusters(of: points, by: rule)
    let test = try #require(
      await significance(
        of: found, by: rule, in: window, replicates: 199,
        key: SimulationKey(seed: 1, method: .hierarchicalClusters)))
    #expect(found.orders[0].clustering.count == 1)
    #expect(test.sizes.map(\.value) == [0.005])
    #expect(test.clusters.value == 0.005)
    #expect(test.expectedClusters == 0)
  }

  static func square(_ side: Double) throws -> MultiPolygon<Point> {
    let corners = [(0.0, 0.0), (side, 0), (side, side), (0, side)]
    return MultiPolygon([
      Polygon(exterior: try Ring(corners: corners.map { Point(x: $0.0, y: $0.1) }))
    ])
  }

  /// The definition, incident by incident.
  private static func slowGroups(_ points: [Point], _ threshold: Double, _ least: Int) -> [Int32] {
    let near = points.map { a in
      points.indices.filter { a.distance(to: points[$0]) <= threshold + 1e-6 }
    }
    let keys = points.indices.map { a in
      (
        -near[a].count,
        near[a].reduce(Int64(0)) { $0 + micrometres(points[a].distance(to: points[$1])) },
        points[a].x, points[a].y
      )
    }
    var groups = [Int32](repeating: -1, count: points.count)
    for seed in points.indices.sorted(by: { keys[$0] < keys[$1] }) where groups[seed] < 0 {
      let members = near[seed].filter { groups[$0] < 0 }
      if members.count >= least { for member in members { groups[member] = Int32(seed) } }
    }
    return groups
  }
}
