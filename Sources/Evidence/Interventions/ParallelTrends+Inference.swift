package import Probability
import RealModule

extension ParallelTrends {
  /// How often trends that are the same differ at least so much.
  package var pValue: PValue {
    StudentDistribution.pValue(
      slope / standardError, degreesOfFreedom: Double(degreesOfFreedom), .twoSided)
  }

  package func interval(confidence: Double = 0.95) -> Interval {
    let t = StudentDistribution.quantile(
      (1 + confidence) / 2, degreesOfFreedom: Double(degreesOfFreedom))
    return Interval(
      slope - t * standardError, slope + t * standardError, confidence: confidence,
      method: "quasi-binomial, t(\(degreesOfFreedom))")
  }

  /// The difference of trends a month that the test finds only with the stated probability: smaller ones, and a
  /// fifth of those, it misses.
  package func missedSlope(power: Double = 0.8, level: Double = 0.05) -> Double {
    let t = StudentDistribution.quantile(
      1 - level / 2, degreesOfFreedom: Double(degreesOfFreedom))
    return (t + NormalDistribution.quantile(power)) * standardError
  }

  /// The factor by which target and control could have drifted apart, unseen, over some months.
  package func missedDrift(overMonths months: Double) -> Double {
    Double.exp(missedSlope() * months)
  }
}
