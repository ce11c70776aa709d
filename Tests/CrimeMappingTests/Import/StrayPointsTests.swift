import CrimeMapping
import Geometry
import Testing

@Suite struct StrayPointsTests {
  @Test func flagsWhatEmptyGroundPartsFromTheRest() {
    var points: [Point?] = (0..<200).map { Point(x: 350_000 + Double($0) * 250, y: 370_000) }
    points.append(Point(x: 350_000, y: 420_000))
    points.append(nil)
    let flags = strayPoints(among: points)
    #expect(flags.prefix(200).allSatisfy { !$0 })
    #expect(flags[200])
    #expect(!flags[201])
  }

  @Test func flagsNothingAmongNone() {
    #expect(strayPoints(among: []).isEmpty)
    #expect(strayPoints(among: [nil, nil]) == [false, false])
  }
}
