import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct AdaptiveDensityTests {
  static let samples = ["none", "one", "all equal", "strewn", "on borders", "at centres"]

  /// Against sparr, whose file has 12 digits.
  @Test func matchesTheReference() async throws {
    let cases = try referenceRows("relative_density_cases.csv")
    let truth = try referenceRows("relative_density.csv").map { $0[0] }
    let grid = Grid(
      cellWidth: 100, cellHeight: 100, firstColumn: 0, firstRow: 0, columns: 32, rows: 32)
    try #require(truth.count == grid.cellCount)
    let points = cases.map { Point(x: $0[0], y: $0[1]) }
    let pilot = await densityAtPoints(
      of: points, kernel: try #require(Kernel(.gaussian, standardDeviation: 220)), own: .counted)
    let density = await adaptiveDensity(
      of: points, shape: .gaussian,
      bandwidths: .abramson(pilot: pilot, standardDeviation: 180, trim: 1.5), on: grid)
    let peak = try #require(truth.max())
    for (value, expected) in zip(density, truth) { #expect(abs(value - expected) <= 1e-10 * peak) }
  }

  /// Widths from below a cell to beyond the grid.
  @Test(arguments: samples, Kernel.Shape.allCases)
  func isTheSumOverAllIncidents(sample: String, shape: Kernel.Shape) async throws {
    let (points, weights, bandwidths) = incidents(sample)
    for weights in [nil, weights] {
      let density = await adaptiveDensity(
        of: points, weights: weights, shape: shape, bandwidths: bandwidths, on: grid)
      let truth = try slowDensity(points, weights, shape: shape, bandwidths)
      try #require(density.count == truth.count)
      let peak = truth.max() ?? 0
      for (cell, value) in density.enumerated() {
        #expect(abs(value - truth[cell]) <= 1e-12 * peak, "cell \(cell)")
        #expect((value == 0) == (truth[cell] == 0), "cell \(cell)")
      }
    }
  }

  /// One width for all is the density of a fixed bandwidth.
  @Test(arguments: Kernel.Shape.allCases)
  func withOneWidthIsTheFixedDensity(shape: Kernel.Shape) async throws {
    let (points, weights, _) = incidents("strewn")
    let kernel = try #require(Kernel(shape, standardDeviation: 60))
    let even = LocalBandwidths.abramson(
      pilot: points.map { _ in 1 }, standardDeviation: kernel.standardDeviation)
    let adaptive = await adaptiveDensity(
      of: points, weights: weights, shape: shape, bandwidths: even, on: grid)
    let fixed = directDensity(of: points, weights: weights, kernel: kernel, on: grid)
    let peak = try #require(fixed.max())
    for (value, expected) in zip(adaptive, fixed) { #expect(abs(value - expected) <= 1e-12 * peak) }
  }

  @Test(arguments: samples, Kernel.Shape.allCases)
  func isTheSameOnAnyNumberOfThreadsAndInAnyOrder(sample: String, shape: Kernel.Shape) async {
    var generator = Philox(seed: 60, stream: 0)
    let (points, weights, _) = incidents(sample)
    func surface(_ order: [Int], threads: Int) async -> [Double] {
      let points = order.map { points[$0] }
      return await adaptiveDensity(
        of: points, weights: order.map { weights[$0] }, shape: shape,
        bandwidths: .neighbours(of: points, rank: 4, least: 15, threads: threads), on: tall,
        threads: threads)
    }
    let one = await surface(Array(points.indices), threads: 1)
    for threads in [2, 3, 8, 100] {
      let other = await surface(points.indices.shuffled(using: &generator), threads: threads)
      #expect(one == other, "\(threads) threads")
    }
  }

  /// Within what `adaptiveDensity` promises for standard deviations of a cell and of two.
  @Test(arguments: [
    (Kernel.Shape.quartic, 0.01, 0.001), (.epanechnikov, 0.04, 0.01), (.triangular, 0.04, 0.01),
    (.uniform, 0.25, 0.1), (.gaussian, 0.01, 1e-12),
  ])
  func holdsTheWeightOfItsIncidents(shape: Kernel.Shape, atOneCell: Double, atTwo: Double) async {
    var generator = Philox(seed: 61, stream: 0)
    let grid = Grid(
      cellWidth: 50, cellHeight: 50, firstColumn: 7_000, firstRow: 7_400, columns: 60, rows: 60)
    for (least, tolerance) in [(50.0, atOneCell), (100, atTwo)] {
      for count in [1, 100] {
        let points = points(count, in: grid.box.expanded(by: -1_300), using: &generator)
        let weights = points.map { _ in generator.uniform(from: 0.1, to: 5) }
        let bandwidths = await LocalBandwidths.neighbours(of: points, rank: 3, least: least)
        let density = await adaptiveDensity(
          of: points, weights: weights, shape: shape, bandwidths: bandwidths, on: grid)
        let held = density.reduce(0, +) * grid.cellArea / weights.reduce(0, +)
        #expect(abs(held - 1) < tolerance)
      }
    }
  }

  @Test func ofAnEmptyGridIsEmpty() async {
    for (columns, rows) in [(0, 0), (0, 5), (5, 0)] {
      let none = Grid(
        cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: columns, rows: rows)
      let density = await adaptiveDensity(
        of: [Point(x: 0.5, y: 0.5)], shape: .quartic,
        bandwidths: .abramson(pilot: [1], standardDeviation: 2), on: none)
      #expect(density.isEmpty)
    }
  }

  private let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 18, rows: 15)

  /// The same ground in rows enough for several threads.
  private let tall = Grid(
    cellWidth: 50, cellHeight: 4, firstColumn: 7_000, firstRow: 93_000, columns: 18, rows: 150)

  /// Widths follow a made-up pilot that differs between incidents at the same place.
  private func incidents(
    _ sample: String
  ) -> (points: [Point], weights: [Double], bandwidths: LocalBandwidths) {
    var generator = Philox(seed: 62, stream: 0)
    let strewn = points(60, in: grid.box.expanded(by: 100), using: &generator)
    let found =
      switch sample {
      case "none": [Point]()
      case "one": [strewn[0]]
      case "all equal": [Point](repeating: strewn[1], count: 40)
      case "on borders":
        strewn.map {
          Point(x: ($0.x / 50).rounded(.down) * 50, y: ($0.y / 40).rounded(.down) * 40)
        }
      case "at centres": strewn.compactMap { grid.index(at: $0).map(grid.centre) }
      default: strewn + strewn.prefix(20)
      }
    let pilot = found.map { _ in 1 / (1 + 9_999 * generator.uniform()) }
    return (
      found, found.map { _ in generator.uniform(from: 0.1, to: 5) },
      .abramson(pilot: pilot, standardDeviation: 60, trim: 100)
    )
  }

  /// Every incident against every cell.
  private func slowDensity(
    _ points: [Point], _ weights: [Double]?, shape: Kernel.Shape, _ bandwidths: LocalBandwidths
  ) throws -> [Double] {
    let kernels = try bandwidths.standardDeviations.map {
      try #require(Kernel(shape, radius: $0 * shape.radiusPerDeviation))
    }
    return (0..<grid.cellCount).map { cell in
      let centre = grid.centre(of: cell)
      return points.indices.reduce(0) { sum, place in
        let (dx, dy) = (centre.x - points[place].x, centre.y - points[place].y)
        let kernel = kernels[place].density(atSquaredDistance: dx * dx + dy * dy)
        return sum + (weights?[place] ?? 1) * kernel
      }
    }
  }
}
