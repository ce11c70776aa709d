extension MultiPolygon where P == Point {
  /// The centre of mass of the ground inside, holes taken off; `nil` when there is no ground.
  ///
  /// It may lie outside the shape, as that of a crescent does. Sums are taken about the corner of the box,
  /// which keeps their digits on a national grid.
  /// - Complexity: O(*n*).
  package var centroid: Point? {
    guard let box else { return nil }
    var (area, x, y) = (0.0, 0.0, 0.0)
    for polygon in polygons {
      for (place, ring) in polygon.rings.enumerated() {
        let sign: Double = (place == 0) == ring.isCounterClockwise ? 1 : -1
        var a = ring.corners[ring.corners.count - 1]
        for b in ring.corners {
          let (ax, ay, bx, by) = (a.x - box.minX, a.y - box.minY, b.x - box.minX, b.y - box.minY)
          let twice = sign * (ax * by - bx * ay)
          area += twice
          x += twice * (ax + bx)
          y += twice * (ay + by)
          a = b
        }
      }
    }
    guard area > 0 else { return nil }
    return Point(x: box.minX + x / (3 * area), y: box.minY + y / (3 * area))
  }
}
