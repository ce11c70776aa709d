import RealModule

extension BetaDistribution {
  /// xᵃ (1 − x)ᵇ / B(a, b): the density of the log odds.
  ///
  /// Large shapes by Stirling's series around the mean, which subtracts no large numbers (Loader 2000, "Fast and
  /// accurate computation of binomial probabilities").
  static func density(_ x: Share, _ a: Double, _ b: Double) -> Double {
    if a > b { return density(Share(x.rest, rest: x.value), b, a) }
    if b <= 20 {
      return Double.exp(
        a * Double.log(x.value) + b * Double.log(x.rest)
          + Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b))
    }
    return a <= 20 ? densityOneLarge(x, a, b) : densityBothLarge(x, a, b)
  }

  /// ln Γ(a + b) − ln Γ(b) is written as one sum.
  private static func densityOneLarge(_ x: Share, _ a: Double, _ b: Double) -> Double {
    let rest = x.value < 0.5 ? Double.log(onePlus: -x.value) : Double.log(x.rest)
    let ratio = (b - 0.5) * Double.log(onePlus: a / b) - a + stirling(a + b) - stirling(b)
    return Double.exp(
      a * Double.log(x.value * (a + b)) + b * rest + ratio - Double.logGamma(a))
  }

  private static func densityBothLarge(_ x: Share, _ a: Double, _ b: Double) -> Double {
    let total = a + b
    let offset = x.value * b - x.rest * a
    let exponent = a * logExcess(offset / a) + b * logExcess(-offset / b)
    return (a * b / (2 * Double.pi * total)).squareRoot()
      * Double.exp(exponent + stirling(total) - stirling(a) - stirling(b))
  }

  /// ln(1 + t) − t.
  private static func logExcess(_ t: Double) -> Double { Double.log(onePlus: t) - t }

  /// What Stirling's formula of ln Γ(z) leaves out.
  private static func stirling(_ z: Double) -> Double {
    let r = 1 / (z * z)
    return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1_260 - r / 1_680))) / z
  }
}
