/// Draws one of several choices with fixed weights, in constant time.
///
/// Walker's alias method as Vose builds it (Vose 1991, "A linear algorithm for generating random
/// numbers with a given distribution").
package struct AliasTable: Sendable {
  /// For each column the share of it that belongs to its own choice; the rest belongs to its alias.
  private var shares: [Double]
  private var aliases: [Int]

  /// A table of choices numbered as their weights are.
  ///
  /// A choice of weight 0 is never drawn.
  /// - Complexity: O(*n*).
  package init(weights: [Double]) {
    precondition(weights.allSatisfy { $0 >= 0 && $0.isFinite }, "a weight is at least 0")
    let total = weights.reduce(0, +)
    precondition(total > 0, "some choice has a weight")
    shares = weights.map { $0 * Double(weights.count) / total }
    aliases = Array(weights.indices)
    fill()
  }

  package var count: Int { shares.count }

  /// The number of one choice.
  package func draw(using generator: inout some RandomNumberGenerator) -> Int {
    let position = generator.uniform() * Double(shares.count)
    let column = Int(position)
    return position - Double(column) < shares[column] ? column : aliases[column]
  }

  /// Tops up each column under 1 from one over 1, until all are full.
  private mutating func fill() {
    var small = shares.indices.filter { shares[$0] < 1 }
    var large = shares.indices.filter { shares[$0] >= 1 }
    while let under = small.last, let over = large.last {
      small.removeLast()
      aliases[under] = over
      shares[over] -= 1 - shares[under]
      if shares[over] < 1 {
        large.removeLast()
        small.append(over)
      }
    }
    // What is left on either list is 1 but for rounding.
    for column in large + small { shares[column] = 1 }
  }
}
