import Foundation
import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct LocalBandwidthsTests {
  /// METHODS, section 3.
  @Test func matchesTheWorkedNumbers() {
    let found = LocalBandwidths.abramson(pilot: [4, 1, 1], standardDeviation: 100)
    for (value, expected) in zip(found.standardDeviations, [62.996, 125.992, 125.992]) {
      #expect(abs(value - expected) <= 0.5e-3)
    }
    #expect(found.raised == 0 && found.trimmed == 0)
  }

  /// Against sparr: pilot of 220 m, factors cut at 1.5. Its file has 12 digits.
  @Test func matchesTheReference() async throws {
    let rows = try referenceRows("relative_density_cases.csv")
    try #require(rows.count > 80)
    let kernel = try #require(Kernel(.gaussian, standardDeviation: 220))
    let pilot = await densityAtPoints(
      of: rows.map { Point(x: $0[0], y: $0[1]) }, kernel: kernel, own: .counted)
    let found = LocalBandwidths.abramson(pilot: pilot, standardDeviation: 180, trim: 1.5)
    for (value, row) in zip(found.standardDeviations, rows) {
      #expect(abs(value / row[2] - 1) <= 1e-10)
    }
    #expect(found.trimmed == rows.count { $0[2] == 270 })
    #expect(found.trimmed > 0)
  }

  /// The geometric mean of the bandwidths is the one asked for, an incident counting for its
  /// weight.
  @Test(arguments: [false, true])
  func keepTheGeometricMean(weighted: Bool) {
    var generator = Philox(seed: 50, stream: 0)
    let pilot = (0..<200).map { _ in generator.uniform(from: 1e-7, to: 2e-6) }
    let weights = pilot.map { _ in generator.uniform(from: 0, to: 5) }
    let found = LocalBandwidths.abramson(
      pilot: pilot, weights: weighted ? weights : nil, standardDeviation: 140, trim: 1_000)
    let logs = found.standardDeviations.enumerated().map {
      (weighted ? weights[$0] : 1) * log($1 / 140)
    }
    #expect(abs(logs.reduce(0, +)) < 1e-9)
    #expect(logs.contains { $0 < -0.1 } && logs.contains { $0 > 0.1 })
  }

  @Test func isBoundOnBothSides() {
    let found = LocalBandwidths.abramson(
      pilot: [1, 1, 1e8, 1e-8], standardDeviation: 100, trim: 3, least: 20)
    #expect(found.standardDeviations == [100, 100, 20, 300])
    #expect(found.raised == 1 && found.trimmed == 1)
  }

  /// A pilot of 0 cannot be a geometric mean's part, nor a weight of 0.
  @Test func leavesNothingOutOfRange() {
    let found = LocalBandwidths.abramson(
      pilot: [0, 2, 2, 7], weights: [1, 1, 1, 0], standardDeviation: 100)
    #expect(found.standardDeviations[0] == 500)
    #expect(abs(found.standardDeviations[1] - 100) < 1e-12)
    #expect(abs(found.standardDeviations[3] - 100 * (2.0 / 7).squareRoot()) < 1e-12)
    let none = LocalBandwidths.abramson(pilot: [0, 0], standardDeviation: 100)
    #expect(none.standardDeviations == [500, 500])
    let weightless = LocalBandwidths.abramson(pilot: [3], weights: [0], standardDeviation: 100)
    #expect(weightless.standardDeviations == [100])
    #expect(LocalBandwidths.abramson(pilot: [], standardDeviation: 1).standardDeviations.isEmpty)
  }

  static let samples = ["none", "one", "all equal", "strewn", "snapped", "on a line"]

  @Test(arguments: samples, [1, 2, 7, 500])
  func findTheNeighbourThatAFullScanFinds(sample: String, rank: Int) async {
    let points = places(sample)
    let found = await LocalBandwidths.neighbours(of: points, rank: rank, least: 12)
    let distances = points.map { point in
      let others = Set(points).subtracting([point]).map(point.distance(to:)).sorted()
      return others.isEmpty ? 0 : others[min(rank, others.count) - 1]
    }
    #expect(found.standardDeviations == distances.map { max($0, 12) })
    #expect(found.raised == distances.count { $0 < 12 })
  }

  /// Ten incidents at one place and one at another: not at distance 0 of each other.
  @Test func countsAPlaceOnce() async {
    let points = [Point](repeating: Point(x: 5, y: 5), count: 10) + [Point(x: 305, y: 405)]
    let found = await LocalBandwidths.neighbours(of: points, rank: 1, least: 50)
    #expect(found.standardDeviations == [Double](repeating: 500, count: 11))
    let alone = await LocalBandwidths.neighbours(
      of: Array(points.prefix(10)), rank: 3, least: 50)
    #expect(alone.standardDeviations == [Double](repeating: 50, count: 10))
  }

  @Test(arguments: samples, Kernel.Shape.allCases)
  func pilotIsTheSumOverAllIncidents(sample: String, shape: Kernel.Shape) async throws {
    let points = places(sample)
    var generator = Philox(seed: 51, stream: 0)
    let weights = points.map { _ in generator.uniform(from: 0.1, to: 5) }
    let kernel = try #require(Kernel(shape, standardDeviation: 70))
    let found = await densityAtPoints(
      of: points, weights: weights, kernel: kernel, own: .counted)
    let truth = points.map { point in
      zip(points, weights).reduce(0) { sum, other in
        let (dx, dy) = (point.x - other.0.x, point.y - other.0.y)
        return sum + other.1 * kernel.density(atSquaredDistance: dx * dx + dy * dy)
      }
    }
    try #require(found.count == truth.count)
    let peak = truth.max() ?? 0
    for (value, expected) in zip(found, truth) { #expect(abs(value - expected) <= 1e-12 * peak) }
  }

  @Test(arguments: samples + ["many"])
  func areTheSameOnAnyNumberOfThreadsAndInAnyOrder(sample: String) async throws {
    let points = places(sample)
    var generator = Philox(seed: 52, stream: 0)
    let weights = points.map { _ in generator.uniform(from: 0.1, to: 5) }
    let kernel = try #require(Kernel(.quartic, radius: 300))
    func widths(_ order: [Int], threads: Int) async -> [[Double]] {
      let (points, weights) = (order.map { points[$0] }, order.map { weights[$0] })
      let pilot = await densityAtPoints(
        of: points, weights: weights, kernel: kernel, own: .counted, threads: threads)
      let abramson = LocalBandwidths.abramson(
        pilot: pilot, weights: weights, standardDeviation: 100)
      let neighbours = await LocalBandwidths.neighbours(
        of: points, rank: 3, least: 10, threads: threads)
      return [abramson.standardDeviations, neighbours.standardDeviations]
    }
    let first = await widths(Array(points.indices), threads: 1)
    for threads in [2, 3, 100] {
      let order = points.indices.shuffled(using: &generator)
      let shuffled = await widths(order, threads: threads)
      for (one, other) in zip(first, shuffled) { #expect(order.map { one[$0] } == other) }
    }
  }

  private func places(_ sample: String) -> [Point] {
    var generator = Philox(seed: 53, stream: 0)
    let box = Box<Point>(minX: 350_000, minY: 370_000, maxX: 351_000, maxY: 370_800)
    let strewn = points(120, in: box, using: &generator)
    return switch sample {
    case "none": []
    case "one": [strewn[0]]
    case "all equal": [Point](repeating: strewn[0], count: 30)
    case "snapped":
      strewn.map { Point(x: ($0.x / 100).rounded() * 100, y: ($0.y / 100).rounded() * 100) }
    case "on a line": strewn.map { Point(x: $0.x.rounded(), y: 370_000) }
    case "many": points(2_500, in: box, using: &generator)
    // With one far outside all others.
    default: strewn + strewn.prefix(9) + [Point(x: 420_000, y: 500_000)]
    }
  }
}
