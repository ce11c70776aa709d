import RealModule

extension RandomNumberGenerator {
  /// A number from the normal distribution of mean 0 and variance 1 (Box and Muller 1958).
  ///
  /// It takes two numbers from the generator and never exceeds 8.6 in size: the radius has 53 bits.
  package mutating func standardNormal() -> Double {
    let radius = (2 * exponential()).squareRoot()
    return radius * Double.cos(2 * .pi * uniform())
  }
}
