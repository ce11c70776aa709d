import Geometry
import Hotspots
import Probability
import Testing

/// DBSCAN and ST-DBSCAN against worked numbers, R's dbscan and the definition.
@Suite struct DensityClustersTests {
  @Test(arguments: [
    (0.09, 11, [5, 7, 8, 13, 18]), (0.075, 29, [5, 7, 8, 13]),
    // Several pairs lie exactly on this one: plain doubles give noise 24 and sizes 5 5 7 8 13.
    (0.08, 23, [5, 6, 7, 8, 13]),
  ])
  func redwood(distance: Double, noise: Int, sizes: [Int]) async throws {
    for metres in [1.0, 1_000] {
      let found = await densityClusters(
        of: try Redwood(metres: metres).points, within: NeighbourReach(distance: distance * metres),
        least: 5)
      #expect(found.clustering.noiseCount == noise)
      #expect(found.clustering.sizes == sizes)
    }
  }

  @Test func borderBetweenTwoClustersGoesToTheLowerCore() async {
    let line = [0, 0.2, 0.4, 1, 2, 3, 3.6, 3.8, 4].map { Point(x: $0, y: 0) }
    for order in [Array(line.indices), line.indices.reversed(), [4, 8, 0, 7, 1, 6, 2, 5, 3]] {
      let found = await densityClusters(
        of: order.map { line[$0] }, within: NeighbourReach(distance: 1), least: 4)
      let expected: [Int32] = [0, 0, 0, 0, 0, 1, 1, 1, 1]
      #expect(found.clustering.labels == order.map { expected[$0] })
      #expect(found.isCore == order.map { $0 != 4 })
    }
  }

  @Test func agreesWithR() async throws {
    let points = try referenceRows("points.csv").map { Point(x: $0[0], y: $0[1]) }
    let labels = try referenceRows("dbscan_R_eps30_min5.csv").map { Int32($0[1]) - 1 }
    let found = await densityClusters(
      of: points, within: NeighbourReach(distance: 30), least: 5)
    #expect(labels.count == 300)
    let ours = found.clustering.labels
    #expect(zip(ours, labels).allSatisfy { ($0 < 0) == ($1 < 0) })
    // Incidents on a border may belong to either side.
    let cores = points.indices.filter { found.isCore[$0] }
    #expect(cores.count > 100)
    #expect(groupAlike(cores.map { ours[$0] }, cores.map { labels[$0] }))
  }

  @Test(
    arguments: [0, 1, 2, 40, 250], [10.0, 20, 28.284271247461902, 50])
  func findsWhatTheDefinitionFinds(count: Int, distance: Double) async {
    for (seed, side) in [(UInt64(1), 8), (2, 25), (3, 80)] {
      let sample = ClusterSamples.lattice(count, side: side, seed: seed)
      for (days, weights, least) in [
        (Double?.none, [Double]?.none, 5.0), (7, nil, 3), (nil, sample.weights, 6),
        (3, sample.weights, 2),
      ] {
        let reach = NeighbourReach(distance: distance, days: days)
        let found = await densityClusters(
          of: sample.points, times: sample.times, weights: weights, within: reach, least: least)
        let slow = SlowDensityClusters(
          sample.points, days.map { _ in sample.times }, weights, distance, days, least)
        #expect(found.isCore == slow.isCore)
        #expect(groupAlike(found.clustering.labels, slow.groups))
      }
    }
  }

  @Test func neitherOrderNorThreadsChangeAnything() async {
    let sample = ClusterSamples.lattice(3_000, side: 60, seed: 9)
    let order = ClusterSamples.shuffled(3_000, seed: 4)
    let reach = NeighbourReach(distance: 20, days: 5)
    let first = await densityClusters(
      of: sample.points, times: sample.times, weights: sample.weights, within: reach, least: 3,
      threads: 1)
    #expect(first.clustering.count > 5)
    for threads in [1, 2, 5] {
      let other = await densityClusters(
        of: order.map { sample.points[$0] }, times: order.map { sample.times[$0] },
        weights: order.map { sample.weights[$0] }, within: reach, least: 3, threads: threads)
      #expect(other.clustering.labels == order.map { first.clustering.labels[$0] })
      #expect(other.isCore == order.map { first.isCore[$0] })
    }
  }

