package import Geometry

/// The ground that any of some shapes covers: overlaps count once.
///
/// - Complexity: O(corners × log corners) for each shape.
package func joined(_ shapes: [MultiPolygon<Point>]) throws(OverlayError) -> MultiPolygon<Point> {
  let context = OverlayContext()
  guard let first = shapes.first else { return MultiPolygon([]) }
  var ground = try OverlayShape(first, in: context)
  for shape in shapes.dropFirst() {
    ground = try ground.union(try OverlayShape(shape, in: context))
  }
  return try ground.polygons()
}
