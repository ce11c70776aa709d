import Areas
import Geometry
import SampleShapes
import Testing

struct InterventionGroundTests {
  private func square(_ x: Double, _ y: Double, _ side: Double) throws -> MultiPolygon<Point> {
    MultiPolygon([Polygon(exterior: try rectangle(x, y, x + side, y + side))])
  }

  private func shared(_ a: MultiPolygon<Point>?, _ b: MultiPolygon<Point>?) throws -> Double {
    guard let a, let b else { return 0 }
    return a.area + b.area - (try joined([a, b])).area
  }

  /// Four sides and four quarter circles.
  @Test func ringOfASquareHasItsArea() throws {
    let ground = try InterventionGround(
      targets: [try square(0, 0, 200)], controls: [try square(5_000, 0, 200)], distance: 150)
    let exact = 4 * 200 * 150 + Double.pi * 150 * 150
    let ring = try #require(ground.ring)
    #expect(ring.area < exact && ring.area > exact - 0.002 * Double.pi * 150 * 150)
    #expect(abs(try #require(ground.ringControl).area - ring.area) < 1e-6)
    #expect(ground.largestOverlap == 0 && !ground.controlTouchesRing)
  }

  /// Target and ring together are the buffered target: nothing is lost between them.
  @Test func noGroundIsSharedOrLost() throws {
    let ground = try InterventionGround(
      targets: [try square(0, 0, 200), try square(300, 50, 100)],
      controls: [try square(700, 0, 200)],
      others: [try square(0, 300, 100)], distance: 150)
    let parts = [ground.target, ground.control, ground.ring, ground.ringControl]
    for first in parts.indices {
      for second in parts.indices where second > first {
        #expect(try shared(parts[first], parts[second]) < 1e-6)
      }
    }
    #expect(try shared(ground.ring, try square(0, 300, 100)) < 1e-6)
    let whole = try InterventionGround(
      targets: [try square(0, 0, 200), try square(300, 50, 100)],
      controls: [try square(7_000, 0, 200)],
      distance: 150)
    // The ground between the two targets is counted once, and closes the gap.
    let between = try joined([ground.target, try #require(whole.ring)])
    #expect(between.polygons.count == 1 && between.polygons[0].holes.isEmpty)
  }

  /// A yard inside the target is ring, as far as the distance reaches.
  @Test func holesOfATargetAreRing() throws {
    let target = MultiPolygon([
      Polygon(
        exterior: try rectangle(0, 0, 500, 500),
        holes: [try rectangle(200, 200, 300, 300).reversed()])
    ])
    let ground = try InterventionGround(
      targets: [target], controls: [try square(5_000, 0, 200)], distance: 100)
    let filled = try InterventionGround(
      targets: [try square(0, 0, 500)], controls: [try square(5_000, 0, 200)], distance: 100)
    let difference = try #require(ground.ring).area - (try #require(filled.ring)).area
    #expect(abs(difference - 10_000) < 1e-6)
  }

  @Test func aControlNearbyIsTakenOutOfTheRing() throws {
    let ground = try InterventionGround(
      targets: [try square(0, 0, 200)], controls: [try square(250, 0, 200)], distance: 100)
    #expect(ground.controlTouchesRing)
    #expect(try shared(ground.ring, ground.control) < 1e-6)
    #expect(try shared(ground.ring, ground.ringControl) < 1e-6)
  }

  @Test func overlapsAreTold() throws {
    let half = try InterventionGround(
      targets: [try square(0, 0, 200)], controls: [try square(100, 0, 200)], distance: 100)
    #expect(abs(half.largestOverlap - 0.5) < 1e-9)
    let other = try InterventionGround(
      targets: [try square(0, 0, 200)], controls: [try square(1_000, 0, 200)],
      others: [try square(150, 0, 200)], distance: nil)
    #expect(abs(other.largestOverlap - 0.25) < 1e-9)
    #expect(other.ring == nil && other.ringControl == nil)
  }

  @Test func ringsAreCutToTheStudyArea() throws {
    // The target's western side is the edge of the study area.
    let ground = try InterventionGround(
      targets: [try square(0, 1_000, 200)], controls: [try square(5_000, 1_000, 200)],
      distance: 100,
      window: [try square(0, 0, 4_000), try square(4_000, 0, 4_000)])
    let exact = 3 * 200 * 100 + Double.pi * 100 * 100 / 2
    let ring = try #require(ground.ring)
    #expect(ring.area < exact && ring.area > exact - 40)
    let outside = try InterventionGround(
      targets: [try square(0, 0, 200)], controls: [try square(500, 0, 200)], distance: 50,
      window: [try square(50_000, 0, 100)])
    #expect(outside.ring == nil)
  }
}
