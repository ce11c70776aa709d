import Geometry

/// The edges of areas, kept by area and by row of a raster: an edge stands in every row it touches.
struct RowEdges: Sendable {
  private var edges: [Edge] = []
  /// Where the edges of each area and row start; one entry more after each area's last row.
  private var starts: [Int32] = []
  /// For each area where its rows start in `starts`, and its first row.
  private var areas: [(start: Int, firstRow: Int)] = []

  private struct Edge {
    let a: Point
    let b: Point
  }

  /// Whether an area holds a point of a row: whether a ray from it crosses the boundary an odd number
  /// of times.
  func holds(_ point: Point, area: Int, row: Int) -> Bool {
    let place = areas[area].start + row - areas[area].firstRow
    var inside = false
    for index in Int(starts[place])..<Int(starts[place + 1]) {
      let (a, b) = (edges[index].a, edges[index].b)
      guard (a.y <= point.y) != (b.y <= point.y) else { continue }
      if a.x < point.x, b.x < point.x { continue }
      if a.x > point.x && b.x > point.x || crossesRay(from: point, edge: a, b) { inside.toggle() }
    }
    return inside
  }

  /// Takes the edges of the next area, already sorted into rows.
  mutating func append(rows: [[(Point, Point)]], firstRow: Int) {
    areas.append((starts.count, firstRow))
    for row in rows {
      starts.append(Int32(edges.count))
      edges.append(contentsOf: row.lazy.map { Edge(a: $0.0, b: $0.1) })
    }
    starts.append(Int32(edges.count))
  }
}
