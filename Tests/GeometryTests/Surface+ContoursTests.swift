import Geometry
import Probability
import SampleShapes
import Testing

struct SurfaceContoursTests {
  static let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_000, columns: 26, rows: 21)

  /// Of the absent cells only those that touch the study area can be in a shape.
  @Test(arguments: 0..<8)
  func holdsTheCentresOfHighCells(seed: Int) throws {
    let surface = Surface(computed: noise(seed, highest: 6), study: try study())
    let reached = reachedCells(of: surface)
    for contour in surface.contours(at: [0, 1, 2.5, 4]) {
      for cell in 0..<surface.grid.cellCount {
        let isHigh = reached[cell] && surface.computed[cell] > contour.level
        #expect(contour.shape.contains(surface.grid.centre(of: cell)) == isHigh)
      }
    }
  }

  /// A higher level's shape lies inside a lower one's: on a fine mesh of places no place is in the
  /// first alone.
  @Test(arguments: 0..<4)
  func areNested(seed: Int) throws {
    let surface = Surface(computed: noise(seed + 20, highest: 1_000), study: try study())
    let contours = surface.contours(at: [200, 500, 800])
    for (lower, higher) in zip(contours, contours.dropFirst()) {
      #expect(higher.shape.area < lower.shape.area)
      for place in mesh() where higher.shape.contains(place) {
        #expect(lower.shape.contains(place))
      }
    }
  }

  /// Within the study area it makes no difference that the surface ends outside.
  @Test(arguments: 0..<4)
  func leaveTheTrueEdgeWhenClipped(seed: Int) throws {
    let values = noise(seed + 40, highest: 9)
    let masked = Surface(computed: values, study: try study())
    let whole = Surface(computed: values, study: CellAreas(whole: Self.grid))
    let shape = try studyShape()
    for (part, all) in zip(masked.contours(at: [2, 5]), whole.contours(at: [2, 5])) {
      for place in mesh() where shape.contains(place) {
        #expect(part.shape.contains(place) == all.shape.contains(place))
      }
    }
  }

  @Test func coverTheWholeGridWhereAllIsAbove() {
    let surface = Surface(
      computed: [Double](repeating: 3, count: Self.grid.cellCount),
      study: CellAreas(whole: Self.grid))
    let contours = surface.contours(at: [2.999, 0])
    for contour in contours {
      #expect(contour.shape.polygons.count == 1)
      for place in mesh() { #expect(contour.shape.contains(place)) }
    }
    let edge = Self.grid.box.expanded(by: 50)
    #expect(contours.allSatisfy { edge.contains($0.shape.box) })
  }

  @Test func comeInTheOrderOfTheLevels() throws {
    let surface = Surface(computed: noise(60, highest: 9), study: try study())
    let levels = [4.0, 1, 7, 1]
    let together = surface.contours(at: levels)
    #expect(together.map(\.level) == levels)
    for (contour, level) in zip(together, levels) {
      #expect(surface.contours(at: [level]) == [contour])
    }
  }

  @Test func areEmptyWhereNothingIsAbove() throws {
    let quiet = Surface(
      computed: [Double](repeating: 0, count: Self.grid.cellCount), study: try study())
    #expect(quiet.contours(at: [0, 1]).allSatisfy { $0.shape.polygons.isEmpty })
    #expect(quiet.contours(at: []).isEmpty)
    let nowhere = Surface(computed: noise(61, highest: 9), study: CellAreas(of: [], on: Self.grid))
    #expect(nowhere.contours(at: [1])[0].shape.polygons.isEmpty)
    let none = Grid(
      cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 0, rows: 0)
    let nothing = Surface(computed: [], study: CellAreas(whole: none))
    #expect(nothing.contours(at: [0])[0].shape.polygons.isEmpty)
  }

  private func noise(_ seed: Int, highest: UInt64) -> [Double] {
    var generator = Philox(seed: 12, stream: UInt64(seed))
    return (0..<Self.grid.cellCount).map { _ in Double(generator.next() % (highest + 1)) }
  }

  /// A slanted shape with a hole, whose edge runs through cells and which ends at the grid's west side.
  private func studyShape() throws -> MultiPolygon<Point> {
    let box = Self.grid.box
    func ring(_ shares: [(Double, Double)]) throws -> Ring<Point> {
      try Ring(
        corners: shares.map {
          Point(x: box.minX + $0.0 * box.width, y: box.minY + $0.1 * box.height)
        })
    }
    return MultiPolygon([
      Polygon(
        exterior: try ring([(0, 0.1), (0.7, 0.03), (0.93, 0.6), (0.5, 0.97), (0, 0.8)]),
        holes: [try ring([(0.3, 0.3), (0.6, 0.35), (0.45, 0.7)])])
    ])
  }

  private func study() throws -> CellAreas { CellAreas(of: [try studyShape()], on: Self.grid) }

  private func reachedCells(of surface: Surface) -> [Bool] {
    let grid = surface.grid
    return (0..<grid.cellCount).map { cell in
      (-1...1).contains { down in
        (-1...1).contains { across in
          let (column, row) = (grid.column(of: cell) + across, grid.row(of: cell) + down)
          return 0..<grid.columns ~= column && 0..<grid.rows ~= row
            && surface.holds(grid.index(column: column, row: row))
        }
      }
    }
  }

  /// Places over the whole grid, about three to a cell, off the lines between centres.
  private func mesh() -> [Point] {
    let box = Self.grid.box
    return stride(from: box.minX + 7, to: box.maxX, by: 29).flatMap { x in
      stride(from: box.minY + 6, to: box.maxY, by: 23).map { Point(x: x, y: $0) }
    }
  }
}

extension Box<Point> {
  fileprivate func contains(_ other: Box<Point>?) -> Bool {
    guard let other else { return false }
    return minX <= other.minX && minY <= other.minY && other.maxX <= maxX && other.maxY <= maxY
  }
}
