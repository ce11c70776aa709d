import Geometry
import Probability
import SampleShapes
import SpatialIndex
import Testing

struct GriddedPointsTests {
  private let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 20, rows: 16)

  /// Points in and around the grid, on borders of cells, some of them several times.
  private func sample(_ count: Int) -> [Point] {
    var generator = Philox(seed: 22, stream: UInt64(count))
    let free = points(count, in: grid.box.expanded(by: 90), using: &generator)
    let onBorders = free.prefix(count / 3).map {
      Point(x: ($0.x / 50).rounded() * 50, y: ($0.y / 40).rounded() * 40)
    }
    let onMeridians = free.suffix(count / 3).map { Point(x: ($0.x / 50).rounded() * 50, y: $0.y) }
    return (free + onBorders + onBorders + onMeridians).shuffled(using: &generator)
  }

  @Test(arguments: [0, 1, 17, 600])
  func sortsEveryRowFromWestToEast(count: Int) {
    let all = sample(count)
    let gridded = GriddedPoints(all, on: grid)
    let kept = all.indices.filter { 0..<grid.rows ~= grid.row(atY: all[$0].y) }
    #expect(gridded.numbers.sorted() == kept.map { Int32($0) })
    #expect(gridded.points == gridded.numbers.map { all[Int($0)] })
    #expect(gridded.rowStarts.first == 0 && gridded.rowStarts.last == kept.count)
    for row in 0..<grid.rows {
      let places = gridded.rowStarts[row]..<gridded.rowStarts[row + 1]
      #expect(gridded.points[places].allSatisfy { grid.row(atY: $0.y) == row })
      for (first, second) in zip(places, places.dropFirst()) {
        let (a, b) = (gridded.points[first], gridded.points[second])
        #expect(
          (a.x, a.y, gridded.numbers[first]) < (b.x, b.y, gridded.numbers[second]))
      }
    }
  }

  @Test func doesNotDependOnTheOrderOfThePoints() {
    var generator = Philox(seed: 23, stream: 0)
    let all = sample(600)
    let before = GriddedPoints(all, on: grid)
    let after = GriddedPoints(all.shuffled(using: &generator), on: grid)
    #expect(before.points == after.points)
    #expect(before.rowStarts == after.rowStarts)
  }

  /// By shapes inside, across the edge of, around and beyond the grid.
  @Test(arguments: [0, 1, 17, 600], [3.0, 150, 900, 5_000])
  func findsWhatAFullScanFinds(count: Int, size: Double) throws {
    var generator = Philox(seed: 24, stream: UInt64(count))
    let all = sample(count)
    let gridded = GriddedPoints(all, on: grid)
    var found = 0
    for centre in points(8, in: grid.box.expanded(by: size / 2), using: &generator) {
      let shape = MultiPolygon([
        try holedStar(around: centre, size: size, using: &generator),
        try holedStar(
          around: Point(x: centre.x + 1.2 * size, y: centre.y), size: size, using: &generator),
      ])
      let numbers = gridded.numbers(in: shape)
      found += numbers.count
      #expect(numbers.sorted() == scan(all, for: shape))
    }
    #expect(count < 600 || size < 100 || found > 0)
  }

  @Test func countsPointsOnSharedEdgesOnce() throws {
    let all = sample(600)
    let gridded = GriddedPoints(all, on: grid)
    let middle = (grid.box.minX + grid.box.maxX) / 2
    let box = grid.box.expanded(by: 200)
    let halves = [
      MultiPolygon(try rectangle(box.minX, box.minY, middle, box.maxY)),
      MultiPolygon(try rectangle(middle, box.minY, box.maxX, box.maxY)),
    ]
    #expect(all.contains { $0.x == middle })
    #expect(
      halves.flatMap { gridded.numbers(in: $0) }.sorted() == gridded.numbers.sorted())
  }

  @Test func findsNothingWhereThereIsNothing() throws {
    let gridded = GriddedPoints(sample(600), on: grid)
    #expect(gridded.numbers(in: MultiPolygon<Point>([])).isEmpty)
    for far in [-1e5, 1e5] {
      let corner = Point(x: grid.box.minX + far, y: grid.box.minY + far)
      let shape = MultiPolygon(try rectangle(corner.x, corner.y, corner.x + 9, corner.y + 9))
      #expect(gridded.numbers(in: shape).isEmpty)
    }
    let none = Grid(
      cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 0, rows: 0)
    let square = MultiPolygon(try rectangle(-9, -9, 9, 9))
    #expect(GriddedPoints([Point(x: 0, y: 0)], on: none).numbers(in: square).isEmpty)
  }

  /// The points that lie in the grid's rows and in the shape.
  private func scan(_ all: [Point], for shape: MultiPolygon<Point>) -> [Int32] {
    all.indices.filter {
      0..<grid.rows ~= grid.row(atY: all[$0].y) && shape.contains(all[$0])
    }.map { Int32($0) }
  }
}
