import Areas
import Geometry
import Hotspots
import Records

/// The cells of a study area, which of the areas with a level of their own each belongs to, and what
/// was worked out for it before.
struct StudyGround: Sendable {
  let study: CellAreas
  let owners: CellAreas
  let ownerCount: Int
  /// The study area as one window: its areas, or the ground they cover together where they overlap.
  let window: MultiPolygon<Point>
  /// The shares of a kernel that lie in the study area, by kernel, and those at each cell.
  let kernelMasses = KeptWork<Kernel, KernelMass>(most: 4)
  let masses = KeptWork<Kernel, [Double]>(most: 4)
  /// The catchments of all known anonymisation points.
  let catchments = KeptWork<Bool, CatchmentPieces>(most: 1)

  /// The boundaries of the study's areas, and of those that hotspots are named by.
  let boundaries = KeptWork<String, WindowBoundary>(most: 2)

  /// - Complexity: O(cells + rows × crossings of boundaries).
  init(_ scope: StudyScope, on grid: Grid) throws(StudyError) {
    study = CellAreas(of: scope.shapes, on: grid)
    window = try Self.window(of: scope.shapes, on: grid, held: study.count)
    guard let per = scope.per else {
      (owners, ownerCount) = (study.merged(), 1)
      return
    }
    let isSame = per.name == scope.layer.name && scope.areas.count == per.areas.count
    owners = isSame ? study : CellAreas(of: per.areas.map(\.shape), on: grid)
    ownerCount = per.areas.count
  }
}

/// The grounds of the last few studies of some data: a map client asks for the same ground again and
/// again, and drawing it takes longer than the density.
final class StudyGrounds: Sendable {
  /// Each ground holds four bytes a cell, or eight, and eight more for each kernel.
  private let kept = KeptWork<Key, StudyGround>(most: 4)

  private static let mostCells = 5_000_000

  private struct Key: Equatable {
    let layer: String
    let areas: [Int]
    let per: String?
    let grid: Grid
    /// The first days of the boundaries used.
    let vintages: [String]
  }

  /// The ground of a study, drawn unless it is kept.
  func ground(of scope: StudyScope, on grid: Grid) throws(StudyError) -> StudyGround {
    let layers = [scope.layer] + (scope.per.map { [$0] } ?? [])
    let key = Key(
      layer: scope.layer.name, areas: scope.areas, per: scope.per?.name, grid: grid,
      vintages: layers.flatMap { $0.areas.map { $0.validFrom?.description ?? "" } })
    if let known = kept.known(key) { return known }
    let ground = try StudyGround(scope, on: grid)
    // A study area that was given for one question is not asked for again, and a huge one is not worth its
    // memory.
    if scope.isOfStore, grid.cellCount <= Self.mostCells { kept.keep(ground, for: key) }
    return ground
  }
}

extension StudyGround {
  /// - Parameter held: how many cells lie in any of the shapes; where they overlap, each by itself holds more.
  private static func window(
    of shapes: [MultiPolygon<Point>], on grid: Grid, held: Int
  ) throws(StudyError) -> MultiPolygon<Point> {
    var cells = 0
    for polygon in shapes.flatMap(\.polygons) {
      grid.visitRuns(of: polygon) { cells += $1.count }
    }
    guard cells > held else { return MultiPolygon(shapes.flatMap(\.polygons)) }
    do {
      return try joined(shapes)
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
  }

  /// A window of areas whose boundary is found once for a ground.
  func window(_ name: String, _ shapes: [MultiPolygon<Point>]) -> StudyWindow {
    if let known = boundaries.known(name) { return StudyWindow(shapes, boundary: known) }
    let boundary = WindowBoundary(shapes)
    boundaries.keep(boundary, for: name)
    return StudyWindow(shapes, boundary: boundary)
  }
}
