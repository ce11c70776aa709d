import Geometry
import Hotspots
import Probability

/// Clusters of clustered points: DBSCAN within 50 m of 20, HDBSCAN of 20, nearest neighbours of 20.
struct ClusterCase {
  let points: Int

  func run() async -> [Measurement] {
    let sample = DensityCase.sample(points)
    let few = Array(sample.prefix(4_000))
    let plain = seconds { precondition(Self.pairs(of: few, within: 50) >= few.count) }
    let scale = Double(points) / Double(few.count)
    var results = [
      await measured("dbscan", "50 m, 20 points", plain * scale * scale) {
        await densityClusters(
          of: sample, within: NeighbourReach(distance: 50), least: 20
        ).clustering.count
      }
    ]
    guard points <= 1_000_000 else { return results }
    results.append(
      await measured("hdbscan", "20 points", plain * scale * scale) {
        await hierarchicalDensityClusters(of: sample, least: 20).clustering.count
      })
    results.append(
      await measured("nnh", "20 points", plain * scale * scale) {
        nearestNeighbourClusters(
          of: sample, by: NearestNeighbourRule(area: 90_000 * 60_000, least: 20)
        ).orders.count
      })
    return results
  }

  private func measured(
    _ name: String, _ parameters: String, _ plain: Double, _ body: () async -> Int
  ) async -> Measurement {
    let spent = processorSeconds()
    var sink = 0
    let time = await median(of: 3) { sink += await body() }
    precondition(sink >= 0)
    var measurement = Measurement(
      bench: name, n: points, parameters: parameters, median: time, runs: 3, threads: 2,
      baseline: "all pairs' distances once, scaled", ratio: plain / time,
      rate: "\(Int(Double(points) / time / 1e3)) thousand points/s")
    measurement.processor = (processorSeconds() - spent) / 4
    return measurement
  }

  private static func pairs(of points: [Point], within distance: Double) -> Int {
    points.reduce(0) { sum, a in
      sum
        + points.reduce(0) { count, b in
          let (dx, dy) = (a.x - b.x, a.y - b.y)
          return count + (dx * dx + dy * dy <= distance * distance ? 1 : 0)
        }
    }
  }
}
