import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct QuadratTestTests {
  @Test func isThatOfRedwood() throws {
    let test = try #require(QuadratTest(of: try Patterns.redwood(), columns: 4, rows: 4))
    let fromTheTop = (0..<4).reversed().flatMap { test.counts[$0 * 4..<$0 * 4 + 4] }
    #expect(fromTheTop == [0, 5, 1, 9, 5, 0, 7, 0, 8, 3, 4, 2, 2, 10, 1, 5])
    #expect(abs(test.statistic - 42.258065) < 5e-7)
    #expect(test.degreesOfFreedom == 15)
  }

  /// Also where the boundary and a hole cut rectangles: spatstat does that on whole numbers, to some 1e-9.
  @Test func isSpatstats() throws {
    let patterns = [
      (try Patterns.redwood(), 4, 4), (try Patterns.reference(), 4, 4),
      (try Patterns.inPolygon(), 3, 2),
    ]
    for (given, row) in zip(patterns, try referenceRows("spatstat_tests.csv")) {
      let test = try #require(QuadratTest(of: given.0, columns: given.1, rows: given.2))
      let exact = given.1 == 4
      #expect(abs(test.statistic / row[3] - 1) < (exact ? 1e-12 : 1e-8))
      #expect(Double(test.degreesOfFreedom) == row[4])
      #expect(abs(test.pValue.value / row[5] - 1) < (exact ? 1e-10 : 1e-7))
      let total = test.expected.reduce(0, +)
      #expect(abs(total / Double(given.0.count) - 1) < 1e-12)
    }
  }

  /// Rectangles that the window does not meet are no part of the test.
  @Test func leavesOutWhatIsOutside() throws {
    let shape = MultiPolygon([
      Polygon(exterior: try rectangle(0, 0, 10, 30)),
      Polygon(exterior: try rectangle(20, 0, 30, 30)),
    ])
    let window = try #require(PatternWindow(shape))
    let points = [Point(x: 1, y: 1), Point(x: 21, y: 1), Point(x: 15, y: 1)]
    let pattern = PointPattern(points, in: window)
    #expect(pattern.outside == 1)
    let test = try #require(QuadratTest(of: pattern, columns: 3, rows: 1))
    #expect(test.counts == [1, 0, 1] && test.degreesOfFreedom == 1 && test.statistic == 0)
    #expect(QuadratTest(of: pattern, columns: 1, rows: 1) == nil)
  }

  /// Near its nominal size: expected counts of 10.
  @Test func hasAboutItsSize() throws {
    var rejected = 0
    for seed in 0..<1_000 as Range<UInt64> {
      let test = try #require(
        QuadratTest(of: try Patterns.uniform(160, seed: seed), columns: 4, rows: 4))
      if test.pValue.value <= 0.05 { rejected += 1 }
    }
    #expect(abs(rejected - 50) < 28)
  }
}
