import Geometry
import Probability
import SampleShapes
import Testing

struct TilingGroundTests {
  private static let box = Box<Point>(minX: 400_000, minY: 300_000, maxX: 402_000, maxY: 301_500)
  static let tilings: [Tiling] = [
    .squares(Grid(covering: box, cell: 130)), .hexagons(HexagonGrid(covering: box, width: 130)),
    .squares(Grid(covering: box, cell: 5000)), .hexagons(HexagonGrid(covering: box, width: 5000)),
  ]

  @Test(arguments: tilings)
  func addsUpToTheWindow(tiling: Tiling) throws {
    var generator = Philox(seed: 5, stream: 2)
    for _ in 0..<10 {
      let centre = Point(x: 401_000, y: 300_750)
      let star = try holedStar(around: centre, size: 1400, using: &generator)
      let ground = tiling.ground(in: MultiPolygon([star]))
      #expect(abs(ground.reduce(0, +) / star.area - 1) < 1e-9)
      #expect(ground.allSatisfy { (0...tiling.cellArea).contains($0) })
    }
  }

  /// By points strewn over each cell.
  @Test(arguments: tilings.prefix(2))
  func isTheShareOfPointsInside(tiling: Tiling) throws {
    var generator = Philox(seed: 6, stream: 2)
    let centre = Point(x: 401_000, y: 300_750)
    let star = try holedStar(around: centre, size: 1400, using: &generator)
    let ground = tiling.ground(in: MultiPolygon([star]))
    for cell in stride(from: 0, to: tiling.cellCount, by: 7) {
      let ring = try Ring(corners: tiling.corners(of: cell))
      let bounds = try #require(Box(enclosing: ring.corners))
      let tried = points(4000, in: bounds, using: &generator).filter { ring.encloses($0) }
      let share = Double(tried.filter { star.contains($0) }.count) / Double(tried.count)
      #expect(abs(share - ground[cell] / tiling.cellArea) < 0.05)
    }
  }

  @Test(arguments: tilings.prefix(2))
  func wholeCellsAreWhole(tiling: Tiling) throws {
    let window = MultiPolygon(try rectangle(399_000, 299_000, 403_000, 302_500))
    #expect(tiling.ground(in: window).allSatisfy { $0 == tiling.cellArea })
  }

  @Test(arguments: tilings.prefix(2))
  func awayFromTheWindowThereIsNone(tiling: Tiling) throws {
    let window = MultiPolygon(try rectangle(0, 0, 4000, 2500))
    #expect(tiling.ground(in: window).allSatisfy { $0 == 0 })
    #expect(tiling.ground(in: MultiPolygon([])).allSatisfy { $0 == 0 })
  }

  @Test func aCornerOfASquareCountsForItsShare() throws {
    let tiling = Tiling.squares(
      Grid(cellWidth: 10, cellHeight: 10, firstColumn: 0, firstRow: 0, columns: 2, rows: 2))
    let window = MultiPolygon(
      try Ring(corners: [
        Point(x: 0, y: 0), Point(x: 15, y: 0), Point(x: 0, y: 15),
      ]))
    let ground = tiling.ground(in: window)
    for (found, expected) in zip(ground, [100 - 12.5, 12.5, 12.5, 0]) {
      #expect(abs(found - expected) < 1e-9)
    }
  }

  @Test func squaresTouchTheirNeighbours() {
    let tiling = Tiling.squares(
      Grid(cellWidth: 10, cellHeight: 10, firstColumn: 0, firstRow: 0, columns: 3, rows: 3))
    var (queen, rook) = ([Int](), [Int]())
    tiling.visitNeighbours(of: 4, corners: true) { queen.append($0) }
    tiling.visitNeighbours(of: 0, corners: false) { rook.append($0) }
    #expect(queen == [0, 1, 2, 3, 5, 6, 7, 8])
    #expect(rook == [1, 3])
  }
}
