package import Geometry

/// The ground within some distance of any of some points: discs around them, dissolved (Wheeler and Reuter
/// 2021, "Redrawing hot spots of crime in Dallas, Texas").
///
/// Discs have 48 corners and lie just around the circle, so that what is exactly at the distance is inside;
/// the area of one is 0.14 % too large. The same whatever the order of the points, which may repeat.
/// - Returns: nothing without points.
/// - Complexity: O(*n* log *n*) for *n* places that overlap with a bounded number of others.
package func ground(
  within distance: Double, of points: [Point]
) throws(OverlayError) -> MultiPolygon<Point> {
  let discs = discs(of: distance, around: points)
  guard !discs.isEmpty else { return MultiPolygon([]) }
  return try OverlayShape(MultiPolygon(discs), in: OverlayContext()).dissolved().polygons()
}

/// The smallest ground without bays around the discs of some points: their hull, wider by the margin.
///
/// The same whatever the order of the points, which may repeat or lie on a line.
/// - Returns: nothing without points.
/// - Complexity: O(*n* log *n*).
package func hull(
  of points: [Point], margin: Double
) throws(OverlayError) -> MultiPolygon<Point> {
  let discs = discs(of: margin, around: points)
  guard !discs.isEmpty else { return MultiPolygon([]) }
  return try OverlayShape(MultiPolygon(discs), in: OverlayContext()).convexHull().polygons()
}

/// The ground that any of many shapes covers: overlaps count once. Unlike `joined`, which suits a few shapes
/// with many corners, it joins near ones first.
/// - Complexity: O(corners × log corners).
package func dissolved(
  _ shapes: [MultiPolygon<Point>]
) throws(OverlayError) -> MultiPolygon<Point> {
  let all = MultiPolygon(shapes.flatMap(\.polygons))
  guard !all.polygons.isEmpty else { return all }
  return try OverlayShape(all, in: OverlayContext()).dissolved().polygons()
}

/// A disc around each place, from the west.
private func discs(of radius: Double, around points: [Point]) -> [Polygon<Point>] {
  precondition(radius > 0 && radius.isFinite, "a disc has a radius")
  let corners = unitCorners()
  return Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }.compactMap { centre in
    let ring = corners.map { Point(x: centre.x + radius * $0.x, y: centre.y + radius * $0.y) }
    // A point without a place has no disc.
    return (try? Ring(corners: ring)).map { Polygon(exterior: $0) }
  }
}

/// The corners of a polygon around the unit circle, made of square roots alone, which every machine rounds
/// alike.
private func unitCorners() -> [Point] {
  // From the cosine of 30° by halves to that of 3.75°, half the angle between corners.
  func half(_ cosine: Double) -> Double { ((1 + cosine) / 2).squareRoot() }
  let step = half(half(3.0.squareRoot() / 2))
  let sine = (1 - step * step).squareRoot()
  let radius = 1 / half(step)
  var corner = Point(x: radius, y: 0)
  return (0..<48).map { _ in
    defer {
      corner = Point(
        x: corner.x * step - corner.y * sine, y: corner.x * sine + corner.y * step)
    }
    return corner
  }
}
