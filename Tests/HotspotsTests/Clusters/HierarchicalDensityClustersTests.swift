import Geometry
import Hotspots
import Probability
import SpatialIndex
import Testing

/// HDBSCAN against scikit-learn and the definition.
@Suite struct HierarchicalDensityClustersTests {
  @Test(arguments: [5, 15])
  func labelsAreScikitLearns(least: Int) async throws {
    let points = try referenceRows("points.csv").map { Point(x: $0[0], y: $0[1]) }
    let labels = try referenceRows("sklearn_hdbscan_labels.csv")
      .filter { $0[0] == Double(least) }.map { Int32($0[2]) }
    #expect(labels.count == 300)
    let found = await hierarchicalDensityClusters(
      of: points, least: least, neighbours: 1, resolution: 1e-6)
    #expect(found.clustering.count > 1)
    #expect(groupAlike(found.clustering.labels, labels))
  }

  @Test(arguments: [1, 5, 15])
  func lengthsAreScikitLearns(samples: Int) async throws {
    let points = try referenceRows("points.csv").map { Point(x: $0[0], y: $0[1]) }
    let lengths = try referenceRows("sklearn_hdbscan_lengths.csv")
      .filter { $0[0] == Double(samples) }.map { micrometres($0[1]) }
    let index = PointIndex(points)
    let table = await index.nearestNeighbours(samples - 1)
    let cores = points.indices.map { table[Int32($0)].last.map { micrometres($0.distance) } ?? 1 }
    let edges = await index.spanningTree(leasts: cores, table: table)
    #expect(lengths.count == 299)
    #expect(edges.map(\.length).sorted() == lengths)
  }

  @Test(arguments: [0, 1, 2, 5, 24, 60], [2, 3, 5])
  func findsWhatTheDefinitionFinds(count: Int, least: Int) async {
    for (seed, side) in [(UInt64(1), 4), (2, 12), (3, 30), (4, 1_000)] {
      let points = ClusterSamples.lattice(count, side: side, seed: seed).points
      for (resolution, neighbours) in [(1e-6, least), (1, least), (25, least), (1, 1), (1, 4)] {
        let found = await hierarchicalDensityClusters(
          of: points, least: least, neighbours: neighbours, resolution: resolution)
        let slow = SlowHierarchy(
          points, least: least, neighbours: neighbours, resolution: resolution)
        #expect(groupAlike(found.clustering.labels, slow.labels))
      }
    }
  }

  @Test func theTreeIsShortest() async {
    for (count, side) in [(2, 3), (200, 20), (300, 400), (300, 1_000_000)] {
      let sample = ClusterSamples.lattice(count, side: side, seed: 8)
      var seen: Set<Point> = []
      let points = sample.points.filter { seen.insert($0).inserted }
      let index = PointIndex(points)
      var random = Philox(seed: 1, stream: 2)
      let leasts = points.map { _ in Int64(random.index(below: 4)) * 10_000_000 }
      for (width, threads) in [(0, 1), (1, 2), (6, 3)] {
        let table = await index.nearestNeighbours(width)
        let edges = await index.spanningTree(leasts: leasts, table: table, threads: threads)
        #expect(edges.count == points.count - 1)
        #expect(edges.map(\.length).sorted() == Self.plainTree(points, leasts))
      }
    }
  }

  /// The lengths of a shortest tree by Prim's rule, ascending: the same for all shortest trees.
  private static func plainTree(_ points: [Point], _ leasts: [Int64]) -> [Int64] {
    var lengths = [Int64](repeating: .max, count: points.count)
    var (isIn, last, tree) = ([Bool](repeating: false, count: points.count), 0, [Int64]())
    isIn[0] = true
    while tree.count < points.count - 1 {
      for other in points.indices where !isIn[other] {
        let length = max(
          leasts[last], leasts[other], micrometres(points[last].distance(to: points[other])))
        lengths[other] = min(lengths[other], length)
      }
      last = points.indices.filter { !isIn[$0] }.min { lengths[$0] < lengths[$1] } ?? 0
      isIn[last] = true
      tree.append(lengths[last])
    }
    return tree.sorted()
  }

  @Test func neitherOrderNorThreadsChangeAnything() async {
    let points = ClusterSamples.lattice(3_000, side: 60, seed: 9).points
    let order = ClusterSamples.shuffled(3_000, seed: 4)
    let first = await hierarchicalDensityClusters(of: points, least: 8, threads: 1)
    #expect(first.clustering.count > 5)
    for threads in [1, 2, 5] {
      let other = await hierarchicalDensityClusters(
        of: order.map { points[$0] }, least: 8, threads: threads)
      #expect(other.clustering.labels == order.map { first.clustering.labels[$0] })
      #expect(other.stabilities == first.stabilities && other.births == first.births)
    }
  }

