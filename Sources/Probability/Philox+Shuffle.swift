extension Philox {
  /// Small numbers in an order drawn evenly from all orders, as `shuffle` makes it.
  ///
  /// Compiled for these types here: called from another module, the generic one looks up every step at run
  /// time and takes twenty times as long.
  /// - Complexity: O(*n*).
  package mutating func shuffled(_ numbers: [Int16]) -> [Int16] {
    var numbers = numbers
    shuffle(&numbers)
    return numbers
  }
}
