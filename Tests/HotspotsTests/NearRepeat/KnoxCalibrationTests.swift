import Geometry
import Hotspots
import Probability
import Testing

/// How often the test finds something where there is nothing, on 1,000 patterns without near repeats.
struct KnoxCalibrationTests {
  @Test func rejectsOneInTwentyOfNoPattern() async throws {
    var (cell, overall, anyQ) = (0, 0, 0)
    for pattern in 0..<1000 {
      let events = evenEvents(120, side: 1500, days: 90, seed: 1000 + UInt64(pattern))
      let test = try await KnoxTest.shuffled(
        events, bands: .usual, metric: .euclidean, replicates: 99, seed: UInt64(pattern),
        threads: 1)
      if let p = test.cell(distance: 4, days: 0).pValue, p.value <= 0.05 { cell += 1 }
      if let p = test.overall, p.value <= 0.05 { overall += 1 }
      if test.cells.contains(where: { ($0.qValue ?? 1) <= 0.05 }) { anyQ += 1 }
    }
    print("Knox, 1,000 patterns of chance: cell \(cell), overall \(overall), any q \(anyQ)")
    // Three binomial standard errors of 50 in 1,000; a count ties with its shuffles, which makes one cell's
    // test reject less often, and that of several cells, tested as if apart, less often still.
    #expect(20...71 ~= cell)
    #expect(29...71 ~= overall)
    #expect(anyQ <= 71)
  }
}
