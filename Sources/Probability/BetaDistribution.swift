import RealModule

/// The regularised incomplete beta function, which the distributions of shares, of counts out of a total and
/// of Student's t are made of.
package enum BetaDistribution {
  /// P(X ≤ x) for a beta distribution with two shapes: I(x; a, b), relative error some 1e-13 for shapes up to
  /// 1e6.
  /// - Complexity: O(√(*a* + *b*)).
  package static func below(_ x: Double, _ a: Double, _ b: Double) -> Double {
    tails(Share(x), a, b).below
  }

  /// P(X ≥ x), exact far into the tail.
  package static func above(_ x: Double, _ a: Double, _ b: Double) -> Double {
    tails(Share(x), a, b).above
  }

  /// The x with P(X ≤ x) = p.
  ///
  /// Relative error some 1e-13 of x and of 1 − x. What is under the smallest number is 0.
  /// - Complexity: some 5 evaluations of the distribution.
  package static func quantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    return quantile(below: p, above: 1 - p, a, b).value
  }

  /// The x with P(X ≥ x) = q: exact far into the upper tail, where 1 − q would lose it.
  package static func quantile(above q: Double, _ a: Double, _ b: Double) -> Double {
    precondition(q >= 0 && q <= 1, "a probability lies between 0 and 1")
    return quantile(below: 1 - q, above: q, a, b).value
  }

  /// A number between 0 and 1 beside what it lacks to 1, so that neither end loses digits.
  struct Share {
    let value: Double
    let rest: Double

    init(_ value: Double) {
      precondition(value >= 0 && value <= 1, "a share lies between 0 and 1")
      self.init(value, rest: 1 - value)
    }

    init(_ value: Double, rest: Double) {
      self.value = value
      self.rest = rest
    }

    /// The share of log odds u.
    init(logOdds u: Double) {
      self.init(1 / (1 + Double.exp(-u)), rest: 1 / (1 + Double.exp(u)))
    }
  }

  static func tails(_ x: Share, _ a: Double, _ b: Double) -> (below: Double, above: Double) {
    precondition(a > 0 && b > 0, "a shape is positive")
    guard x.value > 0 else { return (0, 1) }
    guard x.rest > 0 else { return (1, 0) }
    let density = density(x, a, b)
    if a * x.rest >= b * x.value {
      let below = min(1, density * fraction(x, a, b))
      return (below, 1 - below)
    }
    let above = min(1, density * fraction(Share(x.rest, rest: x.value), b, a))
    return (1 - above, above)
  }

  static func quantile(below p: Double, above q: Double, _ a: Double, _ b: Double) -> Share {
    precondition(a > 0 && b > 0, "a shape is positive")
    guard p > 0 else { return Share(0) }
    guard q > 0 else { return Share(1) }
    let z = p < q ? NormalDistribution.quantile(p) : -NormalDistribution.quantile(q)
    let root = TailRoot(below: p, above: q).solve(
      from: Double.log(a / b) + z * (1 / a + 1 / b).squareRoot(), within: (-744, 744)
    ) { u in
      let x = Share(logOdds: u)
      let tails = tails(x, a, b)
      return (tails.below, tails.above, density(x, a, b))
    }
    return Share(logOdds: root)
  }

  /// The continued fraction of Didonato and Morris (1992, "Algorithm 708: significant digit computation of the
  /// incomplete beta function ratios", equation 9), by Lentz's method as modified by Thompson and Barnett (1986).
  ///
  /// It needs x only through its distance from the mean, which keeps its digits next to 1.
  private static func fraction(_ x: Share, _ a: Double, _ b: Double) -> Double {
    let distance = a * x.rest - b * x.value
    var (c, d, value) = (1e-300, 0.0, 1e-300)
    // Beyond any need: √(a + b) terms are enough.
    for term in 0..<1_000_000 {
      let n = Double(term)
      let above = term == 0 ? 1 : numerator(n, x.value, a, b)
      let own = term == 0 ? 0 : n + n * (b - n) * x.value / (a + 2 * n - 1)
      let below = own + (a + n) / (a + 2 * n + 1) * (distance + 1 + n * (1 + x.rest))
      d = 1 / nonzero(below + above * d)
      c = nonzero(below + above / c)
      value *= c * d
      if abs(c * d - 1) < 0x1p-50 { break }
    }
    return value
  }

  private static func numerator(_ n: Double, _ x: Double, _ a: Double, _ b: Double) -> Double {
    let step = a + 2 * n - 1
    return ((a + n - 1) / step) * ((a + b + n - 1) / step) * n * (b - n) * x * x
  }

  private static func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
