package import Geometry

/// The incidents of a period and how long it is.
package struct PeriodIncidents: Hashable, Sendable {
  package let incidents: WeightedPoints
  package let days: Double

  /// - Parameter days: the length of the period, positive.
  package init(_ incidents: WeightedPoints, days: Double) {
    precondition(days > 0 && days.isFinite, "a period lasts some time")
    self.incidents = incidents
    self.days = days
  }
}

/// How much denser incidents are in one period than in an earlier one, and how sure that is.
///
/// Both surfaces are per day, so that periods of unequal length compare, and use one kernel. If
/// incidents come independently, as a Poisson process, the variance of a density Σ wᵢ k(u − xᵢ) is
/// estimated without bias by Σ wᵢ² k²(u − xᵢ) (Campbell's theorem; Silverman 1986, section 3.3 has
/// the variance, and spatstat's `density.ppp(se = TRUE)` the same estimate); that of the difference
/// is the sum of both. Bowman and Azzalini (1997, "Applied Smoothing Techniques for Data Analysis")
/// compare curves so too.
///
/// Where incidents are spread over the ground they can have come from, the parts of one are no incidents of
/// their own: then each part counts with its share of the square, which is at least the variance (Jensen).
///
/// Crimes that come in series vary more than that: scores are then too large. Densities are
/// smoothed: it is the difference of two smooth surfaces that is tested, not that of the risks at a
/// point.
package struct DensityDifference: Sendable {
  package let grid: Grid
  /// The densities at the centre of each cell, in row-major order, per m² per day.
  package let before: [Double]
  package let after: [Double]
  /// The standard error of their difference; 0 where no incident of either period is in reach.
  package let standardErrors: [Double]

  /// - Parameter shares: the share of the kernel in the study area at each cell, to correct for its
  ///   edge (Diggle 1985; `EdgeMass.kernel`): densities and errors are divided by it where it is
  ///   above 0. Nothing is corrected when `nil`.
  /// - Complexity: that of two densities and of O(places × cells in reach of each).
  package init(
    from before: PeriodIncidents, to after: PeriodIncidents, kernel: Kernel, on grid: Grid,
    shares: [Double]? = nil, threads: Int = 2
  ) async {
    precondition(shares.map { $0.count == grid.cellCount } ?? true, "each cell has one share")
    func corrected(_ values: [Double]) -> [Double] {
      guard let shares else { return values }
      return zip(values, shares).map { $1 > 0 ? $0 / $1 : $0 }
    }
    self.grid = grid
    self.before = corrected(await before.density(kernel: kernel, on: grid, threads: threads))
    self.after = corrected(await after.density(kernel: kernel, on: grid, threads: threads))
    let earlier = await before.variance(kernel: kernel, on: grid, threads: threads)
    let later = await after.variance(kernel: kernel, on: grid, threads: threads)
    standardErrors = corrected(zip(earlier, later).map { ($0 + $1).squareRoot() })
  }

  /// How much denser the later period is, per m² per day.
  package subscript(cell: Int) -> Double { after[cell] - before[cell] }

  /// The difference at a cell in standard errors; `nil` where no incident is in reach.
  ///
  /// About normal with variance 1 where many incidents of both periods are in reach and nothing
  /// changed. It is never beyond ±√n for n incidents in reach: a few can make no large score, but
  /// four against none in as long a time make 2, which happens by chance once in eight times. There
  /// count instead.
  package func score(at cell: Int) -> Double? {
    standardErrors[cell] > 0 ? self[cell] / standardErrors[cell] : nil
  }
}

extension PeriodIncidents {
  /// Per m² per day.
  fileprivate func density(kernel: Kernel, on grid: Grid, threads: Int) async -> [Double] {
    let values = await Hotspots.density(
      of: incidents.points, weights: incidents.weights, kernel: kernel, on: grid,
      threads: threads)
    return values.map { $0 / days }
  }

  /// The estimated variance of the density.
  fileprivate func variance(kernel: Kernel, on grid: Grid, threads: Int) async -> [Double] {
    let count = incidents.points.count
    let squares = KernelStamps(
      incidents.points, radii: [Double](repeating: kernel.radius, count: count),
      weights: incidents.variances, shape: kernel.shape, power: .second, on: grid)
    return await squares.surface(threads: threads).map { $0 / (days * days) }
  }
}
