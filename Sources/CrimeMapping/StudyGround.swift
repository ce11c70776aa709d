import Areas
import Geometry
import Records
import Synchronization

/// The cells of a study area, and which of the areas with a level of their own each belongs to.
struct StudyGround: Sendable {
  let study: CellAreas
  let owners: CellAreas
  let ownerCount: Int

  /// - Complexity: O(cells + rows × crossings of boundaries).
  init(_ scope: StudyScope, on grid: Grid) {
    study = CellAreas(of: scope.areas.map { scope.layer.areas[$0].shape }, on: grid)
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
  private let kept = Mutex<[(key: Key, ground: StudyGround)]>([])

  /// How many grounds are kept: each holds four bytes a cell, or eight.
  static let most = 4

  private struct Key: Equatable {
    let layer: String
    let areas: [Int]
    let per: String?
    let grid: Grid
    /// The first days of the boundaries used.
    let vintages: [String]
  }

  /// The ground of a study, drawn unless it is kept.
  func ground(of scope: StudyScope, on grid: Grid) -> StudyGround {
    let layers = [scope.layer] + (scope.per.map { [$0] } ?? [])
    let key = Key(
      layer: scope.layer.name, areas: scope.areas, per: scope.per?.name, grid: grid,
      vintages: layers.flatMap { $0.areas.map { $0.validFrom?.description ?? "" } })
    if let known = kept.withLock({ $0.first { $0.key == key }?.ground }) { return known }
    let ground = StudyGround(scope, on: grid)
    // A study area that was given for one question is not asked for again.
    guard scope.isOfStore else { return ground }
    kept.withLock { $0 = Array(([(key, ground)] + $0).prefix(Self.most)) }
    return ground
  }
}
