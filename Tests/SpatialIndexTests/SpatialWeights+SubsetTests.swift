import SpatialIndex
import Testing

struct SpatialWeightsSubsetTests {
  private let weights = SpatialWeights(
    neighbours: [[1, 2], [0, 2, 3], [0, 1], [1]], rule: .given("list"))

  @Test func absentFeaturesAreNobodysNeighbours() {
    let kept = weights.among([0, 2, 3])
    #expect(kept.count == 3 && kept.starts == [0, 1, 2, 2])
    #expect(kept.neighbours == [1, 0] && kept.islands == [2])
    #expect(kept.style == .binary && kept.rule == weights.rule)
  }

  @Test func allAreTheSameAndNoneIsNothing() {
    #expect(weights.among([0, 1, 2, 3]) == weights)
    #expect(weights.withSelf().among([0, 1, 2, 3]) == weights.withSelf())
    #expect(weights.among([]).count == 0)
  }

  @Test func weightsStayAsTheyWere() {
    let kept = weights.rowStandardised().among([0, 1])
    #expect(kept.weights == [0.5, 1.0 / 3] && kept.style == .given)
  }
}
