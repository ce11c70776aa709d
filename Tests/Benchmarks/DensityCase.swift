import Geometry
import Hotspots
import Probability
import SpatialIndex

/// The exact quartic surface of clustered points on 1000 × 1000 cells of 90 × 60 m, radius 500 m.
struct DensityCase {
  let points: Int

  func run() async -> Measurement {
    let sample = Self.sample(points)
    let grid = Grid(
      cellWidth: 90, cellHeight: 60, firstColumn: 0, firstRow: 0, columns: 1_000, rows: 1_000)
    let bandwidth = Bandwidth(radius: 500).unsafelyUnwrapped
    var sink = 0.0
    let time = await median(of: 5) {
      let gridded = GriddedPoints(sample, on: grid)
      sink += await quarticDensity(of: gridded, bandwidth: bandwidth, threads: 2)[500_500]
    }
    // The plain double loop on a thousandth of the cells and at most 10,000 points, scaled up.
    let few = Array(sample.prefix(10_000))
    let plain = seconds { sink += Self.doubleLoop(few, grid, cells: 1_000, radius: 500) }
    let scale = 1_000 * Double(points) / Double(few.count)
    precondition(sink.isFinite)
    return Measurement(
      bench: "quartic-density", n: points, parameters: "1000x1000 cells of 90x60 m, radius 500 m",
      median: time, runs: 5, threads: 2, baseline: "double loop over points and cells, scaled",
      ratio: plain * scale / time)
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

  private static func doubleLoop(
    _ points: [Point], _ grid: Grid, cells: Int, radius: Double
  ) -> Double {
    var total = 0.0
    for cell in 0..<cells {
      let centre = grid.centre(of: cell * (grid.cellCount / cells))
      for point in points {
        let (dx, dy) = (centre.x - point.x, centre.y - point.y)
        let share = 1 - (dx * dx + dy * dy) / (radius * radius)
        if share > 0 { total += share * share }
      }
    }
    return total
  }
}
