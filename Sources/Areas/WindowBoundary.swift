package import Geometry
package import SpatialIndex

/// The boundaries of some areas, to tell which ground lies clear of all of them.
package struct WindowBoundary: Sendable {
  /// Where the areas' sides lie, and which area holds a point.
  private let sides: BoxIndex
  private let index: RasterAreaIndex

  /// - Complexity: O(sides).
  package init(_ shapes: [MultiPolygon<Point>]) {
    sides = BoxIndex(
      shapes.flatMap(\.polygons).flatMap(\.rings).flatMap { ring in
        ring.corners.indices.map { place in
          let (a, b) = (ring.corners[place], ring.corners[(place + 1) % ring.corners.count])
          return Box(
            minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
        }
      })
    index = RasterAreaIndex(shapes)
  }

  /// The number of the area that holds the whole polygon, -1 when none holds any of it; `nil` when a
  /// boundary comes near it, so that only an overlay can tell.
  func area(holding polygon: Polygon<Point>) -> Int? {
    guard let box = Box(enclosing: polygon.exterior.corners) else { return -1 }
    var isClear = true
    sides.visit(meeting: box) { _ in isClear = false }
    return isClear ? Int(index.area(at: polygon.exterior.corners[0])) : nil
  }
}
