import Geometry
import Probability
import SampleShapes
import Testing

struct GridTests {
  @Test func coversABoxWithAlignedCells() {
    let grid = Grid(
      covering: Box(minX: -130, minY: 250, maxX: 99, maxY: 400), cell: 100)
    #expect(grid.firstColumn == -2 && grid.columns == 3)
    #expect(grid.firstRow == 2 && grid.rows == 3, "the upper edge opens a row of its own")
    #expect(grid.box == Box(minX: -200, minY: 200, maxX: 100, maxY: 500))
    #expect(grid.cellCount == 9 && grid.cellArea == 10_000)
  }

  @Test func numbersCellsRowByRow() {
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 3, firstRow: -2, columns: 4, rows: 5)
    for cell in 0..<grid.cellCount {
      #expect(grid.index(column: grid.column(of: cell), row: grid.row(of: cell)) == cell)
      #expect(grid.index(at: grid.centre(of: cell)) == cell)
    }
    #expect(grid.centre(of: 0) == Point(x: 175, y: -60))
    #expect(grid.centre(of: 19) == Point(x: 325, y: 100))
  }

  @Test func cellsHoldTheirLowerEdges() {
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 0, firstRow: 0, columns: 2, rows: 2)
    #expect(grid.index(at: Point(x: 0, y: 0)) == 0)
    #expect(grid.index(at: Point(x: 50, y: 40)) == 3)
    #expect(grid.index(at: Point(x: 50.0.nextDown, y: 40.0.nextDown)) == 0)
    #expect(grid.index(at: Point(x: 100, y: 0)) == nil)
    #expect(grid.index(at: Point(x: 0, y: 80)) == nil)
    #expect(grid.index(at: Point(x: -0.001, y: 0)) == nil)
  }

  @Test(arguments: [0.1, 1.0 / 3, 7, 100])
  func overlappingGridsAgreeOnCentres(cell: Double) {
    var generator = Philox(seed: 6, stream: 0)
    let all = Grid(
      covering: Box(minX: 0, minY: 0, maxX: 100 * cell, maxY: 100 * cell), cell: cell)
    for corner in points(50, in: all.box, using: &generator) {
      let part = Grid(
        covering: Box(minX: corner.x, minY: corner.y, maxX: all.box.maxX, maxY: all.box.maxY),
        cell: cell)
      #expect(
        part.centreX(ofColumn: 0) == all.centreX(ofColumn: part.firstColumn - all.firstColumn))
      #expect(part.centreY(ofRow: 0) == all.centreY(ofRow: part.firstRow - all.firstRow))
    }
  }
}
