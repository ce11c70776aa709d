import Foundation
import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct EdgeCorrectionTests {
  /// The reference has 15 digits.
  @Test func matchesTheReference() async throws {
    let rows = try referenceRows("points.csv")
    try #require(rows.count == 300)
    let truth = try referenceRows("exact_density_gaussian_edge_uniform.csv").flatMap { $0 }
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 0, firstRow: 0, columns: 20, rows: 20)
    let values = await density(
      of: rows.map { Point(x: $0[0], y: $0[1]) },
      kernel: try #require(Kernel(.gaussian, standardDeviation: 60)), edge: .uniform,
      window: MultiPolygon(try rectangle(0, 0, 1_000, 800)), on: grid)
    try #require(values.count == truth.count)
    let peak = try #require(truth.max())
    for (value, reference) in zip(values, truth) {
      #expect(abs(value - reference) <= 1e-12 * peak)
    }
  }

  /// METHODS, section 3: redwood with a Gaussian of standard deviation 0.1, at its first four points, by
  /// spatstat, which has this window's mass in closed form too.
  @Test func matchesTheWorkedNumbers() throws {
    let expected = [60.33043, 83.49436, 88.16875, 77.22223]
    for (value, known) in zip(try correctedRedwood(.gaussian), expected) {
      #expect(abs(value - known) <= 0.5e-5)
    }
  }

  /// The same with the quartic kernel, whose mass spatstat estimates from an image of the window, more exactly
  /// the more pixels there are: 1.5 % from ours with 128² of them (56.52965, METHODS), and 0.2 % with 1024².
  @Test(arguments: [
    (0.015, [56.529651, 67.535137, 70.492949, 64.924897]),
    (0.002, [57.055437, 67.019255, 71.148608, 64.486900]),
  ])
  func agreesWithImages(tolerance: Double, expected: [Double]) throws {
    for (value, known) in zip(try correctedRedwood(.quartic), expected) {
      #expect(abs(value / known - 1) <= tolerance)
    }
  }

  private func correctedRedwood(_ shape: Kernel.Shape) throws -> [Double] {
    let redwood = try Redwood()
    let kernel = try #require(Kernel(shape, standardDeviation: 0.1))
    let mass = KernelMass(window: redwood.window, kernel: kernel)
    return redwood.points.prefix(4).map { place in
      redwood.points.reduce(0) { sum, other in
        let distance = place.distance(to: other)
        return sum + kernel.density(atSquaredDistance: distance * distance)
      } / mass(at: place)
    }
  }

  /// METHODS, section 3: one event at a corner of the unit square, Gaussian of standard deviation 0.1.
  @Test(arguments: [(0.0, 0.0), (1, 0), (1, 1), (0, 1)])
  func isFourfoldAtACorner(x: Double, y: Double) throws {
    let kernel = try #require(Kernel(.gaussian, standardDeviation: 0.1))
    let mass = KernelMass(window: MultiPolygon(try rectangle(0, 0, 1, 1)), kernel: kernel)
    let value = kernel.density(atSquaredDistance: 0) / mass(at: Point(x: x, y: y))
    #expect(abs(value - 63.66197724) <= 0.5e-8)
  }

  /// Integrals over the window of redwood, to 0.01. Without correction it is Σ e(x) = 55.7744, by the normal
  /// distribution; spatstat's images give 55.755 with 128² pixels (METHODS, section 3), 55.768 with 1024².
  /// With `uniform` they give 64.662 and 64.663.
  @Test(arguments: [(EdgeCorrection.none, 55.7744), (.uniform, 64.663), (.jonesDiggle, 62)])
  func integratesAsKnown(edge: EdgeCorrection, expected: Double) async throws {
    let redwood = try Redwood(metres: 1_000)
    let grid = Grid(
      cellWidth: 12.5, cellHeight: 12.5, firstColumn: 0, firstRow: -80, columns: 80, rows: 80)
    let values = await density(
      of: redwood.points, kernel: try #require(Kernel(.gaussian, standardDeviation: 100)),
      edge: edge, window: redwood.window, on: grid)
    #expect(abs(values.reduce(0, +) * grid.cellArea - expected) < 0.01)
  }

  /// Jones-Diggle: what the window holds is what its incidents weigh, in a window with a hole. Exactly by e at
  /// the places; to 2e-4 by cells of 4 m, of which the boundary cuts some.
  @Test(arguments: Kernel.Shape.allCases)
  func keepsTheWeightByJonesDiggle(shape: Kernel.Shape) async throws {
    let window = try windowWithHole()
    let kernel = try #require(Kernel(shape, radius: 150))
    let rows = try referenceRows("points.csv")
    let places = rows.map { Point(x: $0[0], y: $0[1]) }
    let weights = rows.map { $0[2] }
    let inside = places.indices.filter { window.contains(places[$0]) }
    try #require(inside.count > 200 && inside.count < places.count)
    let total = inside.reduce(0) { $0 + weights[$1] }

    let mass = KernelMass(window: window, kernel: kernel)
    let corrected = mass.weights(of: places, weights: weights, edge: .jonesDiggle)
    let held = zip(places, corrected).reduce(0) { $0 + $1.1 * mass(at: $1.0) }
    #expect(abs(held - total) < 1e-12 * total)

    // Upright edges run between cells, and no slanted one through the centres of many.
    let grid = Grid(
      cellWidth: 4, cellHeight: 2.5, firstColumn: 0, firstRow: 0, columns: 250, rows: 320)
    let values = await density(
      of: places, weights: weights, kernel: kernel, edge: .jonesDiggle, window: window, on: grid)
    let cells = CellAreas(of: [window], on: grid)
    let sum = values.indices.reduce(0) { $0 + (cells.areas[$1] < 0 ? 0 : values[$1]) }
    #expect(abs(sum * grid.cellArea / total - 1) < 2e-4)
  }

  /// An even density stays even up to the edge, as near as a lattice of points is even.
  @Test func isEvenForEvenPoints() async throws {
    let window = MultiPolygon(try rectangle(0, 0, 1_000, 1_000))
    let places = (0..<10_000).map {
      Point(x: Double($0 % 100) * 10 + 5, y: Double($0 / 100) * 10 + 5)
    }
    let grid = Grid(
      cellWidth: 20, cellHeight: 20, firstColumn: -2, firstRow: -2, columns: 54, rows: 54)
    let kernel = try #require(Kernel(.quartic, radius: 100))
    let values = await density(
      of: places, kernel: kernel, edge: .uniform, window: window, on: grid)
    let plain = await density(of: places, kernel: kernel, on: grid)
    let cells = values.indices.filter { window.contains(grid.centre(of: $0)) }
    for cell in cells { #expect(abs(values[cell] / 0.01 - 1) < 0.002) }
    #expect(cells.contains { plain[$0] < 0.005 })
  }

  @Test(arguments: EdgeCorrection.allCases)
  func isTheSameOnAnyNumberOfThreadsAndInAnyOrder(edge: EdgeCorrection) async throws {
    var generator = Philox(seed: 31, stream: 0)
    let window = try windowWithHole()
    let box = Box<Point>(minX: 0, minY: 0, maxX: 1_000, maxY: 800)
    let places = points(500, in: box, using: &generator)
    let weights = places.map { _ in generator.uniform(from: 0.1, to: 5) }
    let grid = Grid(
      cellWidth: 20, cellHeight: 25, firstColumn: -2, firstRow: 0, columns: 60, rows: 130)
    let kernel = try #require(Kernel(.triangular, radius: 90))
    let order = places.indices.shuffled(using: &generator)
    let one = await density(
      of: places, weights: weights, kernel: kernel, edge: edge, window: window, on: grid, threads: 1
    )
    let other = await density(
      of: order.map { places[$0] }, weights: order.map { weights[$0] }, kernel: kernel, edge: edge,
      window: window, on: grid, threads: 5)
    #expect(one == other)
  }

  /// Outside the window nothing is divided, and no point counts.
  @Test(arguments: [EdgeCorrection.uniform, .jonesDiggle])
  func leavesOutWhatIsOutside(edge: EdgeCorrection) async throws {
    let window = MultiPolygon(try rectangle(0, 0, 100, 100))
    let grid = Grid(
      cellWidth: 10, cellHeight: 10, firstColumn: -10, firstRow: -10, columns: 30, rows: 30)
    let kernel = try #require(Kernel(.quartic, radius: 40))
    let outside = await density(
      of: [Point(x: -1, y: 50), Point(x: 100, y: 50)], kernel: kernel, edge: edge, window: window,
      on: grid)
    #expect(outside.allSatisfy { $0 == 0 })
    let inside = await density(
      of: [Point(x: 50, y: 50)], kernel: kernel, edge: edge, window: window, on: grid)
    let plain = await density(of: [Point(x: 50, y: 50)], kernel: kernel, on: grid)
    #expect(zip(inside, plain).allSatisfy { $0 >= $1 && $0.isFinite })
    #expect(
      await density(of: [], kernel: kernel, edge: edge, window: window, on: grid).allSatisfy {
        $0 == 0
      })
  }
}
