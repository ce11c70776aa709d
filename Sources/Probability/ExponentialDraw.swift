import RealModule

extension RandomNumberGenerator {
  /// A number from the exponential distribution of mean 1, by inversion; it lies in 0 ... 36.8.
  package mutating func exponential() -> Double {
    // 1 - u lies in 2⁻⁵³ ... 1, so its logarithm is finite.
    -Double.log(1 - uniform())
  }
}
