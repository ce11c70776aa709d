import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct SpreadLocationsTests {
  /// Spreading makes no incident more: however many parts there are, they vary as the incidents do.
  @Test(arguments: [false, true])
  func partsVaryAsTheirIncidents(weighted: Bool) async throws {
    let grid = Grid(
      cellWidth: 50, cellHeight: 50, firstColumn: 100, firstRow: 100, columns: 30, rows: 20)
    let known = (0..<12).map { Point(x: 5_100 + 110 * Double($0), y: 5_200 + 47 * Double($0)) }
    let catchments = await Catchments(of: known, on: CellAreas(whole: grid))
    let incidents = known
    let weights = incidents.indices.map { weighted ? Double(1 + $0 % 5) : 1 }
    let spread = await SpreadLocations(of: incidents, weights: weights, over: catchments)
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    #expect(spread.points.count > 3 * 12)
    #expect(abs(spread.variances.reduce(0, +) - squares) < 1e-9 * squares)
    let points = WeightedPoints(
      spread.points, weights: spread.weights, variances: spread.variances)
    let sum = weights.reduce(0, +)
    #expect(abs(points.effectiveCount - sum * sum / squares) < 1e-9 * points.effectiveCount)
    // Parts taken for incidents would make the standard error of a difference far too small.
    let kernel = try #require(Kernel(.quartic, radius: 300))
    let none = PeriodIncidents(WeightedPoints([]), days: 1)
    let errors = await DensityDifference(
      from: none, to: PeriodIncidents(points, days: 1), kernel: kernel, on: grid
    ).standardErrors
    let asParts = await DensityDifference(
      from: none,
      to: PeriodIncidents(WeightedPoints(spread.points, weights: spread.weights), days: 1),
      kernel: kernel, on: grid
    ).standardErrors
    #expect(zip(errors, asParts).allSatisfy { $0 >= $1 })
    #expect((errors.max() ?? 0) > 1.5 * (asParts.max() ?? 0))
  }

  private let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 34, rows: 27)

  /// Cell by cell and catchment by catchment, from the definition.
  @Test(arguments: CatchmentSpread.allCases, [20.0, 60])
  func putsTheWeightOfAPointOnItsCatchment(spread: CatchmentSpread, spacing: Double) async throws {
    let catchments = await Catchments(
      of: known, on: try threeAreas(on: grid), spacing: spacing)
    let (incidents, weights) = incidents()
    let locations = await SpreadLocations(
      of: incidents, weights: weights, over: catchments, spread: spread)
    let truth = slowPieces(of: incidents, weights: weights, over: catchments, spread: spread)
    try #require(locations.points.count == truth.count)
    for (place, piece) in truth.enumerated() {
      // Coordinates of 4e5 m, sums of up to nine samples: a few roundings of 6e-11 m.
      #expect(locations.points[place].distance(to: piece.point) < 1e-8)
      // A share is a quotient of sums of up to some hundred numbers.
      #expect(abs(locations.weights[place] - piece.weight) <= 1e-12 * piece.weight)
    }
  }

  @Test(arguments: CatchmentSpread.allCases, [false, true])
  func keepsTheWeightOfAllIncidents(spread: CatchmentSpread, weighted: Bool) async throws {
    let catchments = await Catchments(of: known, on: try threeAreas(on: grid))
    let (incidents, weights) = incidents()
    let locations = await SpreadLocations(
      of: incidents, weights: weighted ? weights : nil, over: catchments, spread: spread)
    let total = weighted ? weights.reduce(0, +) : Double(incidents.count)
    #expect(abs(locations.weights.reduce(0, +) - total) <= 1e-12 * total)
    #expect(locations.weights.allSatisfy { $0 > 0 })
  }

  /// Points known with nothing at them only bound the catchments of others.
  @Test func leavesCatchmentsWithoutIncidentsEmpty() async throws {
    let catchments = await Catchments(of: known, on: CellAreas(whole: grid), spacing: 60)
    let busy = try #require(catchments.owners.first.map { catchments.points[Int($0)] })
    let locations = await SpreadLocations(of: [busy, busy], over: catchments, spread: .evenly)
    let own = catchments.owners.indices.filter { catchments.owners[$0] == catchments.owners[0] }
    #expect(locations.points.map { grid.index(at: $0) } == own)
    #expect(locations.weights.allSatisfy { $0 == 2 / Double(own.count) })
  }

  /// Points whose catchment has no sample, and places that are no anonymisation points.
  @Test func leavesPlacesWithoutCatchmentWhereTheyAre() async throws {
    let centre = grid.centre(of: 400)
    let hidden = Point(x: centre.x + 9, y: centre.y)
    let elsewhere = Point(x: centre.x - 3, y: centre.y + 77)
    // The hidden point stands between others so close that no centre of a cell is nearest to it.
    let catchments = await Catchments(
      of: [
        centre, hidden, Point(x: centre.x + 18, y: centre.y),
        Point(x: centre.x + 9, y: centre.y + 9),
        Point(x: centre.x + 9, y: centre.y - 9),
      ],
      on: CellAreas(whole: grid), spacing: 60)
    #expect(catchments.areas[try #require(catchments.number(of: hidden))] == 0)
    let locations = await SpreadLocations(
      of: [hidden, elsewhere, elsewhere], weights: [3, 1, 0.5], over: catchments)
    #expect(locations.points == [elsewhere, hidden])
    #expect(locations.weights == [1.5, 3])
    #expect(locations.resolution?.medianRadius == 0)
  }

  @Test func isTheSameOnAnyNumberOfThreadsAndInAnyOrder() async throws {
    var generator = Philox(seed: 96, stream: 0)
    let catchments = await Catchments(of: known, on: try threeAreas(on: grid))
    let (incidents, weights) = incidents()
    let one = await SpreadLocations(
      of: incidents, weights: weights, over: catchments, threads: 1)
    for threads in [2, 3, 8, 100] {
      let order = incidents.indices.shuffled(using: &generator)
      let other = await SpreadLocations(
        of: order.map { incidents[$0] }, weights: order.map { weights[$0] }, over: catchments,
        threads: threads)
      #expect(other.points == one.points && other.weights == one.weights, "\(threads) threads")
      #expect(other.resolution == one.resolution)
    }
  }

  @Test func ofNothingIsNothing() async throws {
    let ground = try threeAreas(on: grid)
    let locations = await SpreadLocations(of: [], over: await Catchments(of: known, on: ground))
    #expect(locations.points.isEmpty && locations.weights.isEmpty && locations.resolution == nil)
    let place = Point(x: 1, y: 2)
    let alone = await SpreadLocations(of: [place], over: await Catchments(of: [], on: ground))
    #expect(alone.points == [place] && alone.weights == [1])
    let weightless = await SpreadLocations(
      of: [place], weights: [0], over: await Catchments(of: [], on: ground))
    #expect(weightless.points.isEmpty && weightless.resolution == nil)
  }

  /// Strips 100, 200 and 400 m wide: 5 of 10 incidents lie in the first, 9 in the first two.
  @Test func knowsHowFinelyLocationsAreKnown() async throws {
    let grid = Grid(
      cellWidth: 100, cellHeight: 100, firstColumn: 0, firstRow: 0, columns: 7, rows: 4)
    let points = [(-50.0, 150.0), (250, 150), (350, 150)].map { Point(x: $0.0, y: $0.1) }
    let catchments = await Catchments(of: points, on: CellAreas(whole: grid), spacing: 100)
    #expect(catchments.areas == [40_000, 80_000, 160_000])
    let incidents = [5, 4, 1].enumerated().flatMap { Array(repeating: points[$0], count: $1) }
    let resolution = try #require(
      await SpreadLocations(of: incidents, over: catchments).resolution)
    #expect(resolution.medianRadius == (40_000 / Double.pi).squareRoot())
    #expect(resolution.ninthDecileRadius == (80_000 / Double.pi).squareRoot())
    #expect(resolution.places == 3 && resolution.busiest == 5)
    let weighted = try #require(
      await SpreadLocations(of: points, weights: [1, 1, 20], over: catchments).resolution)
    #expect(weighted.medianRadius == (160_000 / Double.pi).squareRoot())
    #expect(weighted.busiest == 20)
  }

  private var known: [Point] {
    var generator = Philox(seed: 95, stream: 0)
    let middle = Box<Point>(
      minX: grid.box.minX + 600, minY: grid.box.minY + 400, maxX: grid.box.minX + 800,
      maxY: grid.box.minY + 600)
    return points(40, in: grid.box.expanded(by: 100), using: &generator)
      + points(40, in: middle, using: &generator)
  }

  /// Incidents at two thirds of the points, several at some of them, and at two places besides.
  private func incidents() -> (points: [Point], weights: [Double]) {
    var generator = Philox(seed: 97, stream: 0)
    let known = known
    let places = (0..<150).map { _ in known[Int(generator.uniform() * 54)] }
    let all = places + points(2, in: grid.box, using: &generator)
    return (all, all.map { _ in generator.uniform(from: 0.1, to: 5) })
  }

  private func slowPieces(
    of incidents: [Point], weights: [Double], over catchments: Catchments, spread: CatchmentSpread
  ) -> [(point: Point, weight: Double)] {
    func share(_ sample: Int) -> Double {
      let point = catchments.points[Int(catchments.owners[sample])]
      let distance = catchments.samples.centre(of: sample).distance(to: point)
      return spread == .evenly ? 1 : 1 / max(50, distance)
    }
    var pieces: [(cell: Int, first: Int, point: Point, weight: Double)] = []
    var kept: [(point: Point, weight: Double)] = []
    for place in Set(incidents) {
      let total = incidents.indices.filter { incidents[$0] == place }.reduce(0) { $0 + weights[$1] }
      let own = catchments.owners.indices.filter {
        catchments.owners[$0] >= 0 && catchments.points[Int(catchments.owners[$0])] == place
      }
      if own.isEmpty { kept.append((place, total)) }
      let whole = own.reduce(0) { $0 + share($1) }
      let byCell = Dictionary(grouping: own) {
        grid.index(at: catchments.samples.centre(of: $0)) ?? -1
      }
      for (cell, samples) in byCell {
        let part = samples.reduce(0) { $0 + share($1) }
        let centres = samples.map { catchments.samples.centre(of: $0) }
        let x = zip(samples, centres).reduce(0) { $0 + share($1.0) * $1.1.x } / part
        let y = zip(samples, centres).reduce(0) { $0 + share($1.0) * $1.1.y } / part
        pieces.append((cell, samples[0], Point(x: x, y: y), total * part / whole))
      }
    }
    pieces.sort { ($0.cell, $0.first) < ($1.cell, $1.first) }
    kept.sort { ($0.point.x, $0.point.y) < ($1.point.x, $1.point.y) }
    return pieces.map { ($0.point, $0.weight) } + kept
  }
}

extension SpreadLocations {
  /// Over catchments that are cut into pieces for this alone.
  init(
    of incidents: [Point], weights: [Double]? = nil, over catchments: Catchments,
    spread: CatchmentSpread = .alongStreets, threads: Int = 2
  ) async {
    self.init(
      of: incidents, weights: weights,
      over: await CatchmentPieces(of: catchments, spread: spread, threads: threads))
  }
}
