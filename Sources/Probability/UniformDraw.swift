extension RandomNumberGenerator {
  /// A number drawn evenly from 0 ..< 1, a multiple of 2⁻⁵³.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number drawn evenly from `lower ..< upper`.
  package mutating func uniform(from lower: Double, to upper: Double) -> Double {
    lower + (upper - lower) * uniform()
  }
}
