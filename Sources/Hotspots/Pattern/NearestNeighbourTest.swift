package import Probability
import SpatialIndex

/// Whether points lie nearer to their nearest neighbours than those of simulated patterns.
///
/// The statistic is the mean distance to the nearest neighbour (Clark and Evans 1954). Simulated patterns lie
/// in the same window, so its edge needs no correction whatever its shape. Exact for `uniform` and `labels`;
/// for `inhomogeneous` see `PatternEnvelope`.
package struct NearestNeighbourTest: Hashable, Sendable {
  /// In metres, as all distances.
  package let meanDistance: Double
  /// The mean, the lowest and the highest of the simulated patterns.
  package let simulatedMean: Double
  package let lowest: Double
  package let highest: Double
  /// Two-sided: clustered or spaced.
  package let pValue: PValue

  /// The mean distance over that of the simulated patterns: below 1 where clustered.
  package var index: Double? { simulatedMean > 0 ? meanDistance / simulatedMean : nil }

  /// The result is the same on any number of threads and in any order of the points; `nil` with fewer than
  /// two.
  package init?(
    of pattern: PointPattern, against null: PatternNull, replicates: Int, seed: UInt64,
    threads: Int = 2
  ) async {
    precondition(replicates > 0, "something to compare with")
    guard let own = pattern.meanNearestDistance else { return nil }
    let simulation = PatternSimulation(of: pattern, null: null, seed: seed)
    let means = await inParallel(replicates, threads: threads) { replicate in
      simulation.pattern(replicate).meanNearestDistance ?? 0
    }
    var counts = ExtremeCounts()
    for mean in means { counts.add(mean, observed: own, tolerance: 1e-12 * own) }
    meanDistance = own
    simulatedMean = means.reduce(0, +) / Double(replicates)
    lowest = means.min() ?? own
    highest = means.max() ?? own
    pValue = counts.pValue(.twoSided)
  }
}

extension PointPattern {
  /// The mean distance to the nearest other point; `nil` with fewer than two.
  fileprivate var meanNearestDistance: Double? {
    guard count > 1 else { return nil }
    let index = PointIndex(points)
    // A point is one of its own two nearest, at distance 0; the other is its neighbour.
    let sum = points.reduce(0) { sum, point in
      sum + (index.nearest(2, to: point).last?.distance ?? 0)
    }
    return sum / Double(count)
  }
}
