import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

/// Harm is a weight: what it does to a surface, by laws.
struct HarmWeightTests {
  private let grid = Grid(
    cellWidth: 50, cellHeight: 50, firstColumn: 7_000, firstRow: 9_300, columns: 20, rows: 20)

  @Test(arguments: Kernel.Shape.allCases)
  func ofThreeEqualsThreeIncidentsAtThePlace(shape: Kernel.Shape) async throws {
    var generator = Philox(seed: 70, stream: 0)
    let points = points(80, in: grid.box, using: &generator)
    let kernel = try #require(Kernel(shape, standardDeviation: 90))
    let heavy = await density(
      of: points, weights: points.indices.map { $0 < 30 ? 3 : 1 }, kernel: kernel, on: grid)
    let repeated = points.prefix(30).flatMap { [$0, $0, $0] } + points.dropFirst(30)
    let thrice = await density(of: repeated, kernel: kernel, on: grid)
    let peak = try #require(thrice.max())
    for (one, other) in zip(heavy, thrice) { #expect(abs(one - other) <= 1e-12 * peak) }
  }

  @Test(arguments: Kernel.Shape.allCases)
  func ofZeroEqualsNoIncident(shape: Kernel.Shape) async throws {
    var generator = Philox(seed: 71, stream: 0)
    let points = points(50, in: grid.box, using: &generator)
    let kernel = try #require(Kernel(shape, standardDeviation: 90))
    let weightless = await density(
      of: points, weights: points.indices.map { $0 < 20 ? 0 : 2 }, kernel: kernel, on: grid)
    let fewer = await density(
      of: Array(points.dropFirst(20)), weights: [Double](repeating: 2, count: 30), kernel: kernel,
      on: grid)
    let peak = try #require(fewer.max())
    for (one, other) in zip(weightless, fewer) { #expect(abs(one - other) <= 1e-12 * peak) }
  }
}
