import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

/// Masses at the centres of cells are those at the places, whatever is left out as too far away.
struct KernelMassGridTests {
  @Test(arguments: Kernel.Shape.allCases, [11.0, 60, 170, 2_000])
  func isTheMassAtEveryCentre(shape: Kernel.Shape, radius: Double) async throws {
    var generator = Philox(seed: 21, stream: 0)
    let kernel = try #require(Kernel(shape, radius: radius))
    let stars = try (0..<3).map { number in
      try holedStar(
        around: Point(x: 350_500 + 900 * Double(number), y: 372_300), size: 700, using: &generator)
    }
    let mass = KernelMass(window: MultiPolygon(stars), kernel: kernel)
    let grid = Grid(
      cellWidth: 50, cellHeight: 30, firstColumn: 7_003, firstRow: 12_396, columns: 17, rows: 52)
    let one = await mass.masses(atCentresOf: grid, threads: 1)
    for cell in 0..<grid.cellCount {
      #expect(one[cell] == mass(at: grid.centre(of: cell)), "cell \(cell)")
    }
    #expect(await mass.masses(atCentresOf: grid, threads: 3) == one)
  }

  /// Corners at the centres of cells, edges along rows and columns of them.
  @Test(arguments: Kernel.Shape.allCases)
  func isRightAtCornersAndOnEdges(shape: Kernel.Shape) async throws {
    let grid = Grid(
      cellWidth: 10, cellHeight: 10, firstColumn: 0, firstRow: 0, columns: 30, rows: 30)
    let window = MultiPolygon(try rectangle(55, 45, 255, 245))
    let mass = KernelMass(
      window: window, kernel: try #require(Kernel(shape, standardDeviation: 8)))
    let masses = await mass.masses(atCentresOf: grid)
    #expect(abs(masses[grid.index(column: 5, row: 4)] - 0.25) < 1e-15)
    #expect(abs(masses[grid.index(column: 25, row: 24)] - 0.25) < 1e-15)
    #expect(abs(masses[grid.index(column: 15, row: 4)] - 0.5) < 1e-15)
    #expect(abs(masses[grid.index(column: 25, row: 14)] - 0.5) < 1e-15)
    #expect(masses[grid.index(column: 15, row: 14)] == 1)
    let sum = masses.reduce(0, +) * grid.cellArea
    #expect(abs(sum / window.area - 1) < 0.002)
  }

  @Test func leavesOutWhatIsNotNeeded() async throws {
    let grid = Grid(
      cellWidth: 20, cellHeight: 20, firstColumn: -3, firstRow: -4, columns: 60, rows: 55)
    let window = try windowWithHole()
    let mass = KernelMass(window: window, kernel: try #require(Kernel(.quartic, radius: 120)))
    let cells = CellAreas(of: [window], on: grid)
    let all = await mass.masses(atCentresOf: grid)
    let inside = await mass.masses(atCentresOf: grid, where: cells)
    for cell in 0..<grid.cellCount {
      #expect(inside[cell] == (cells.areas[cell] >= 0 ? all[cell] : 0))
    }
    #expect(zip(all, inside).contains { $0 != $1 })
  }

  @Test func ofAnEmptyGridIsEmpty() async throws {
    let grid = Grid(cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: 0, rows: 7)
    let mass = KernelMass(
      window: try windowWithHole(), kernel: try #require(Kernel(.gaussian, radius: 120)))
    #expect(await mass.masses(atCentresOf: grid).isEmpty)
  }
}
