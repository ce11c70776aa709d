import RealModule

/// Finds where a distribution reaches a probability.
///
/// Newton's method on the logarithm of the smaller tail. That tail is log-concave in the variables used here
/// (the logarithm of a gamma variable, the log odds of a beta variable), so the steps approach the root from
/// one side; a step that leaves the bounds known so far is replaced by halving them.
struct TailRoot {
  /// P(U ≤ u) that is sought, and P(U ≥ u).
  let below: Double
  let above: Double

  /// - Parameters:
  ///   - start: a first guess; the middle is taken where it is not a number or out of bounds.
  ///   - bounds: between which the root lies.
  ///   - tails: P(U ≤ u), P(U ≥ u) and the density of U at u.
  func solve(
    from start: Double, within bounds: (Double, Double),
    tails: (Double) -> (below: Double, above: Double, density: Double)
  ) -> Double {
    var (low, high) = bounds
    var u = start > low && start < high ? start : (low + high) / 2
    for _ in 0..<200 {
      let step = newtonStep(tails(u))
      if step.isTooLow { low = u } else { high = u }
      var next = u + step.length
      // The bounds themselves are rounded: an end may be the root.
      if !(next >= low && next <= high) { next = (low + high) / 2 }
      let moved = abs(next - u)
      u = next
      if moved <= max(1, abs(u)) * 0x1p-52 || high <= low { break }
    }
    return u
  }

  private func newtonStep(
    _ tails: (below: Double, above: Double, density: Double)
  ) -> (length: Double, isTooLow: Bool) {
    if below <= above {
      let error = Double.log(tails.below / below)
      return (-error * tails.below / tails.density, tails.below < below)
    }
    let error = Double.log(tails.above / above)
    return (error * tails.above / tails.density, tails.above > above)
  }
}
