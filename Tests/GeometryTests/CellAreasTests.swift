import Geometry
import Probability
import SampleShapes
import Testing

struct CellAreasTests {
  /// Areas to draw on a grid of 20 × 16 cells of 50 × 40: what is drawn, and with which name.
  static let cases: [(name: String, size: Double, count: Int)] = [
    ("smaller than a cell", 8, 40), ("about a cell", 70, 20), ("several cells", 300, 6),
    ("larger than the grid", 3_000, 3), ("none", 1, 0),
  ]
  private let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 20, rows: 16)

  @Test(arguments: cases)
  func areThoseThatHoldTheCentre(name: String, size: Double, count: Int) throws {
    var generator = Philox(seed: 7, stream: UInt64(size))
    // Some centres lie beyond the grid.
    let centres = points(2 * count, in: grid.box.expanded(by: 50), using: &generator)
    let shapes = try stride(from: 0, to: 2 * count, by: 2).map { place in
      MultiPolygon([
        try holedStar(around: centres[place], size: size, using: &generator),
        try holedStar(
          around: Point(x: centres[place].x + 1.5 * size, y: centres[place + 1].y), size: size,
          using: &generator),
      ])
    }
    try expectCentresDecide(shapes, on: grid)
  }

  /// Slanted edges run exactly through centres, where rounding would decide. On the national grid it
  /// mostly rounds away, near the origin it does not.
  @Test(arguments: [0, 1, 7_000])
  func areExactWhereEdgesRunThroughCentres(firstColumn: Int) throws {
    let grid = Grid(
      cellWidth: 1.0 / 3, cellHeight: 0.1, firstColumn: firstColumn, firstRow: -8, columns: 20,
      rows: 16)
    var generator = Philox(seed: 8, stream: 0)
    let shapes = try (0..<60).map { _ in
      let corners = (0..<4).map { _ in
        grid.centre(of: Int(generator.next() % UInt64(grid.cellCount)))
      }
      return MultiPolygon(try Ring(corners: corners))
    }
    for shape in shapes { try expectCentresDecide([shape], on: grid) }
  }

  @Test(arguments: [false, true])
  func ofATessellationLeaveNoCellOut(triangles: Bool) throws {
    var generator = Philox(seed: 9, stream: 0)
    let shapes = try Tessellation(
      of: grid.box, columns: 6, rows: 5, jitter: 0.2, triangles: triangles, using: &generator
    ).shapes
    try expectCentresDecide(shapes, on: grid)
    #expect(CellAreas(of: shapes, on: grid).count == grid.cellCount)
  }

  @Test func mergeIntoOne() throws {
    let shapes = [
      MultiPolygon(try rectangle(350_000, 372_000, 350_200, 372_200)),
      MultiPolygon(try rectangle(350_200, 372_000, 350_400, 372_200)),
    ]
    let areas = CellAreas(of: shapes, on: grid)
    #expect(Set(areas.areas) == [-1, 0, 1])
    #expect(areas.merged().areas == areas.areas.map { $0 < 0 ? -1 : 0 })
    #expect(areas.count == 4 * 5 * 2 && areas.merged().count == areas.count)
    #expect(CellAreas(whole: grid).count == grid.cellCount)
  }

  private func expectCentresDecide(
    _ shapes: [MultiPolygon<Point>], on grid: Grid,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let drawn = CellAreas(of: shapes, on: grid).areas
    try #require(drawn.count == grid.cellCount, sourceLocation: sourceLocation)
    for cell in drawn.indices {
      let truth = firstShape(holding: grid.centre(of: cell), among: shapes)
      #expect(drawn[cell] == truth, "cell \(cell)", sourceLocation: sourceLocation)
    }
  }
}
