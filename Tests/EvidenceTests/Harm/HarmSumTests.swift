import Evidence
import Testing

@Suite struct HarmSumTests {
  @Test func workedNumber() {
    var sum = HarmSum()
    sum.add(2, weight: 19)
    sum.add(1, weight: 365)
    sum.add(3, weight: 547)
    #expect(sum.harm == 2_044 && sum.count == 6 && sum.weighed == 6)
    let roots = 2 * 19.0.squareRoot() + 365.0.squareRoot() + 3 * 547.0.squareRoot()
    #expect(abs(sum.rootHarm - roots) < 1e-12)
  }

  @Test func withoutAWeightIsCountedAndNotNothing() {
    var sum = HarmSum()
    sum.add(4, weight: nil)
    sum.add(1, weight: 0)
    #expect(sum.count == 5 && sum.weighed == 1 && sum.unweighed == 4 && sum.harm == 0)
  }

  @Test func ranksLeaveOutFewIncidents() throws {
    let sums = [(30, 19.0), (1, 5_475), (12, 365), (12, 19), (0, 0)].map { count, weight in
      var sum = HarmSum()
      sum.add(count, weight: weight)
      return sum
    }
    let ranks = HarmRanks(sums, floor: 5)
    #expect(ranks.ranked == 3)
    #expect(ranks.byCount == [1, nil, 2, 3, nil])
    #expect(ranks.byHarm == [2, nil, 1, 3, nil])
    #expect(ranks.byRootHarm == [2, nil, 1, 3, nil])
    let all = HarmRanks(sums, floor: 1)
    #expect(all.byHarm == [3, 1, 2, 4, nil])
    let overlap = try HarmRanks.overlap(ofFirst: 2, all.byCount, all.byHarm)
    #expect(overlap.shared == 1 && overlap.jaccard == 1.0 / 3)
    #expect(throws: Undefined.self) { try HarmRanks.overlap(ofFirst: 2, [nil], [nil]) }
  }
}

@Suite struct PriorityMatrixTests {
  private let criteria = [
    PriorityMatrix.Criterion("volume", weight: 1), .init("harm", weight: 3),
    .init("asked", weight: 0),
  ]

  @Test func totalsAreWeightedMeansOfWhatIsKnown() throws {
    let matrix = try PriorityMatrix(
      [[1, 5, 5], [5, nil, 1], [nil, nil, nil], [5, 4, nil]], criteria: criteria)
    #expect(matrix.rows.map(\.index) == [3, 0, 1, 2])
    #expect(matrix.rows.map(\.total) == [4.25, 4, 5, nil])
    #expect(matrix.rows.map(\.known) == [1, 1, 0.25, 0])
  }

  @Test func noWeightNoOrder() {
    #expect(throws: Undefined("no criterion has a weight")) {
      try PriorityMatrix([[1]], criteria: [.init("volume", weight: 0)])
    }
  }

  @Test func fifthsByRank() {
    #expect(PriorityMatrix.fifths([10, 20, 30, 40, 50]) == [1, 2, 3, 4, 5])
    #expect(PriorityMatrix.fifths([1, nil, 1, 1]) == [3, nil, 3, 3])
    #expect(PriorityMatrix.fifths([7]) == [3])
    #expect(PriorityMatrix.fifths([]) == [])
    #expect(PriorityMatrix.fifths([1, 100]) == [2, 4])
  }
}

@Suite struct RepeatReportsTests {
  private func reports(_ days: [Int64], window: Int64 = 183, threshold: Int = 3) -> RepeatReports {
    RepeatReports(times: days, ends: days.map { $0 + window }, threshold: threshold)
  }

  @Test func threeInSixMonths() {
    let found = reports([0, 100, 182, 400, 700])
    #expect(found.most == 3)
    #expect(found.runs == [.init(reports: 0...2, reached: 2)])
  }

  @Test func theEndOfAWindowIsOutside() {
    #expect(reports([0, 100, 183]).runs.isEmpty)
  }

  @Test func windowsThatShareReportsAreOneRun() {
    let found = reports([0, 10, 20, 150, 200, 600, 610, 620])
    #expect(found.most == 4)
    #expect(found.runs.map(\.reports) == [0...4, 5...7])
    #expect(found.runs.map(\.reached) == [2, 7])
  }

  @Test func reportsAtTheSameTimeAllCount() {
    #expect(reports([5, 5, 5]).most == 3)
    #expect(reports([], threshold: 1).runs.isEmpty)
    #expect(reports([9], threshold: 1).runs == [.init(reports: 0...0, reached: 0)])
    // A window of no length still holds its own report.
    #expect(reports([9], window: 0, threshold: 1).most == 1)
  }

  @Test(arguments: 0..<100)
  func whatASlowSearchFinds(_ seed: Int) {
    var generator = SplitMixer(UInt64(seed))
    let times = (0..<generator.below(40)).map { _ in Int64(generator.below(2_000)) }.sorted()
    let found = reports(times, window: 90, threshold: 4)
    let windows = times.indices.map { first in
      times[first...].count { $0 < times[first] + 90 }
    }
    #expect(found.most == windows.max() ?? 0)
    let inRuns = Set(found.runs.flatMap { Array($0.reports) })
    var slow: Set<Int> = []
    for (first, count) in windows.enumerated() where count >= 4 {
      slow.formUnion(first..<first + count)
    }
    #expect(inRuns == slow)
  }
}
