/// Leaves out the corners of a closed line that lie within `tolerance` of the line without them.
///
/// Douglas and Peucker 1973, run on the two halves between the first corner and the one farthest from
/// it. A line smaller than the tolerance keeps these two corners. Lines that two rings share may be
/// simplified differently, by up to the tolerance each.
/// - Complexity: O(*n* log *n*) for ordinary lines, O(*n*²) at worst.
func simplified(_ corners: [Pixel], tolerance: Double) -> [Pixel] {
  guard corners.count > 3 else { return corners }
  let closed = corners + [corners[0]]
  let farthest =
    closed.indices.max { closed[$0].distance(to: corners[0]) < closed[$1].distance(to: corners[0]) }
    ?? 0
  var kept = Array(repeating: false, count: closed.count)
  kept[0] = true
  kept[farthest] = true
  var spans = [(0, farthest), (farthest, closed.count - 1)]
  while let (first, last) = spans.popLast() {
    guard let (index, distance) = worst(of: closed, between: first, and: last),
      distance > tolerance
    else { continue }
    kept[index] = true
    spans += [(first, index), (index, last)]
  }
  return corners.indices.filter { kept[$0] }.map { corners[$0] }
}

/// The corner farthest from the straight line between two others; `nil` when none lies between.
private func worst(
  of corners: [Pixel], between first: Int, and last: Int
) -> (index: Int, distance: Double)? {
  let line = Line(start: corners[first], end: corners[last])
  var worst: (index: Int, distance: Double)?
  for index in (first + 1)..<max(first + 1, last) {
    let distance = line.distance(to: corners[index])
    if distance > worst?.distance ?? -1 { worst = (index, distance) }
  }
  return worst
}

extension Line {
  /// The distance from a position to the nearest point of the line.
  func distance(to position: Pixel) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let square = dx * dx + dy * dy
    guard square > 0 else { return position.distance(to: start) }
    let along = ((position.x - start.x) * dx + (position.y - start.y) * dy) / square
    let share = min(max(along, 0), 1)
    return position.distance(to: Pixel(x: start.x + share * dx, y: start.y + share * dy))
  }
}
