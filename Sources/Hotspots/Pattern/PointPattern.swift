package import Geometry

/// Points of one kind in a window, in an order that depends on them alone.
package struct PointPattern: Sendable {
  package let window: PatternWindow
  /// From west to east, then from south to north, then by intensity.
  package let points: [Point]
  /// How many points per square metre are expected at each point; `nil` where the same everywhere.
  package let intensities: [Double]?
  /// How many of the points given lie outside the window; they are left out.
  package let outside: Int

  /// - Parameter intensities: positive; one for each point given.
  /// - Complexity: O(*n* log *n*).
  package init(_ points: [Point], intensities: [Double]? = nil, in window: PatternWindow) {
    precondition(intensities.map { $0.count == points.count } ?? true, "each has one intensity")
    precondition(intensities?.allSatisfy { $0 > 0 } ?? true, "intensities are positive")
    let inside = points.indices.filter { window.contains(points[$0]) }
    let order = inside.sorted { first, second in
      let (a, b) = (points[first], points[second])
      if a.x != b.x { return a.x < b.x }
      if a.y != b.y { return a.y < b.y }
      return intensities.map { $0[first] < $0[second] } ?? false
    }
    self.window = window
    self.points = order.map { points[$0] }
    self.intensities = intensities.map { values in order.map { values[$0] } }
    outside = points.count - inside.count
  }

  package var count: Int { points.count }

  /// Points per square metre.
  package var intensity: Double { Double(count) / window.area }

  /// How many points share their place with another.
  package var stacked: Int {
    points.indices.count { place in
      place > 0 && points[place - 1] == points[place]
        || place + 1 < points.count && points[place + 1] == points[place]
    }
  }
}
