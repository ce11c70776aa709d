extension RandomNumberGenerator {
  /// A whole number drawn evenly from 0 ..< `bound`, without bias.
  ///
  /// Multiplication with rare rejection (Lemire 2019, "Fast random integer generation in an interval").
  /// The standard library's way is not used because it may change, and with it every seeded result.
  package mutating func index(below bound: Int) -> Int {
    precondition(bound > 0, "there must be something to draw from")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let least = (0 &- bound) % bound
      while product.low < least { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Puts elements into an order drawn evenly from all orders (Durstenfeld 1964, Algorithm 235).
  /// - Complexity: O(*n*).
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, index(below: last + 1))
    }
  }

  /// The numbers below `count` in an order drawn evenly from all orders.
  package mutating func permutation(of count: Int) -> [Int32] {
    var numbers = (0..<Int32(count)).map { $0 }
    shuffle(&numbers)
    return numbers
  }
}
