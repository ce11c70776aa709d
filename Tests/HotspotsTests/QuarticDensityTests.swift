import Geometry
import Hotspots
import Probability
import SampleShapes
import SpatialIndex
import Testing

struct QuarticDensityTests {
  /// Against the sums of `Tests/ReferenceData`: they have 15 digits, and sums of up to 300 kernels
  /// round at 1e-14 of the maximum.
  @Test(arguments: [false, true])
  func matchesTheReference(weighted: Bool) async throws {
    let rows = try referenceRows("points.csv")
    try #require(rows.count == 300)
    let name = weighted ? "exact_density_quartic_weighted.csv" : "exact_density_quartic.csv"
    let truth = try referenceRows(name).flatMap { $0 }
    let grid = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 0, firstRow: 0, columns: 20, rows: 20)
    let bandwidth = try #require(Bandwidth(radius: 60 * 8.0.squareRoot()))
    #expect(abs(bandwidth.standardDeviation - 60) < 1e-12)
    let density = await quarticDensity(
      of: GriddedPoints(rows.map { Point(x: $0[0], y: $0[1]) }, on: grid),
      weights: weighted ? rows.map { $0[2] } : nil, bandwidth: bandwidth)
    try #require(density.count == truth.count)
    let peak = try #require(truth.max())
    for (value, reference) in zip(density, truth) {
      #expect(abs(value - reference) <= 1e-12 * peak)
    }
  }

  /// One incident, per km²: METHODS section 3, to half a unit of the last digit printed there.
  @Test(arguments: [
    (300.0, 0.0, 10.610330), (300, 150, 5.968310), (200, 0, 23.873241), (200, 100, 13.428698),
  ])
  func matchesTheWorkedNumbers(radius: Double, distance: Double, perSquareKilometre: Double)
    async throws
  {
    let grid = Grid(
      cellWidth: 10, cellHeight: 10, firstColumn: 0, firstRow: 0, columns: 100, rows: 100)
    let centre = grid.centre(of: grid.index(column: 50, row: 50))
    let density = await quarticDensity(
      of: GriddedPoints([centre], on: grid), bandwidth: try #require(Bandwidth(radius: radius)))
    for (dx, dy) in [(distance, 0), (-distance, 0), (0, distance), (0, -distance)] {
      let cell = try #require(grid.index(at: Point(x: centre.x + dx, y: centre.y + dy)))
      #expect(abs(density[cell] * 1e6 - perSquareKilometre) <= 0.5e-6)
    }
  }

  static let samples = ["none", "one", "all equal", "strewn", "on borders", "at centres"]

  /// Cells wider than high; the radius from below a cell to beyond the grid.
  @Test(arguments: samples, [15.0, 20, 100, 5_000])
  func isTheSumOverAllIncidents(sample: String, radius: Double) async throws {
    let (points, weights) = incidents(sample)
    for weights in [nil, weights] {
      let density = await quarticDensity(
        of: GriddedPoints(points, on: grid), weights: weights,
        bandwidth: try #require(Bandwidth(radius: radius)))
      let truth = slowDensity(of: points, weights: weights, radius: radius)
      try #require(density.count == truth.count)
      let peak = truth.max() ?? 0
      for (cell, value) in density.enumerated() {
        #expect(abs(value - truth[cell]) <= 1e-12 * peak, "cell \(cell)")
      }
    }
  }

  @Test func isExactlyZeroOutOfReach() async throws {
    let (points, _) = incidents("strewn")
    let density = await quarticDensity(
      of: GriddedPoints(points, on: grid), bandwidth: try #require(Bandwidth(radius: 45)))
    var (near, far) = (0, 0)
    for (cell, value) in density.enumerated() {
      let centre = grid.centre(of: cell)
      let isNear = points.contains { $0.distance(to: centre) < 45 }
      if isNear { near += 1 } else { far += 1 }
      #expect(isNear ? value > 0 : value == 0, "cell \(cell)")
    }
    #expect(near > 0 && far > 0)
  }

  @Test(arguments: samples)
  func isTheSameOnAnyNumberOfThreadsAndInAnyOrder(sample: String) async throws {
    var generator = Philox(seed: 40, stream: 0)
    let (points, weights) = incidents(sample)
    let bandwidth = try #require(Bandwidth(radius: 120))
    let gridded = GriddedPoints(points, on: grid)
    let one = await quarticDensity(
      of: gridded, weights: weights, bandwidth: bandwidth, threads: 1)
    for threads in [2, 3, 8, 100] {
      let several = await quarticDensity(
        of: gridded, weights: weights, bandwidth: bandwidth, threads: threads)
      #expect(several == one, "\(threads) threads")
    }
    for _ in 0..<3 {
      let order = points.indices.shuffled(using: &generator)
      let shuffled = await quarticDensity(
        of: GriddedPoints(order.map { points[$0] }, on: grid), weights: order.map { weights[$0] },
        bandwidth: bandwidth)
      #expect(shuffled == one)
    }
  }

  /// Grids that hold all points and share cells give those the same bits.
  @Test(arguments: [(-1, -1), (-3, -20), (-40, -7)])
  func isTheSameOnAGridThatSharesTheCells(columns: Int, rows: Int) async throws {
    let (points, weights) = incidents("strewn")
    let bandwidth = try #require(Bandwidth(radius: 120))
    let larger = Grid(
      cellWidth: grid.cellWidth, cellHeight: grid.cellHeight,
      firstColumn: grid.firstColumn + columns, firstRow: grid.firstRow + rows,
      columns: grid.columns + 50, rows: grid.rows + 30)
    let first = await quarticDensity(
      of: GriddedPoints(points, on: grid), weights: weights, bandwidth: bandwidth)
    let second = await quarticDensity(
      of: GriddedPoints(points, on: larger), weights: weights, bandwidth: bandwidth)
    for cell in first.indices {
      let (column, row) = (grid.column(of: cell) - columns, grid.row(of: cell) - rows)
      #expect(first[cell] == second[larger.index(column: column, row: row)], "cell \(cell)")
    }
  }

  /// Away from edges the surface holds what was put in, to 0.1 % at 5 cells per radius: the rest is
  /// what the sum over cells differs from the integral.
  @Test func holdsTheWeightOfItsIncidents() async throws {
    var generator = Philox(seed: 41, stream: 0)
    let bandwidth = try #require(Bandwidth(radius: 250))
    let grid = Grid(
      cellWidth: 50, cellHeight: 50, firstColumn: 7_000, firstRow: 7_400, columns: 40, rows: 40)
    for count in [1, 200] {
      let points = points(count, in: grid.box.expanded(by: -260), using: &generator)
      let weights = points.map { _ in generator.uniform(from: 0.1, to: 5) }
      let density = await quarticDensity(
        of: GriddedPoints(points, on: grid), weights: weights, bandwidth: bandwidth)
      let held = density.reduce(0, +) * grid.cellArea / weights.reduce(0, +)
      #expect(abs(held - 1) < 0.001)
    }
  }

  @Test func ofAnEmptyGridIsEmpty() async throws {
    for (columns, rows) in [(0, 0), (0, 5), (5, 0)] {
      let none = Grid(
        cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: columns, rows: rows)
      let density = await quarticDensity(
        of: GriddedPoints([Point(x: 0.5, y: 0.5)], on: none),
        bandwidth: try #require(Bandwidth(radius: 2)))
      #expect(density.isEmpty)
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
      default: strewn + strewn.prefix(20)
      }
    return (found, found.map { _ in generator.uniform(from: 0.1, to: 5) })
  }

  /// Every incident against every cell.
  private func slowDensity(of points: [Point], weights: [Double]?, radius: Double) -> [Double] {
    (0..<grid.cellCount).map { cell in
      points.indices.reduce(0) { sum, place in
        let ratio = points[place].distance(to: grid.centre(of: cell)) / radius
        guard ratio < 1 else { return sum }
        let kernel = 3 / (Double.pi * radius * radius) * (1 - ratio * ratio) * (1 - ratio * ratio)
        return sum + (weights?[place] ?? 1) * kernel
      }
    }
  }
}
