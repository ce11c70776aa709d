import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct PointDensityTests {
  /// spatstat.explore 3.0.6, `density.ppp(X, 60, at = "points", edge = FALSE)`.
  @Test(arguments: [
    (Kernel.Shape.gaussian, OwnPoint.counted, "spatstat_density_points_gaussian_none_all.csv"),
    (.quartic, .leftOut, "spatstat_density_points_quartic_none_loo.csv"),
  ])
  func matchesTheReference(shape: Kernel.Shape, own: OwnPoint, file: String) async throws {
    let truth = try referenceRows(file).map { $0[0] }
    let places = try referenceRows("points.csv").map { Point(x: $0[0], y: $0[1]) }
    try #require(truth.count == places.count)
    let values = await densityAtPoints(
      of: places, kernel: try #require(Kernel(shape, standardDeviation: 60)), own: own)
    let peak = try #require(truth.max())
    for (value, reference) in zip(values, truth) {
      #expect(abs(value - reference) <= 1e-10 * peak)
    }
  }

  static let samples = ["none", "one", "all equal", "strewn", "on a line", "snapped"]

  /// Against the definition, point by point, with and without weights.
  @Test(arguments: samples, Kernel.Shape.allCases)
  func isTheSumOverAllPoints(sample: String, shape: Kernel.Shape) async throws {
    let points = incidents(sample)
    var generator = Philox(seed: 51, stream: 0)
    let weights = points.map { _ in generator.uniform(from: 0.1, to: 5) }
    for radius in [3.0, 120, 9_000] {
      let kernel = try #require(Kernel(shape, radius: radius))
      for weights in [nil, weights] {
        for own in OwnPoint.allCases {
          let values = await densityAtPoints(of: points, weights: weights, kernel: kernel, own: own)
          let truth = points.indices.map { slow(points, weights, kernel, $0, own) }
          try #require(values.count == truth.count)
          let scale = truth.max() ?? 0
          for (value, slow) in zip(values, truth) { #expect(abs(value - slow) <= 1e-12 * scale) }
        }
        let box = Box<Point>(minX: -500, minY: -500, maxX: 1_500, maxY: 1_500)
        let places =
          SampleShapes.points(20, in: box, using: &generator) + [Point(x: 1e12, y: -1e15)]
        let values = await density(of: points, weights: weights, kernel: kernel, at: places)
        let truth = places.map { slow(points, weights, kernel, $0) }
        for (value, slow) in zip(values, truth) {
          #expect(abs(value - slow) <= 1e-12 * (truth.max() ?? 0))
        }
      }
    }
  }

  @Test func isTheSameOnAnyNumberOfThreadsAndInAnyOrder() async throws {
    var generator = Philox(seed: 52, stream: 0)
    let points = incidents("strewn") + incidents("snapped")
    let weights = points.map { _ in generator.uniform(from: 0.1, to: 5) }
    let kernel = try #require(Kernel(.gaussian, radius: 200))
    let order = points.indices.shuffled(using: &generator)
    let one = await densityAtPoints(
      of: points, weights: weights, kernel: kernel, own: .placeLeftOut, threads: 1)
    let other = await densityAtPoints(
      of: order.map { points[$0] }, weights: order.map { weights[$0] }, kernel: kernel,
      own: .placeLeftOut, threads: 7)
    #expect(order.map { one[$0] } == other)
  }

  private func slow(
    _ points: [Point], _ weights: [Double]?, _ kernel: Kernel, _ point: Int, _ own: OwnPoint
  ) -> Double {
    points.indices.reduce(0) { sum, other in
      if own == .leftOut, other == point { return sum }
      if own == .placeLeftOut, points[other] == points[point] { return sum }
      let distance = points[other].distance(to: points[point])
      return sum + (weights?[other] ?? 1) * kernel.density(atSquaredDistance: distance * distance)
    }
  }

  private func slow(_ points: [Point], _ weights: [Double]?, _ kernel: Kernel, _ place: Point)
    -> Double
  {
    points.indices.reduce(0) { sum, other in
      let distance = points[other].distance(to: place)
      return sum + (weights?[other] ?? 1) * kernel.density(atSquaredDistance: distance * distance)
    }
  }

  private func incidents(_ sample: String) -> [Point] {
    var generator = Philox(seed: 53, stream: 0)
    let box = Box<Point>(minX: 0, minY: 0, maxX: 1_000, maxY: 1_000)
    let strewn = points(60, in: box, using: &generator)
    return switch sample {
    case "none": []
    case "one": [strewn[0]]
    case "all equal": [Point](repeating: strewn[1], count: 40)
    case "on a line": strewn.map { Point(x: $0.x, y: 400) }
    case "snapped": (0..<60).map { strewn[$0 % 6] }
    default: strewn
    }
  }
}
