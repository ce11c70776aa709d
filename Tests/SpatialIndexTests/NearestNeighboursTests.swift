import Geometry
import Probability
import SpatialIndex
import Testing

struct NearestNeighboursTests {
  @Test(arguments: PointSample.allCases, [0, 1, 2, 8, 40])
  func findsWhatAFullScanFinds(sample: PointSample, count: Int) async {
    await expectFullScan(of: sample.points, count: count, step: 29)
  }

  @Test(arguments: PointSample.allCases, [7, 8, 9, 5_000])
  func findsAllOthersOfFewPoints(sample: PointSample, count: Int) async {
    await expectFullScan(of: Array(sample.points.prefix(9)), count: count, step: 1)
    await expectFullScan(of: Array(sample.points.prefix(70)), count: count, step: 11)
  }

  private func expectFullScan(of points: [Point], count: Int, step: Int) async {
    let table = await PointIndex(points).nearestNeighbours(count, threads: 2)
    #expect(table.count == points.count)
    #expect(table.width == max(0, min(count, points.count - 1)))
    for number in stride(from: 0, to: points.count, by: step) {
      // Others in the same place may come before the point itself.
      let all = nearest(points.count, to: points[number], among: points)
      let others = all.filter { $0.number != number }.prefix(count)
      #expect(table[Int32(number)] == Array(others), "\(number)")
    }
  }

  @Test(arguments: [PointSample.even, .snapped, .allEqual, .one, .none])
  func isTheSameOnAnyNumberOfThreads(sample: PointSample) async {
    let index = PointIndex(sample.points)
    let alone = await index.nearestNeighbours(8, threads: 1)
    for threads in [2, 3, 7, 1_000] {
      #expect(await index.nearestNeighbours(8, threads: threads) == alone)
    }
  }

  /// Each point would look at all others if ties were not decided before looking.
  @Test func takesTheLeastNumbersOfManyInOnePlace() async {
    let count = Int32(3_000)
    let index = PointIndex([Point](repeating: Point(x: 5, y: 5), count: Int(count)))
    let table = await index.nearestNeighbours(2)
    for number in 0..<count {
      let expected: [Int32] = number == 0 ? [1, 2] : number == 1 ? [0, 2] : [0, 1]
      #expect(Array(table.numbers[table.row(of: number)]) == expected)
    }
    #expect(table.distances.allSatisfy { $0 == 0 })
  }

  /// Against the five nearest that scipy finds; its distances have 17 digits.
  @Test func findsWhatScipyFinds() async throws {
    let points = try referenceRows("points.csv").map { Point(x: $0[0], y: $0[1]) }
    let rows = try referenceRows("scipy_knn5.csv")
    let table = await PointIndex(points).nearestNeighbours(5)
    for (number, row) in rows.enumerated() {
      let found = table[Int32(number)]
      #expect(found.map(\.number) == row.prefix(5).map { Int32($0) })
      for (neighbour, distance) in zip(found, row.dropFirst(5)) {
        #expect(abs(neighbour.distance - distance) <= 1e-12 * distance)
      }
    }
  }
}
