import Geometry
import Testing

struct BoxTests {
  private let box = Box<Point>(minX: 0, minY: 10, maxX: 4, maxY: 12)

  @Test func enclosesPositionsAndBoxes() {
    #expect(Box(enclosing: [Point(x: 4, y: 11), Point(x: 0, y: 12), Point(x: 1, y: 10)]) == box)
    #expect(Box<Point>(enclosing: []) == nil)
    let other = Box<Point>(minX: -1, minY: 11, maxX: 1, maxY: 20)
    #expect(Box(union: [box, other]) == Box(minX: -1, minY: 10, maxX: 4, maxY: 20))
    #expect(Box<Point>(union: []) == nil)
    #expect(box.expanded(by: 1) == Box(minX: -1, minY: 9, maxX: 5, maxY: 13))
  }

  @Test func holdsItsEdges() {
    #expect(box.contains(Point(x: 0, y: 10)) && box.contains(Point(x: 4, y: 12)))
    #expect(!box.contains(Point(x: 4.0.nextUp, y: 11)))
    #expect(!box.contains(Point(x: 1, y: 10.0.nextDown)))
    #expect(box.intersects(Box(minX: 4, minY: 12, maxX: 9, maxY: 19)))
    #expect(!box.intersects(Box(minX: 4.0.nextUp, minY: 0, maxX: 9, maxY: 19)))
    #expect(!box.intersects(Box(minX: 0, minY: 12.5, maxX: 4, maxY: 19)))
  }
}
