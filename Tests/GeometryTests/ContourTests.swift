import Geometry
import Probability
import SampleShapes
import Testing

struct ContourTests {
  /// The area inside a circle of radius R drawn with cells c is R²π less a share of order (c/R)²:
  /// chords up to √2 c long cut off at most (c/R)²/3, linear interpolation of a cone or paraboloid
  /// moves each crossing by at most c²/(8R), another (c/R)²/4.
  @Test(arguments: ["cone", "paraboloid"])
  func circlesConvergeWithTheCell(function: String) {
    let radius = 10.0
    for cell in [2.0, 1, 0.5, 0.25] {
      let found = contour(cell: cell, reach: 14) { x, y in
        let squared = x * x + y * y
        return function == "cone" ? radius - squared.squareRoot() : radius * radius - squared
      }
      #expect(found.count == 1 && found[0].holes.isEmpty)
      let share = MultiPolygon(found).area / (Double.pi * radius * radius)
      #expect(abs(share - 1) < 0.6 * (cell / radius) * (cell / radius), "cell \(cell): \(share)")
    }
  }

  @Test func aCraterHasAHoleAndItsFloorAnIsland() {
    let cell = 0.25
    let found = contour(cell: cell, reach: 14) { x, y in
      let distance = (x * x + y * y).squareRoot()
      return max(2 - abs(distance - 9), 3 - distance)  // a ring from 7 to 11 and a disc of radius 3
    }
    #expect(found.map(\.holes.count).sorted() == [0, 1])
    #expect(abs(MultiPolygon(found).area / (Double.pi * (121 - 49 + 9)) - 1) < 0.005)
    #expect(found.allSatisfy { $0.rightHanded() == $0 }, "exteriors counter-clockwise, holes not")
  }

  /// Each of two moats, one around the other, has its own hole.
  @Test func ringsInsideRingsKeepTheirHoles() {
    let found = contour(cell: 0.25, reach: 14) { x, y in
      let distance = (x * x + y * y).squareRoot()
      return max(1 - abs(distance - 11), 1 - abs(distance - 6))
    }
    #expect(found.map(\.holes.count) == [1, 1])
    let moats: [Double] = [12 * 12 - 10 * 10, 7 * 7 - 5 * 5]
    for (polygon, truth) in zip(found, moats) {
      #expect(abs(polygon.area / (Double.pi * truth) - 1) < 0.01)
    }
  }

