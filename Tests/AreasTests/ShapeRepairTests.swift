import Areas
import Geometry
import Probability
import SampleShapes
import Testing

struct ShapeRepairTests {
  private let corner = Point(x: 353_000, y: 372_000)

  /// A ring by its corners counted from one place on the national grid.
  private func ring(_ corners: [(Double, Double)]) throws -> Ring<Point> {
    try Ring(corners: corners.map { Point(x: corner.x + $0.0, y: corner.y + $0.1) })
  }

  @Test func untiesABowtie() throws {
    let bowtie = MultiPolygon(try ring([(0, 0), (10, 10), (10, 0), (0, 10)]))
    #expect(bowtie.area == 0)
    let repair = try #require(try repair(bowtie))
    #expect(repair.fault.contains("Self-intersection"))
    #expect(repair.shape.polygons.count == 2)
    #expect(abs(repair.shape.area - 50) < 1e-6 && abs(repair.areaChange - 50) < 1e-6)
    #expect(try Areas.repair(repair.shape) == nil)
  }

  /// GEOS takes a hole outside for an island, since the repaired shape covers what the rings enclose.
  @Test func makesAHoleOutsideAnIsland() throws {
    let shape = MultiPolygon(
      try ring([(0, 0), (10, 0), (10, 10), (0, 10)]),
      holes: [try ring([(20, 20), (20, 22), (23, 22), (23, 20)])])
    let repair = try #require(try repair(shape))
    #expect(repair.fault.contains("Hole lies outside shell"))
    #expect(repair.shape.polygons.map(\.holes.count) == [0, 0])
    #expect(abs(repair.shape.area - 106) < 1e-6 && abs(repair.areaChange - 12) < 1e-6)
  }

  @Test func takesADuplicatePolygonOnce() throws {
    let square = Polygon(exterior: try ring([(0, 0), (10, 0), (10, 10), (0, 10)]))
    let repair = try #require(try repair(MultiPolygon([square, square])))
    #expect(repair.shape.polygons.count == 1)
    #expect(abs(repair.areaChange + 100) < 1e-6)
  }

  @Test func saysWhenNothingIsLeft() throws {
    let square = try ring([(0, 0), (10, 0), (10, 10), (0, 10)])
    let line = try ring([(0, 0), (10, 10), (5, 5)])
    for shape in [MultiPolygon(square, holes: [square]), MultiPolygon(line)] {
      #expect(throws: OverlayError.self) { try repair(shape) }
    }
  }

  @Test func leavesAloneWhatIsValid() throws {
    var generator = Philox(seed: 60, stream: 0)
    #expect(try repair(MultiPolygon<Point>([])) == nil)
    for size in [0.1, 100, 100_000] {
      let shape = MultiPolygon([
        try holedStar(around: corner, size: size, using: &generator),
        try holedStar(
          around: Point(x: corner.x + 2 * size, y: corner.y), size: size, using: &generator
        ).rightHanded(),
      ])
      #expect(try repair(shape) == nil)
    }
    // Edges that cross where all is a self-intersection: the test above can fail.
    let crossing = try ring([(0, 0), (10, 0), (10, 10), (5, -1)])
    #expect(try repair(MultiPolygon(crossing)) != nil)
  }

  /// Contours never touch themselves, even through saddles and values exactly at the level.
  @Test(arguments: [1 as UInt64, 2, 3, 4])
  func findsNothingWrongWithContours(seed: UInt64) throws {
    var generator = Philox(seed: 61, stream: seed)
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 30, rows: 30)
    let values = (0..<grid.cellCount).map { cell -> Double in
      let (column, row) = (grid.column(of: cell), grid.row(of: cell))
      guard 0 < column, column < 29, 0 < row, row < 29 else { return 0 }
      return generator.next() % 4 == 0 ? 1e-9 : Double(generator.next() % 6)
    }
    for level in [0, 1e-9, 0.5, 1, 2, 3, 4.999999] {
      let contour = MultiPolygon(Contour(of: values, on: grid, at: level).polygons())
      #expect(!contour.polygons.isEmpty)
      #expect(try repair(contour)?.fault == nil, "level \(level)")
    }
  }
}
