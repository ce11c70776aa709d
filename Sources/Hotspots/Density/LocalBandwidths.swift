package import Geometry
import RealModule
import SpatialIndex

/// How wide the kernel of each incident is: narrow where incidents are many, wide where they are
/// few.
///
/// Two rules make them: `abramson` from a first surface, and `neighbours` from the distance to the
/// k-th nearest place. Both bind every bandwidth from below. A kernel much narrower than a cell is
/// seen by one cell's centre or by none, and the surface no longer holds what was put in (see
/// `adaptiveDensity`).
package struct LocalBandwidths: Hashable, Sendable {
  /// For each incident the standard deviation of its kernel on each axis, in metres.
  package let standardDeviations: [Double]
  /// How many incidents the rule would have given a narrower kernel than the least allowed.
  package let raised: Int
  /// How many incidents the rule would have given a wider kernel than the widest allowed.
  package let trimmed: Int

  package init(standardDeviations: [Double], raised: Int, trimmed: Int) {
    self.standardDeviations = standardDeviations
    self.raised = raised
    self.trimmed = trimmed
  }
}

extension LocalBandwidths {
  /// Bandwidths in proportion to the inverse square root of a pilot density at each incident.
  ///
  /// σᵢ = σ₀ √(g/f(xᵢ)) with the geometric mean g of the pilot, weighted by what each incident
  /// counts for (Abramson 1982, "On bandwidth variation in kernel estimates"; Davies and Hazelton
  /// 2010, "Adaptive kernel estimation of spatial relative risk"): the geometric mean of the
  /// bandwidths is σ₀. Only the ratios of the pilot matter. Factors above `trim` are cut to it, as
  /// otherwise a single incident far outside is spread over everything (Hall and Marron 1988; 5 is
  /// the default of the R package sparr). Incidents where the pilot is 0 get the widest kernel and
  /// are left out of the mean, as are those that weigh nothing. The bandwidths do not depend on the
  /// order of the incidents.
  ///
  /// - Parameters:
  ///   - pilot: the density at each incident, its own kernel included (`densityAtPoints`); none
  ///     negative.
  ///   - standardDeviation: σ₀, in metres.
  ///   - trim: the largest σᵢ/σ₀, at least 1.
  ///   - least: the smallest σᵢ, in metres; advised is the size of a cell.
  /// - Complexity: O(*n* log *n*).
  package static func abramson(
    pilot: [Double], weights: [Double]? = nil, standardDeviation: Double, trim: Double = 5,
    least: Double = 0
  ) -> LocalBandwidths {
    precondition(standardDeviation > 0 && trim >= 1 && least >= 0, "bandwidths are positive")
    precondition(weights.map { $0.count == pilot.count } ?? true, "each point has one weight")
    let mean = geometricMean(of: pilot, weights: weights)
    let factors = pilot.map { value in
      value > 0 ? mean.map { ($0 / value).squareRoot() } ?? 1 : Double.infinity
    }
    let widths = factors.map { standardDeviation * min($0, trim) }
    return LocalBandwidths(
      standardDeviations: widths.map { max($0, least) },
      raised: widths.count { $0 < least }, trimmed: factors.count { $0 > trim })
  }

  /// Bandwidths equal to the distance to the k-th nearest other place.
  ///
  /// The variable kernel estimate of Breiman, Meisel and Purcell (1977, "Variable kernel estimates
  /// of multivariate densities"; Silverman 1986, section 2.6). Incidents at one place count as one:
  /// published points are snapped, so that otherwise the k-th neighbour of a busy place would be
  /// the place itself at distance 0. All incidents of a place get the same bandwidth. With fewer
  /// than k other places the farthest one sets it; with none, the least.
  ///
  /// - Parameters:
  ///   - rank: k, at least 1.
  ///   - least: the smallest bandwidth in metres, positive; advised is the size of a cell.
  /// - Complexity: O(*n* log *n* + *n* k).
  package static func neighbours(
    of points: [Point], rank: Int, least: Double, threads: Int = 2
  ) async -> LocalBandwidths {
    precondition(rank >= 1 && least > 0, "a bandwidth is positive")
    let places = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let numbers = Dictionary(uniqueKeysWithValues: zip(places, 0..<Int32(places.count)))
    let others = min(rank, places.count - 1)
    let nearest = await PointIndex(places).nearestNeighbours(max(0, others), threads: threads)
    let distances = points.map { point in
      guard others > 0, let number = numbers[point] else { return 0.0 }
      return nearest.distances[nearest.row(of: number).upperBound - 1]
    }
    return LocalBandwidths(
      standardDeviations: distances.map { max($0, least) },
      raised: distances.count { $0 < least }, trimmed: 0)
  }
}

/// The geometric mean of those values that are positive and weigh anything; `nil` when there are
/// none.
private func geometricMean(of values: [Double], weights: [Double]?) -> Double? {
  let terms = values.indices.map { (value: values[$0], weight: weights?[$0] ?? 1) }
    .filter { $0.value > 0 && $0.weight > 0 }
    .sorted { ($0.value, $0.weight) < ($1.value, $1.weight) }
  guard !terms.isEmpty else { return nil }
  // Sorted, so that the rounding of the sums does not depend on the order of the points.
  let total = terms.reduce(0) { $0 + $1.weight }
  return Double.exp(terms.reduce(0) { $0 + $1.weight * Double.log($1.value) } / total)
}
