import Probability
import Testing

@Suite struct UniformIndexTests {
  @Test(arguments: [1, 2, 3, 7, 10, 64]) func drawsEvenly(bound: Int) {
    var generator = Philox(seed: 1, stream: UInt64(bound))
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<60_000 { counts[generator.index(below: bound)] += 1 }
    let expected = 60_000 / Double(bound)
    let error = (expected * (1 - 1 / Double(bound))).squareRoot()
    for count in counts { #expect(abs(Double(count) - expected) <= 4.5 * error) }
  }

  /// A generator that says what it is told, for draws that must be thrown away.
  private struct Script: RandomNumberGenerator {
    var numbers: [UInt64]
    mutating func next() -> UInt64 { numbers.removeFirst() }
  }

  /// 2⁶⁴ is 1 more than a multiple of 3: exactly one number in 2⁶⁴ is thrown away.
  @Test func throwsAwayWhatWouldBias() {
    var script = Script(numbers: [0, .max])
    #expect(script.index(below: 3) == 2 && script.numbers.isEmpty)
    var other = Script(numbers: [1, .max])
    #expect(other.index(below: 3) == 0 && other.numbers.count == 1)
  }

  @Test func reachesTheEnds() {
    var script = Script(numbers: [.max, 0, .max])
    #expect(script.index(below: .max) == .max - 1)
    var generator = Philox(seed: 5, stream: 0)
    for _ in 0..<100 { #expect(0..<1 << 62 ~= generator.index(below: 1 << 62)) }
  }

  @Test func putsIntoEveryOrderEvenly() {
    var generator = Philox(seed: 2, stream: 0)
    var counts: [[Int32]: Int] = [:]
    for _ in 0..<24_000 { counts[generator.permutation(of: 4), default: 0] += 1 }
    #expect(counts.count == 24)
    for count in counts.values { #expect(abs(count - 1_000) <= 140) }
    #expect(generator.permutation(of: 0).isEmpty && generator.permutation(of: 1) == [0])
  }

  @Test func keepsTheElements() {
    var generator = Philox(seed: 3, stream: 0)
    var words = ["a", "b", "b", "c"]
    generator.shuffle(&words)
    #expect(words.sorted() == ["a", "b", "b", "c"])
  }
}