  @Test func moveAndTurnChangeNothing() async {
    let sample = ClusterSamples.even(2_000, width: 2_000, height: 1_000, seed: 3)
    let reach = NeighbourReach(distance: 40)
    let first = await densityClusters(of: sample, within: reach, least: 6)
    #expect(first.clustering.count > 5)
    // By 90° and by an angle whose cosine is 0.6.
    for (c, s) in [(0.0, 1.0), (0.6, 0.8)] {
      let turned = sample.map {
        Point(x: 4e5 + c * $0.x - s * $0.y, y: 3e5 + s * $0.x + c * $0.y)
      }
      let other = await densityClusters(of: turned, within: reach, least: 6)
      #expect(other.isCore == first.isCore)
      #expect(groupAlike(other.clustering.labels, first.clustering.labels))
    }
  }

  @Test func incidentsInOnePlaceAreACluster() async {
    let points = [Point](repeating: Point(x: 5, y: 5), count: 100_000) + [Point(x: 105, y: 5)]
    let found = await densityClusters(
      of: points, within: NeighbourReach(distance: 100), least: 20)
    #expect(found.clustering.sizes == [100_001])
    let weighted = await densityClusters(
      of: [points[0], points[100_000]], weights: [100_000, 1],
      within: NeighbourReach(distance: 100), least: 20)
    #expect(weighted.clustering.labels == [0, 0])
  }

  @Test func numbersGoBySizeThenFromTheWest() async {
    // Two of two in the east and the west, three in the middle.
    let points = [(900.0, 0.0), (901, 0), (500, 0), (501, 0), (502, 0), (10, 0), (11, 0)].map {
      Point(x: $0.0, y: $0.1)
    }
    let found = await densityClusters(of: points, within: NeighbourReach(distance: 5), least: 2)
    #expect(found.clustering.labels == [2, 2, 0, 0, 0, 1, 1])
  }

  @Test func tenTenthsAreOne() async {
    let found = await densityClusters(
      of: [Point](repeating: Point(x: 0, y: 0), count: 10),
      weights: [Double](repeating: 0.1, count: 10), within: NeighbourReach(distance: 1), least: 1)
    #expect(found.clustering.count == 1)
  }

  @Test func timeDividesWhatSpaceJoins() async {
    let points = [Point](repeating: Point(x: 1, y: 1), count: 6)
    let found = await densityClusters(
      of: points, times: [0, 28, 56, 85, 100, 113], within: NeighbourReach(distance: 10, days: 28),
      least: 2)
    #expect(found.clustering.labels == [0, 0, 0, 1, 1, 1])
  }
}

/// The definition: every incident with every other.
struct SlowDensityClusters {
  let isCore: [Bool]
  let groups: [Int32]

  init(
    _ points: [Point], _ times: [Double]?, _ weights: [Double]?, _ distance: Double,
    _ days: Double?,
    _ least: Double
  ) {
    func areNear(_ a: Int, _ b: Int) -> Bool {
      guard points[a].distance(to: points[b]) <= distance + 1e-6 else { return false }
      guard let times, let days else { return true }
      return abs(times[a] - times[b]) <= days + 1e-6
    }
    let all = points.indices
    let isCore = all.map { a in
      // In tenths, which sum up exactly.
      let tenths = all.reduce(0) { sum, b in
        sum + (areNear(a, b) ? Int(((weights?[b] ?? 1) * 10).rounded()) : 0)
      }
      return Double(tenths) >= least * 10
    }
    var groups = [Int32](repeating: -1, count: points.count)
    for start in all where isCore[start] && groups[start] < 0 {
      var stack = [start]
      groups[start] = Int32(start)
      while let a = stack.popLast() {
        for b in all where isCore[b] && groups[b] < 0 && areNear(a, b) {
          groups[b] = Int32(start)
          stack.append(b)
        }
      }
    }
    for border in all where !isCore[border] {
      let cores = all.filter { isCore[$0] && areNear(border, $0) }
      let nearest = cores.map { points[border].distance(to: points[$0]) }.min() ?? 0
      let tied = cores.filter { points[border].distance(to: points[$0]) <= nearest + 1e-6 }
      let first = tied.min { a, b in
        (points[a].x, points[a].y, times?[a] ?? 0) < (points[b].x, points[b].y, times?[b] ?? 0)
      }
      if let first { groups[border] = groups[first] }
    }
    self.isCore = isCore
    self.groups = groups
  }
}
