import Geometry
import Hotspots
import Probability

/// Where the incidents of null patterns come from.
struct NullSource: Sendable {
  /// The random numbers' own.
  let method: SimulationKey.Method
  /// What each incident counts for: those that get a place from the lottery first, each in ascending order.
  let weights: [Double]
  /// Numbered places, and how incidents get one of them.
  let lottery: (places: [Point], lottery: PlaceLottery)?
  /// How many incidents are anywhere, and where.
  let free: (count: Int, draw: FreePlaces)?

  /// Places that are not numbered.
  enum FreePlaces: Sendable {
    case uniform(UniformPlaces)
    /// Cells drawn by what they hold, and anywhere in them that is in the study area.
    case cells([Point], AliasTable, Grid, UniformPlaces)
  }

  /// The numbered places, when all incidents are at such.
  var finite: (places: [Point], lottery: PlaceLottery)? { free == nil ? lottery : nil }

  /// The places of a pattern's incidents, as their weights are ordered.
  func draw(using generator: inout Philox) -> [Point] {
    let free = free?.count ?? 0
    var points: [Point] = []
    if let lottery {
      points = lottery.lottery.places(weights.count - free, using: &generator)
        .map { lottery.places[Int($0)] }
    }
    for _ in 0..<free { if let point = freePoint(using: &generator) { points.append(point) } }
    return points
  }

  private func freePoint(using generator: inout Philox) -> Point? {
    switch free?.draw {
    case nil: nil
    case .uniform(let places): places.draw(using: &generator)
    case .cells(let points, let table, let grid, let window):
      Self.place(near: points[table.draw(using: &generator)], grid, in: window, using: &generator)
    }
  }

  /// Anywhere in a cell that is in the study area, as the cell's middle is.
  private static func place(
    near middle: Point, _ grid: Grid, in window: UniformPlaces, using generator: inout Philox
  ) -> Point {
    for _ in 0..<100 {
      let place = Point(
        x: middle.x + (generator.uniform() - 0.5) * grid.cellWidth,
        y: middle.y + (generator.uniform() - 0.5) * grid.cellHeight)
      if window.holds(place) { return place }
    }
    return middle
  }
}
