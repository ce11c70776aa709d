package import Probability

/// How the incidents of a random pattern get their places.
package enum PlaceLottery: Sendable {
  /// Each by itself, a place as often as the table says.
  case independent(AliasTable)
  /// Dealt from a pool of incidents, each at most once, whose places are given: random labelling.
  case withoutReplacement([Int32])

  /// How many incidents are at each place in a random pattern, and what they count for together.
  ///
  /// - Parameters:
  ///   - weights: what each incident counts for, dealt in their order; at most as many as the pool holds.
  ///   - places: how many places there are.
  func draw(
    _ weights: [Double], places: Int, using generator: inout some RandomNumberGenerator
  ) -> (counts: [Int32], weights: [Double]) {
    var counts = [Int32](repeating: 0, count: places)
    var sums = [Double](repeating: 0, count: places)
    for (place, weight) in zip(self.places(weights.count, using: &generator), weights) {
      counts[Int(place)] += 1
      sums[Int(place)] += weight
    }
    return (counts, sums)
  }

  /// The places of some incidents, in the order they are dealt; at most as many as the pool holds.
  package func places(
    _ count: Int, using generator: inout some RandomNumberGenerator
  ) -> [Int32] {
    switch self {
    case .independent(let table):
      return (0..<count).map { _ in Int32(table.draw(using: &generator)) }
    case .withoutReplacement(var pool):
      precondition(count <= pool.count, "a pool holds what is dealt from it")
      // The first steps of a shuffle (Durstenfeld 1964).
      for number in 0..<count {
        pool.swapAt(number, number + generator.index(below: pool.count - number))
      }
      return Array(pool.prefix(count))
    }
  }
}
