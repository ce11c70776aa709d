package import Geometry

/// Finds the area that holds a point, exactly, mostly by one look into a raster.
///
/// A cell of the raster that no boundary touches lies wholly in one area, or in none, and says which.
/// For the others it is known which areas hold the cell's corner and which edges of theirs touch the
/// cell, so that the exact test meets only those (see `CellPath`). Where areas overlap, the first in
/// the list wins.
package struct RasterAreaIndex: Sendable {
  let raster: Raster
  /// For each cell: the area that holds all of it; -1 for none; below, -2 - the place of its first
  /// candidate.
  let cells: [Int32]
  /// The areas to test in cells that a boundary touches, cell after cell, each cell's in ascending
  /// order.
  let candidates: [Candidate]
  /// The edges that touch a cell, each candidate's in one run.
  let edges: [Edge]

  /// An area that may hold a point of a cell.
  struct Candidate {
    let area: Int32
    /// Which of `edges` touch the cell.
    let firstEdge: Int32
    let edgeCount: Int32
    /// Whether the area holds the cell's south-east corner; if no edge touches the cell, all of it.
    let holdsCorner: Bool
    /// Whether no other area is to be tested in the cell.
    let isLast: Bool
  }

  struct Edge {
    let a: Point
    let b: Point
  }

  /// Builds the index over a cell for every two edges, at least a quarter of a million cells.
  ///
  /// - Complexity: O(cells + edges × cells each touches), some milliseconds for the beats of a force.
  package init(_ shapes: [MultiPolygon<Point>]) {
    self.init(shapes, cells: min(max(1 << 18, Self.edgeCount(of: shapes) / 2), 1 << 23))
  }

  /// Builds the index over about so many cells; tests choose few, to meet every case.
  package init(_ shapes: [MultiPolygon<Point>], cells count: Int) {
    let box =
      Box(union: shapes.compactMap(\.box)) ?? Box(minX: 0, minY: 0, maxX: 1, maxY: 1)
    var builder = RasterBuilder(
      raster: Raster(covering: box, cells: count), edgeCount: Self.edgeCount(of: shapes))
    for (number, shape) in shapes.enumerated() { builder.add(shape, as: Int32(number)) }
    self = builder.finished()
  }

  private static func edgeCount(of shapes: [MultiPolygon<Point>]) -> Int {
    shapes.reduce(0) { sum, shape in
      sum
        + shape.polygons.reduce(0) { sum, polygon in
          sum + polygon.rings.reduce(0) { $0 + $1.corners.count }
        }
    }
  }

  init(raster: Raster, cells: [Int32], candidates: [Candidate], edges: [Edge]) {
    self.raster = raster
    self.cells = cells
    self.candidates = candidates
    self.edges = edges
  }

  /// The place, in the list given, of the area that holds the point; -1 when none does.
  package func area(at point: Point) -> Int32 {
    let cell = self.cell(at: point)
    return cell >= -1 ? cell : firstCandidate(holding: point, from: Int(-2 - cell))
  }

  /// The areas of many points.
  /// - Complexity: O(1) for a point away from boundaries, O(edges that touch its cell) near one.
  package func areas(of points: [Point]) -> [Int32] {
    // All looks into the raster first: without tests between them the processor waits for many of
    // them at once.
    var areas = points.map { cell(at: $0) }
    for (place, cell) in areas.enumerated() where cell < -1 {
      areas[place] = firstCandidate(holding: points[place], from: Int(-2 - cell))
    }
    return areas
  }

  /// What the raster says of a point's cell.
  private func cell(at point: Point) -> Int32 {
    guard raster.box.contains(point) else { return -1 }
    return cells[
      raster.index(column: raster.column(atX: point.x), row: raster.row(atY: point.y))]
  }

  private func firstCandidate(holding point: Point, from first: Int) -> Int32 {
    let (column, row) = (raster.column(atX: point.x), raster.row(atY: point.y))
    let path = CellPath(from: point, to: raster.corner(ofColumn: column, row: row))
    var place = first
    while true {
      let candidate = candidates[place]
      var inside = candidate.holdsCorner
      for index in candidate.firstEdge..<candidate.firstEdge + candidate.edgeCount {
        let edge = edges[Int(index)]
        if path.crosses(edge.a, edge.b) { inside.toggle() }
      }
      if inside { return candidate.area }
      if candidate.isLast { return -1 }
      place += 1
    }
  }
}
