import Geometry
import SampleShapes
import Testing

struct RingTests {
  private let triangle = [Point(x: 0, y: 0), Point(x: 4, y: 0), Point(x: 0, y: 3)]

  @Test func knowsItsAreaAndDirection() throws {
    let ring = try Ring(corners: triangle)
    #expect(ring.signedArea == 6)
    #expect(ring.isCounterClockwise)
    #expect(ring.reversed().signedArea == -6)
    #expect(!ring.reversed().isCounterClockwise)
    #expect(try Ring(closed: ring.closed) == ring)
  }

  @Test func keepsTheDigitsOfASmallAreaFarFromTheOrigin() throws {
    let ring = try rectangle(400_000, 1_200_000, 400_000.25, 1_200_000.5)
    #expect(ring.signedArea == 0.125)
  }

  @Test func hasNoAreaOnALine() throws {
    let line = try Ring(corners: [Point(x: 1, y: 1), Point(x: 2, y: 2), Point(x: 3, y: 3)])
    #expect(line.signedArea == 0)
    #expect(!line.isCounterClockwise)
  }

  @Test func refusesWhatIsNoRing() {
    #expect(throws: RingError.tooFewPositions(count: 2)) {
      try Ring(corners: Array(triangle.prefix(2)))
    }
    #expect(throws: RingError.tooFewPositions(count: 3)) { try Ring(closed: triangle) }
    #expect(throws: RingError.tooFewPositions(count: 0)) { try Ring<Point>(closed: []) }
    #expect(throws: RingError.notClosed) {
      try Ring(closed: triangle + [Point(x: 0, y: 1e-9)])
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesWhatIsNoNumber(_ value: Double) {
    let bad = Point(x: 1, y: value)
    #expect(throws: RingError.notFinite(position: 3)) { try Ring(corners: triangle + [bad]) }
    #expect(throws: RingError.notFinite(position: 1)) {
      try Ring(closed: [triangle[0], bad, triangle[1], triangle[2], triangle[0]])
    }
  }

  @Test func isMappedWholeOrNotAtAll() throws {
    let ring = try Ring(corners: triangle)
    let degrees = ring.mapped { LonLat(longitude: $0.y, latitude: $0.x) }
    #expect(degrees?.corners[1] == LonLat(longitude: 0, latitude: 4))
    #expect(ring.mapped { $0.x > 3 ? nil : $0 } == nil)
  }
}
