import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

/// Patterns and windows that the tests of point patterns share.
enum Patterns {
  /// `points.csv` in its window.
  static func reference() throws -> PointPattern {
    PointPattern(
      try points(), in: try #require(PatternWindow(MultiPolygon(try rectangle(0, 0, 1_000, 800)))))
  }

  /// Those of them inside the polygon with a hole.
  static func inPolygon() throws -> PointPattern {
    PointPattern(try points(), in: try #require(PatternWindow(try windowWithHole())))
  }

  static func points() throws -> [Point] {
    try referenceRows("points.csv").map { Point(x: $0[0], y: $0[1]) }
  }

  static func redwood() throws -> PointPattern {
    let redwood = try Redwood()
    return PointPattern(redwood.points, in: try #require(PatternWindow(redwood.window)))
  }

  static func uniform(_ count: Int, side: Double = 1_000, seed: UInt64) throws -> PointPattern {
    let window = try #require(PatternWindow(MultiPolygon(try rectangle(0, 0, side, side))))
    var generator = Philox(seed: seed, stream: 77)
    return window.uniformPattern(count, using: &generator)
  }

  /// The most two lists of values differ, relative to the second; `nil` where one has a value only.
  static func difference(_ a: [Double?], _ b: [Double?]) -> Double? {
    guard a.count == b.count else { return nil }
    var greatest = 0.0
    for (first, second) in zip(a, b) {
      switch (first, second) {
      case (nil, nil): continue
      case (let first?, let second?):
        greatest = max(greatest, abs(first - second) / max(abs(second), 1e-9))
      default: return nil
      }
    }
    return greatest
  }
}
