import Geometry
import Hotspots
import Probability
import Testing

/// A small study ground with places that incidents can be at, each spread over a few parts.
struct SmallGround {
  let grid: Grid
  let study: CellAreas
  let owners: CellAreas
  let ownerCount: Int
  let kernel: Kernel
  let masses: [Double]
  let places: [PlaceParts]
  let points: [Point]

  /// - Parameter owners: how many strips have levels of their own.
  init(seed: UInt64, places count: Int, owners: Int = 1, parts: Int = 3) async throws {
    grid = Grid(cellWidth: 50, cellHeight: 50, firstColumn: 0, firstRow: 0, columns: 44, rows: 40)
    // The grid is wider than the study area on all sides.
    let shapes = try (0..<4).map { strip in
      try Self.rectangle(100 + 500 * Double(strip), 100, 500, 1_800)
    }
    study = CellAreas(of: shapes, on: grid)
    self.owners = owners == 1 ? study.merged() : study
    ownerCount = owners == 1 ? 1 : 4
    let kernel = try #require(Kernel(.quartic, radius: 180))
    self.kernel = kernel
    let window = MultiPolygon([try Self.rectangle(100, 100, 2_000, 1_800).polygons[0]])
    masses = await KernelMass(window: window, kernel: kernel)
      .masses(atCentresOf: grid, where: study.grown(by: 2))
    var generator = Philox(seed: seed, stream: 1)
    var points: [Point] = []
    for _ in 0..<count {
      points.append(
        Point(
          x: generator.uniform(from: 110, to: 2_090), y: generator.uniform(from: 110, to: 1_890)))
    }
    points.sort { ($0.x, $0.y) < ($1.x, $1.y) }
    self.points = points
    places = points.map { point in
      PlaceParts(
        points: (0..<parts).map {
          Point(x: point.x + 20 * Double($0 % 2), y: point.y - 7 * Double($0))
        },
        weights: [Double](repeating: 1 / Double(parts), count: parts), kernel: kernel)
    }
  }

  static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double
  ) throws -> MultiPolygon<Point> {
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map {
      Point(x: x + $0.0 * width, y: y + $0.1 * height)
    }
    return MultiPolygon([Polygon(exterior: try Ring(corners: corners))])
  }

  var needed: CellAreas { study.grown(by: 3) }

  func footprints(threads: Int = 2) async -> Footprints {
    await Footprints(
      of: places, study: study, owners: owners, ownerCount: ownerCount, needed: needed,
      masses: masses, threads: threads)
  }

  /// The surface as the density itself gives it.
  func surface(_ weights: [Double]) async -> Surface {
    let values = await density(
      of: places.flatMap(\.points),
      weights: zip(places, weights).flatMap { place, weight in place.weights.map { $0 * weight } },
      kernel: kernel, on: grid)
    return Surface(
      computed: zip(values, masses).map { $1 > 0 ? $0 / $1 : $0 }, study: study)
  }

  func levels(of surface: Surface, share: Double) -> [Double?] {
    hotLevels(of: surface, share: share, owners: owners, count: ownerCount)
  }

  /// All regions with the area whose level they are above.
  func regions(of surface: Surface, share: Double) -> [(region: HotRegion, owner: Int)] {
    let levels = levels(of: surface, share: share)
    let seeds = hotCells(of: surface, above: levels, owners: owners)
    return levels.indices.flatMap { owner in
      levels[owner].map { level in
        hotRegions(of: surface, above: level, from: seeds[owner]).map { ($0, owner) }
      } ?? []
    }
  }

  /// Random counts at the places, most of them small.
  func counts(seed: UInt64, mean: Double = 2) -> [Int32] {
    var generator = Philox(seed: seed, stream: 2)
    return places.map { _ in Int32(generator.poisson(mean: mean)) }
  }

  /// One point for each incident.
  func incidents(_ counts: [Int32]) -> [Point] {
    zip(points, counts).flatMap { [Point](repeating: $0, count: Int($1)) }
  }
}
