import RealModule

extension RandomNumberGenerator {
  /// A count from the Poisson distribution, exact for every mean up to the precision of `Double`.
  ///
  /// Small means (below 10) are drawn by multiplying uniforms (Knuth 1969, section 3.4.1), large
  /// ones by transformed rejection (Hörmann 1993, "The transformed rejection method for generating
  /// Poisson random variables", algorithm PTRS). A mean of 0 gives 0.
  /// - Complexity: O(1 + min(*mean*, 10)) on average.
  package mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean < 0x1p52, "a Poisson mean is at least 0, and countable")
    return mean < 10 ? smallPoisson(mean) : largePoisson(mean)
  }

  private mutating func smallPoisson(_ mean: Double) -> Int {
    let limit = Double.exp(-mean)
    var product = uniform()
    var count = 0
    while product > limit {
      product *= uniform()
      count += 1
    }
    return count
  }

  /// The names of the constants are Hörmann's.
  private mutating func largePoisson(_ mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let acceptance = 0.9277 - 3.6224 / (b - 2)
    let logMean = Double.log(mean)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07, v <= acceptance { return Int(k) }
      if k < 0 || (us < 0.013 && v > us) { continue }
      let bound = k * logMean - mean - Double.logGamma(k + 1)
      if Double.log(v * inverseAlpha / (a / (us * us) + b)) <= bound { return Int(k) }
    }
  }
}
