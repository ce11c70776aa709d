import Geometry
import Hotspots
import Probability
import SampleShapes
import Testing

struct NearestNeighbourIndexTests {
  @Test func isThatOfTheWorkedCase() async throws {
    let window = try #require(PatternWindow(MultiPolygon(try rectangle(0, 0, 1, 1))))
    let points = [(0.2, 0.2), (0.3, 0.25), (0.7, 0.6), (0.75, 0.7)].map { Point(x: $0.0, y: $0.1) }
    let index = try #require(
      await NearestNeighbourIndex(of: PointPattern(points, in: window), correction: .none))
    #expect(abs(index.meanDistance - 0.1118034) < 5e-8)
    #expect(abs(index.index - 0.4472136) < 5e-8)
    #expect(abs(index.standardError - 0.26136 / 4) < 1e-6)
  }

  /// Redwood, a rectangle and a polygon with a hole, without correction and with Donnelly's.
  @Test func isSpatstats() async throws {
    let patterns = [try Patterns.redwood(), try Patterns.reference(), try Patterns.inPolygon()]
    for (pattern, row) in zip(patterns, try referenceRows("spatstat_tests.csv")) {
      let plain = try #require(await NearestNeighbourIndex(of: pattern, correction: .none))
      #expect(abs(plain.index - row[0]) < 1e-13)
      #expect(abs(plain.pValue.value / row[2] - 1) < 1e-5)
      guard row[1] > 0 else { continue }
      let corrected = try #require(
        await NearestNeighbourIndex(of: pattern, correction: .donnelly))
      #expect(abs(corrected.index - row[1]) < 1e-13)
    }
  }

  @Test func needsTwoPoints() async throws {
    let window = try #require(PatternWindow(MultiPolygon(try rectangle(0, 0, 1, 1))))
    let one = PointPattern([Point(x: 0.5, y: 0.5)], in: window)
    #expect(await NearestNeighbourIndex(of: one, correction: .none) == nil)
    let stacked = PointPattern([Point(x: 0.5, y: 0.5), Point(x: 0.5, y: 0.5)], in: window)
    let index = await NearestNeighbourIndex(of: stacked, correction: .donnelly)
    #expect(index?.index == 0 && stacked.stacked == 2)
  }

  /// With Donnelly's correction 1,000 uniform patterns reject at 5 % about 5 % of the time; without it the
  /// edge makes them look spaced and far more do.
  @Test func hasItsSizeWithDonnellysCorrection() async throws {
    var rejected = (donnelly: 0, plain: 0)
    for seed in 0..<1_000 as Range<UInt64> {
      let pattern = try Patterns.uniform(40, seed: seed)
      let corrected = try #require(
        await NearestNeighbourIndex(of: pattern, correction: .donnelly, threads: 1))
      let plain = try #require(
        await NearestNeighbourIndex(of: pattern, correction: .none, threads: 1))
      if corrected.pValue.value <= 0.05 { rejected.donnelly += 1 }
      if plain.pValue.value <= 0.05 { rejected.plain += 1 }
    }
    // Four standard errors of a share of 5 %.
    #expect(abs(rejected.donnelly - 50) < 28)
    #expect(rejected.plain > rejected.donnelly)
  }
}
