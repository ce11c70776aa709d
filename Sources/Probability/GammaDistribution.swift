import RealModule

/// The regularised incomplete gamma functions, which the distributions of waiting times, counts and sums of
/// squares are made of.
package enum GammaDistribution {
  /// P(X ≤ x) for a gamma distribution of a shape and scale 1: P(a, x), relative error some 1e-14.
  package static func below(_ x: Double, shape: Double) -> Double {
    precondition(shape > 0, "a shape is positive")
    guard x > 0 else { return 0 }
    return x < shape + 1 ? series(x, shape) : 1 - fraction(x, shape)
  }

  /// P(X ≥ x): Q(a, x), exact far into the tail.
  package static func above(_ x: Double, shape: Double) -> Double {
    precondition(shape > 0, "a shape is positive")
    guard x > 0 else { return 1 }
    return x < shape + 1 ? 1 - series(x, shape) : fraction(x, shape)
  }

  /// Σ xᵏ / (a (a + 1) … (a + k)), for x below a + 1 (Abramowitz and Stegun 1964, 6.5.29).
  private static func series(_ x: Double, _ shape: Double) -> Double {
    var (term, sum, k) = (1 / shape, 1 / shape, shape)
    while term > sum * 1e-17 {
      k += 1
      term *= x / k
      sum += term
    }
    return min(1, sum * density(x, shape))
  }

  /// The continued fraction 6.5.31, by Lentz's method as modified by Thompson and Barnett (1986).
  private static func fraction(_ x: Double, _ shape: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - shape
    var (c, d) = (1 / tiny, 1 / b)
    var (value, k) = (d, 1.0)
    while true {
      let a = -k * (k - shape)
      b += 2
      d = 1 / nonzero(a * d + b, tiny)
      c = nonzero(b + a / c, tiny)
      value *= d * c
      if abs(d * c - 1) < 1e-15 { break }
      k += 1
    }
    return max(0, min(1, value * density(x, shape)))
  }

  private static func nonzero(_ value: Double, _ tiny: Double) -> Double {
    abs(value) < tiny ? tiny : value
  }

  /// xᵃ e⁻ˣ / Γ(a); of large shapes by Stirling's series, which does not subtract large numbers (Loader 2000,
  /// "Fast and accurate computation of binomial probabilities").
  static func density(_ x: Double, _ shape: Double) -> Double {
    guard shape > 20 else {
      return Double.exp(shape * Double.log(x) - x - Double.logGamma(shape))
    }
    let (t, r) = ((x - shape) / shape, 1 / (shape * shape))
    let stirling = (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1_260 - r / 1_680))) / shape
    return (shape / (2 * Double.pi)).squareRoot()
      * Double.exp(-shape * (t - Double.log(onePlus: t)) - stirling)
  }
}

/// The distribution of a sum of squared standard scores.
package enum ChiSquareDistribution {
  /// P(X ≤ x).
  package static func below(_ x: Double, degreesOfFreedom: Int) -> Double {
    GammaDistribution.below(x / 2, shape: Double(degreesOfFreedom) / 2)
  }

  /// P(X ≥ x).
  package static func above(_ x: Double, degreesOfFreedom: Int) -> Double {
    GammaDistribution.above(x / 2, shape: Double(degreesOfFreedom) / 2)
  }

  /// How often chance alone gives a value so large, so small, or either.
  package static func pValue(
    _ x: Double, degreesOfFreedom: Int, _ alternative: PValue.Alternative
  ) -> PValue {
    let (high, low) = (
      above(x, degreesOfFreedom: degreesOfFreedom), below(x, degreesOfFreedom: degreesOfFreedom)
    )
    let value: Double =
      switch alternative {
      case .greater: high
      case .less: low
      case .twoSided: min(1, 2 * min(low, high))
      }
    return PValue(value, alternative, .approximate("chi-square"))
  }
}
