package import Geometry

/// Estimates how many incidents there are per square metre at the centre of each cell, where each
/// incident is spread by a kernel of its own width.
///
/// λ(u) = Σ wᵢ k(u − xᵢ; σᵢ) (Silverman 1986, section 5.3), exactly: incidents stay where they are,
/// those outside the grid count too, and a cell out of reach of all is exactly 0. Nothing is
/// corrected at the edge of the study area: for that give weights divided by the share of each
/// kernel inside it (Jones 1993), or divide the surface. The values are the same to the last bit on
/// any number of threads and in any order of the incidents.
///
/// - Parameters:
///   - weights: what each incident counts for, none negative; one each when `nil`.
///   - bandwidths: the width of each incident's kernel (`LocalBandwidths`).
/// - Returns: a value for each cell in row-major order, per m². Summed over a grid that holds all
///   kernels and times the area of a cell they make the weight of the incidents, up to what a sum
///   over cells differs from an integral: where no standard deviation is below a cell at most 1 %
///   for the quartic and Gaussian kernel, 4 % for Epanechnikov's and the triangular, 25 % for the
///   uniform.
/// - Complexity: O(*n* log *n* + cells + places × cells in reach of each).
package func adaptiveDensity(
  of points: [Point], weights: [Double]? = nil, shape: Kernel.Shape, bandwidths: LocalBandwidths,
  on grid: Grid, threads: Int = 2
) async -> [Double] {
  let radii = bandwidths.standardDeviations.map { $0 * shape.radiusPerDeviation }
  return await KernelStamps(points, radii: radii, weights: weights, shape: shape, on: grid)
    .surface(threads: threads)
}
