import Geometry
import Probability
import SpatialIndex

/// The 8 nearest others of each of many clustered points, the time to build the index included.
struct NeighbourCase {
  let points: Int

  func run() async -> Measurement {
    let sample = DensityCase.sample(points)
    var sink = 0.0
    let time = await median(of: 5) {
      let table = await PointIndex(sample).nearestNeighbours(8, threads: 2)
      sink += table.distances[0]
    }
    // The plain way for 20 of the points, scaled up.
    let few = 20
    let plain = seconds {
      for point in sample.prefix(few) { sink += Self.fullScan(of: sample, from: point) }
    }
    precondition(sink.isFinite)
    return Measurement(
      bench: "nearest-neighbours", n: points, parameters: "8 nearest, clustered points",
      median: time, runs: 5, threads: 2, baseline: "full scan of the points, scaled",
      ratio: plain / Double(few) * Double(points) / time,
      rate: "\(Int(Double(points) / time / 1e3)) thousand points/s")
  }

  /// The distance of the eighth nearest other, by looking at every point.
  private static func fullScan(of points: [Point], from position: Point) -> Double {
    var nearest = [Double](repeating: .infinity, count: 9)
    for point in points {
      let (dx, dy) = (point.x - position.x, point.y - position.y)
      let squared = dx * dx + dy * dy
      guard squared < nearest[8] else { continue }
      var slot = 8
      while slot > 0, squared < nearest[slot - 1] {
        nearest[slot] = nearest[slot - 1]
        slot -= 1
      }
      nearest[slot] = squared
    }
    return nearest[8].squareRoot()
  }
}
