/// How many incidents a coming period may bring if things go on as they went in a past one.
///
/// With a count *k* in exposure *E*, the rate has the gamma distribution of shape *k* + ½ and rate *E* (Jeffreys'
/// prior), and the coming count a negative binomial one: chance and what is unknown of the rate together. Where
/// counts vary by a factor φ more than Poisson, *k*/φ of them are worth as much as independent ones, and the
/// coming count is φ times such a count. It is no forecast of what a decision will do.
package struct ExpectedCount: Hashable, Sendable {
  package let count: PredictiveCount

  /// - Parameters:
  ///   - count: observed, in an exposure such as days.
  ///   - coming: the exposure of the coming period.
  ///   - factor: by which its rate is taken to differ from the observed one.
  ///   - dispersion: φ; below 1 it is taken for 1.
  package init(
    after count: Int, in exposure: Double, coming: Double, factor: Double = 1,
    dispersion: Double = 1
  ) {
    precondition(count >= 0 && exposure > 0 && coming > 0 && factor > 0, "exposures are positive")
    let dispersion = max(1, dispersion)
    let size = Double(count) / dispersion + 0.5
    let mean = size * dispersion * coming / exposure * factor
    self.count = PredictiveCount(mean: mean, variance: dispersion * mean + mean * mean / size)
  }

  package var mean: Double { count.mean }

  /// Where the coming count lies with a confidence.
  package func interval(confidence: Double = 0.95) -> Interval { count.interval(confidence) }
}
