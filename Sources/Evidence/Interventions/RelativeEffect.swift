import Probability
import RealModule

/// By what factor a target changed beyond what its control did.
///
/// (T₁/T₀) / (C₁/C₀): 0.8 says that the target changed as if a fifth fewer incidents had happened than at the
/// control's pace. It supposes that both would have changed by the same share, so levels may differ. Lengths
/// of periods cancel.
package struct RelativeEffect: Hashable, Sendable {
  package let ratio: Double
  private let target: BeforeAfter
  private let control: BeforeAfter
  private let dispersion: Double

  /// - Parameter dispersion: of the months, from which the interval is widened where it exceeds 1.
  package init(
    target: BeforeAfter, control: BeforeAfter, dispersion: Double = 1
  ) throws(Undefined) {
    guard target.before > 0 else { throw Undefined("the target counts nothing before") }
    guard control.before > 0, control.after > 0 else {
      throw Undefined("the control counts nothing in one of the periods")
    }
    ratio =
      Double(target.after) / Double(target.before)
      * (Double(control.before) / Double(control.after))
    self.target = target
    self.control = control
    self.dispersion = max(1, dispersion)
  }

  private var smallest: Int {
    min(target.before, target.after, control.before, control.after)
  }

  /// With every count at least 10, from the logarithm with variance 1/T₀ + 1/T₁ + 1/C₀ + 1/C₁; else the exact
  /// conditional limits. A dispersion above 1 stretches both about the ratio, on the scale of logarithms.
  package func estimate(confidence: Double = 0.95) throws(Undefined) -> Estimate {
    guard smallest >= 10 else { return try exact(confidence) }
    let variance = [
      target.before, target.after, control.before, control.after,
    ].reduce(0) { $0 + 1 / Double($1) }
    let z = NormalDistribution.quantile((1 + confidence) / 2)
    let spread = Double.exp(z * (dispersion * variance).squareRoot())
    return Estimate(
      ratio,
      Interval(
        ratio / spread, ratio * spread, confidence: confidence, method: "log-normal"))
  }

  private func exact(_ confidence: Double) throws(Undefined) -> Estimate {
    let limits = try ConditionalOddsRatio(target: target, control: control)
      .interval(confidence: confidence)
    guard dispersion > 1, ratio > 0 else { return Estimate(ratio, limits) }
    let stretch = dispersion.squareRoot()
    return Estimate(
      ratio,
      Interval(
        ratio * Double.pow(limits.low / ratio, stretch),
        ratio * Double.pow(limits.high / ratio, stretch), confidence: confidence,
        method: limits.method))
  }

  /// The percent that a ratio stands for; undefined where the target's base is under 20, whose percent misleads.
  package func percent() throws(Undefined) -> Double {
    guard target.before >= 20 else {
      throw Undefined("a percent on a base under 20 misleads")
    }
    return 100 * (ratio - 1)
  }
}
