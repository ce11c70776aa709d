import Geometry
import Hotspots
import Probability

/// Made-up incidents for clusters, many of them at equal distances or in one place.
enum ClusterSamples {
  /// Incidents on a lattice with a step of 10 m, some in one place, in days 0 ..< 30.
  static func lattice(
    _ count: Int, side: Int, seed: UInt64
  ) -> (points: [Point], times: [Double], weights: [Double]) {
    var random = Philox(seed: seed, stream: 77)
    var (points, times, weights) = ([Point](), [Double](), [Double]())
    for _ in 0..<count {
      points.append(
        Point(
          x: 400_000 + 10 * Double(random.index(below: side)),
          y: 300_000 + 10 * Double(random.index(below: side))))
      times.append(Double(random.index(below: 30)))
      weights.append(Double(1 + random.index(below: 20)) / 10)
    }
    return (points, times, weights)
  }

  static func even(_ count: Int, width: Double, height: Double, seed: UInt64, stream: UInt64 = 5)
    -> [Point]
  {
    var random = Philox(seed: seed, stream: stream)
    return (0..<count).map { _ in
      Point(x: random.uniform(from: 0, to: width), y: random.uniform(from: 0, to: height))
    }
  }

  /// The same elements in another order, and where each of the first stands in it.
  static func shuffled(_ count: Int, seed: UInt64) -> [Int] {
    var random = Philox(seed: seed, stream: 78)
    return random.permutation(of: count).map { Int($0) }
  }
}

extension Clustering {
  /// How many incidents each cluster has, ascending.
  var sizes: [Int] { members.map(\.count).sorted() }
}

/// Whether two lists group in the same way, whatever their numbers.
func groupAlike(_ a: [Int32], _ b: [Int32]) -> Bool {
  var (ab, ba) = ([Int32: Int32](), [Int32: Int32]())
  for (a, b) in zip(a, b) {
    guard (a < 0) == (b < 0) else { return false }
    if a < 0 { continue }
    guard ab[a, default: b] == b, ba[b, default: a] == a else { return false }
    (ab[a], ba[b]) = (b, a)
  }
  return a.count == b.count
}
