import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct CatchmentsTests {
  /// Cells wider than high, of which some belong to no area.
  private let grid = Grid(
    cellWidth: 50, cellHeight: 40, firstColumn: 7_000, firstRow: 9_300, columns: 34, rows: 27)

  static let samples = [
    "none", "one", "one far away", "strewn", "dense", "clustered", "in one cell", "on a line",
    "on a far line", "on a circle", "on a lattice", "at centres", "outside", "nearly equal",
  ]

  /// Every point against every sample, also where samples are finer than the cells.
  @Test(arguments: samples, [17.0, 60])
  func holdTheNearestPoint(sample: String, spacing: Double) async throws {
    let points = points(sample)
    let ground = try threeAreas(on: grid)
    let catchments = await Catchments(of: points, on: ground, spacing: spacing)
    #expect(catchments.points == Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) })
    try #require(catchments.owners.count == catchments.samples.cellCount)
    for (sample, owner) in catchments.owners.enumerated() {
      let centre = catchments.samples.centre(of: sample)
      let cell = try #require(grid.index(at: centre))
      let truth = ground.areas[cell] < 0 ? -1 : slowNearest(to: centre, among: catchments.points)
      guard owner == truth else {
        Issue.record("sample \(sample) belongs to \(truth), not to \(owner)")
        return
      }
    }
  }

  @Test(arguments: [(5.0, 10), (17, 3), (25, 2), (49.9, 2), (50, 1), (1e9, 1)])
  func divideCellsIntoSamplesNoFartherApart(spacing: Double, parts: Int) async throws {
    let ground = try threeAreas(on: grid)
    let catchments = await Catchments(of: points("strewn"), on: ground, spacing: spacing)
    #expect(catchments.samples.columns == parts * grid.columns)
    #expect(catchments.samples.rows == parts * grid.rows)
    #expect(catchments.samples.cellWidth == grid.cellWidth / Double(parts))
    #expect(abs(catchments.samples.box.minX - grid.box.minX) < 1e-9)
    #expect(abs(catchments.samples.box.maxY - grid.box.maxY) < 1e-9)
    if parts == 1 { #expect(catchments.samples == grid) }
  }

  @Test(arguments: samples)
  func areTheSameOnAnyNumberOfThreadsAndInAnyOrder(sample: String) async throws {
    var generator = Philox(seed: 90, stream: 0)
    let points = points(sample)
    let ground = try threeAreas(on: grid)
    let one = await Catchments(of: points, on: ground, threads: 1)
    for threads in [2, 3, 8, 100] {
      let several = await Catchments(of: points, on: ground, threads: threads)
      #expect(several.owners == one.owners, "\(threads) threads")
    }
    let shuffled = await Catchments(
      of: (points + points.prefix(3)).shuffled(using: &generator), on: ground)
    #expect(shuffled.points == one.points)
    #expect(shuffled.owners == one.owners)
  }

  /// Of two points equally near, the one with the lower x, then y; samples lie on the bisector.
  @Test func giveTiesToTheFirstByXThenY() async throws {
    let ground = CellAreas(whole: grid)
    let centre = grid.centre(of: grid.index(column: 12, row: 13))
    let west = Point(x: centre.x - 100, y: centre.y)
    for (first, second) in [
      (west, Point(x: centre.x + 100, y: centre.y)),
      (Point(x: centre.x, y: centre.y - 60), Point(x: centre.x, y: centre.y + 60)),
    ] {
      let catchments = await Catchments(of: [second, first], on: ground, spacing: 60)
      let tied = (0..<grid.cellCount).filter {
        grid.centre(of: $0).distance(to: first) == grid.centre(of: $0).distance(to: second)
      }
      #expect(tied.count >= grid.rows)
      #expect(tied.allSatisfy { catchments.owners[$0] == 0 })
    }
  }

  @Test(arguments: samples)
  func divideTheGroundBetweenThem(sample: String) async throws {
    let ground = try threeAreas(on: grid)
    let catchments = await Catchments(of: points(sample), on: ground)
    let size = catchments.areas.reduce(0, +)
    let truth = Double(ground.count) * grid.cellArea
    #expect(catchments.points.isEmpty ? size == 0 : abs(size - truth) < 1e-9 * truth)
    for (number, point) in catchments.points.enumerated() {
      #expect(catchments.number(of: point) == number)
      #expect(catchments.number(of: Point(x: point.x, y: point.y.nextUp)) == nil)
    }
  }

  @Test(arguments: [(0, 0), (0, 5), (5, 0)])
  func ofAnEmptyGridAreEmpty(columns: Int, rows: Int) async {
    let none = Grid(
      cellWidth: 1, cellHeight: 1, firstColumn: 0, firstRow: 0, columns: columns, rows: rows)
    let catchments = await Catchments(of: points("strewn"), on: CellAreas(whole: none))
    #expect(catchments.owners.isEmpty && catchments.points.count == 60)
  }

  private func points(_ sample: String) -> [Point] {
    var generator = Philox(seed: 91, stream: 0)
    let box = grid.box
    let middle = Point(x: box.minX + box.width / 2, y: box.minY + box.height / 2)
    func strewn(_ count: Int, in box: Box<Point>) -> [Point] {
      SampleShapes.points(count, in: box, using: &generator)
    }
    func around(_ point: Point, _ size: Double) -> Box<Point> {
      Box(minX: point.x, minY: point.y, maxX: point.x + size, maxY: point.y + size)
    }
    return switch sample {
    case "none": []
    case "one": [middle]
    case "one far away": [Point(x: -1e7, y: 3e6)]
    case "dense": strewn(1_500, in: box)
    case "clustered": strewn(12, in: box).flatMap { strewn(40, in: around($0, 30)) }
    case "in one cell": strewn(500, in: around(middle, 20))
    case "on a line": (0..<200).map { Point(x: middle.x, y: box.minY + 7 * Double($0)) }
    case "on a far line": (0..<300).map { Point(x: box.minX - 1e5, y: box.minY + 5 * Double($0)) }
    case "on a circle": circle(around: grid.centre(of: grid.index(column: 17, row: 13)))
    case "on a lattice":
      (0..<400).map {
        Point(x: box.minX + Double($0 % 20) * 100, y: box.minY + Double($0 / 20) * 80)
      }
    case "at centres": (0..<60).map { grid.centre(of: 15 * $0) }
    case "outside": strewn(80, in: box.expanded(by: 900)).filter { !box.contains($0) }
    case "nearly equal": (0..<50).map { Point(x: middle.x + Double($0) * 1e-9, y: middle.y) }
    default: strewn(60, in: box)
    }
  }

  /// Corners of triangles of whole numbers with a hypotenuse of 325, so equally far from the centre.
  private func circle(around centre: Point) -> [Point] {
    let legs: [(Double, Double)] = [(315, 80), (165, 280), (125, 300), (195, 260), (325, 0)]
    return legs.flatMap { x, y -> [Point] in
      let turned = [(x, y), (-y, x), (-x, -y), (y, -x)]
      return turned.map { Point(x: centre.x + $0.0, y: centre.y + $0.1) }
    }
  }

  /// The first of the points to which none is nearer.
  private func slowNearest(to centre: Point, among points: [Point]) -> Int32 {
    let squares = points.map { point in
      let (dx, dy) = (centre.x - point.x, centre.y - point.y)
      return dx * dx + dy * dy
    }
    return Int32(squares.min().flatMap { squares.firstIndex(of: $0) } ?? -1)
  }
}
