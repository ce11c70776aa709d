import Geometry

/// A point well inside a shape and its distance to the nearest edge.
struct InteriorPoint: Hashable, Sendable {
  let point: Point
  /// In metres; 0 when the shape has no inside.
  let clearance: Double

  /// Finds the pole of inaccessibility of the largest polygon: the point farthest from any edge.
  ///
  /// A grid of 16 points to the longer side is refined around its best point until steps are under a
  /// hundredth of the polygon's size; a plain form of Mapbox's polylabel (2016), which may take the
  /// second-best of two coves of nearly the same depth. `nil` for a shape without polygons; a polygon
  /// with no inside gives the middle of its box.
  /// - Complexity: O(*n*).
  init?(of shape: MultiPolygon<Point>) {
    guard let polygon = shape.polygons.max(by: { $0.area < $1.area }),
      let box = Box(enclosing: polygon.exterior.corners)
    else { return nil }
    var best = InteriorPoint(
      point: Point(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2), clearance: 0)
    var step = max(box.width, box.height) / 16
    best.improve(in: polygon, across: box, step: step)
    while step > max(box.width, box.height) / 150, best.clearance > 0 {
      let around = Box(union: [Box(enclosing: [best.point])].compactMap { $0 }) ?? box
      best.improve(in: polygon, across: around.expanded(by: step), step: step / 4)
      step /= 4
    }
    self = best
  }

  private init(point: Point, clearance: Double) {
    self.point = point
    self.clearance = clearance
  }

  /// Takes the best point of a grid of points, if it is better.
  private mutating func improve(in polygon: Polygon<Point>, across box: Box<Point>, step: Double) {
    guard step > 0 else { return }
    for y in stride(from: box.minY + step / 2, to: box.maxY, by: step) {
      for x in stride(from: box.minX + step / 2, to: box.maxX, by: step) {
        let point = Point(x: x, y: y)
        guard polygon.contains(point) else { continue }
        let clearance = polygon.distanceToEdge(from: point, ifAbove: self.clearance)
        if clearance > self.clearance { self = InteriorPoint(point: point, clearance: clearance) }
      }
    }
  }
}

extension Polygon where P == Point {
  /// The distance from a point to the nearest edge, in metres; no more is known of one that is not
  /// above a limit.
  fileprivate func distanceToEdge(from point: Point, ifAbove limit: Double) -> Double {
    var least = Double.infinity
    for ring in rings {
      var previous = ring.corners[ring.corners.count - 1]
      for corner in ring.corners {
        let (dx, dy) = (corner.x - previous.x, corner.y - previous.y)
        let along = (point.x - previous.x) * dx + (point.y - previous.y) * dy
        let square = dx * dx + dy * dy
        let share = square > 0 ? min(max(along / square, 0), 1) : 0
        let nearest = Point(x: previous.x + share * dx, y: previous.y + share * dy)
        least = min(least, nearest.distance(to: point))
        if least <= limit { return least }
        previous = corner
      }
    }
    return least
  }
}
