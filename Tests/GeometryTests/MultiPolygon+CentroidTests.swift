import Geometry
import SampleShapes
import Testing

struct MultiPolygonCentroidTests {
  @Test func isTheMiddleOfARectangleWhateverItsDirection() throws {
    let ring = try rectangle(10, 20, 30, 60)
    #expect(MultiPolygon(ring).centroid == Point(x: 20, y: 40))
    #expect(MultiPolygon(ring.reversed()).centroid == Point(x: 20, y: 40))
  }

  @Test func holesAreTakenOffAndIslandsCount() throws {
    let withHole = MultiPolygon(
      try rectangle(0, 0, 4, 2), holes: [try rectangle(2, 0, 4, 2)])
    #expect(withHole.centroid == Point(x: 1, y: 1))
    let islands = MultiPolygon(
      [try rectangle(0, 0, 2, 2), try rectangle(10, 0, 12, 2)].map { Polygon(exterior: $0) })
    #expect(islands.centroid == Point(x: 6, y: 1))
  }

  @Test func isNoneWithoutGround() throws {
    #expect(MultiPolygon<Point>([]).centroid == nil)
    let line = try Ring(corners: [Point(x: 0, y: 0), Point(x: 1, y: 1), Point(x: 2, y: 2)])
    #expect(MultiPolygon(line).centroid == nil)
  }
}
