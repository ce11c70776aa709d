package import Geometry

/// Estimates K, L or the pair correlation of patterns in one window: what depends on window and distances
/// alone is made once.
///
/// With e the weight of the edge rule, over ordered pairs of different points within r,
///
///     K(r) = |W| / (n (n − 1)) Σ e                       none, translation, isotropic
///     K(r) = |W| / n × pairs from kept points / kept     border
///     g(r) = |W| / (n (n − 1)) Σ e k(r − d) / (2πr)
///
/// (Ripley 1977; Besag 1977; Baddeley, Rubak and Turner 2015, chapter 7), with k Epanechnikov's kernel of
/// half width 0.15/√λ (Stoyan and Stoyan 1994, p. 285). Of two patterns, pairs go from the first to the
/// second and the divisor is n m. Where points have intensities λ(x), each pair weighs 1/(λ λ') besides, and
/// the sum is divided by Σ 1/λ (by that and |W| once for two patterns): the inhomogeneous K of Baddeley,
/// Møller and Waagepetersen (2000), normalised as in spatstat (`renormalise`, `normpower = 1`).
///
/// All points at one place are pairs at distance 0. Without two points, or beyond what the border rule
/// keeps, or for g at distance 0, there is no value.
package struct PairFunctionEstimate: Sendable {
  package let function: PairFunction
  /// In metres, ascending.
  package let distances: [Double]
  package let rule: EdgeRule
  /// Half the width of the kernel of g, in metres; 0 for K and L.
  package let halfWidth: Double
  /// The distances and, for g, how far its kernel reaches beyond the last.
  fileprivate let scale: DistanceScale
  fileprivate let weights: PairWeights

  /// - Parameters:
  ///   - rule: the border rule is not offered for g.
  ///   - halfWidth: needed for g, such as `usualHalfWidth(for:)`.
  package init(
    _ function: PairFunction, at distances: [Double], in window: PatternWindow, edge rule: EdgeRule,
    halfWidth: Double = 0, threads: Int = 2
  ) async {
    precondition(!distances.isEmpty, "a distance is needed")
    precondition((function == .pairCorrelation) == (halfWidth > 0), "g alone has a kernel")
    precondition(halfWidth == 0 || rule != .border, "g has no border rule")
    self.function = function
    self.distances = distances
    self.rule = rule
    self.halfWidth = halfWidth
    let last = distances[distances.count - 1]
    scale = DistanceScale(distances + (halfWidth > 0 ? [last + halfWidth] : []))
    weights = await PairWeights(of: window, rule: rule, reach: scale.reach, threads: threads)
  }

  /// The largest relative error of the translation weights; 0 where they are exact.
  package var edgeError: Double { weights.covariance?.error ?? 0 }

  /// The half width of the kernel of g for a pattern: 0.15/√λ (Stoyan and Stoyan 1994).
  package static func usualHalfWidth(for pattern: PointPattern) -> Double {
    0.15 / pattern.intensity.squareRoot()
  }

  /// The values of a pattern; `nil` with fewer than two points.
  package func callAsFunction(_ pattern: PointPattern, threads: Int = 2) async -> DistanceFunction?
  {
    await estimate(pattern, with: nil, threads: threads)
  }

  /// The values from the points of one pattern to those of another; `nil` where either has none.
  package func callAsFunction(
    from pattern: PointPattern, to other: PointPattern, threads: Int = 2
  ) async -> DistanceFunction? {
    await estimate(pattern, with: other, threads: threads)
  }

  private func estimate(
    _ pattern: PointPattern, with other: PointPattern?, threads: Int
  ) async -> DistanceFunction? {
    guard let task = PairFunctionTask(self, pattern, other) else { return nil }
    if rule == .border {
      return task.border(await task.pairs.borderSums(on: scale, threads: threads))
    }
    if function == .pairCorrelation {
      return task.smoothed(await task.pairs.sum(task.smoother, threads: threads).sums)
    }
    return task.cumulative(await task.pairs.sum(CumulativePairs(scale), threads: threads).sums)
  }

  /// The same values on the calling thread, for many patterns side by side.
  func onOneThread(_ pattern: PointPattern, with other: PointPattern? = nil) -> DistanceFunction? {
    guard let task = PairFunctionTask(self, pattern, other) else { return nil }
    if rule == .border { return task.border(task.pairs.borderSums(on: scale)) }
    if function == .pairCorrelation { return task.smoothed(task.pairs.sum(task.smoother).sums) }
    return task.cumulative(task.pairs.sum(CumulativePairs(scale)).sums)
  }
}

/// One estimate: the pairs, and how their sums become values.
private struct PairFunctionTask {
  let pairs: WeighedPairs
  let smoother: SmoothedPairs
  private let owner: PairFunctionEstimate
  /// What sums of weights are multiplied by.
  private let multiplier: Double
  /// The same for the border rule, per weight of the points kept.
  private let borderMultiplier: Double

  init?(_ owner: PairFunctionEstimate, _ pattern: PointPattern, _ other: PointPattern?) {
    let count = Double(pattern.count)
    guard pattern.count > 0, (other?.count ?? pattern.count - 1) > 0 else { return nil }
    self.owner = owner
    let area = pattern.window.area
    let sums = (Self.total(pattern), other.map(Self.total))
    if let own = sums.0 {
      // |W| / Σ 1/λ brings the mean of the inverse intensities back to 1, and once for each pattern.
      multiplier = sums.1.flatMap { $0 }.map { area / (own * $0) } ?? 1 / own
      borderMultiplier = sums.1.flatMap { $0 }.map { area / $0 } ?? area / own
    } else {
      multiplier = area / (count * (other.map { Double($0.count) } ?? count - 1))
      borderMultiplier = area / (other.map { Double($0.count) } ?? count)
    }
    smoother = SmoothedPairs(owner.distances, halfWidth: owner.halfWidth, scale: owner.scale)
    pairs = WeighedPairs(
      pattern, with: other, weights: owner.weights, limit: owner.scale.greatestSquare)
  }

  /// Σ 1/λ; `nil` where intensities are not given.
  private static func total(_ pattern: PointPattern) -> Double? {
    pattern.intensities.map { $0.reduce(0) { $0 + 1 / $1 } }
  }

  func cumulative(_ sums: [Double]) -> DistanceFunction {
    result(sums.map { $0 * multiplier })
  }

  func border(_ sums: (pairs: [Double], kept: [Double])) -> DistanceFunction {
    result(zip(sums.pairs, sums.kept).map { $1 > 0 ? $0 / $1 * borderMultiplier : nil })
  }

  func smoothed(_ sums: [Double]) -> DistanceFunction {
    DistanceFunction(
      distances: owner.distances,
      values: zip(sums, owner.distances).map { sum, distance in
        distance > 0 ? sum * multiplier / (2 * Double.pi * distance) : nil
      })
  }

  private func result(_ values: [Double?]) -> DistanceFunction {
    DistanceFunction(
      distances: owner.distances,
      values: owner.function == .l
        ? values.map { $0.map { max(0, $0 / Double.pi).squareRoot() } } : values)
  }
}
