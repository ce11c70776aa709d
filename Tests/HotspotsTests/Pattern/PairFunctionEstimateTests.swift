import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct PairFunctionEstimateTests {
  /// Worked by hand: four points in a unit square, and redwood by spatstat.
  @Test(arguments: [
    (EdgeRule.none, 0.3333333, nil as Double?), (.isotropic, 0.3333333, 0.026441036),
    (.translation, 0.3898635, 0.027674896), (.border, 0.25, 0.027063969),
  ])
  func isThatOfWorkedCases(rule: EdgeRule, four: Double, redwood: Double?) async throws {
    let window = try #require(PatternWindow(MultiPolygon(try rectangle(0, 0, 1, 1))))
    let points = [(0.2, 0.2), (0.3, 0.25), (0.7, 0.6), (0.75, 0.7)].map { Point(x: $0.0, y: $0.1) }
    let pattern = PointPattern(points, in: window)
    let k = await PairFunctionEstimate(.k, at: [0.15], in: window, edge: rule)(pattern)
    #expect(abs(try #require(k?.values[0]) - four) < 5e-8)
    guard let redwood else { return }
    let trees = try Patterns.redwood()
    let own = await PairFunctionEstimate(
      .k, at: [0.0498046875], in: trees.window, edge: rule)(trees)
    #expect(abs(try #require(own?.values[0]) - redwood) < 5e-10)
  }

  /// Every column of spatstat's table, at every distance to a fifth of the window.
  @Test(arguments: zip(EdgeRule.allCases, [2, 3, 4, 5]))
  func isSpatstatsInARectangle(rule: EdgeRule, column: Int) async throws {
    let pattern = try Patterns.reference()
    #expect(pattern.count == 300 && pattern.outside == 0)
    let rows = try referenceRows("Kest_rect.csv")
    let k = await PairFunctionEstimate(
      .k, at: rows.map { $0[0] }, in: pattern.window, edge: rule)(pattern)
    let difference = Patterns.difference(try #require(k).values, rows.map { $0[column] })
    #expect(try #require(difference) < 1e-12)
  }

  /// In a polygon with a hole: spatstat's, with exact areas of overlap for translation.
  @Test(arguments: zip(EdgeRule.allCases, [1, 2, 3, 4]))
  func isSpatstatsInAPolygon(rule: EdgeRule, column: Int) async throws {
    let pattern = try Patterns.inPolygon()
    let rows = try referenceRows("spatstat_k_polygon.csv")
    #expect(rows.count == 16)
    let estimate = await PairFunctionEstimate(
      .k, at: rows.map { $0[0] }, in: pattern.window, edge: rule)
    let difference = Patterns.difference(
      try #require(await estimate(pattern)).values, rows.map { $0[column] })
    #expect(try #require(difference) < (rule == .translation ? 1e-8 : 1e-12))
    #expect(estimate.edgeError == 0)
  }

  /// With intensities, in both windows. spatstat rounds sums of inverse intensities to some 1e-13 of the whole.
  @Test(
    arguments: [(EdgeRule.border, 2), (.translation, 3), (.isotropic, 4)], [0.0, 1])
  func isSpatstatsInhomogeneousOne(rule: (EdgeRule, Int), polygon: Double) async throws {
    let plain = polygon == 0 ? try Patterns.reference() : try Patterns.inPolygon()
    let rows = try referenceRows("spatstat_k_inhomogeneous.csv").filter { $0[0] == polygon }
    #expect(rows.count == 16)
    let intensities = plain.points.map { plain.intensity * exponential(($0.x - 500) / 400) }
    let pattern = PointPattern(plain.points, intensities: intensities, in: plain.window)
    let k = await PairFunctionEstimate(
      .k, at: rows.dropFirst().map { $0[1] }, in: plain.window, edge: rule.0)(pattern)
    let difference = Patterns.difference(
      try #require(k).values, rows.dropFirst().map { $0[rule.1] })
    #expect(try #require(difference) < (rule.0 == .translation ? 1e-8 : 1e-11))
  }

  @Test(arguments: zip(EdgeRule.allCases, [1, 2, 3, 4]))
  func isSpatstatsFromOneKindToAnother(rule: EdgeRule, column: Int) async throws {
    let window = try #require(PatternWindow(try windowWithHole()))
    let all = try Patterns.points()
    let first = all.indices.filter { $0 % 3 == 0 }.map { all[$0] }
    let second = all.indices.filter { $0 % 3 != 0 }.map { all[$0] }
    let rows = try referenceRows("spatstat_k_cross.csv")
    #expect(rows.count == 16)
    let estimate = await PairFunctionEstimate(
      .k, at: rows.map { $0[0] }, in: window, edge: rule)
    let k = await estimate(
      from: PointPattern(first, in: window), to: PointPattern(second, in: window))
    let difference = Patterns.difference(try #require(k).values, rows.map { $0[column] })
    #expect(try #require(difference) < (rule == .translation ? 1e-8 : 1e-12))
  }

  /// By its definition, and within what spatstat's binning of distances costs it.
  @Test(arguments: [0.0, 1])
  func isSpatstatsPairCorrelation(polygon: Double) async throws {
    let pattern = polygon == 0 ? try Patterns.reference() : try Patterns.inPolygon()
    let rows = try referenceRows("spatstat_pcf.csv").filter { $0[0] == polygon }
    #expect(rows.count == 15)
    let g = await PairFunctionEstimate(
      .pairCorrelation, at: rows.map { $0[1] }, in: pattern.window, edge: .isotropic,
      halfWidth: PairFunctionEstimate.usualHalfWidth(for: pattern))(pattern)
    let values = try #require(g).values
    #expect(try #require(Patterns.difference(values, rows.map { $0[2] })) < 1e-12)
    #expect(try #require(Patterns.difference(values, rows.map { $0[3] })) < 1e-3)
  }

  /// An outline of many short edges has its areas of overlap from a table: within the stated error.
  @Test func keepsTheStatedErrorOfTranslation() async throws {
    let plain = try Patterns.inPolygon()
    let fine = try #require(PatternWindow(try finely(try windowWithHole(), parts: 9)))
    let distances = (1...15).map { 10 * Double($0) }
    let exact = await PairFunctionEstimate(.k, at: distances, in: plain.window, edge: .translation)
    let table = await PairFunctionEstimate(.k, at: distances, in: fine, edge: .translation)
    #expect(table.edgeError > 0 && table.edgeError < 3e-4)
    let difference = Patterns.difference(
      try #require(await table(PointPattern(plain.points, in: fine))).values,
      try #require(await exact(plain)).values)
    #expect(try #require(difference) <= table.edgeError)
  }

  /// Against sums over all pairs, the share of a circle taken from 20,000 directions.
  @Test(arguments: [1, 2, 3])
  func isTheSumOverAllPairs(seed: UInt64) async throws {
    var generator = Philox(seed: seed, stream: 3)
    let shape = MultiPolygon(
      try star(
        around: Point(x: 50, y: 50), radius: 25...50, corners: 9, using: &generator),
      holes: [
        try star(around: Point(x: 50, y: 50), radius: 4...9, corners: 5, using: &generator)
      ])
    let window = try #require(PatternWindow(shape))
    let pattern = window.uniformPattern(60, using: &generator)
    let distances: [Double] = [3, 8, 15, 22]
    let k = await PairFunctionEstimate(.k, at: distances, in: window, edge: .isotropic)(pattern)
    for (place, distance) in distances.enumerated() {
      var sum = 0.0
      for (i, a) in pattern.points.enumerated() {
        for (j, b) in pattern.points.enumerated() where i != j && a.distance(to: b) <= distance {
          sum += 1 / share(of: window, around: a, through: b)
        }
      }
      let expected = sum * window.area / Double(60 * 59)
      #expect(abs(try #require(k?.values[place]) / expected - 1) < 2e-4)
    }
  }

  /// Turned and moved together, points and window have the same K, L and g.
  @Test(arguments: EdgeRule.allCases, PairFunction.allCases)
  func doesNotDependOnWhereNorthIs(rule: EdgeRule, function: PairFunction) async throws {
    guard function != .pairCorrelation || rule != .border else { return }
    let pattern = try Patterns.inPolygon()
    func moved(_ point: Point) -> Point {
      Point(x: 400_000 + 0.6 * point.x - 0.8 * point.y, y: 300_000 + 0.8 * point.x + 0.6 * point.y)
    }
    let shape = try #require(pattern.window.shape.mapped { moved($0) } as MultiPolygon<Point>?)
    let window = try #require(PatternWindow(shape))
    let turned = PointPattern(pattern.points.map(moved), in: window)
    #expect(turned.count == pattern.count)
    let distances = [12.3, 45.6, 78.9, 101.2]
    let halfWidth = function == .pairCorrelation ? 20.0 : 0
    let before = await PairFunctionEstimate(
      function, at: distances, in: pattern.window, edge: rule, halfWidth: halfWidth)(pattern)
    let after = await PairFunctionEstimate(
      function, at: distances, in: window, edge: rule, halfWidth: halfWidth)(turned)
    let difference = Patterns.difference(
      try #require(before).values, try #require(after).values)
    #expect(try #require(difference) < 1e-8)
  }

  /// The same bits on one thread and three, and in another order of the points.
  @Test(arguments: EdgeRule.allCases, PairFunction.allCases)
  func isTheSameBitsOnAnyThreadsAndInAnyOrder(rule: EdgeRule, function: PairFunction) async throws {
    guard function != .pairCorrelation || rule != .border else { return }
    let pattern = try Patterns.inPolygon()
    let shuffled = PointPattern(Array(try Patterns.points().reversed()), in: pattern.window)
    let distances = (1...20).map { 7 * Double($0) }
    let halfWidth = function == .pairCorrelation ? 20.0 : 0
    let estimate = await PairFunctionEstimate(
      function, at: distances, in: pattern.window, edge: rule, halfWidth: halfWidth, threads: 3)
    let one = await estimate(pattern, threads: 1)
    let three = await estimate(shuffled, threads: 3)
    #expect(one == three && one != nil)
  }

  /// What cannot be told is not told: fewer than two points, the border rule far inside nothing, g at 0.
  @Test func hasNoValueWithoutPairs() async throws {
    let window = try #require(PatternWindow(MultiPolygon(try rectangle(0, 0, 100, 100))))
    let estimate = await PairFunctionEstimate(.k, at: [0, 10, 60], in: window, edge: .border)
    #expect(await estimate(PointPattern([], in: window)) == nil)
    #expect(await estimate(PointPattern([Point(x: 5, y: 5)], in: window)) == nil)
    let two = PointPattern([Point(x: 50, y: 50), Point(x: 50, y: 50)], in: window)
    // Both at one place in the middle: one other within any distance, 10,000 m² over two points.
    #expect(await estimate(two)?.values == [5_000, 5_000, nil])
    let g = await PairFunctionEstimate(
      .pairCorrelation, at: [0, 10], in: window, edge: .none, halfWidth: 5)(two)
    #expect(g?.values == [nil, 0])
  }

  /// Pairs just so far apart count; with points on a lattice, and with distances between.
  @Test(arguments: [EdgeRule.none, .isotropic])
  func countsPairsOnTheThreshold(rule: EdgeRule) async throws {
    let window = try #require(PatternWindow(MultiPolygon(try rectangle(0, 0, 100, 100))))
    let points = [(50.0, 50.0), (53, 54), (50, 45), (56, 58)].map { Point(x: $0.0, y: $0.1) }
    let k = await PairFunctionEstimate(
      .k, at: [4.999, 5, 9.999, 10], in: window, edge: rule)(PointPattern(points, in: window))
    let each = 10_000.0 * 2 / 12
    // Pairs: (1,2) 5, (1,3) 5, (2,4) 5, (2,3) 9.49, (1,4) 10, (3,4) 14.3.
    #expect(k?.values == [0, 3 * each, 4 * each, 5 * each])
  }

  private func exponential(_ x: Double) -> Double {
    var (term, sum) = (1.0, 1.0)
    for k in 1..<40 {
      term *= x / Double(k)
      sum += term
    }
    return sum
  }

  /// Each edge cut into equal parts.
  private func finely(_ shape: MultiPolygon<Point>, parts: Int) throws -> MultiPolygon<Point> {
    func cut(_ ring: Ring<Point>) throws -> Ring<Point> {
      try Ring(
        corners: zip(ring.closed, ring.closed.dropFirst()).flatMap { a, b in
          (0..<parts).map { part in
            let t = Double(part) / Double(parts)
            return Point(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y))
          }
        })
    }
    return MultiPolygon(
      try shape.polygons.map {
        Polygon(exterior: try cut($0.exterior), holes: try $0.holes.map(cut))
      })
  }

  private func share(of window: PatternWindow, around a: Point, through b: Point) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let turn = (cos: 0.9999999506519786, sin: 0.00031415926018669)  // 2π / 20,000
    var (x, y, inside) = (dx, dy, 0)
    for _ in 0..<20_000 {
      (x, y) = (x * turn.cos - y * turn.sin, x * turn.sin + y * turn.cos)
      if window.contains(Point(x: a.x + x, y: a.y + y)) { inside += 1 }
    }
    return Double(inside) / 20_000
  }
}
