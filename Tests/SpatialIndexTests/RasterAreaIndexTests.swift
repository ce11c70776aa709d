import Geometry
import Probability
import SampleShapes
import SpatialIndex
import Testing

/// Each list of areas is asked about points on and beside its corners and edges, on the borders of
/// raster cells, inside and outside; the answer must be that of trying one area after the other.
struct RasterAreaIndexTests {
  private static let corner = Point(x: 353_120.25, y: 372_011.5)
  private let box = Box<Point>(
    minX: corner.x, minY: corner.y, maxX: corner.x + 700, maxY: corner.y + 500)

  @Test(arguments: [1, 10, 100, 20_000], [0.0, 0.2])
  func findsTheCellOfATessellation(cells: Int, jitter: Double) throws {
    for triangles in [false, true] {
      var generator = Philox(seed: 25, stream: 0)
      let shapes = try Tessellation(
        of: box, columns: 5, rows: 4, jitter: jitter, triangles: triangles, using: &generator
      ).shapes
      try expectFullScan(of: shapes, cells: cells)
    }
  }

  @Test(arguments: [1, 10, 100, 20_000])
  func takesTheFirstWhereAreasOverlap(cells: Int) throws {
    var generator = Philox(seed: 26, stream: 0)
    let shapes = try points(12, in: box, using: &generator).map {
      MultiPolygon([try holedStar(around: $0, size: 300, using: &generator)])
    }
    let whole = MultiPolygon(try rectangle(box.minX, box.minY, box.maxX, box.maxY))
    try expectFullScan(of: shapes, cells: cells)
    try expectFullScan(of: shapes + [whole], cells: cells)
    try expectFullScan(of: [shapes[0], whole] + shapes.dropFirst(), cells: cells)
    try expectFullScan(of: [shapes[0], shapes[0]], cells: cells)
  }

  @Test(arguments: [10, 100, 20_000])
  func knowsIslandsAndHoles(cells: Int) throws {
    var generator = Philox(seed: 27, stream: 0)
    let centre = Point(x: corner.x + 300, y: corner.y + 300)
    let lake = try star(around: centre, radius: 80...120, corners: 11, using: &generator)
    let isle = try star(around: centre, radius: 20...40, corners: 7, using: &generator)
    let shore = MultiPolygon([
      Polygon(
        exterior: try star(around: centre, radius: 200...300, corners: 19, using: &generator),
        holes: [lake]),
      Polygon(exterior: isle),
      Polygon(exterior: try rectangle(corner.x + 690, corner.y, corner.x + 700, corner.y + 9)),
    ])
    let water = MultiPolygon(lake, holes: [isle])
    try expectFullScan(of: [shore, water], cells: cells)
    try expectFullScan(of: [MultiPolygon([]), water, MultiPolygon([]), shore], cells: cells)
  }

  @Test(arguments: [4, 100, 20_000])
  func findsAreasTinierThanACellAndSlivers(cells: Int) throws {
    var generator = Philox(seed: 28, stream: 0)
    var shapes = try points(30, in: box, using: &generator).map {
      MultiPolygon(try star(around: $0, radius: 0.01...0.3, corners: 5, using: &generator))
    }
    for (a, b) in zip(points(6, in: box, using: &generator), points(6, in: box, using: &generator))
    {
      let corners = [a, b, Point(x: b.x + 1e-3, y: b.y + 1e-3), Point(x: a.x, y: a.y + 1e-3)]
      shapes.append(MultiPolygon(try Ring(corners: corners)))
    }
    shapes.append(
      MultiPolygon(try rectangle(box.minX, box.minY + 250, box.maxX, box.minY + 250.001)))
    shapes.append(
      MultiPolygon(try rectangle(box.minX + 350, box.minY, box.minX + 350.001, box.maxY)))
    try expectFullScan(of: shapes, cells: cells)
  }

