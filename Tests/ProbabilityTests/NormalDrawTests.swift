import Probability
import Testing

struct NormalDrawTests {
  @Test func hasTheMomentsOfTheNormal() {
    var generator = Philox(seed: 1, stream: 4)
    let moments = Moments(count: 100_000) { generator.standardNormal() }
    #expect(moments.agree(mean: 0, variance: 1, kurtosis: 3))
  }

  /// 4.55 in 100 lie beyond two standard deviations.
  @Test func hasItsTails() {
    var generator = Philox(seed: 1, stream: 5)
    let beyond = (0..<100_000).count { _ in abs(generator.standardNormal()) > 2 }
    let expected = 100_000 * 0.045_500_263_9
    #expect(abs(Double(beyond) - expected) < 4 * expected.squareRoot())
  }
}
