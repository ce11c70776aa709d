import Areas
import Geometry
package import Hotspots
import Records

/// A density surface with what was chosen to make it.
struct StudySurface: Sendable {
  let surface: Surface
  let made: SurfaceMaking
}

/// How a surface was made: the parameters as used, for every choice that was made automatically with the
/// rule.
package struct SurfaceMaking: Sendable {
  package let kernel: Kernel
  /// What the rule said that chose the bandwidth; `nil` when it was given.
  package let choice: BandwidthChoice?
  package let cell: Double
  package let edge: EdgeCorrection
  package let locations: SurfaceTerms.Locations
  /// How finely anonymised locations are known.
  package let resolution: LocationResolution?
  package let adaptive: SurfaceTerms.Adaptive?
  /// The smallest, the middle and the largest standard deviation, when each incident has its own.
  package let deviations: (least: Double, median: Double, most: Double)?
}

/// Makes surfaces of incidents of one study: spreads locations, chooses the bandwidth, corrects the edge.
struct SurfaceMaker: Sendable {
  let data: StudyData
  let scope: StudyScope
  let terms: SurfaceTerms
  let threads: Int
  let grid: Grid
  let ground: StudyGround

  /// The most cells a surface may have: with its shares, catchments and contours some 2 GB.
  static let mostCells = 20_000_000
  /// - Throws: when the study area has no shape or too many cells.
  init(
    _ terms: SurfaceTerms, in scope: StudyScope, of data: StudyData, threads: Int
  ) throws(StudyError) {
    self.data = data
    self.scope = scope
    self.terms = terms
    self.threads = threads
    grid = try Self.grid(over: scope.shapes, cell: terms.cell, layers: data.layers.keys.sorted())
    ground = try data.grounds.ground(of: scope, on: grid)
  }

  /// A grid two cells wider than the study area, so that contours can close outside it.
  private static func grid(
    over shapes: [MultiPolygon<Point>], cell: Double, layers: [String]
  ) throws(StudyError) -> Grid {
    guard let box = Box(union: shapes.compactMap(\.box)) else { throw .noStudyArea(layers: layers) }
    let cells = (box.width / cell + 6) * (box.height / cell + 6)
    guard cells <= Double(mostCells) else {
      throw .tooManyCells(count: Int(cells), most: mostCells)
    }
    return Grid(covering: box.expanded(by: 2 * cell), cell: cell)
  }

  /// The surface of some incidents, by their numbers.
  ///
  /// - Parameter weights: what each of them counts for.
  func surface(
    of numbers: [Int32], weights: [Double]? = nil
  ) async throws(StudyError) -> StudySurface {
    let points = numbers.map { data.incidents.points[Int($0)] }
    let chosen = try await kernel(for: points)
    return try await surface(of: await locate(numbers, weights: weights), chosen)
  }

  /// The surface of located incidents by a kernel that is known.
  func surface(
    of located: LocatedIncidents, _ chosen: ChosenKernel
  ) async throws(StudyError) -> StudySurface {
    let kernel = chosen.kernel
    let bandwidths = await localBandwidths(of: located, kernel: kernel)
    try check(located, kernel, bandwidths)
    let values = await values(of: located, kernel: kernel, bandwidths: bandwidths)
    return StudySurface(
      surface: Surface(computed: values, study: ground.study),
      made: SurfaceMaking(
        kernel: kernel, choice: chosen.choice, cell: terms.cell, edge: terms.edge,
        locations: located.locations, resolution: located.resolution, adaptive: terms.adaptive,
        deviations: bandwidths.map { Self.summary($0.standardDeviations) }))
  }

  private static func summary(
    _ deviations: [Double]
  ) -> (least: Double, median: Double, most: Double) {
    let sorted = deviations.sorted()
    return (sorted.first ?? 0, sorted.isEmpty ? 0 : sorted[sorted.count / 2], sorted.last ?? 0)
  }
}
