import Geometry
import Probability
import SampleShapes
import SpatialIndex
import Testing

struct PairCountsTests {
  /// Distances that pairs have exactly, next to them, among them and beyond them all.
  private func distances(of points: [Point]) -> [Double] {
    let some = zip(points, points.dropFirst(3)).prefix(9).map { $0.distance(to: $1) }
    return ([-1, 0, 5, 25, 1e300, .infinity] + some + some.map(\.nextDown) + some.map { $0 / 9 })
      .sorted()
  }

  /// Ripley's K without edge correction, |W| Σ 1(d ≤ r) / (n (n − 1)), at 41 distances of spatstat's `Kest`.
  @Test func makesRipleysK() async throws {
    let points = try referenceRows("points.csv").map { Point(x: $0[0], y: $0[1]) }
    let table = try referenceRows("Kest_rect.csv")
    try #require(points.count == 300 && table.count == 41)
    let counts = await PointIndex(points).pairCounts(within: table.map { $0[0] })
    for (row, pairs) in zip(table, counts) {
      let k = 800_000 * 2 * Double(pairs) / (300 * 299)
      #expect(abs(k - row[2]) <= 1e-9 * max(1, row[2]), "\(row[0]) m")
    }
  }

  @Test(arguments: PointSample.allCases)
  func countsWhatAFullScanCounts(sample: PointSample) async {
    let points = Array(sample.points.prefix(400))
    let distances = distances(of: points)
    var truth = distances.map { _ in 0 }
    for (number, point) in points.enumerated() {
      for other in points[(number + 1)...] {
        let distance = point.distance(to: other)
        for place in distances.indices where distance <= distances[place] { truth[place] += 1 }
      }
    }
    let index = PointIndex(points)
    for threads in [1, 2, 5] {
      #expect(await index.pairCounts(within: distances, threads: threads) == truth)
    }
    for (distance, count) in zip(distances, truth) {
      #expect(await index.pairCounts(within: [distance]) == [count])
    }
    #expect(await index.pairCounts(within: []) == [])
  }

  @Test(arguments: PointSample.allCases, [PointSample.none, .one, .snapped, .even, .clustered])
  func countsWhatAFullScanCountsBetweenTwo(first: PointSample, second: PointSample) async {
    let (points, others) = (Array(first.points.prefix(200)), Array(second.points.prefix(170)))
    let distances = distances(of: points + others)
    var truth = distances.map { _ in 0 }
    for point in points {
      for other in others {
        let distance = point.distance(to: other)
        for place in distances.indices where distance <= distances[place] { truth[place] += 1 }
      }
    }
    let (index, otherIndex) = (PointIndex(points), PointIndex(others))
    for threads in [1, 2, 5] {
      let counts = await index.pairCounts(with: otherIndex, within: distances, threads: threads)
      #expect(counts == truth)
    }
    #expect(await otherIndex.pairCounts(with: index, within: distances) == truth)
  }

  /// Each point with itself is a pair of two indexes, and each pair then stands in both directions.
  @Test(arguments: PointSample.allCases)
  func countsEveryPairTwiceBetweenAnIndexAndItself(sample: PointSample) async {
    let index = PointIndex(sample.points)
    let distances = [0, 3, 40, 500, 1e6]
    let once = await index.pairCounts(within: distances)
    let twice = await index.pairCounts(with: index, within: distances)
    #expect(twice == once.map { 2 * $0 + index.count })
  }
}
