import Geometry
import Hotspots
import Testing

struct EdgeMassTests {
  private let grid = Grid(
    cellWidth: 20, cellHeight: 20, firstColumn: 100, firstRow: 50, columns: 40, rows: 30)

  /// In the middle all, at the middle of a side half, in a corner a quarter, for kernel and square;
  /// up to the half cell that a centre is away from the edge, and the sum over cells.
  @Test(arguments: [Kernel.Shape.quartic, .epanechnikov, .triangular, .gaussian])
  func isTheShareInARectangle(shape: Kernel.Shape) async throws {
    let kernel = try #require(Kernel(shape, standardDeviation: 60))
    let study = CellAreas(whole: grid)
    let edge = await EdgeMass(of: kernel, in: study)
    let middle = grid.index(column: 20, row: 15)
    let (side, corner) = (grid.index(column: 20, row: 0), grid.index(column: 0, row: 0))
    for share in [edge.kernel, edge.square] {
      #expect(share.allSatisfy { $0 <= 1 } == true)
      #expect(abs(share[middle] - 1) < 0.01)
      // The row or column of the centre itself counts in full, where half of it is due.
      #expect(share[side] > 0.5 && share[side] < 0.62)
      #expect(abs(share[corner] - share[side] * share[grid.index(column: 0, row: 15)]) < 0.02)
    }
    #expect(edge.square[side] > edge.kernel[side])
  }

  /// Correcting by it makes even ground even up to the edge.
  @Test func mendsTheColdRim() async throws {
    let kernel = try #require(Kernel(.quartic, radius: 150))
    let study = CellAreas(whole: grid)
    let even = WeightedPoints((0..<grid.cellCount).map(grid.centre(of:)))
    let corrected = try #require(
      await RelativeDensity(
        cases: even, controls: even, kernel: kernel, epsilon: 1, study: study,
        edge: EdgeMass(of: kernel, in: study)))
    // Capped shares leave the error of the sum over cells.
    #expect(abs(corrected.heldCases / Double(grid.cellCount) - 1) < 0.001)
    #expect(abs(corrected.floor * Double(grid.cellCount) * grid.cellArea - 1) < 0.001)
  }
}
