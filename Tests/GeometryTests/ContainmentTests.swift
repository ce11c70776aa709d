import Foundation
import Geometry
import Probability
import SampleShapes
import Testing

struct ContainmentTests {
  @Test(arguments: [3, 5, 17, 100])
  func agreesWithTheWindingNumber(corners: Int) throws {
    var generator = Philox(seed: 3, stream: UInt64(corners))
    let ring = try star(
      around: Point(x: 350_000, y: 400_000), radius: 20...100, corners: corners, using: &generator)
    let box = try #require(Box(enclosing: ring.corners)).expanded(by: 5)
    var inside = 0
    for point in points(1_000, in: box, using: &generator) {
      let isInside = windingNumber(of: ring, around: point) != 0
      #expect(ring.encloses(point) == isInside)
      if isInside { inside += 1 }
    }
    #expect(0 < inside && inside < 1_000)
  }

  @Test func takesHolesOutAndIslandsIn() throws {
    let island = Polygon(exterior: try rectangle(4, 4, 6, 6))
    let shape = MultiPolygon([
      Polygon(exterior: try rectangle(0, 0, 10, 10), holes: [try rectangle(2, 2, 8, 8)]), island,
    ])
    for (x, isInside) in [(-1.0, false), (1, true), (3, false), (5, true), (9, true), (11, false)] {
      #expect(shape.contains(Point(x: x, y: 5)) == isInside)
    }
    #expect(!MultiPolygon<Point>([]).contains(Point(x: 0, y: 0)))
  }

  /// Left and lower edges are in, right and upper ones out, corners likewise.
  @Test func holdsItsLeftAndLowerEdges() throws {
    let ring = try rectangle(0, 0, 2, 2)
    for (x, y, isInside) in [
      (0.0, 1.0, true), (1, 0, true), (2, 1, false), (1, 2, false), (0, 0, true), (2, 0, false),
      (0, 2, false), (2, 2, false), (0.0.nextDown, 1, false), (2.0.nextDown, 2.0.nextDown, true),
    ] {
      #expect(ring.encloses(Point(x: x, y: y)) == isInside)
    }
  }

  @Test(arguments: [(false, 0.0), (true, 0.0), (false, 0.2), (true, 0.2)])
  func everyPointOfATessellationLiesInExactlyOneCell(triangles: Bool, jitter: Double) throws {
    var generator = Philox(seed: 4, stream: 0)
    let box = Box<Point>(minX: 350_000, minY: 370_000, maxX: 350_700, maxY: 370_500)
    let cells = try Tessellation(
      of: box, columns: 7, rows: 5, jitter: jitter, triangles: triangles, using: &generator)
    let strictlyInside = borderPoints(of: cells.shapes).filter {
      box.minX < $0.x && $0.x < box.maxX && box.minY < $0.y && $0.y < box.maxY
    }
    for point in cells.innerCorners + strictlyInside + points(300, in: box, using: &generator) {
      #expect(cells.shapes.count { $0.contains(point) } == 1, "\(point)")
    }
  }

  @Test func startAndDirectionDoNotMatter() throws {
    var generator = Philox(seed: 5, stream: 0)
    let ring = try star(
      around: Point(x: 0.3, y: 0.7), radius: 1...3, corners: 9, using: &generator)
    let trials = borderPoints(of: [MultiPolygon(ring)])
    let answers = trials.map { ring.encloses($0) }
    #expect(answers.contains(true) && answers.contains(false))
    for start in ring.corners.indices {
      let turned = try Ring(corners: Array(ring.corners[start...] + ring.corners[..<start]))
      #expect(trials.map { turned.encloses($0) } == answers)
      #expect(trials.map { turned.reversed().encloses($0) } == answers)
    }
  }

  /// How often the ring goes round a point, by the angles under which it sees the edges.
  private func windingNumber(of ring: Ring<Point>, around point: Point) -> Int {
    var turned = 0.0
    for (a, b) in zip(ring.corners, ring.closed.dropFirst()) {
      let (ax, ay, bx, by) = (a.x - point.x, a.y - point.y, b.x - point.x, b.y - point.y)
      turned += atan2(ax * by - ay * bx, ax * bx + ay * by)
    }
    return Int((turned / (2 * Double.pi)).rounded())
  }
}
