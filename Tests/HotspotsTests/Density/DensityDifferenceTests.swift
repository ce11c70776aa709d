import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct DensityDifferenceTests {
  /// Against the standard errors of spatstat's density.ppp, whose file has 12 digits.
  @Test func matchesTheReference() async throws {
    let rows = try referenceRows("relative_density.csv")
    let grid = Grid(
      cellWidth: 100, cellHeight: 100, firstColumn: 0, firstRow: 0, columns: 32, rows: 32)
    try #require(rows.count == grid.cellCount)
    let layers = try ["cases", "controls"].map { name in
      WeightedPoints(
        try referenceRows("relative_density_\(name).csv").map { Point(x: $0[0], y: $0[1]) })
    }
    let kernel = try #require(Kernel(.gaussian, standardDeviation: 180))
    let difference = await DensityDifference(
      from: PeriodIncidents(layers[0], days: 1), to: PeriodIncidents(layers[1], days: 1),
      kernel: kernel, on: grid)
    let errors = rows.map { ($0[6] * $0[6] + $0[7] * $0[7]).squareRoot() }
    let peak = try #require(errors.max())
    for (value, expected) in zip(difference.standardErrors, errors) {
      #expect(abs(value - expected) <= 1e-8 * peak)
    }
  }

  /// Every value by its definition, for weights and unequal periods.
  @Test(arguments: Kernel.Shape.allCases)
  func isTheDifferenceByDefinition(shape: Kernel.Shape) async throws {
    let kernel = try #require(Kernel(shape, standardDeviation: 60))
    let (before, after) = (layer(20, seed: 100), layer(30, seed: 101))
    let found = await DensityDifference(
      from: PeriodIncidents(before, days: 31), to: PeriodIncidents(after, days: 28),
      kernel: kernel, on: grid)
    var peaks = (value: 0.0, error: 0.0)
    for cell in 0..<grid.cellCount {
      peaks = (
        max(peaks.value, found.after[cell], found.before[cell]),
        max(peaks.error, found.standardErrors[cell])
      )
    }
    for cell in 0..<grid.cellCount {
      func sum(_ layer: WeightedPoints, _ term: (Double, Double) -> Double) -> Double {
        let centre = grid.centre(of: cell)
        return zip(layer.points, layer.weights).reduce(0) { sum, place in
          let (dx, dy) = (centre.x - place.0.x, centre.y - place.0.y)
          return sum + term(place.1, kernel.density(atSquaredDistance: dx * dx + dy * dy))
        }
      }
      let (early, late) = (sum(before) { $0 * $1 } / 31, sum(after) { $0 * $1 } / 28)
      let variance =
        sum(before) { $0 * $0 * $1 * $1 } / (31 * 31) + sum(after) { $0 * $0 * $1 * $1 } / (28 * 28)
      #expect(abs(found[cell] - (late - early)) <= 1e-12 * peaks.value)
      #expect(abs(found.standardErrors[cell] - variance.squareRoot()) <= 1e-12 * peaks.error)
      #expect((found.score(at: cell) == nil) == (variance == 0))
    }
  }

  /// One incident against none is one standard error, whatever the periods; nothing has no score.
  @Test func scoresAreByIncidents() async throws {
    let kernel = try #require(Kernel(.quartic, radius: 100))
    let place = grid.centre(of: grid.index(column: 9, row: 7))
    let none = PeriodIncidents(WeightedPoints([]), days: 400)
    for count in [1, 4] {
      let some = PeriodIncidents(WeightedPoints([Point](repeating: place, count: count)), days: 7)
      let more = await DensityDifference(from: none, to: some, kernel: kernel, on: grid)
      let fewer = await DensityDifference(from: some, to: none, kernel: kernel, on: grid)
      for cell in 0..<grid.cellCount {
        guard let score = more.score(at: cell) else { continue }
        #expect(abs(score - Double(count).squareRoot()) < 1e-12)
        #expect(fewer.score(at: cell) == -score)
      }
      #expect(more.score(at: grid.index(column: 9, row: 7)) != nil)
      #expect(more.score(at: 0) == nil)
    }
  }

  /// The same rate over 60 and 20 days: scores with mean 0 and variance 1. 200 samples make the
  /// mean of each right to 4 of their standard errors, 0.071 and 0.1.
  @Test func ofEqualRatesHasStandardScores() async throws {
    let kernel = try #require(Kernel(.quartic, radius: 300))
    let cell = Grid(
      cellWidth: 50, cellHeight: 40, firstColumn: 7_009, firstRow: 9_307, columns: 1, rows: 1)
    let box = grid.box.expanded(by: 100)
    var (sum, squares) = (0.0, 0.0)
    for sample in 0..<200 {
      var generator = Philox(seed: 102, stream: UInt64(sample))
      func period(_ days: Double) -> PeriodIncidents {
        let count = generator.poisson(mean: 8 * days)
        return PeriodIncidents(
          WeightedPoints(points(count, in: box, using: &generator)), days: days)
      }
      let found = await DensityDifference(
        from: period(60), to: period(20), kernel: kernel, on: cell)
      let score = try #require(found.score(at: 0))
      sum += score
      squares += score * score
    }
    #expect(abs(sum / 200) < 4 * 0.071)
    #expect(abs(squares / 200 - 1) < 4 * 0.1)
  }

  /// Shares divide densities and errors alike.
  @Test func edgeCorrectionKeepsTheScores() async throws {
    let kernel = try #require(Kernel(.quartic, radius: 150))
    let periods = [layer(20, seed: 103), layer(20, seed: 104)].map {
      PeriodIncidents($0, days: 10)
    }
    let shares = (0..<grid.cellCount).map { $0 % 3 == 0 ? 0.5 : 1 }
    let plain = await DensityDifference(
      from: periods[0], to: periods[1], kernel: kernel, on: grid)
    let corrected = await DensityDifference(
      from: periods[0], to: periods[1], kernel: kernel, on: grid, shares: shares)
    for cell in 0..<grid.cellCount {
      #expect(corrected.after[cell] == plain.after[cell] / shares[cell])
      #expect(corrected[cell] == plain[cell] / shares[cell])
      #expect(corrected.score(at: cell) == plain.score(at: cell))
    }
  }

  private let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 18, rows: 15)

  private func layer(_ count: Int, seed: UInt64) -> WeightedPoints {
    var generator = Philox(seed: seed, stream: 0)
    let places = points(count, in: grid.box, using: &generator)
    return WeightedPoints(
      places, weights: places.map { _ in generator.uniform(from: 0.1, to: 5) })
  }
}
