import RealModule

/// The dispersion θ of negative binomial counts around known means, by maximum likelihood.
enum NegativeBinomialDispersion {
  /// θ with variance μ + μ²/θ.
  ///
  /// The root of the score in ln θ between 10⁻⁴ and 10⁹, by Newton's steps kept inside a shrinking bracket
  /// (the equation is that of `theta.ml`: Venables and Ripley 2002, §7.4).
  /// - Throws: `Undefined` where Σ (y − μ)² ≤ Σ y, or the likelihood rises towards Poisson for another reason.
  static func theta(_ model: CountModel, means: [Double]) throws(Undefined) -> Double {
    let reason = "the counts vary no more than chance makes Poisson counts vary"
    let excess = model.counts.indices.reduce(0) { sum, i in
      let residual = model.counts[i] - means[i]
      return sum + model.weights[i] * (residual * residual - model.counts[i])
    }
    guard excess > 0 else { throw Undefined(reason) }
    var (low, high) = (Double.log(1e-4), Double.log(1e9))
    guard score(model, means, theta: Double.exp(high)) < 0 else { throw Undefined(reason) }
    guard score(model, means, theta: Double.exp(low)) > 0 else {
      throw Undefined("the counts vary too wildly for a dispersion to be found")
    }
    var middle = start(model, means, within: low...high)
    for _ in 0..<200 {
      let theta = Double.exp(middle)
      let value = score(model, means, theta: theta)
      if value > 0 { low = middle } else { high = middle }
      let slope = (score(model, means, theta: theta * (1 + 1e-5)) - value) / 1e-5
      let newton = middle - value / slope
      let next = slope < 0 && newton > low && newton < high ? newton : (low + high) / 2
      if abs(next - middle) < 1e-13 * max(1, abs(middle)) { return Double.exp(next) }
      middle = next
    }
    return Double.exp(middle)
  }

  /// By moments.
  private static func start(
    _ model: CountModel, _ means: [Double], within bounds: ClosedRange<Double>
  ) -> Double {
    let ratio = model.counts.indices.reduce(0) { sum, i in
      let residual = model.counts[i] / means[i] - 1
      return sum + model.weights[i] * residual * residual
    }
    let value = Double.log(Double(model.observations) / ratio)
    return min(max(value, bounds.lowerBound), bounds.upperBound)
  }

  /// The derivative of the log-likelihood by θ.
  private static func score(_ model: CountModel, _ means: [Double], theta: Double) -> Double {
    model.counts.indices.reduce(0) { sum, i in
      let (y, mean) = (model.counts[i], means[i])
      let value =
        digammaDifference(theta, y) - Double.log(onePlus: mean / theta)
        + (mean - y) / (theta + mean)
      return sum + model.weights[i] * value
    }
  }

  /// ψ(θ + y) − ψ(θ), without subtracting large numbers: both are moved past 10 by ψ(x) = ψ(x + 1) − 1/x, where
  /// the asymptotic series holds (Abramowitz and Stegun 1964, 6.3.5 and 6.3.18).
  static func digammaDifference(_ theta: Double, _ y: Double) -> Double {
    guard y > 0 else { return 0 }
    var (x, moved) = (theta, 0.0)
    while x < 10 {
      moved += y / (x * (x + y))
      x += 1
    }
    return moved + Double.log(onePlus: y / x) + tail(x + y) - tail(x)
  }

  /// ψ(x) − ln x.
  private static func tail(_ x: Double) -> Double {
    let r = 1 / (x * x)
    return -1 / (2 * x)
      - r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r / 132))))
  }
}