  /// Boundaries that run along the borders of raster cells: cells of 1 m, corners at whole metres.
  @Test func isExactWhereBoundariesRunAlongCells() throws {
    var generator = Philox(seed: 29, stream: 0)
    let whole = Box<Point>(minX: 353_120, minY: 372_011, maxX: 353_136, maxY: 372_023)
    let shapes = try Tessellation(
      of: whole, columns: 8, rows: 6, jitter: 0, triangles: true, using: &generator
    ).shapes
    let lattice = (-1...17).flatMap { x in
      (-1...13).map { Point(x: whole.minX + Double(x), y: whole.minY + Double($0)) }
    }
    let index = RasterAreaIndex(shapes, cells: 192)
    for point in lattice + borderPoints(of: shapes) {
      #expect(index.area(at: point) == firstShape(holding: point, among: shapes), "\(point)")
    }
  }

  /// Slanted edges from corner to corner of raster cells pass others so closely that rounding decides
  /// which cells they touch.
  @Test func isExactWhereEdgesRunThroughTheCornersOfCells() throws {
    var generator = Philox(seed: 32, stream: 0)
    let count = 300
    let cell = (box.width * box.height / Double(count)).squareRoot()
    let corners = (1..<Int(box.width / cell)).flatMap { column in
      (1..<Int(box.height / cell)).map { row in
        Point(x: box.minX + Double(column) * cell, y: box.minY + Double(row) * cell)
      }
    }
    let trials = corners.flatMap { corner in
      [corner.x.nextDown, corner.x, corner.x.nextUp].flatMap { x in
        [corner.y.nextDown, corner.y, corner.y.nextUp].map { Point(x: x, y: $0) }
      }
    }
    let ground = MultiPolygon(try rectangle(box.minX, box.minY, box.maxX, box.maxY))
    for _ in 0..<20 {
      let triangle = (0..<3).map { _ in corners[Int(generator.next() % UInt64(corners.count))] }
      let shapes = [MultiPolygon(try Ring(corners: triangle)), ground]
      let index = RasterAreaIndex(shapes, cells: count)
      for point in trials {
        #expect(index.area(at: point) == firstShape(holding: point, among: shapes), "\(point)")
      }
    }
  }

  @Test func knowsTheWholeNationalGrid() throws {
    var generator = Philox(seed: 30, stream: 0)
    let country = Box<Point>(minX: 0, minY: 0, maxX: 700_000, maxY: 1_300_000)
    let shapes = try Tessellation(
      of: country, columns: 4, rows: 6, jitter: 0.2, triangles: true, using: &generator
    ).shapes
    try expectFullScan(of: shapes, cells: 50_000)
  }

  @Test func findsNothingInNothing() {
    for shapes in [[], [MultiPolygon<Point>([])]] {
      let index = RasterAreaIndex(shapes)
      #expect(index.areas(of: [Point(x: 0, y: 0), Point(x: 1e6, y: -1e6)]) == [-1, -1])
    }
  }

  private var corner: Point { Self.corner }

  private func expectFullScan(
    of shapes: [MultiPolygon<Point>], cells: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var generator = Philox(seed: 31, stream: UInt64(cells))
    let ground = try #require(Box(union: shapes.compactMap(\.box)))
    let reach = 0.05 * max(ground.width, ground.height)
    let strewn = points(300, in: ground.expanded(by: reach), using: &generator)
    // The index has cells about this wide, counted from the corner of the ground.
    let cell = max(1, (ground.width * ground.height / Double(cells)).squareRoot())
    let onCells = strewn.map { point in
      Point(
        x: ground.minX + ((point.x - ground.minX) / cell).rounded() * cell,
        y: ground.minY + ((point.y - ground.minY) / cell).rounded() * cell)
    }
    let trials = strewn + onCells + borderPoints(of: shapes)
    let found = RasterAreaIndex(shapes, cells: cells).areas(of: trials)
    for (point, area) in zip(trials, found) {
      let truth = firstShape(holding: point, among: shapes)
      #expect(area == truth, "\(point)", sourceLocation: sourceLocation)
    }
    #expect(Set(found).count > 1, sourceLocation: sourceLocation)
  }
}
