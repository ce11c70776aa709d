import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct SpaceTimeDensityTests {
  private let grid = Grid(
    cellWidth: 50, cellHeight: 50, firstColumn: 7_000, firstRow: 9_300, columns: 15, rows: 12)

  /// METHODS, section 3: per km² per day.
  @Test(arguments: [(10.0, 0.2131539), (28, 0)])
  func matchesTheWorkedNumbers(lag: Double, expected: Double) async throws {
    let cell = grid.index(column: 5, row: 5)
    let centre = grid.centre(of: cell)
    let frames = await spaceTimeDensity(
      of: [Point(x: centre.x + 150, y: centre.y)], times: [.moment(100)],
      kernel: try #require(Kernel(.quartic, radius: 300)),
      temporalKernel: try #require(TemporalKernel(.uniform, sides: .past, reach: 28)),
      at: [100 + lag], on: grid)
    let frame = try #require(frames.first ?? nil)
    #expect(abs(frame.density[cell] * 1e6 - expected) <= 0.5e-7)
    #expect(frame.moment == 100 + lag && frame.observedShare == 1)
  }

  /// Every incident against every cell and moment, some incidents known by their month alone.
  @Test(arguments: TemporalKernel.Shape.allCases, TemporalKernel.Sides.allCases)
  func isTheSumOverAllIncidents(
    shape: TemporalKernel.Shape, sides: TemporalKernel.Sides
  ) async throws {
    let (points, times, weights) = incidents(60)
    let kernel = try #require(Kernel(.quartic, radius: 170))
    let temporal = try #require(TemporalKernel(shape, sides: sides, reach: 20))
    let moments = [0.0, 31, 45.5, 59, 90, 95]
    let frames = await spaceTimeDensity(
      of: points, times: times, weights: weights, kernel: kernel, temporalKernel: temporal,
      at: moments, observed: 5..<80, on: grid)
    try #require(frames.count == moments.count)
    for (frame, moment) in zip(frames, moments) {
      // Nothing was observed before the fifth day.
      guard sides == .both || moment > 5 else {
        #expect(frame == nil)
        continue
      }
      let found = try #require(frame)
      let share = temporal.mass(fromLag: moment - 80, toLag: moment - 5)
      #expect(found.observedShare == share)
      let truth = (0..<grid.cellCount).map { cell in
        let centre = grid.centre(of: cell)
        return points.indices.reduce(0.0) { sum, number in
          let distance = points[number].distance(to: centre)
          let space = kernel.density(atSquaredDistance: distance * distance)
          let time = temporal.weight(of: times[number], at: moment, observed: 5..<80)
          return sum + weights[number] * space * time / share
        }
      }
      let peak = truth.max() ?? 0
      #expect(peak > 0)
      for (value, expected) in zip(found.density, truth) {
        #expect(abs(value - expected) <= 1e-12 * peak)
      }
    }
  }

  /// Summed over quarters of days, frames make the density in space: each incident counts once.
  @Test(arguments: TemporalKernel.Shape.allCases, TemporalKernel.Sides.allCases)
  func sumsOverTimeToTheDensityInSpace(
    shape: TemporalKernel.Shape, sides: TemporalKernel.Sides
  ) async throws {
    let (points, times, weights) = incidents(12)
    let grid = Grid(
      cellWidth: 150, cellHeight: 150, firstColumn: 2_334, firstRow: 3_100, columns: 4, rows: 4)
    let kernel = try #require(Kernel(.quartic, radius: 170))
    let frames = await spaceTimeDensity(
      of: points, times: times, weights: weights, kernel: kernel,
      temporalKernel: try #require(TemporalKernel(shape, sides: sides, reach: 20)),
      at: (0..<600).map { Double($0) / 4 - 29.9 }, on: grid)
    let truth = directDensity(of: points, weights: weights, kernel: kernel, on: grid)
    var sum = [Double](repeating: 0, count: grid.cellCount)
    for case .some(let frame) in frames {
      for cell in sum.indices { sum[cell] += frame.density[cell] / 4 }
    }
    let peak = try #require(truth.max())
    // A jump of the uniform kernel is seen to a quarter of a day in 20 or 40.
    for (value, expected) in zip(sum, truth) { #expect(abs(value - expected) <= 0.013 * peak) }
  }

  /// An incident every quarter of a day: as dense at the ends of the period as in its middle, and
  /// after it.
  @Test(arguments: TemporalKernel.Shape.allCases, TemporalKernel.Sides.allCases)
  func doesNotFallOffAtTheEndsOfThePeriod(
    shape: TemporalKernel.Shape, sides: TemporalKernel.Sides
  ) async throws {
    let temporal = try #require(TemporalKernel(shape, sides: sides, reach: 20))
    let place = grid.centre(of: grid.index(column: 5, row: 5))
    let times = (0..<400).map { IncidentTime.moment(Double($0) / 4 + 0.125) }
    let moments = [5.0, 10, 50, 95, 100, 105, 125]
    let frames = await spaceTimeDensity(
      of: times.map { _ in place }, times: times,
      kernel: try #require(Kernel(.quartic, radius: 100)), temporalKernel: temporal, at: moments,
      observed: 0..<100, on: grid)
    #expect(frames.last.map { $0 == nil } == true)
    let densities = frames.compactMap { $0?.density.max() }
    try #require(densities.count == moments.count - 1)
    for density in densities { #expect(abs(density / densities[2] - 1) < 0.005) }
    // Without the period the last frame is thinner.
    let open = await spaceTimeDensity(
      of: times.map { _ in place }, times: times,
      kernel: try #require(Kernel(.quartic, radius: 100)), temporalKernel: temporal, at: [105],
      on: grid)
    #expect(try #require(open[0]?.density.max()) < 0.9 * densities[2])
  }

  @Test func isTheSameInAnyOrderAndOnAnyNumberOfThreads() async throws {
    var generator = Philox(seed: 111, stream: 0)
    let (points, times, weights) = incidents(200)
    let kernel = try #require(Kernel(.quartic, radius: 170))
    let temporal = try #require(TemporalKernel(.quartic, sides: .both, reach: 20))
    func frame(_ order: [Int], threads: Int) async -> [Double]? {
      let frames = await spaceTimeDensity(
        of: order.map { points[$0] }, times: order.map { times[$0] },
        weights: order.map { weights[$0] }, kernel: kernel, temporalKernel: temporal, at: [44],
        on: grid, threads: threads)
      return frames[0]?.density
    }
    let one = await frame(Array(points.indices), threads: 1)
    #expect(one != nil)
    for threads in [2, 5] {
      let other = await frame(points.indices.shuffled(using: &generator), threads: threads)
      #expect(one == other)
    }
  }

  @Test func ofNothingIsZero() async throws {
    let kernel = try #require(Kernel(.quartic, radius: 170))
    let temporal = try #require(TemporalKernel(.quartic, sides: .both, reach: 20))
    let frames = await spaceTimeDensity(
      of: [], times: [], kernel: kernel, temporalKernel: temporal, at: [3], on: grid)
    #expect(frames[0]?.density == [Double](repeating: 0, count: grid.cellCount))
    let none = await spaceTimeDensity(
      of: [], times: [], kernel: kernel, temporalKernel: temporal, at: [], on: grid)
    #expect(none.isEmpty)
  }

  /// Ninety days, a third of the incidents known by one of three months; some at one place.
  private func incidents(_ count: Int) -> ([Point], [IncidentTime], [Double]) {
    var generator = Philox(seed: 110, stream: 0)
    var places = points(count, in: grid.box, using: &generator)
    for number in 0..<count / 4 { places[number] = places[count - 1] }
    let times = places.indices.map { number in
      let moment = generator.uniform(from: 0, to: 90)
      guard number % 3 == 0 else { return IncidentTime.moment(moment) }
      return .within(moment < 31 ? 0..<31 : moment < 59 ? 31..<59 : 59..<90)
    }
    return (places, times, places.map { _ in generator.uniform(from: 0.1, to: 5) })
  }
}
