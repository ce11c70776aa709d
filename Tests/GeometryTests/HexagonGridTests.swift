import Geometry
import Probability
import SampleShapes
import Testing

struct HexagonGridTests {
  private let box = Box<Point>(minX: 340_010, minY: 360_020, maxX: 341_930, maxY: 361_790)

  private func polygon(_ grid: HexagonGrid, _ index: Int) throws -> Polygon<Point> {
    Polygon(exterior: try Ring(corners: grid.corners(of: index)))
  }

  @Test(arguments: [100.0, 333.3, 5000.0])
  func coversItsBox(width: Double) {
    let grid = HexagonGrid(covering: box, width: width)
    for (x, y) in [
      (box.minX, box.minY), (box.maxX, box.minY), (box.minX, box.maxY), (box.maxX, box.maxY),
    ] {
      #expect(grid.index(at: Point(x: x, y: y)) != nil)
    }
    #expect(grid.box.minX <= box.minX && grid.box.maxX > box.maxX)
    #expect(grid.box.minY <= box.minY && grid.box.maxY > box.maxY)
  }

  @Test func oneCentreIsTheOrigin() throws {
    let grid = HexagonGrid(
      covering: Box(minX: -10, minY: -10, maxX: 10, maxY: 10), width: 100)
    let index = try #require(grid.index(at: Point(x: 0, y: 0)))
    #expect(grid.centre(of: index) == Point(x: 0, y: 0))
  }

  @Test func areAsWideAndLargeAsSaid() throws {
    let grid = HexagonGrid(covering: box, width: 500)
    let hexagon = try polygon(grid, 5)
    #expect(abs(hexagon.area / grid.cellArea - 1) < 1e-9)
    #expect(abs(grid.cellArea - 216_506.350_946_109_66) < 1e-6)
    let bounds = try #require(Box(enclosing: hexagon.exterior.corners))
    #expect(abs(bounds.width - 500) < 1e-9)
  }

  /// On the sides and corners too, where the decision must be that of exact containment.
  @Test(arguments: [250.0, 77.7])
  func aPointIsInExactlyTheHexagonThatContainsIt(width: Double) throws {
    let grid = HexagonGrid(
      covering: box.expanded(by: 2 * width), width: width)
    let inner = HexagonGrid(covering: box, width: width)
    var generator = Philox(seed: 3, stream: 1)
    let hexagons = try (0..<grid.cellCount).map { try polygon(grid, $0) }
    let some = (0..<40).map { _ in
      MultiPolygon([hexagons[Int.random(in: 0..<hexagons.count, using: &generator)]])
    }
    let tried =
      (points(500, in: box, using: &generator) + borderPoints(of: some)).filter {
        inner.index(at: $0) != nil
      }
    for point in tried {
      let holding = hexagons.indices.filter { hexagons[$0].contains(point) }
      #expect(holding.count == 1)
      #expect(holding.first == grid.index(at: point))
    }
  }

  @Test func twoGridsShareTheirHexagons() throws {
    let a = HexagonGrid(covering: box, width: 250)
    let b = HexagonGrid(covering: box.expanded(by: 999), width: 250)
    for point in [Point(x: 341_000, y: 361_000), Point(x: 340_500.5, y: 360_333)] {
      let (i, j) = (try #require(a.index(at: point)), try #require(b.index(at: point)))
      #expect(a.centre(of: i) == b.centre(of: j))
      #expect(a.corners(of: i) == b.corners(of: j))
    }
  }

  @Test func neighboursAreThoseOneWidthAway() {
    let grid = HexagonGrid(covering: box, width: 250)
    for index in 0..<grid.cellCount {
      var found: [Int] = []
      grid.visitNeighbours(of: index) { found.append($0) }
      let near = (0..<grid.cellCount).filter { other in
        abs(grid.centre(of: index).distance(to: grid.centre(of: other)) - 250) < 1
      }
      #expect(found == near)
    }
  }
}
