import Geometry
import Hotspots

/// Ripley's K at 500 distances to 500 m, with the isotropic edge rule, over 90 × 60 km.
struct PatternCase {
  let points: Int
  static let distances = (1...500).map { Double($0) }

  func run() async throws -> Measurement {
    guard let window = PatternWindow(try Self.window()) else { throw PatternCaseError.noWindow }
    let sample = DensityCase.sample(points)
    var sink = 0.0
    let before = processorSeconds()
    let time = await median(of: 3) {
      let pattern = PointPattern(sample, in: window)
      let estimate = await PairFunctionEstimate(
        .k, at: Self.distances, in: window, edge: .isotropic)
      sink += (await estimate(pattern))?.values.last.flatMap { $0 } ?? 0
    }
    let processor = (processorSeconds() - before) / 4
    // The plain way looks at every pair; that of some points, scaled up, without any edge.
    let some = min(points, 200)
    let plain = seconds {
      for point in sample.prefix(some) {
        for other in sample where point.distance(to: other) <= 500 { sink += 1 }
      }
    }
    precondition(sink >= 0)
    let all = plain / Double(some) * Double(points)
    return Measurement(
      bench: "pattern", n: points, parameters: "K to 500 m, isotropic, 500 distances",
      median: time, runs: 3, threads: 2, baseline: "all pairs, scaled", ratio: all / time,
      processor: processor)
  }

  static func window() throws -> MultiPolygon<Point> {
    let corners = [(0.0, 0.0), (90_000, 0), (90_000, 60_000), (0, 60_000)]
    return MultiPolygon([
      Polygon(exterior: try Ring(corners: corners.map { Point(x: $0.0, y: $0.1) }))
    ])
  }
}

enum PatternCaseError: Error { case noWindow }
