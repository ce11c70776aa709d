import Probability
import RealModule
import Testing

struct ExponentialDrawTests {
  @Test func hasTheMomentsOfTheExponential() {
    var generator = Philox(seed: 1, stream: 2)
    let moments = Moments(count: 100_000) { generator.exponential() }
    #expect(moments.agree(mean: 1, variance: 1, kurtosis: 9))
  }

  @Test func hasItsTail() {
    var generator = Philox(seed: 1, stream: 3)
    let share = (0..<100_000).count { _ in generator.exponential() > 3 }
    let expected = 100_000 * Double.exp(-3)
    #expect(abs(Double(share) - expected) < 4 * expected.squareRoot())
  }
}
