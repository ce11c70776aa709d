import Probability
import Testing

struct UniformDrawTests {
  @Test func hasTheMomentsOfTheUniform() {
    var generator = Philox(seed: 1, stream: 1)
    let moments = Moments(count: 100_000) { generator.uniform() }
    #expect(moments.agree(mean: 0.5, variance: 1.0 / 12, kurtosis: 1.8))
  }

  @Test func staysBelowOne() {
    var highest = Constant(bits: .max)
    var lowest = Constant(bits: 0)
    #expect(highest.uniform() == 1 - 0x1p-53)
    #expect(lowest.uniform() == 0)
    #expect(lowest.uniform(from: -2, to: 5) == -2)
  }

  private struct Constant: RandomNumberGenerator {
    let bits: UInt64
    mutating func next() -> UInt64 { bits }
  }
}
