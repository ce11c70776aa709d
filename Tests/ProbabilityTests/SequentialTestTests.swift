import Probability
import Testing

@Suite struct SequentialTestTests {
  private func run(_ extremes: [Bool], enough: Int, most: Int) -> SequentialTest {
    var test = SequentialTest(enough: enough, most: most)
    for isExtreme in extremes { test.add(isExtreme: isExtreme) }
    return test
  }

  @Test func stopsOnceEnoughWereExtreme() {
    let test = run([true, false, true, false, true, true], enough: 3, most: 99)
    #expect(test.isDecided)
    #expect(test.pValue(.greater).value == 3.0 / 5)
    #expect(test.pValue(.greater).method == .sequential(replicates: 5, most: 99))
    #expect(test.pValue(.less).alternative == .less)
  }

  @Test func takesAllReplicatesForAFinding() {
    let extremes = (0..<99).map { $0 == 40 }
    let test = run(extremes + [true, true], enough: 20, most: 99)
    #expect(test.isDecided && test.pValue(.greater).value == 0.02)
    #expect(test.pValue(.greater).floor == 0.01)
    #expect(!run(Array(extremes.dropLast()), enough: 20, most: 99).isDecided)
  }

  /// The last replicate decides either way; then all were done, and the observed one counts.
  @Test func countsTheObservedOneIfAllWereDone() {
    let test = run([true, true, false, true], enough: 3, most: 4)
    #expect(test.pValue(.greater).value == 4.0 / 5)
  }

  /// Under the null the observed statistic is one of the replicates: P(p ≤ α) ≤ α for every α.
  @Test(arguments: [(5, 99), (20, 199), (10, 30)]) func isValid(enough: Int, most: Int) {
    var generator = Philox(seed: 12, stream: UInt64(enough))
    let runs = 4_000
    var values: [Double] = []
    var replicates = 0
    for _ in 0..<runs {
      let observed = generator.uniform()
      var test = SequentialTest(enough: enough, most: most)
      while !test.isDecided {
        test.add(isExtreme: generator.uniform() >= observed)
        replicates += 1
      }
      values.append(test.pValue(.greater).value)
    }
    for level in [0.01, 0.02, 0.05, 0.1, 0.25, 0.5] {
      let share = Double(values.count { $0 <= level }) / Double(runs)
      #expect(share <= level + 3 * (level * (1 - level) / Double(runs)).squareRoot())
    }
    // It is no idle test: at 0.1 it rejects nearly as often as it may.
    #expect(values.count { $0 <= 0.1 } > runs / 20)
    #expect(replicates < runs * most)
  }
}
