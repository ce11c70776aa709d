package import Geometry

/// How far apart the two farthest of some points are, in metres; 0 without two.
///
/// The farthest two are corners of the hull, which is found by Andrew's monotone chain (1979).
/// - Complexity: O(*n* log *n* + *h*²) for *h* corners of the hull.
package func longestExtent(of points: [Point]) -> Double {
  let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  let hull = chain(sorted) + chain(sorted.reversed())
  var longest = 0.0
  for (place, a) in hull.enumerated() {
    for b in hull[place...] { longest = max(longest, a.distance(to: b)) }
  }
  return longest
}

/// The corners of one side of the hull of sorted points.
private func chain(_ points: [Point]) -> [Point] {
  var chain: [Point] = []
  for point in points {
    while chain.count >= 2 {
      let (a, b) = (chain[chain.count - 2], chain[chain.count - 1])
      // A corner lost to rounding is off by less than a millionth of a metre.
      guard (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) <= 0 else { break }
      chain.removeLast()
    }
    chain.append(point)
  }
  return chain
}
