import Geometry
import Probability
import SpatialIndex
import Testing

struct PointIndexNearestTests {
  @Test(arguments: PointSample.allCases)
  func findsWhatAFullScanFinds(sample: PointSample) {
    let points = sample.points
    let index = PointIndex(points)
    for position in sample.positions {
      let all = nearest(points.count, to: position, among: points)
      for count in [0, 1, 2, 8, 9, 100, 5_000] {
        #expect(index.nearest(count, to: position) == Array(all.prefix(count)), "\(position)")
      }
    }
  }

  /// Against the five nearest that scipy finds; its distances have 17 digits.
  @Test func findsWhatScipyFinds() throws {
    let points = try referenceRows("points.csv").map { Point(x: $0[0], y: $0[1]) }
    let rows = try referenceRows("scipy_knn5.csv")
    #expect(points.count == 300 && rows.count == 300)
    let index = PointIndex(points)
    for (number, row) in rows.enumerated() {
      let found = index.nearest(6, to: points[number]).filter { $0.number != number }
      #expect(found.map(\.number) == row.prefix(5).map { Int32($0) })
      for (neighbour, distance) in zip(found, row.dropFirst(5)) {
        #expect(abs(neighbour.distance - distance) <= 1e-12 * distance)
      }
    }
  }

  @Test func takesTheLeastNumbersOfManyInOnePlace() {
    let points = [Point](repeating: Point(x: 5, y: 5), count: 5_000)
    let index = PointIndex(points)
    for _ in 0..<100 {
      #expect(index.nearest(3, to: points[0]).map(\.number) == [0, 1, 2])
    }
  }
}

/// The nearest points by looking at every one.
func nearest(_ count: Int, to position: Point, among points: [Point]) -> [Neighbour] {
  let all = points.enumerated().map { number, point in
    let (dx, dy) = (point.x - position.x, point.y - position.y)
    return (squared: dx * dx + dy * dy, number: Int32(number))
  }.sorted { ($0.squared, $0.number) < ($1.squared, $1.number) }
  return all.prefix(count).map { Neighbour(number: $0.number, distance: $0.squared.squareRoot()) }
}
