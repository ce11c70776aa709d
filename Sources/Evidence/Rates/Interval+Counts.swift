import Probability

extension Interval {
  /// The count from which Byar's approximation is as good as the exact interval.
  package static let leastForByar = 10

  /// Which rates of events an observed count is consistent with: exact below 10, Byar's approximation from
  /// there, as public health tables do.
  ///
  /// In events, for the period and people in which they were counted. The method is named.
  package static func poisson(_ count: Int, confidence: Double = 0.95) -> Interval {
    count < leastForByar
      ? exactPoisson(count, confidence: confidence) : byar(count, confidence: confidence)
  }

  /// From the quantiles of chi-square with 2*k* and 2*k* + 2 degrees of freedom (Garwood 1936).
  ///
  /// Holds the true value at least as often as promised, more often for small counts. It starts at 0 for none.
  package static func exactPoisson(_ count: Int, confidence: Double = 0.95) -> Interval {
    precondition(count >= 0, "a count is at least 0")
    let tail = (1 - confidence) / 2
    return Interval(
      count == 0 ? 0 : GammaDistribution.quantile(tail, shape: Double(count)),
      GammaDistribution.quantile(above: tail, shape: Double(count) + 1),
      confidence: confidence, method: "exact Poisson")
  }

  /// Byar's approximation of the exact interval (Breslow and Day 1987, equations 2.2 and 2.3).
  ///
  /// Within 0.1 % of the exact one from a count of 10; not to be used below.
  package static func byar(_ count: Int, confidence: Double = 0.95) -> Interval {
    precondition(count >= 0, "a count is at least 0")
    let z = -NormalDistribution.quantile((1 - confidence) / 2)
    let k = Double(count)
    return Interval(
      count == 0 ? 0 : byarEnd(k, -z), byarEnd(k + 1, z), confidence: confidence, method: "Byar")
  }

  private static func byarEnd(_ k: Double, _ z: Double) -> Double {
    let root = 1 - 1 / (9 * k) + z / (3 * k.squareRoot())
    return k * root * root * root
  }

  /// Which shares a count out of a total is consistent with (Wilson 1927); stays within 0 … 1.
  /// - Throws: of a total of none.
  package static func wilson(
    _ count: Int, of total: Int, confidence: Double = 0.95
  ) throws(Undefined) -> Interval {
    precondition(0...max(0, total) ~= count, "a count is a part of its total")
    guard total > 0 else { throw Undefined("there is nothing to take a share of") }
    let z = -NormalDistribution.quantile((1 - confidence) / 2)
    let (k, n) = (Double(count), Double(total))
    let spread = z * (z * z + 4 * k * (1 - k / n)).squareRoot()
    // The ends of none and of all are 0 and 1, but for rounding.
    let low = count == 0 ? 0 : (2 * k + z * z - spread) / (2 * (n + z * z))
    let high = count == total ? 1 : (2 * k + z * z + spread) / (2 * (n + z * z))
    return Interval(low, high, confidence: confidence, method: "Wilson")
  }

  /// Which shares a count out of a total is consistent with, exactly (Clopper and Pearson 1934): holds the true
  /// share at least as often as promised.
  /// - Throws: of a total of none.
  package static func clopperPearson(
    _ count: Int, of total: Int, confidence: Double = 0.95
  ) throws(Undefined) -> Interval {
    precondition(0...max(0, total) ~= count, "a count is a part of its total")
    guard total > 0 else { throw Undefined("there is nothing to take a share of") }
    let tail = (1 - confidence) / 2
    let (k, rest) = (Double(count), Double(total - count))
    return Interval(
      count == 0 ? 0 : BetaDistribution.quantile(tail, k, rest + 1),
      count == total ? 1 : BetaDistribution.quantile(above: tail, k + 1, rest),
      confidence: confidence, method: "Clopper-Pearson")
  }
}
