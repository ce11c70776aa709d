import RealModule

/// Student's t: an estimate in units of its standard error, when that error is estimated too.
package enum StudentDistribution {
  /// P(T ≤ t).
  /// - Parameter degreesOfFreedom: above 0; need not be whole.
  package static func below(_ t: Double, degreesOfFreedom: Double) -> Double {
    t < 0 ? tail(t, degreesOfFreedom) : 1 - tail(t, degreesOfFreedom)
  }

  /// P(T ≥ t), exact far into the tail.
  package static func above(_ t: Double, degreesOfFreedom: Double) -> Double {
    below(-t, degreesOfFreedom: degreesOfFreedom)
  }

  /// How often chance alone gives a t at least so extreme.
  package static func pValue(
    _ t: Double, degreesOfFreedom: Double, _ alternative: PValue.Alternative
  ) -> PValue {
    let value =
      switch alternative {
      case .greater: above(t, degreesOfFreedom: degreesOfFreedom)
      case .less: below(t, degreesOfFreedom: degreesOfFreedom)
      case .twoSided: min(1, 2 * tail(t, degreesOfFreedom))
      }
    return PValue(value, alternative, .approximate("Student's t"))
  }

  /// The t with P(T ≤ t) = p; infinite for 0 and 1.
  package static func quantile(_ p: Double, degreesOfFreedom: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1")
    precondition(degreesOfFreedom > 0, "degrees of freedom are positive")
    guard p != 0.5 else { return 0 }
    let tail = 2 * min(p, 1 - p)
    guard tail > 0 else { return p < 0.5 ? -.infinity : .infinity }
    // P(|T| ≥ t) is that of a beta variable df / (df + t²).
    let share = BetaDistribution.quantile(
      below: tail, above: 1 - tail, degreesOfFreedom / 2, 0.5)
    let size = (degreesOfFreedom * (share.rest / share.value)).squareRoot()
    return p < 0.5 ? -size : size
  }

  /// P(T ≥ |t|).
  private static func tail(_ t: Double, _ freedom: Double) -> Double {
    precondition(freedom > 0, "degrees of freedom are positive")
    guard t.isFinite else { return 0 }
    let square = t * t
    let share = BetaDistribution.Share(
      freedom / (freedom + square), rest: square / (freedom + square))
    return BetaDistribution.tails(share, freedom / 2, 0.5).below / 2
  }
}
