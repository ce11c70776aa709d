package import Geometry

/// How the surface of a density is computed. All ways give the same surface, at different cost.
package enum DensityMethod: String, CaseIterable, Hashable, Sendable {
  /// Every point against every cell: the plain definition, by which the others are checked.
  case direct
  /// Places stamped on the cells around them: exact, for any kernel.
  case stamping
}

/// Estimates how many incidents there are per square metre at the centre of each cell.
///
/// Sums a kernel over all points within its reach (Silverman 1986, section 4.2.1): points stay where they
/// are, and those outside the grid count too. Nothing is corrected at the edge of the study area. The
/// values are the same to the last bit on any number of threads and in any order of the points.
///
/// - Parameters:
///   - weights: what each point counts for, none negative; one each when `nil`.
///   - method: how to compute it; the cheapest by `DensityCost` when `nil`.
/// - Returns: a value for each cell in row-major order, per m².
package func density(
  of points: [Point], weights: [Double]? = nil, kernel: Kernel, on grid: Grid,
  method: DensityMethod? = nil, threads: Int = 2
) async -> [Double] {
  switch method ?? .stamping {
  case .direct: return directDensity(of: points, weights: weights, kernel: kernel, on: grid)
  case .stamping:
    let stamping = await Stamping(
      points, weights: weights, kernel: kernel, on: grid, threads: threads)
    return await stamping.density(threads: threads)
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
