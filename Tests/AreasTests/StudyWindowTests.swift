import Areas
import Geometry
import Probability
import SampleShapes
import Testing

struct StudyWindowTests {
  /// Two areas of 100 × 100 side by side, and an island to the east.
  private func window() throws -> StudyWindow {
    StudyWindow([
      MultiPolygon(try rectangle(0, 0, 100, 100)),
      MultiPolygon([
        Polygon(exterior: try rectangle(100, 0, 200, 100)),
        Polygon(exterior: try rectangle(300, 0, 400, 100)),
      ]),
      MultiPolygon<Point>([]),
    ])
  }

  private func clip(_ shape: Ring<Point>) throws -> StudyWindow.Clipping? {
    try window().clip(MultiPolygon(shape))
  }

  @Test func leavesAShapeInsideAlone() throws {
    let clipping = try #require(try clip(try rectangle(10, 10, 40, 30)))
    #expect(clipping.areas == [0])
    #expect(clipping.shape.area == 600 && clipping.shape.polygons[0].exterior.corners.count == 4)
  }

  @Test func cutsAtTheEdge() throws {
    let clipping = try #require(try clip(try rectangle(-50, 20, 40, 130)))
    #expect(clipping.areas == [0])
    #expect(clipping.shape.box == Box(minX: 0, minY: 20, maxX: 40, maxY: 100))
    #expect(clipping.shape.area == 40 * 80)
  }

  /// The line between two areas cuts nothing apart, and leaves no hole.
  @Test func linesBetweenAreasLeaveNoTrace() throws {
    let clipping = try #require(try clip(try rectangle(50, 50, 150, 150)))
    #expect(clipping.areas == [0, 1])
    #expect(clipping.shape.polygons.map(\.holes.count) == [0])
    #expect(clipping.shape.area == 100 * 50)
  }

  @Test func keepsThePiecesOnIslands() throws {
    let clipping = try #require(try clip(try rectangle(150, 40, 350, 60)))
    #expect(clipping.areas == [1])
    #expect(clipping.shape.polygons.map(\.area) == [1_000, 1_000])
    let all = try #require(try clip(try rectangle(-9, -9, 999, 999)))
    #expect(all.areas == [0, 1] && all.shape.area == 30_000)
  }

  @Test func isNothingOutside() throws {
    #expect(try clip(try rectangle(220, 10, 280, 20)) == nil, "between the islands")
    #expect(try clip(try rectangle(10, 100, 90, 200)) == nil, "along the edge")
    #expect(try clip(try rectangle(10, 99.99, 90, 200)) == nil, "under a square metre")
    #expect(try clip(try rectangle(5_000, 5_000, 5_010, 5_010)) == nil)
    #expect(try window().clip(MultiPolygon<Point>([])) == nil)
    #expect(try StudyWindow([]).clip(MultiPolygon(try rectangle(0, 0, 9, 9))) == nil)
  }

  @Test func namesOnlyAreasThatItSharesGroundWith() throws {
    let clipping = try #require(try clip(try rectangle(10, 10, 100, 20)))
    #expect(clipping.areas == [0], "the shape ends where the second area begins")
  }

  @Test func leavesNoNotchWhereItBarelyMeetsAnArea() throws {
    let clipping = try #require(try clip(try rectangle(50, 50, 100.015625, 90)))
    #expect(clipping.areas == [0], "a share of 0.625 square metres is not met")
    #expect(clipping.shape.area == 50.015625 * 40)
  }

  @Test func cutsHolesAndRepairsTheShape() throws {
    let hole = try rectangle(20, 20, 60, 60)
    let lake = StudyWindow([MultiPolygon(try rectangle(0, 0, 100, 100), holes: [hole])])
    let around = try #require(try lake.clip(MultiPolygon(try rectangle(10, 10, 70, 70))))
    #expect(around.shape.area == 3_600 - 1_600)
    #expect(around.shape.polygons.map(\.holes.count) == [1])
    #expect(try lake.clip(MultiPolygon(try rectangle(30, 30, 50, 50))) == nil)
    let bowtie = try Ring(corners: [
      Point(x: 70, y: 0), Point(x: 90, y: 20), Point(x: 90, y: 0), Point(x: 70, y: 20),
    ])
    #expect(try #require(try lake.clip(MultiPolygon(bowtie))).shape.area == 200)
  }

  /// Clipped to all cells of a tessellation, a shape inside is whole again; clipped to a share of them
  /// it holds exactly the points in both, and is valid.
  @Test(arguments: 0..<6)
  func holdsWhatIsInBoth(seed: Int) throws {
    var generator = Philox(seed: 63, stream: UInt64(seed))
    let box = Box<Point>(minX: 353_000, minY: 372_000, maxX: 354_000, maxY: 373_000)
    let cells = try Tessellation(
      of: box, columns: 6, rows: 5, jitter: 0.2, triangles: true, using: &generator
    ).shapes
    let shape = MultiPolygon([
      try holedStar(around: Point(x: 353_500, y: 372_500), size: 900, using: &generator)
    ])
    let whole = try #require(try StudyWindow(cells).clip(shape))
    #expect(abs(whole.shape.area - shape.area) < 1e-3)
    #expect(whole.shape.polygons.map(\.holes.count) == [1])

    let some = cells.filter { _ in generator.next() % 3 > 0 }
    let part = try #require(try StudyWindow(some).clip(shape))
    #expect(try repair(part.shape)?.fault == nil)
    for point in points(400, in: box, using: &generator) {
      let isInBoth = shape.contains(point) && some.contains { $0.contains(point) }
      #expect(part.shape.contains(point) == isInBoth)
    }
    for (place, cell) in some.enumerated() where part.areas.contains(place) {
      #expect(try StudyWindow([cell]).clip(shape) != nil)
    }
    #expect(part.areas == part.areas.sorted() && part.areas.count > 3)
  }
}
