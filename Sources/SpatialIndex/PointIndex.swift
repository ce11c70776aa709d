package import Geometry

/// Points in the order of a Hilbert curve under a packed tree of boxes: finds those in a shape, within
/// a distance or nearest, exactly.
///
/// Start reading here. The order depends on the points alone: by distance along the curve, x, y, and
/// last by the number that a point came with, its place in the list given. Any number of points may
/// lie in one place. The points must be finite.
package struct PointIndex: Sendable {
  /// The coordinates in the index's order.
  let xs: [Double]
  let ys: [Double]
  /// For each point the number it came with.
  package let numbers: [Int32]
  let tree: BoxTree

  /// - Complexity: O(*n*), but O(*m* log *m*) for *m* points that are not equal and yet share a
  ///   4,294,967,295th of the sides of the box around all.
  package init(_ points: [Point]) {
    precondition(
      points.allSatisfy { $0.x.isFinite && $0.y.isFinite }, "points of an index must be finite")
    var (numbers, distances) = HilbertCurve.order(of: points, resolution: 4_294_967_295)
    sortRuns(of: &numbers, withEqual: distances) { first, second in
      let (a, b) = (points[Int(first)], points[Int(second)])
      return (a.x, a.y, first) < (b.x, b.y, second)
    }
    let xs = numbers.map { points[Int($0)].x }
    let ys = numbers.map { points[Int($0)].y }
    tree = BoxTree(count: points.count) { places in
      var box = Box<Point>(
        minX: xs[places.lowerBound], minY: ys[places.lowerBound],
        maxX: xs[places.lowerBound], maxY: ys[places.lowerBound])
      var least = numbers[places.lowerBound]
      for place in places.dropFirst() {
        let (x, y) = (xs[place], ys[place])
        box = box.united(with: Box(minX: x, minY: y, maxX: x, maxY: y))
        least = min(least, numbers[place])
      }
      return (box, least)
    }
    self.xs = xs
    self.ys = ys
    self.numbers = numbers
  }

  package var count: Int { numbers.count }
  package var isEmpty: Bool { numbers.isEmpty }

  /// The smallest box around the points; `nil` when there are none.
  package var box: Box<Point>? { tree.boxes.last }
}
