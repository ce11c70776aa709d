package import Geometry

/// Finds the area that holds a point, exactly, mostly by one look into a raster.
///
/// A cell of the raster that no boundary touches lies wholly in one area, or in none, and says which.
/// For the others the edges of each area are kept by rows of the raster, so that the ray of the exact
/// test (`Ring.encloses`) meets only the few edges of the point's own row. Where areas overlap, the
/// first in the list wins.
package struct RasterAreaIndex: Sendable {
  let grid: Grid
  /// For each cell: the area that holds all of it; -1 for none; below, -2 - the place of its list.
  let cells: [Int32]
  /// The areas to test in cells that a boundary touches, list after list, each in ascending order.
  let candidates: [Candidate]
  /// Where each list starts in `candidates`; one entry more, for the end.
  let listStarts: [Int32]
  let edges: RowEdges

  /// An area that may hold a point of a cell.
  struct Candidate {
    let area: Int32
    /// Whether it holds the whole cell, so that nothing needs testing.
    let holdsCell: Bool
  }

  /// Builds the index over about a million cells.
  ///
  /// - Complexity: O(cells + edges × rows each spans), some milliseconds for the beats of a force.
  package init(_ shapes: [MultiPolygon<Point>]) {
    self.init(shapes, cells: 1 << 20)
  }

  /// Builds the index over about so many cells; tests choose few, to meet every case.
  package init(_ shapes: [MultiPolygon<Point>], cells count: Int) {
    let box =
      Box(union: shapes.compactMap(\.box)) ?? Box(minX: 0, minY: 0, maxX: 1, maxY: 1)
    let area = max(box.width, 1) * max(box.height, 1)
    var builder = RasterBuilder(
      grid: Grid(covering: box, cell: max(1, (area / Double(count)).squareRoot())))
    for (number, shape) in shapes.enumerated() { builder.add(shape, as: Int32(number)) }
    self = builder.finished()
  }

  init(
    grid: Grid, cells: [Int32], candidates: [Candidate], listStarts: [Int32], edges: RowEdges
  ) {
    self.grid = grid
    self.cells = cells
    self.candidates = candidates
    self.listStarts = listStarts
    self.edges = edges
  }

  /// The place, in the list given, of the area that holds the point; -1 when none does.
  package func area(at point: Point) -> Int32 {
    guard let index = grid.index(at: point) else { return -1 }
    let cell = cells[index]
    return cell >= -1 ? cell : firstCandidate(holding: point, list: Int(-2 - cell))
  }

  /// The areas of many points.
  /// - Complexity: O(1) for a point away from boundaries, O(edges in its row) near one.
  package func areas(of points: [Point]) -> [Int32] {
    points.map { area(at: $0) }
  }

  private func firstCandidate(holding point: Point, list: Int) -> Int32 {
    let row = grid.row(atY: point.y)
    for place in listStarts[list]..<listStarts[list + 1] {
      let candidate = candidates[Int(place)]
      if candidate.holdsCell || edges.holds(point, area: Int(candidate.area), row: row) {
        return candidate.area
      }
    }
    return -1
  }
}
