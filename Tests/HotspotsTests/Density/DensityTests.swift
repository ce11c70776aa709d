import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct DensityTests {
  /// A method and a kernel that it computes.
  struct Way: Sendable, CustomTestStringConvertible {
    let method: DensityMethod
    let shape: Kernel.Shape

    /// Relative to the maximum.
    var tolerance: Double { method == .gridding ? 1e-8 : 1e-12 }
    var testDescription: String { "\(shape) by \(method)" }

    static let all = [DensityMethod.stamping, .sweep, .gridding].flatMap { method in
      Kernel.Shape.allCases.filter(method.applies).map { Way(method: method, shape: $0) }
    }
  }

  /// Against the sums of `Tests/ReferenceData`: they have 15 digits, and sums of up to 300 kernels
  /// round at 1e-14 of the maximum. The standard deviation is 60 m.
  @Test(arguments: [
    (Way(method: .direct, shape: .quartic), "quartic"),
    (Way(method: .stamping, shape: .quartic), "quartic"),
    (Way(method: .sweep, shape: .quartic), "quartic"),
    (Way(method: .stamping, shape: .quartic), "quartic_weighted"),
    (Way(method: .sweep, shape: .quartic), "quartic_weighted"),
    (Way(method: .direct, shape: .gaussian), "gaussian"),
    (Way(method: .stamping, shape: .gaussian), "gaussian"),
    (Way(method: .gridding, shape: .gaussian), "gaussian"),
  ])
  func matchesTheReference(way: Way, name: String) async throws {
    let rows = try referenceRows("points.csv")
    try #require(rows.count == 300)
    let truth = try referenceRows("exact_density_\(name).csv").flatMap { $0 }
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 0, firstRow: 0, columns: 20, rows: 20)
    let values = await density(
      of: rows.map { Point(x: $0[0], y: $0[1]) },
      weights: name.hasSuffix("weighted") ? rows.map { $0[2] } : nil,
      kernel: try #require(Kernel(way.shape, standardDeviation: 60)), on: grid, method: way.method)
    try expectEqual(values, truth, within: way.tolerance)
  }

  static let samples = [
    "none", "one", "all equal", "strewn", "on borders", "at centres", "outside",
  ]

  /// Cells wider than high; the radius from below a cell to far beyond the grid.
  @Test(arguments: Way.all, samples)
  func isTheSumOverAllIncidents(way: Way, sample: String) async throws {
    let (points, weights) = incidents(sample)
    for radius in [15.0, 20, 60, 100, 450, 5_000] {
      let kernel = try #require(Kernel(way.shape, radius: radius))
      for weights in [nil, weights] {
        let values = await density(
          of: points, weights: weights, kernel: kernel, on: grid, method: way.method)
        let truth = directDensity(of: points, weights: weights, kernel: kernel, on: grid)
        // The maximum on the whole plane is at least the peak of the heaviest place.
        let places = Dictionary(grouping: points.indices) { points[$0] }
        let heaviest = places.values.map { $0.reduce(0) { $0 + (weights?[$1] ?? 1) } }.max() ?? 0
        let peak = kernel.peak * heaviest
        try expectEqual(
          values, truth, within: way.tolerance, orOf: way.method == .gridding ? peak : 0,
          "radius \(radius)")
      }
    }
  }

  /// The Gaussian's nodes may be several to a cell or several cells apart.
  @Test(arguments: [20.0, 50, 130, 190, 250, 300, 700, 3_000])
  func isTheGaussianAtAnyWidth(deviation: Double) async throws {
    let (points, weights) = incidents("strewn")
    let kernel = try #require(Kernel(.gaussian, standardDeviation: deviation))
    let values = await density(
      of: points, weights: weights, kernel: kernel, on: grid, method: .gridding)
    let truth = directDensity(of: points, weights: weights, kernel: kernel, on: grid)
    let peak = kernel.peak * (weights.max() ?? 0)
    try expectEqual(values, truth, within: 1e-8, orOf: peak)
    #expect(values.allSatisfy { $0 >= 0 })
  }

  @Test(arguments: Way.all.filter { $0.shape != .gaussian })
  func isExactlyZeroOutOfReach(way: Way) async throws {
    let (points, weights) = incidents("strewn")
    let kernel = try #require(Kernel(way.shape, radius: 45))
    let values = await density(
      of: points, weights: weights, kernel: kernel, on: grid, method: way.method)
    var (near, far) = (0, 0)
    for (cell, value) in values.enumerated() {
      let centre = grid.centre(of: cell)
      let isNear = points.contains { $0.distance(to: centre) < 45 }
      if isNear { near += 1 } else { far += 1 }
      #expect(isNear ? value > 0 : value == 0, "cell \(cell)")
    }
    #expect(near > 0 && far > 0)
  }

  /// Whole metres, so that distances of exactly the radius occur: there the kernel is 0.
  @Test(arguments: Way.all.filter { $0.shape != .gaussian })
  func endsAtTheRadiusItself(way: Way) async throws {
    let grid = Grid(
      cellWidth: 2, cellHeight: 2, firstColumn: 0, firstRow: 0, columns: 11, rows: 11)
    let kernel = try #require(Kernel(way.shape, radius: 10))
    let values = await density(
      of: [Point(x: 11, y: 11)], kernel: kernel, on: grid, method: way.method)
    for (column, row) in [(10, 5), (0, 5), (5, 10), (5, 0), (9, 8), (8, 9), (1, 2), (2, 1)] {
      #expect(values[grid.index(column: column, row: row)] == 0, "\(column), \(row)")
    }
    #expect(values[grid.index(column: 9, row: 5)] > 0)
    #expect(values[grid.index(column: 8, row: 8)] > 0)
  }

  @Test(arguments: Way.all, samples)
  func isTheSameOnAnyNumberOfThreadsAndInAnyOrder(way: Way, sample: String) async throws {
    var generator = Philox(seed: 40, stream: 0)
    let (points, weights) = incidents(sample)
    let kernel = try #require(Kernel(way.shape, radius: 120))
    let one = await density(
      of: points, weights: weights, kernel: kernel, on: grid, method: way.method, threads: 1)
    for threads in [2, 3, 100] {
      let several = await density(
        of: points, weights: weights, kernel: kernel, on: grid, method: way.method,
        threads: threads)
      #expect(several == one, "\(threads) threads")
    }
    for _ in 0..<3 {
      let order = points.indices.shuffled(using: &generator)
      let shuffled = await density(
        of: order.map { points[$0] }, weights: order.map { weights[$0] }, kernel: kernel,
        on: grid, method: way.method)
      #expect(shuffled == one)
    }
  }

  /// So many points that the first sorting is shared among threads too.
  @Test func isTheSameForManyPointsOnAnyNumberOfThreads() async throws {
    var generator = Philox(seed: 43, stream: 0)
    let points = points(40_000, in: grid.box.expanded(by: 100), using: &generator)
    let kernel = try #require(Kernel(.epanechnikov, radius: 120))
    let one = await density(of: points, kernel: kernel, on: grid, threads: 1)
    #expect(await density(of: points, kernel: kernel, on: grid, threads: 4) == one)
    #expect(await density(of: points.reversed(), kernel: kernel, on: grid, threads: 3) == one)
  }

  /// Stamping adds up the same places in the same order whatever the grid.
  @Test(arguments: [(-1, -1), (-3, -20), (-40, -7)], Kernel.Shape.allCases)
  func isTheSameOnAGridThatSharesTheCells(shift: (columns: Int, rows: Int), shape: Kernel.Shape)
    async throws
  {
    let (points, weights) = incidents("strewn")
    let kernel = try #require(Kernel(shape, radius: 120))
    let larger = Grid(
      cellWidth: grid.cellWidth, cellHeight: grid.cellHeight,
      firstColumn: grid.firstColumn + shift.columns, firstRow: grid.firstRow + shift.rows,
      columns: grid.columns + 50, rows: grid.rows + 130)
    let first = await density(
      of: points, weights: weights, kernel: kernel, on: grid, method: .stamping)
    let second = await density(
      of: points, weights: weights, kernel: kernel, on: larger, method: .stamping)
    for cell in first.indices {
      let place = larger.index(
        column: grid.column(of: cell) - shift.columns, row: grid.row(of: cell) - shift.rows)
      #expect(first[cell] == second[place], "cell \(cell)")
    }
  }

  /// Moved by whole cells, turned by a quarter, mirrored: the surface moves along.
  @Test(arguments: Way.all)
  func movesWithTheIncidents(way: Way) async throws {
    var generator = Philox(seed: 44, stream: 0)
    let grid = Grid(
      cellWidth: 50, cellHeight: 50, firstColumn: -12, firstRow: -12, columns: 24, rows: 24)
    let points = points(80, in: grid.box, using: &generator)
    let weights = points.map { _ in generator.uniform(from: 0.1, to: 5) }
    let kernel = try #require(Kernel(way.shape, radius: 170))
    func values(_ points: [Point], _ grid: Grid) async -> [Double] {
      await density(of: points, weights: weights, kernel: kernel, on: grid, method: way.method)
    }
    let still = await values(points, grid)
    let last = grid.columns - 1
    let turned = await values(points.map { Point(x: -$0.y, y: $0.x) }, grid)
    try expectEqual(
      still.indices.map { turned[grid.index(column: last - $0 / 24, row: $0 % 24)] }, still,
      within: way.tolerance)
    let mirrored = await values(points.map { Point(x: -$0.x, y: $0.y) }, grid)
    try expectEqual(
      still.indices.map { mirrored[grid.index(column: last - $0 % 24, row: $0 / 24)] }, still,
      within: way.tolerance)
    let away = Grid(
      cellWidth: 50, cellHeight: 50, firstColumn: 8_000, firstRow: 7_000, columns: 24, rows: 24)
    let moved = points.map { Point(x: $0.x + 8_012 * 50, y: $0.y + 7_012 * 50) }
    // Coordinates of 400 km are rounded at 6e-11 m, which moves the edge of a disc.
    guard way.shape != .uniform else { return }
    try expectEqual(await values(moved, away), still, within: max(way.tolerance, 1e-11))
  }

  /// Away from edges the surface holds what was put in: the rest is what a sum over cells, at 7 cells a
  /// radius, differs from the integral.
  @Test(arguments: Way.all)
  func holdsTheWeightOfItsIncidents(way: Way) async throws {
    var generator = Philox(seed: 41, stream: 0)
    let grid = Grid(
      cellWidth: 50, cellHeight: 50, firstColumn: 7_000, firstRow: 7_400, columns: 60, rows: 60)
    let kernel = try #require(Kernel(way.shape, radius: 350))
    let points = points(400, in: grid.box.expanded(by: -kernel.reach), using: &generator)
    let weights = points.map { _ in generator.uniform(from: 0.1, to: 5) }
    let values = await density(
      of: points, weights: weights, kernel: kernel, on: grid, method: way.method)
    let held = values.reduce(0, +) * grid.cellArea / weights.reduce(0, +)
    #expect(abs(held - 1) < 0.002)
  }

  /// An incident of weight 3 is three incidents.
  @Test(arguments: Way.all)
  func takesAWeightForACount(way: Way) async throws {
    let (points, _) = incidents("strewn")
    let kernel = try #require(Kernel(way.shape, radius: 200))
    let thrice = await density(
      of: points + points + points, kernel: kernel, on: grid, method: way.method)
    let weighted = await density(
      of: points, weights: points.map { _ in 3 }, kernel: kernel, on: grid, method: way.method)
    try expectEqual(thrice, weighted, within: 1e-12)
  }

  @Test func takesTheCheapestMethodThatApplies() async throws {
    let (points, _) = incidents("strewn")
    for shape in Kernel.Shape.allCases {
      for radius in [100.0, 40_000] {
        let kernel = try #require(Kernel(shape, radius: radius))
        let truth = directDensity(of: points, kernel: kernel, on: grid)
        let values = await density(of: points, kernel: kernel, on: grid)
        try expectEqual(values, truth, within: shape == .gaussian ? 1e-8 : 1e-12)
      }
    }
  }

  @Test func ofAnEmptyGridIsEmpty() async throws {
    for (columns, rows) in [(0, 0), (0, 5), (5, 0)] {
      let none = Grid(
        cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: columns, rows: rows)
      let kernel = try #require(Kernel(.quartic, radius: 2))
      #expect(await density(of: [Point(x: 0.5, y: 0.5)], kernel: kernel, on: none).isEmpty)
    }
  }

  private let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 18, rows: 15)

  private func incidents(_ sample: String) -> (points: [Point], weights: [Double]) {
    var generator = Philox(seed: 42, stream: 0)
    let strewn = points(60, in: grid.box, using: &generator)
    let found =
      switch sample {
      case "none": [Point]()
      case "one": [strewn[0]]
      case "all equal": [Point](repeating: strewn[1], count: 40)
      case "on borders":
        strewn.map {
          Point(x: ($0.x / 50).rounded(.down) * 50, y: ($0.y / 40).rounded(.down) * 40)
        }
      case "at centres": strewn.compactMap { grid.index(at: $0).map(grid.centre) }
      case "outside":
        points(60, in: grid.box.expanded(by: 300), using: &generator)
          + [Point(x: 1e300, y: -1e300), Point(x: 0, y: 0)]
      default: strewn + strewn.prefix(20)
      }
    return (found, found.map { _ in generator.uniform(from: 0.1, to: 5) })
  }

  private func expectEqual(
    _ values: [Double], _ truth: [Double], within tolerance: Double, orOf known: Double = 0,
    _ comment: Comment? = nil
  ) throws {
    try #require(values.count == truth.count)
    let peak = max(known, truth.max() ?? 0)
    let worst = zip(values, truth).map { abs($0 - $1) }.max() ?? 0
    #expect(worst <= tolerance * peak, comment)
  }
}
