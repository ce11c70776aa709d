import Foundation
package import Geometry
import Probability

/// Shapes to try the methods on. Start reading the tests' samples here: a rectangle, a star that
/// never crosses itself, and areas that divide the ground between them (`Tessellation`).

package func rectangle(
  _ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double
) throws(RingError) -> Ring<Point> {
  try Ring(corners: [
    Point(x: minX, y: minY), Point(x: maxX, y: minY), Point(x: maxX, y: maxY),
    Point(x: minX, y: maxY),
  ])
}

extension MultiPolygon where P == Point {
  /// A shape of one polygon.
  package init(_ exterior: Ring<Point>, holes: [Ring<Point>] = []) {
    self.init([Polygon(exterior: exterior, holes: holes)])
  }
}

/// A ring that goes once around its centre with corners between two distances, counter-clockwise;
/// valid from five corners on.
package func star(
  around centre: Point, radius: ClosedRange<Double>, corners: Int,
  using generator: inout some RandomNumberGenerator
) throws(RingError) -> Ring<Point> {
  var positions: [Point] = []
  for corner in 0..<corners {
    let turn = (Double(corner) + 0.8 * generator.uniform()) / Double(corners) * 2 * Double.pi
    let distance = generator.uniform(from: radius.lowerBound, to: radius.upperBound)
    positions.append(
      Point(x: centre.x + distance * cos(turn), y: centre.y + distance * sin(turn)))
  }
  return try Ring(corners: positions)
}

/// A star about `size` wide with a star-shaped hole.
package func holedStar(
  around centre: Point, size: Double, using generator: inout some RandomNumberGenerator
) throws(RingError) -> Polygon<Point> {
  let exterior = try star(
    around: centre, radius: 0.3 * size...0.5 * size, corners: 14, using: &generator)
  let hole = try star(
    around: centre, radius: 0.05 * size...0.2 * size, corners: 9, using: &generator)
  return Polygon(exterior: exterior, holes: [hole.reversed()])
}

/// Points strewn evenly over a box.
package func points(
  _ count: Int, in box: Box<Point>, using generator: inout some RandomNumberGenerator
) -> [Point] {
  (0..<count).map { _ in
    Point(
      x: generator.uniform(from: box.minX, to: box.maxX),
      y: generator.uniform(from: box.minY, to: box.maxY))
  }
}

/// The place in the list of the first shape that holds a point, by trying one after the other; -1
/// when none does.
package func firstShape(holding point: Point, among shapes: [MultiPolygon<Point>]) -> Int32 {
  Int32(shapes.firstIndex { $0.contains(point) } ?? -1)
}

/// The positions at which a test of containment goes wrong first: corners, their nearest neighbours
/// among the numbers, and places on and next to the edges.
package func borderPoints(of shapes: [MultiPolygon<Point>]) -> [Point] {
  var found: [Point] = []
  for ring in shapes.flatMap(\.polygons).flatMap(\.rings) {
    for (a, b) in zip(ring.corners, ring.closed.dropFirst()) {
      found += [
        a, Point(x: a.x.nextUp, y: a.y), Point(x: a.x.nextDown, y: a.y),
        Point(x: a.x, y: a.y.nextUp), Point(x: a.x, y: a.y.nextDown),
        Point(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2),
        Point(x: a.x + 0.1 * (b.x - a.x), y: a.y + 0.1 * (b.y - a.y)),
      ]
    }
  }
  return found
}
