import Geometry
import SampleShapes
import Testing

struct PolygonTests {
  private func holed() throws -> Polygon<Point> {
    Polygon(
      exterior: try rectangle(0, 0, 10, 10).reversed(),
      holes: [try rectangle(1, 1, 3, 3), try rectangle(5, 5, 8, 9).reversed()])
  }

  @Test func takesHolesOffWhicheverWayTheyTurn() throws {
    #expect(try holed().area == 100 - 4 - 12)
    #expect(try holed().rightHanded().area == 84)
  }

  @Test func turnsRightHanded() throws {
    let shape = MultiPolygon([try holed(), try holed().rightHanded()]).rightHanded()
    #expect(shape.area == 168)
    for polygon in shape.polygons {
      #expect(polygon.exterior.isCounterClockwise)
      #expect(polygon.holes.count == 2)
      #expect(polygon.holes.allSatisfy { !$0.isCounterClockwise })
      #expect(Set(polygon.exterior.corners) == Set(try holed().exterior.corners))
    }
  }

  @Test func findsItsBox() throws {
    let shape = MultiPolygon([
      try holed(), Polygon(exterior: try rectangle(-5, 20, -4, 21)),
    ])
    #expect(shape.box == Box(minX: -5, minY: 0, maxX: 10, maxY: 21))
    #expect(MultiPolygon<Point>([]).box == nil)
    #expect(MultiPolygon<Point>([]).area == 0)
  }

  @Test func isMappedWholeOrNotAtAll() throws {
    let shape = MultiPolygon([try holed()])
    let doubled: MultiPolygon<Point>? = shape.mapped { Point(x: 2 * $0.x, y: $0.y) }
    #expect(doubled?.area == 168)
    #expect(doubled?.polygons[0].holes.count == 2)
    let inAHole = Point(x: 5, y: 5)
    #expect(shape.mapped { $0 == inAHole ? nil : $0 } == nil)
  }
}
