import Geometry
import Records
import Simulation
import Testing

struct AnonymisationPointsTests {
  /// Of all points that incidents were moved to, none is nearer than the one chosen; the full scan
  /// is the plain way to find it.
  @Test func movesToTheNearestPoint() {
    let (exact, published) = (Samples.exact.incidents, Samples.monthOnly.incidents)
    let points = Array(Set(published.points))
    for row in stride(from: 0, to: exact.count, by: 3_000) {
      let nearest = points.map { $0.distance(to: exact.points[row]) }.min()
      #expect(nearest == published.points[row].distance(to: exact.points[row]))
    }
  }

  /// The busiest square of 500 m that touches no planted disc holds fewer than the busiest that
  /// does: moving incidents together makes no hotspot.
  @Test func makesNoHotspot() {
    for incidents in [Samples.exact.incidents, Samples.monthOnly.incidents] {
      var squares: [Point: Int] = [:]
      for row in incidents.rows(of: "asb") {
        let point = incidents.points[row]
        let square = Point(x: (point.x / 500).rounded(.down), y: (point.y / 500).rounded(.down))
        squares[square, default: 0] += 1
      }
      let planted = squares.filter { square, _ in
        let centre = Point(x: (square.x + 0.5) * 500, y: (square.y + 0.5) * 500)
        return Samples.exact.hotspots.contains { $0.centre.distance(to: centre) < 250 + $0.radius }
      }
      let plain = squares.filter { planted[$0.key] == nil }
      #expect((plain.values.max() ?? 0) < (planted.values.max() ?? 0) / 2)
    }
  }
}
