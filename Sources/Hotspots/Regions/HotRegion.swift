package import Geometry

/// A connected part of a surface above a level: cells that meet along their sides.
package struct HotRegion: Sendable {
  /// The cells, in row-major order.
  package let cells: [Int]
  package let level: Double
  /// The highest and the mean value of the cells, in the surface's unit.
  package let peak: Double
  package let mean: Double

  init(cells: [Int], level: Double, in surface: Surface) {
    self.cells = cells
    self.level = level
    let values = cells.map { surface.computed[$0] }
    peak = values.max() ?? 0
    mean = values.reduce(0, +) / Double(values.count)
  }
}

/// Finds the connected parts of a surface above a level that hold at least one of some cells.
///
/// A part never leaves the study area, but it does cross from one of its areas into another. Parts come
/// in the order of their first seed.
///
/// - Parameter seeds: cells to start from, such as those of `hotCells`; cold ones are passed over.
/// - Complexity: O(cells of the parts + seeds).
package func hotRegions(
  of surface: Surface, above level: Double, from seeds: some Sequence<Int>
) -> [HotRegion] {
  var search = RegionSearch(surface: surface, level: level)
  return seeds.compactMap { search.region(from: $0) }
    .map { HotRegion(cells: $0, level: level, in: surface) }
}

/// The cells of each area that are above the area's own level, in row-major order.
///
/// - Parameters:
///   - levels: one for each area; none where the area has no level.
///   - owners: which area each cell belongs to; cells outside the study area count for none.
/// - Complexity: O(cells).
package func hotCells(
  of surface: Surface, above levels: [Double?], owners: CellAreas
) -> [[Int]] {
  let levels = levels.map { $0 ?? .infinity }
  var cells = [[Int]](repeating: [], count: levels.count)
  let (areas, study, values) = (owners.areas, surface.study.areas, surface.computed)
  for (cell, owner) in areas.enumerated()
  where owner >= 0 && values[cell] > levels[Int(owner)] && study[cell] >= 0 {
    cells[Int(owner)].append(cell)
  }
  return cells
}

/// Walks from cell to neighbour, visiting none twice.
private struct RegionSearch {
  let surface: Surface
  let level: Double
  private var visited: Set<Int> = []

  init(surface: Surface, level: Double) {
    self.surface = surface
    self.level = level
  }

  mutating func region(from start: Int) -> [Int]? {
    guard isHot(start), visited.insert(start).inserted else { return nil }
    var cells = [start]
    var next = 0
    while next < cells.count {
      surface.grid.visitSides(of: cells[next]) { neighbour in
        if isHot(neighbour) && visited.insert(neighbour).inserted { cells.append(neighbour) }
      }
      next += 1
    }
    return cells.sorted()
  }

  private func isHot(_ cell: Int) -> Bool {
    surface.computed[cell] > level && surface.holds(cell)
  }
}

extension Grid {
  /// Visits the cells that share a side with a cell.
  func visitSides(of cell: Int, _ visit: (Int) -> Void) {
    let column = column(of: cell)
    if cell >= columns { visit(cell - columns) }
    if column > 0 { visit(cell - 1) }
    if column < columns - 1 { visit(cell + 1) }
    if cell < cellCount - columns { visit(cell + columns) }
  }
}
