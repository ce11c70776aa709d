package import Geometry
import SpatialIndex

/// The ground that a point pattern is seen on: where points could have been.
///
/// Its polygons must be valid and not overlap; they may touch, and rings may run either way. A position on
/// the boundary is inside by the half-open rule of `Ring.encloses`.
package struct PatternWindow: Sendable {
  package let shape: MultiPolygon<Point>
  /// In square metres.
  package let area: Double
  /// The length of the boundary in metres, holes included, sides between touching polygons not.
  package let perimeter: Double
  package let box: Box<Point>
  private let containment: RasterAreaIndex

  /// `nil` for a shape without area.
  package init?(_ shape: MultiPolygon<Point>) {
    guard let box = shape.box, shape.area > 0 else { return nil }
    self.shape = shape
    self.box = box
    area = shape.area
    perimeter = BoundaryEdges(of: shape, shortest: max(box.width, box.height)).all
      .reduce(0) { $0 + $1.length }
    containment = RasterAreaIndex([shape], cells: 1 << 16)
  }

  /// The longest distance at which pairs tell about the pattern and not about the window: a quarter of the
  /// window's shorter side (Baddeley, Rubak and Turner 2015, section 7.4).
  package var longestDistance: Double { min(box.width, box.height) / 4 }

  package func contains(_ place: Point) -> Bool { containment.area(at: place) >= 0 }

  /// The sides of a window that is an upright rectangle; `nil` for every other one.
  var rectangle: (width: Double, height: Double)? {
    guard shape.polygons.count == 1, shape.polygons[0].holes.isEmpty else { return nil }
    let corners = shape.polygons[0].exterior.corners
    guard corners.count == 4 else { return nil }
    let isUpright = corners.indices.allSatisfy { place in
      let (a, b) = (corners[place], corners[(place + 1) % 4])
      return (a.x == b.x) != (a.y == b.y)
    }
    return isUpright && area == box.width * box.height ? (box.width, box.height) : nil
  }
}
