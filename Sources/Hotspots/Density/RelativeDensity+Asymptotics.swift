package import Geometry
import RealModule

extension RelativeDensity {
  /// Which differences a p-value is about.
  package enum Alternative: String, CaseIterable, Hashable, Sendable {
    /// More cases than expected.
    case greater
    /// Fewer.
    case less
    case twoSided
  }

  /// How many standard errors the log ratio at each cell is from 0.
  ///
  /// If cases and controls come from one density p, the log ratio is about normal with variance
  /// R(1/n + 1/m) p/(p + ε max g)² for kernels of roughness R, n cases and m controls (Hazelton and
  /// Davies 2009, "Inference based on kernel estimates of the relative risk function in
  /// geographical epidemiology"; they have no ε, for which the same expansion gives the second
  /// factor). p is estimated from both together; with edge correction R changes from cell to cell.
  /// n and m are the effective counts of those that the study area holds.
  ///
  /// It is 0 where nothing is in reach. The normal law holds where many are in reach: with a
  /// handful prefer `relabelledTolerance`.
  ///
  /// - Parameter controlsAreKnown: whether controls are exact, as the population of a census, so
  ///   that only cases vary by chance.
  /// - Complexity: O(cells).
  package func asymptoticScores(controlsAreKnown: Bool = false) -> Surface {
    let (n, m) = (effective(caseDensity, cases), effective(controlDensity, controls))
    let spread = kernel.roughness * (1 / n + (controlsAreKnown ? 0 : 1 / m))
    let floor = floor
    let scores = study.areas.indices.map { cell in
      let (f, g) = (caseDensity.values[cell], controlDensity.values[cell])
      let pooled = (n * f + m * g) / (n + m)
      guard pooled > 0 else { return 0.0 }
      let error = (spread * edgeFactor(at: cell) * pooled).squareRoot() / (pooled + floor)
      return Double.log(Self.ratio(f, to: g, floor: floor)) / error
    }
    return Surface(computed: scores, study: study)
  }

  /// The probability of a log ratio as far from 0 as each cell's, if cases and controls come from
  /// one density: areas where it is below a level are inside the tolerance contour of that level.
  ///
  /// By the normal law of `asymptoticScores`, for each cell by itself: among many cells 5 in 100
  /// are below 0.05 by chance. Where nothing is in reach it is 1.
  /// - Complexity: O(cells).
  package func asymptoticTolerance(
    _ alternative: Alternative, controlsAreKnown: Bool = false
  ) -> Surface {
    let scores = asymptoticScores(controlsAreKnown: controlsAreKnown).computed
    let values = scores.indices.map { cell in
      let isReached = caseDensity.values[cell] > 0 || controlDensity.values[cell] > 0
      return isReached ? Self.probability(ofScore: scores[cell], alternative) : 1
    }
    return Surface(computed: values, study: study)
  }

  private static func probability(ofScore score: Double, _ alternative: Alternative) -> Double {
    switch alternative {
    case .greater: Double.erfc(score / 2.0.squareRoot()) / 2
    case .less: Double.erfc(-score / 2.0.squareRoot()) / 2
    case .twoSided: Double.erfc(abs(score) / 2.0.squareRoot())
    }
  }

  /// The effective count of those points that the study area holds.
  private func effective(_ density: StudyDensity, _ points: WeightedPoints) -> Double {
    density.count * points.effectiveCount / points.weights.reduce(0, +)
  }

  /// What edge correction multiplies the variance by.
  private func edgeFactor(at cell: Int) -> Double {
    guard let edge, edge.kernel[cell] > 0 else { return 1 }
    return edge.square[cell] / (edge.kernel[cell] * edge.kernel[cell])
  }
}
