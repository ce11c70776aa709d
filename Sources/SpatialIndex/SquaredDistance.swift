import Geometry

// Subtraction, product and sum round monotonically: what is nearer along both axes is never farther in
// its squared distance, to the last bit. So the bounds of a box hold for the points in it without a
// margin, and branches of a tree are left, or counted as a whole, on them.

/// The squared distance between two points, the same bits in both directions.
func squaredDistance(from a: Point, to b: Point) -> Double {
  let (dx, dy) = (a.x - b.x, a.y - b.y)
  return dx * dx + dy * dy
}

/// The greatest square whose root is not above the distance: a point is that near exactly if its
/// squared distance is not above it; -1 when the distance is negative, and nothing is that near.
func greatestSquare(within distance: Double) -> Double {
  guard distance >= 0 else { return -1 }
  var square = distance * distance
  while square.squareRoot() > distance { square = square.nextDown }
  while square < .infinity, square.nextUp.squareRoot() <= distance { square = square.nextUp }
  return square
}

extension Box<Point> {
  /// The squared distance to the nearest position of the box.
  func squaredDistance(to position: Point) -> Double {
    let dx = max(minX - position.x, position.x - maxX, 0)
    let dy = max(minY - position.y, position.y - maxY, 0)
    return dx * dx + dy * dy
  }

  /// The squared distance to the farthest position of the box.
  func greatestSquaredDistance(to position: Point) -> Double {
    let dx = max(position.x - minX, maxX - position.x)
    let dy = max(position.y - minY, maxY - position.y)
    return dx * dx + dy * dy
  }

  /// The squared distance between the nearest positions of two boxes.
  func squaredDistance(to other: Box<Point>) -> Double {
    let dx = max(minX - other.maxX, other.minX - maxX, 0)
    let dy = max(minY - other.maxY, other.minY - maxY, 0)
    return dx * dx + dy * dy
  }

  /// The squared distance between the farthest positions of two boxes.
  func greatestSquaredDistance(to other: Box<Point>) -> Double {
    let dx = max(maxX - other.minX, other.maxX - minX)
    let dy = max(maxY - other.minY, other.maxY - minY)
    return dx * dx + dy * dy
  }
}
