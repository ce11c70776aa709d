package import Geometry
import Probability
import SpatialIndex

/// Draws places evenly from a window.
package struct UniformPlaces: Sendable {
  private let box: Box<Point>
  private let index: RasterAreaIndex

  /// `nil` for a window without ground.
  package init?(in window: MultiPolygon<Point>) {
    guard window.area > 0, let box = window.box else { return nil }
    self.box = box
    index = RasterAreaIndex([window], cells: 1 << 16)
  }

  /// Whether a place is in the window, by the half-open rule of `Ring.encloses`.
  package func holds(_ place: Point) -> Bool { index.area(at: place) >= 0 }

  /// - Complexity: O(area of the box / area of the window) on average.
  package func draw(using generator: inout some RandomNumberGenerator) -> Point {
    while true {
      let place = Point(
        x: generator.uniform(from: box.minX, to: box.maxX),
        y: generator.uniform(from: box.minY, to: box.maxY))
      if holds(place) { return place }
    }
  }
}
