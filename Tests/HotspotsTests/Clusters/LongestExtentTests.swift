import Geometry
import Hotspots
import Testing

/// The farthest two against all pairs.
@Suite struct LongestExtentTests {
  @Test(arguments: [0, 1, 2, 3, 50, 400], [1, 3, 40])
  func findsTheFarthestPair(count: Int, side: Int) {
    let points = ClusterSamples.lattice(count, side: side, seed: 2).points
    let pairs = points.flatMap { a in points.map { a.distance(to: $0) } }
    #expect(longestExtent(of: points) == pairs.max() ?? 0)
  }
}
