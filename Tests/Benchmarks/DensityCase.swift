import Geometry
import Hotspots
import Probability

/// The surface of clustered points on cells of 90 × 60 km, by the cheapest method or one chosen.
struct DensityCase {
  let points: Int
  var shape = Kernel.Shape.quartic
  /// How many columns and rows.
  var side = 1_000
  var radius = 500.0
  var method: DensityMethod?

  /// Each size, then one of kernel, radius, cells and method changed at a time.
  static func all(_ sizes: [Int]) -> [DensityCase] {
    let million = DensityCase(points: 1_000_000)
    func changed(_ change: (inout DensityCase) -> Void) -> DensityCase {
      var changed = million
      change(&changed)
      return changed
    }
    return sizes.map { DensityCase(points: $0) }
      + Kernel.Shape.allCases.dropFirst().map { shape in changed { $0.shape = shape } }
      + [300, 1_000].map { radius in changed { $0.radius = radius } }
      + [500, 2_000].map { side in changed { $0.side = side } }
      + [changed { $0.method = .sweep }]
  }

  func run() async -> Measurement {
    let sample = Self.sample(points)
    let grid = Grid(
      cellWidth: 90_000 / Double(side), cellHeight: 60_000 / Double(side), firstColumn: 0,
      firstRow: 0, columns: side, rows: side)
    let kernel = Kernel(shape, radius: radius).unsafelyUnwrapped
    var surface: [Double] = []
    let spent = processorSeconds()
    let runs = points > 1_000_000 ? 2 : 5
    let time = await median(of: runs) {
      surface = await Hotspots.density(
        of: sample, kernel: kernel, on: grid, method: method, threads: 2)
    }
    let processor = (processorSeconds() - spent) / Double(runs + 1)
    // The plain double loop over some of the cells and at most 10,000 points, scaled up.
    let few = Array(sample.prefix(10_000))
    let cells = 200
    let loop = seconds { precondition(Self.sum(of: few, kernel, grid, cells: cells).isFinite) }
    let scale = Double(grid.cellCount) / Double(cells) * Double(points) / Double(few.count)
    var measurement = Measurement(
      bench: "density", n: points,
      parameters: "\(shape) \(Int(radius)) m, \(side)x\(side) cells"
        + (method.map { ", by \($0)" } ?? ""),
      median: time, runs: runs, threads: 2, baseline: "double loop over points and cells, scaled",
      ratio: loop * scale / time)
    measurement.processor = processor
    measurement.error = error(of: surface, sample, kernel, grid)
    return measurement
  }

  /// The largest error at some cells against the plain sum, as a share of the maximum.
  private func error(
    of surface: [Double], _ points: [Point], _ kernel: Kernel, _ grid: Grid
  ) -> Double {
    let step = max(1, grid.cellCount * points.count / 100_000_000)
    let worst = stride(from: step / 2, to: grid.cellCount, by: step).map { cell in
      abs(Self.density(at: grid.centre(of: cell), of: points, kernel) - surface[cell])
    }
    return (worst.max() ?? 0) / (surface.max() ?? 1)
  }

  private static func density(at place: Point, of points: [Point], _ kernel: Kernel) -> Double {
    points.reduce(0) { sum, point in
      let (dx, dy) = (place.x - point.x, place.y - point.y)
      return sum + kernel.density(atSquaredDistance: dx * dx + dy * dy)
    }
  }

  private static func sum(
    of points: [Point], _ kernel: Kernel, _ grid: Grid, cells: Int
  ) -> Double {
    (0..<cells).reduce(0) { sum, cell in
      sum + density(at: grid.centre(of: cell * (grid.cellCount / cells)), of: points, kernel)
    }
  }

  /// 200 clusters of 50 to 800 m and 30 % spread evenly over 90 × 60 km.
  static func sample(_ count: Int) -> [Point] {
    var random = Philox(seed: 1, stream: 1)
    let centres = (0..<200).map { _ in
      (
        x: random.uniform(from: 0, to: 90_000), y: random.uniform(from: 0, to: 60_000),
        spread: random.uniform(from: 50, to: 800)
      )
    }
    return (0..<count).map { _ in
      if random.uniform() < 0.3 {
        return Point(x: random.uniform(from: 0, to: 90_000), y: random.uniform(from: 0, to: 60_000))
      }
      let centre = centres[Int(random.uniform() * 200)]
      return Point(
        x: centre.x + random.standardNormal() * centre.spread,
        y: centre.y + random.standardNormal() * centre.spread)
    }
  }
}

/// The constants of `DensityCost`, in nanoseconds of one core, as this machine has them.
struct DensityCostCase {
  func run() async -> [Measurement] {
    var measurements: [Measurement] = []
    let ways: [(DensityMethod, Kernel.Shape, Double)] = [
      (.stamping, .quartic, 500), (.stamping, .quartic, 4_000), (.sweep, .quartic, 500),
      (.sweep, .quartic, 4_000), (.stamping, .triangular, 500), (.stamping, .gaussian, 500),
      (.gridding, .gaussian, 500), (.gridding, .gaussian, 4_000),
    ]
    let points = DensityCase.sample(200_000)
    let grid = Grid(
      cellWidth: 90, cellHeight: 60, firstColumn: 0, firstRow: 0, columns: 1_000, rows: 1_000)
    for (method, shape, radius) in ways {
      let kernel = Kernel(shape, radius: radius).unsafelyUnwrapped
      let time = await median(of: 3) {
        _ = await Hotspots.density(of: points, kernel: kernel, on: grid, method: method, threads: 1)
      }
      let predicted = densitySeconds(of: points.count, kernel: kernel, on: grid, method: method)
      measurements.append(
        Measurement(
          bench: "density-cost", n: points.count,
          parameters: "\(shape) \(Int(radius)) m by \(method)", median: time, runs: 3,
          baseline: "what the cost model says", ratio: predicted / time))
    }
    return measurements
  }
}
