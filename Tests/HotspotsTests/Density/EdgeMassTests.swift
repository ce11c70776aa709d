import Geometry
import Hotspots
import Testing

struct EdgeMassTests {
  private let grid = Grid(
    cellWidth: 20, cellHeight: 20, firstColumn: 100, firstRow: 50, columns: 40, rows: 30)

  /// Every share by its definition, on areas with a hole and ground outside, for kernels from below
  /// a cell to beyond the grid.
  @Test(arguments: Kernel.Shape.allCases, [4.0, 35, 100, 900])
  func isTheShareOfTheCellsInTheStudyArea(shape: Kernel.Shape, deviation: Double) async throws {
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 12, rows: 11)
    let study = try threeAreas(on: grid)
    let kernel = try #require(Kernel(shape, standardDeviation: deviation))
    let edge = await EdgeMass(of: kernel, in: study)
    let half = await EdgeMass(kernel: edge.kernel, of: kernel, in: study, threads: 1)
    #expect(half.kernel == edge.kernel && half.square == edge.square)
    let whole = wholeSums(of: kernel, on: grid)
    for (shares, power) in [(edge.kernel, 1), (edge.square, 2)] {
      for cell in 0..<grid.cellCount {
        let centre = grid.centre(of: cell)
        var inside = 0.0
        for other in 0..<grid.cellCount where study.areas[other] >= 0 {
          let distance = centre.distance(to: grid.centre(of: other))
          let value = kernel.density(atSquaredDistance: distance * distance)
          inside += power == 1 ? value : value * value
        }
        let all = whole[power - 1]
        // A distance is a square root, whose square rounds.
        #expect(abs(shares[cell] - min(1, inside / all)) < 1e-12)
      }
    }
  }

  /// The sums of a kernel and of its square over all cells, however far; of one that is wider than the grid the
  /// integrals, as cells are then small.
  private func wholeSums(of kernel: Kernel, on grid: Grid) -> [Double] {
    let isWider =
      kernel.reach >= Double(grid.columns + 1) * grid.cellWidth
      || kernel.reach >= Double(grid.rows + 1) * grid.cellHeight
    guard !isWider else { return [1 / grid.cellArea, kernel.roughness / grid.cellArea] }
    var sums = [0.0, 0]
    for row in -grid.rows...grid.rows {
      for column in -grid.columns...grid.columns {
        let (dx, dy) = (Double(column) * grid.cellWidth, Double(row) * grid.cellHeight)
        let value = kernel.density(atSquaredDistance: dx * dx + dy * dy)
        sums[0] += value
        sums[1] += value * value
      }
    }
    return sums
  }

  /// In the middle all, at a side half, in a corner a quarter; more by up to half of what the row
  /// and column of the centre hold, here up to 0.4 of the whole.
  @Test(arguments: [Kernel.Shape.quartic, .epanechnikov, .triangular, .gaussian])
  func isAQuarterInACorner(shape: Kernel.Shape) async throws {
    let kernel = try #require(Kernel(shape, radius: 80))
    let edge = await EdgeMass(of: kernel, in: CellAreas(whole: grid))
    let middle = grid.index(column: 20, row: 15)
    let (side, corner) = (grid.index(column: 20, row: 0), grid.index(column: 0, row: 0))
    for shares in [edge.kernel, edge.square] {
      #expect(shares[middle] == 1)
      #expect(shares[side] > 0.5 && shares[side] < 0.7)
      #expect(shares[corner] > 0.25 && shares[corner] < 0.5)
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
    // The density itself is a sum over cells, whose kernels hold 1 to 1e-4.
    #expect(abs(corrected.heldCases / Double(grid.cellCount) - 1) < 1e-3)
    #expect(abs(corrected.floor * Double(grid.cellCount) * grid.cellArea - 1) < 1e-3)
  }

  @Test func ofAnEmptyGridIsEmpty() async throws {
    let none = Grid(
      cellWidth: 20, cellHeight: 20, firstColumn: 0, firstRow: 0, columns: 0, rows: 3)
    let edge = await EdgeMass(
      of: try #require(Kernel(.quartic, radius: 150)), in: CellAreas(whole: none))
    #expect(edge.kernel.isEmpty && edge.square.isEmpty)
  }

  /// A kernel wider than the ground: what lies in the ground is the little that its height makes of it.
  @Test func sharesOfAKernelWiderThanTheGrid() async throws {
    let grid = Grid(
      cellWidth: 50, cellHeight: 50, firstColumn: 0, firstRow: 0, columns: 9, rows: 7)
    let kernel = try #require(Kernel(.quartic, radius: 20_000))
    let mass = await EdgeMass(of: kernel, in: CellAreas(whole: grid))
    let area = Double(grid.cellCount) * grid.cellArea
    let (share, square) = (kernel.peak * area, kernel.peak * kernel.peak * area / kernel.roughness)
    for cell in 0..<grid.cellCount {
      #expect(abs(mass.kernel[cell] / share - 1) < 1e-3)
      #expect(abs(mass.square[cell] / square - 1) < 1e-3)
    }
  }
}
