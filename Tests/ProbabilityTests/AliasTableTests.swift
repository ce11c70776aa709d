import Probability
import Testing

struct AliasTableTests {
  @Test(arguments: [
    [1.0], [1, 1], [3, 1, 0, 6], [0, 0, 5], [1e-9, 1], [39, 20, 11, 7, 5, 5, 0.4],
  ])
  func drawsInProportionToTheWeights(weights: [Double]) {
    let table = AliasTable(weights: weights)
    var generator = Philox(seed: 3, stream: 1)
    var counts = weights.map { _ in 0 }
    for _ in 0..<100_000 { counts[table.draw(using: &generator)] += 1 }
    let total = weights.reduce(0, +)
    #expect(table.count == weights.count)
    for (weight, count) in zip(weights, counts) {
      let share = weight / total
      let error = (100_000 * share * (1 - share)).squareRoot()
      #expect(abs(Double(count) - 100_000 * share) <= 4 * error)
    }
  }
}
