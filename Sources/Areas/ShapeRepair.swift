package import Geometry

/// A shape made valid, and what was wrong with it.
package struct ShapeRepair: Sendable {
  package let shape: MultiPolygon<Point>
  /// GEOS's words for the fault, such as "Self-intersection[353120 372011]".
  package let fault: String
  /// By how much the area changed, in square metres.
  package let areaChange: Double
}

/// Repairs a shape that is not valid by the Simple Features standard.
///
/// - Returns: `nil` when nothing is wrong.
/// - Throws: when GEOS cannot repair it, or nothing is left of it.
/// - Complexity: O(*n* log *n*).
package func repair(_ shape: MultiPolygon<Point>) throws(OverlayError) -> ShapeRepair? {
  let context = OverlayContext()
  let overlay = try OverlayShape(shape, in: context)
  guard let fault = overlay.fault else { return nil }
  let repaired = try overlay.repaired().polygons()
  guard !repaired.polygons.isEmpty else {
    throw OverlayError(operation: "repairing a shape", message: "no area is left (\(fault))")
  }
  return ShapeRepair(
    shape: repaired, fault: fault, areaChange: repaired.area - shape.area)
}
