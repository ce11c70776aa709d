package import Geometry

/// The ground along the boundary of an area, cut into bands that neither overlap nor leave holes: is the boundary
/// drawn where it should be?
package struct BoundaryBands: Sendable {
  /// The inside, farther than the width of the edge from the boundary; empty for a narrow area.
  package let core: MultiPolygon<Point>
  /// The inside near the boundary.
  package let inner: MultiPolygon<Point>
  /// The outside near the boundary.
  package let outer: MultiPolygon<Point>
  /// The rest of the ring around the area.
  package let beyond: MultiPolygon<Point>

  /// - Parameters:
  ///   - edge: how far "near" reaches on either side, in metres.
  ///   - ring: how far the ring reaches; more than the edge.
  /// - Complexity: O(corners · log corners).
  package init(
    of area: MultiPolygon<Point>, edge: Double, ring: Double
  ) throws(OverlayError) {
    precondition(edge > 0 && ring > edge, "a ring is wider than the edge")
    let context = OverlayContext()
    let whole = try OverlayShape(area, in: context)
    let inside = try whole.buffered(by: -edge)
    let near = try whole.buffered(by: edge)
    core = try inside.polygons()
    inner = try whole.difference(inside).polygons()
    outer = try near.difference(whole).polygons()
    beyond = try whole.buffered(by: ring).difference(near).polygons()
  }
}