  @Test func turnedTiesStayTies() async throws {
    let redwood = try Redwood(metres: 1_000).points
    let first = await hierarchicalDensityClusters(of: redwood, least: 5)
    #expect(first.clustering.count > 2)
    let turned = redwood.map {
      Point(x: 4e5 + 0.6 * $0.x - 0.8 * $0.y, y: 3e5 + 0.8 * $0.x + 0.6 * $0.y)
    }
    let other = await hierarchicalDensityClusters(of: turned, least: 5)
    #expect(groupAlike(other.clustering.labels, first.clustering.labels))
  }

  @Test func onePlaceIsNoClusterByItself() async {
    let points = [Point](repeating: Point(x: 3, y: 3), count: 50)
    let alone = await hierarchicalDensityClusters(of: points, least: 5)
    #expect(alone.clustering.count == 0)
    let two = points + points.map { Point(x: $0.x + 500, y: $0.y) }
    let found = await hierarchicalDensityClusters(of: two, least: 5)
    #expect(found.clustering.sizes == [50, 50])
    // From 500 m down to the resolution of 1 m.
    #expect(found.births == [500, 500])
    #expect(found.stabilities.allSatisfy { abs($0 - 50 * (1 - 1.0 / 500)) < 1e-9 })
  }
}

/// The definition: all pairs, cut at every length.
private struct SlowHierarchy {
  private(set) var labels: [Int32]
  private let lengths: [[Int64]]
  private let least: Int
  private var groups = 0

  init(_ points: [Point], least: Int, neighbours: Int, resolution: Double) {
    labels = [Int32](repeating: -1, count: points.count)
    self.least = least
    guard points.count >= max(least, neighbours) else {
      lengths = []
      return
    }
    let floor = micrometres(resolution)
    let cores = points.map { point in
      let sorted = points.map { micrometres(point.distance(to: $0)) }.sorted()
      return max(sorted[neighbours - 1], floor)
    }
    lengths = points.indices.map { a in
      points.indices.map { b in
        max(cores[a], cores[b], micrometres(points[a].distance(to: points[b])))
      }
    }
    let all = part(Array(points.indices), birth: 0)
    for child in all.children { choose(child) }
  }

  private final class Part {
    let members: [Int]
    var stability = 0.0
    var children: [Part] = []

    init(_ members: [Int]) { self.members = members }

    var best: Double { max(stability, children.reduce(0) { $0 + $1.best }) }
  }

  /// A part from where it begins until it divides or nothing large is left.
  private func part(_ members: [Int], birth: Double) -> Part {
    let part = Part(members)
    var left = members
    while true {
      let (length, pieces) = divide(left)
      let density = 1e6 / Double(length)
      let large = pieces.filter { $0.count >= least }
      let staying = large.count == 1 ? large[0].count : 0
      part.stability += Double(left.count - staying) * (density - birth)
      if large.count != 1 {
        part.children = large.map { self.part($0, birth: density) }
        return part
      }
      left = large[0]
    }
  }

  /// At what length some incidents just hold together, and what is left below it.
  private func divide(_ members: [Int]) -> (Int64, [[Int]]) {
    let candidates = Set(members.flatMap { a in members.filter { $0 != a }.map { lengths[a][$0] } })
      .sorted()
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if components(members, { $0 <= candidates[middle] }).count == 1 {
        high = middle
      } else {
        low = middle + 1
      }
    }
    guard low == candidates.count else {
      return (candidates[low], components(members, { $0 < candidates[low] }))
    }
    return (1, members.map { [$0] })
  }

  private func components(_ members: [Int], _ isIn: (Int64) -> Bool) -> [[Int]] {
    var left = Set(members)
    var found: [[Int]] = []
    while let start = left.min() {
      left.remove(start)
      var (component, place) = ([start], 0)
      while place < component.count {
        for other in left where isIn(lengths[component[place]][other]) {
          left.remove(other)
          component.append(other)
        }
        place += 1
      }
      found.append(component)
    }
    return found
  }

  private mutating func choose(_ part: Part) {
    let inside = part.children.reduce(0) { $0 + $1.best }
    if part.stability >= inside * (1 - 1e-9) {
      groups += 1
      for member in part.members { labels[member] = Int32(groups) }
    } else {
      for child in part.children { choose(child) }
    }
  }
}
