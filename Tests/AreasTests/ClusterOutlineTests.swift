import Areas
import Geometry
import Probability
import Testing

/// Outlines of clusters: discs dissolved, and hulls.
@Suite struct ClusterOutlineTests {
  @Test func oneDiscIsJustAroundItsCircle() throws {
    let centre = Point(x: 400_000, y: 300_000)
    let disc = try ground(within: 100, of: [centre, centre])
    #expect(disc.polygons.count == 1)
    // 48 tan(π/48) / π = 1.00143.
    #expect(abs(disc.area / (Double.pi * 10_000) - 1.00143) < 1e-5)
    let corners = disc.polygons[0].exterior.corners
    #expect(corners.count == 48)
    #expect(corners.allSatisfy { abs($0.distance(to: centre) - 100.2146) < 1e-3 })
    for step in 0..<360 {
      let (x, y) = (Double(step % 19) - 9, Double(step % 23) - 11)
      let length = max(1, (x * x + y * y).squareRoot())
      let rim = Point(x: centre.x + 100 * x / length, y: centre.y + 100 * y / length)
      #expect(disc.contains(rim))
    }
  }

  @Test func overlapsCountOnce() throws {
    let apart = try ground(within: 10, of: [Point(x: 0, y: 0), Point(x: 30, y: 0)])
    #expect(apart.polygons.count == 2)
    let near = try ground(within: 10, of: [Point(x: 0, y: 0), Point(x: 10, y: 0)])
    #expect(near.polygons.count == 1)
    // Two circles at the distance of their radius: (4π/3 + √3/2) r².
    #expect(abs(near.area / (100 * (4 * Double.pi / 3 + 3.0.squareRoot() / 2)) - 1) < 0.002)
  }

  @Test func aRingOfDiscsHasAHole() throws {
    let square = (0..<10).flatMap { step -> [Point] in
      let along = Double(step) * 10
      return [
        Point(x: along, y: 0), Point(x: 100, y: along), Point(x: 100 - along, y: 100),
        Point(x: 0, y: 100 - along),
      ]
    }
    let ring = try ground(within: 10, of: square)
    #expect(ring.polygons.count == 1 && ring.polygons[0].holes.count == 1)
  }

  @Test func orderChangesNothing() throws {
    var random = Philox(seed: 6, stream: 6)
    let points = (0..<400).map { _ in
      Point(x: Double(random.index(below: 60)) * 20, y: Double(random.index(below: 60)) * 20)
    }
    var shuffled = points
    random.shuffle(&shuffled)
    #expect(try ground(within: 30, of: points) == ground(within: 30, of: shuffled))
    #expect(try hull(of: points, margin: 5) == hull(of: shuffled, margin: 5))
    let joint = try ground(within: 30, of: points)
    #expect(points.allSatisfy { joint.contains($0) })
  }

  @Test func dissolvingIsJoining() throws {
    let shapes = try (0..<30).map { step in
      try ground(within: 10, of: [Point(x: Double(step * 7 % 50), y: Double(step * 11 % 60))])
    }
    let (fast, slow) = (try dissolved(shapes), try joined(shapes))
    #expect(abs(fast.area - slow.area) < 1e-6)
    #expect(fast.polygons.count == slow.polygons.count)
    #expect(try dissolved([]).polygons.isEmpty)
  }

  @Test func hullsOfFewPlacesHaveGround() throws {
    #expect(try hull(of: [], margin: 10).polygons.isEmpty)
    #expect(try ground(within: 10, of: []).polygons.isEmpty)
    let one = try hull(of: [Point(x: 5, y: 5)], margin: 10)
    #expect(abs(one.area / (Double.pi * 100) - 1) < 0.002)
    let line = try hull(of: [0, 50, 100].map { Point(x: $0, y: 0) }, margin: 10)
    #expect(abs(line.area / (2_000 + Double.pi * 100) - 1) < 0.003)
  }
}