  @Test func oneHotCellIsADiamond() throws {
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 0, firstRow: 0, columns: 3, rows: 3)
    var values = [Double](repeating: 0, count: 9)
    values[4] = 4
    let found = Contour(of: values, on: grid, at: 1).polygons()
    // The level 1 lies at three quarters of the way from 4 to 0.
    let corners = [
      Point(x: 112.5, y: 60), Point(x: 75, y: 90), Point(x: 37.5, y: 60), Point(x: 75, y: 30),
    ]
    #expect(Set(try #require(found.first).exterior.corners) == Set(corners))
    #expect(found.count == 1 && found[0].area == 2 * 37.5 * 30)
    #expect(found[0].exterior.isCounterClockwise)
  }

  @Test func aValueAtTheLevelIsOutside() {
    let grid = Grid(
      cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 3, rows: 3)
    #expect(Contour(of: [0, 0, 0, 0, 1, 0, 0, 0, 0], on: grid, at: 1).polygons().isEmpty)
    // Between 2 and the level itself the line stops a hundredth of a cell short.
    let found = Contour(of: [1, 1, 1, 1, 2, 1, 1, 1, 1], on: grid, at: 1).polygons()
    #expect(found.count == 1)
    #expect(abs(MultiPolygon(found).area - 2 * 0.99 * 0.99) < 1e-12)
  }

  @Test func diagonalCellsStayApart() {
    let grid = Grid(
      cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 4, rows: 4)
    var values = [Double](repeating: 0, count: 16)
    for pair in [[5, 10], [6, 9]] {
      for cell in 0..<16 { values[cell] = pair.contains(cell) ? 1 : 0 }
      #expect(Contour(of: values, on: grid, at: 0.1).polygons().count == 2)
    }
  }

  @Test func nothingHighOrNoCellsMeansNoShape() {
    let grid = Grid(
      cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 3, rows: 3)
    #expect(Contour(of: [Double](repeating: 0, count: 9), on: grid, at: 0).polygons().isEmpty)
    for (columns, rows) in [(0, 0), (0, 3), (1, 3), (3, 1)] {
      let thin = Grid(
        cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: columns, rows: rows)
      let values = [Double](repeating: 0, count: thin.cellCount)
      #expect(Contour(of: values, on: thin, at: 0).polygons().isEmpty)
    }
  }

  /// Noise has saddles, holes, islands in holes, and values exactly at the level.
  @Test(arguments: 0..<6)
  func holdsTheCentresOfHighCellsAlone(seed: Int) {
    var generator = Philox(seed: 10, stream: UInt64(seed))
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: -3, columns: 24, rows: 20)
    let values = (0..<grid.cellCount).map { cell -> Double in
      let (column, row) = (grid.column(of: cell), grid.row(of: cell))
      guard 0 < column, column < 23, 0 < row, row < 19 else { return 0 }
      return Double(generator.next() % 5)
    }
    let found = Contour(of: values, on: grid, at: 1).polygons()
    for cell in 0..<grid.cellCount {
      let holding = found.count { $0.contains(grid.centre(of: cell)) }
      #expect(holding == (values[cell] > 1 ? 1 : 0), "cell \(cell)")
    }
    for polygon in found {
      #expect(polygon.exterior.isCounterClockwise)
      #expect(polygon.holes.allSatisfy { !$0.isCounterClockwise })
    }
    #expect(found.contains { !$0.holes.isEmpty }, "noise without a hole proves too little")
  }

  /// To the last bit and in the same order, on noise with many shapes within holes within shapes.
  @Test(arguments: 0..<40)
  func drawsWhatThePlainMethodDraws(seed: Int) {
    var generator = Philox(seed: 11, stream: UInt64(seed))
    let (columns, rows) = (1 + Int(generator.next() % 30), 1 + Int(generator.next() % 30))
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: -3, columns: columns, rows: rows)
    let highest = [2, 3, 5, 1_000][seed % 4] as UInt64
    let values = (0..<grid.cellCount).map { cell -> Double in
      let (column, row) = (grid.column(of: cell), grid.row(of: cell))
      let isBorder = column == 0 || row == 0 || column == columns - 1 || row == rows - 1
      return isBorder ? 0 : Double(generator.next() % highest)
    }
    for level in [0, 0.5, 1, Double(highest) / 2, Double(highest)] {
      let slow = SlowContour(values: values, grid: grid, level: level)
      #expect(Contour(of: values, on: grid, at: level).polygons() == slow.polygons())
    }
  }

  @Test func anInfiniteValueIsHighGround() {
    let grid = Grid(
      cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 4, rows: 3)
    var values = [Double](repeating: -.infinity, count: 12)
    (values[5], values[6]) = (.infinity, 3)
    let found = Contour(of: values, on: grid, at: 1).polygons()
    #expect(found.count == 1)
    for cell in 0..<12 {
      #expect(MultiPolygon(found).contains(grid.centre(of: cell)) == (values[cell] > 1))
    }
  }

  /// The contour at 0 of a function over a square of ±reach.
  private func contour(
    cell: Double, reach: Double, _ value: (Double, Double) -> Double
  ) -> [Polygon<Point>] {
    let grid = Grid(
      covering: Box(minX: -reach, minY: -reach, maxX: reach, maxY: reach), cell: cell)
    let values = (0..<grid.cellCount).map { value(grid.centre(of: $0).x, grid.centre(of: $0).y) }
    return Contour(of: values, on: grid, at: 0).polygons()
  }
}
