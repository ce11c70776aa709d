import Geometry
import Probability
import SpatialIndex
import Testing

@Suite struct AreaWeightsTests {
  private func area(_ rings: [(Double, Double)]...) throws -> MultiPolygon<Point> {
    let rings = try rings.map { try Ring(corners: $0.map { Point(x: $0.0, y: $0.1) }) }
    return MultiPolygon([Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))])
  }

  private func box(_ x: Double, _ y: Double, _ width: Double = 100, _ height: Double = 100) throws
    -> MultiPolygon<Point>
  {
    try area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
  }

  private func pairs(_ weights: SpatialWeights) -> [[Int32]] {
    (0..<weights.count).map { Array(weights.neighbours[weights.row(of: $0)]) }
  }

  @Test func tellsEdgesFromCorners() async throws {
    let areas = try [box(0, 0), box(100, 0), box(0, 100), box(100, 100), box(300, 0)]
    let (queen, rook) = (await SpatialWeights.queen(areas), await SpatialWeights.rook(areas))
    #expect(pairs(queen) == [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2], []])
    #expect(pairs(rook) == [[1, 2], [0, 3], [0, 3], [1, 2], []])
    #expect(queen.rule == .queen(tolerance: 1) && rook.rule == .rook(tolerance: 1))
  }

  /// The corners of one area lie in the middle of another's edge.
  @Test func meetsAtJunctions() async throws {
    let areas = try [box(0, 0, 200, 100), box(30, 100, 60, 50), box(90, 100, 300, 50)]
    #expect(pairs(await SpatialWeights.rook(areas, tolerance: 0)) == [[1, 2], [0, 2], [0, 1]])
    // A stretch as long as the tolerance is none.
    let least = try [box(0, 0), box(98, 100)]
    #expect(pairs(await SpatialWeights.rook(least, tolerance: 2)) == [[], []])
    #expect(pairs(await SpatialWeights.rook(least, tolerance: 1.5)) == [[1], [0]])
    #expect(pairs(await SpatialWeights.queen(least, tolerance: 0)) == [[1], [0]])
  }

  @Test func bridgesSmallGapsAndOverlaps() async throws {
    for gap in [0.8, -0.8] {
      let areas = try [box(0, 0), box(100 + gap, 0)]
      #expect(pairs(await SpatialWeights.rook(areas)) == [[1], [0]])
    }
    let apart = try [box(0, 0), box(100.8, 0)]
    #expect(pairs(await SpatialWeights.rook(apart, tolerance: 0.5)) == [[], []])
    #expect(pairs(await SpatialWeights.queen(apart, tolerance: 0.5)) == [[], []])
    #expect(pairs(await SpatialWeights.queen(apart, tolerance: 0.8000001)) == [[1], [0]])
    // Boundaries that cross touch, whatever the tolerance.
    let crossing = try [box(0, 0), box(50, 50)]
    #expect(pairs(await SpatialWeights.queen(crossing, tolerance: 0)) == [[1], [0]])
    #expect(pairs(await SpatialWeights.rook(crossing)) == [[], []])
  }

  /// The same boundary with other corners on it, each a little off.
  @Test func followsAnUnevenBoundary() async throws {
    var generator = Philox(seed: 6, stream: 0)
    let line = (0...40).map { (Double($0) * 25, 30 * generator.uniform()) }
    let north = try area(line + [(1_000, 500), (0, 500)])
    var middles: [(Double, Double)] = []
    for (a, b) in zip(line, line.dropFirst()) {
      let (x, y) = ((a.0 + b.0) / 2, (a.1 + b.1) / 2)
      middles += [a, (x + 0.2, y + 0.2 * generator.uniform())]
    }
    let south = try area(middles + [line[40], (1_000, -500), (0, -500)])
    #expect(pairs(await SpatialWeights.rook([north, south])) == [[1], [0]])
  }

  @Test func countsHolesAndParts() async throws {
    let ring = try area(
      [(0, 0), (300, 0), (300, 300), (0, 300)], [(100, 100), (100, 200), (200, 200), (200, 100)])
    let parts = MultiPolygon(
      try [box(-500, 0), box(300, 200)].flatMap(\.polygons))
    let areas = try [ring, box(100, 100), parts, box(140, 140, 20, 20)]
    let expected: [[Int32]] = [[1, 2], [0], [0], []]
    #expect(pairs(await SpatialWeights.queen(areas)) == expected)
    #expect(pairs(await SpatialWeights.rook(areas)) == expected)
  }

  @Test func standsOddShapes() async throws {
    #expect(await SpatialWeights.queen([]).count == 0)
    let doubled = try area([(0, 0), (0, 0), (100, 0), (100, 0), (100, 100), (0, 100)])
    let areas = try [MultiPolygon<Point>([]), doubled, box(100, 0), doubled]
    #expect(pairs(await SpatialWeights.queen(areas)) == [[], [2, 3], [1, 3], [1, 2]])
    let point = try area([(5, 5), (5, 5), (5, 5)])
    #expect(pairs(await SpatialWeights.queen([point, point])) == [[], []])
  }

  /// A lattice of areas is that of its cells, in any order, turned, and on any number of threads.
  @Test func givesTheNeighboursOfALattice() async throws {
    let (cosine, sine) = (0.8, 0.6)
    let cells = (0..<144).map { (x: Double($0 % 12) * 70.1, y: Double($0 / 12) * 70.1) }
    let areas = try cells.map { cell in
      try area(
        [(0, 0), (70.1, 0), (70.1, 70.1), (0, 70.1)].map { corner in
          let (x, y) = (cell.x + corner.0, cell.y + corner.1)
          return (400_000 + cosine * x - sine * y, 300_000 + sine * x + cosine * y)
        })
    }
    let centres = cells.map { Point(x: $0.x, y: $0.y) }
    let queen = await SpatialWeights.queen(areas)
    #expect(pairs(queen) == pairs(.distanceBand(70.1 * 2.0.squareRoot(), between: centres)))
    #expect(
      pairs(await SpatialWeights.rook(areas, threads: 1))
        == pairs(.distanceBand(70.1, between: centres)))
    #expect(await SpatialWeights.queen(areas, threads: 5) == queen)
    let turned = await SpatialWeights.queen(areas.reversed())
    #expect(pairs(turned) == pairs(queen).reversed().map { $0.map { 143 - $0 }.reversed() })
  }
}
