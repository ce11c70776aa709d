import Geometry
import Probability
import SampleShapes
import SpatialIndex
import Testing

struct PointIndexRegionsTests {
  /// Boxes of every size, many with an edge or a corner on points; some hold nothing, one everything.
  @Test(arguments: PointSample.allCases)
  func findsWhatAFullScanFindsInBoxes(sample: PointSample) {
    let points = sample.points
    let index = PointIndex(points)
    let positions = sample.positions
    for (a, b) in zip(positions, positions.reversed()) {
      let box = Box<Point>(
        minX: min(a.x, b.x), minY: min(a.y, b.y), maxX: max(a.x, b.x), maxY: max(a.y, b.y))
      let here = Box<Point>(minX: a.x, minY: a.y, maxX: a.x, maxY: a.y)
      for box in [box, here, Box(minX: 1, minY: 1, maxX: 0, maxY: 0)] {
        expect(
          index.numbers(in: box), index.count(in: box), { index.visit(in: box, $0) },
          of: index, holding: points.indices.filter { box.contains(points[$0]) })
      }
    }
  }

  /// Radii of 0, those at which a point lies just within or just beyond, all sizes, none.
  @Test(arguments: PointSample.allCases)
  func findsWhatAFullScanFindsWithinADistance(sample: PointSample) {
    let points = sample.points
    let index = PointIndex(points)
    for (number, position) in sample.positions.enumerated() {
      let other = points.isEmpty ? position : points[(number * 37) % points.count]
      let reach = other.distance(to: position)
      for radius in [0, reach, reach.nextUp, reach.nextDown, reach / 7, 5, .infinity, -1] {
        let found = points.indices.filter { points[$0].distance(to: position) <= radius }
        expect(
          index.numbers(within: radius, of: position), index.count(within: radius, of: position),
          { index.visit(within: radius, of: position, $0) }, of: index, holding: found)
      }
    }
  }

  /// Shapes with holes, of two polygons that overlap, and through the points themselves.
  @Test(arguments: PointSample.allCases)
  func findsWhatAFullScanFindsInShapes(sample: PointSample) throws {
    var generator = Philox(seed: 44, stream: 0)
    let points = sample.points
    let index = PointIndex(points)
    let box = index.box ?? Box(minX: 0, minY: 0, maxX: 1, maxY: 1)
    let width = min(max(box.width, 1), 1e6)
    var shapes = [MultiPolygon<Point>([])]
    for (number, centre) in sample.positions.enumerated() where abs(centre.x) < 1e100 {
      let size = width * [0.03, 0.3, 1, 3][number % 4]
      let one = try holedStar(around: centre, size: size, using: &generator)
      let beside = Point(x: centre.x + size / 4, y: centre.y)
      let two = try holedStar(around: beside, size: size, using: &generator)
      shapes += [MultiPolygon([one]), MultiPolygon([one, two])]
    }
    shapes += try throughPoints(of: points)
    for shape in shapes {
      expect(
        index.numbers(in: shape), index.count(in: shape), { index.visit(in: shape, $0) },
        of: index, holding: points.indices.filter { shape.contains(points[$0]) })
    }
  }

  /// Rings whose corners are points of the sample, so that edges run through leaves and along lines.
  private func throughPoints(of points: [Point]) throws -> [MultiPolygon<Point>] {
    var generator = Philox(seed: 45, stream: 0)
    guard let box = Box(enclosing: points), box.width < 1e100, box.width > 0 else { return [] }
    let rectangle = MultiPolygon(try rectangle(box.minX, box.minY, box.maxX, box.maxY))
    return try [rectangle]
      + [3, 4, 4, 9, 40].map { count in
        MultiPolygon(
          try Ring(
            corners: (0..<count).map { _ in
              points[Int(generator.uniform() * Double(points.count))]
            }))
      }
  }

  /// The three forms of a query must agree with a scan, in the index's order.
  private func expect(
    _ numbers: [Int32], _ count: Int, _ visit: ((Int32) -> Void) -> Void, of index: PointIndex,
    holding found: [Int], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let truth = Set(found.map { Int32($0) })
    #expect(numbers == index.numbers.filter(truth.contains), sourceLocation: sourceLocation)
    #expect(count == truth.count, sourceLocation: sourceLocation)
    var visited: [Int32] = []
    visit { visited.append($0) }
    #expect(visited == numbers, sourceLocation: sourceLocation)
  }

  /// Every point lies in one of the areas that divide the ground, also those on shared edges.
  @Test func countsPointsOnSharedEdgesOnce() throws {
    var generator = Philox(seed: 46, stream: 0)
    let box = Box<Point>(minX: -1, minY: -1, maxX: 25, maxY: 25)
    let shapes = try Tessellation(
      of: box, columns: 13, rows: 13, jitter: 0, triangles: true, using: &generator
    ).shapes
    let index = PointIndex(PointSample.onLattice.points)
    #expect(shapes.reduce(0) { $0 + index.count(in: $1) } == index.count)
  }
}
