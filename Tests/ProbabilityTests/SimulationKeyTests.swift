import Probability
import Testing

@Suite struct SimulationKeyTests {
  private func first(_ seed: UInt64, _ method: SimulationKey.Method, _ replicate: Int, _ part: Int)
    -> UInt64
  {
    var generator = SimulationKey(seed: seed, method: method)
      .generator(replicate: replicate, part: part)
    return generator.next()
  }

  @Test func givesEachReplicateItsOwnNumbers() {
    var seen: Set<UInt64> = []
    for seed in [UInt64(0), 1] {
      for method in [SimulationKey.Method.conditionalPermutation, .permutation, .calibration] {
        for replicate in [0, 1, 2, 4_294_967_295] {
          for part in [0, 1, 1_048_575] { seen.insert(first(seed, method, replicate, part)) }
        }
      }
    }
    #expect(seen.count == 2 * 3 * 4 * 3)
    #expect(first(1, .knox, 7, 2) == first(1, .knox, 7, 2))
  }

  /// Kernels that read a stream for themselves read that of the generator.
  @Test func namesItsStreams() {
    let key = SimulationKey(seed: 9, method: .relabelling)
    for (replicate, part) in [(0, 0), (3, 0), (4_294_967_295, 1_048_575), (12, 5)] {
      var own = Philox(seed: 9, stream: key.stream(replicate: replicate, part: part))
      var given = key.generator(replicate: replicate, part: part)
      #expect((0..<5).map { _ in own.next() } == (0..<5).map { _ in given.next() })
    }
  }

  @Test func keepsItsNumbers() {
    // Stated once: seeded results must not change with a version.
    #expect(SimulationKey.Method.conditionalPermutation.rawValue == 1)
    #expect(
      SimulationKey(seed: 1, method: .conditionalPermutation).stream(replicate: 2, part: 3)
        == 1 << 52 | 2 << 20 | 3)
  }
}
