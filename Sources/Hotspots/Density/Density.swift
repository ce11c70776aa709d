package import Geometry

/// How the surface of a density is computed. All ways give the same surface, at different cost.
package enum DensityMethod: String, CaseIterable, Hashable, Sendable {
  /// Every point against every cell: the plain definition, by which the others are checked.
  case direct
  /// Places stamped on the cells around them: exact, for any kernel.
  case stamping
  /// A sweep along each row: exact to 13 digits of the maximum, for quartic, Epanechnikov and uniform.
  case sweep
  /// Places spread over nodes that are then smoothed: for the Gaussian, right to 1e-8 of the
  /// maximum on the whole plane.
  case gridding

  /// Whether the method computes densities of a kernel.
  package func applies(to shape: Kernel.Shape) -> Bool {
    switch self {
    case .direct, .stamping: true
    case .sweep: Sweep.applies(to: shape)
    case .gridding: shape == .gaussian
    }
  }
}

/// Estimates how many incidents there are per square metre at the centre of each cell.
///
/// Start reading the density here. Sums a kernel over all points within its reach (Silverman 1986, section 4.2.1): points stay where they
/// are, and those outside the grid count too. Nothing is corrected at the edge of the study area. The
/// values are the same to the last bit on any number of threads and in any order of the points.
///
/// - Parameters:
///   - weights: what each point counts for, none negative; one each when `nil`.
///   - method: how to compute it, one that applies to the kernel; the cheapest by `DensityCost` when
///     `nil`.
/// - Returns: a value for each cell in row-major order, per m².
/// - Complexity: see `Stamping`, `Sweep` and `Gridding`; memory of 24 bytes a point and 8 to 24 a cell.
package func density(
  of points: [Point], weights: [Double]? = nil, kernel: Kernel, on grid: Grid,
  method: DensityMethod? = nil, threads: Int = 2
) async -> [Double] {
  precondition(weights.map { $0.count == points.count } ?? true, "each point has one weight")
  guard grid.cellCount > 0 else { return [] }
  let cost = DensityCost(points: points.count, kernel: kernel, grid: grid)
  switch method ?? cost.cheapestMethod {
  case .direct: return directDensity(of: points, weights: weights, kernel: kernel, on: grid)
  case .stamping:
    let stamping = await Stamping(
      points, weights: weights, kernel: kernel, on: grid, threads: threads)
    return await stamping.density(threads: threads)
  case .sweep:
    let sweep = await Sweep(points, weights: weights, kernel: kernel, on: grid, threads: threads)
    return await sweep.density(threads: threads)
  case .gridding:
    let gridding = await Gridding(
      points, weights: weights, kernel: kernel, on: grid, threads: threads)
    return await gridding.density(threads: threads)
  }
}

/// The plain definition: every point against every cell.
///
/// - Complexity: O(points × cells).
package func directDensity(
  of points: [Point], weights: [Double]? = nil, kernel: Kernel, on grid: Grid
) -> [Double] {
  (0..<grid.cellCount).map { cell in
    let centre = grid.centre(of: cell)
    return points.indices.reduce(0) { sum, place in
      let (dx, dy) = (centre.x - points[place].x, centre.y - points[place].y)
      return sum + (weights?[place] ?? 1) * kernel.density(atSquaredDistance: dx * dx + dy * dy)
    }
  }
}
