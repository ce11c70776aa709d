package import Geometry

/// How much of a kernel at the centre of each cell lies in the study area, to correct surfaces for
/// what is not seen beyond its edge.
package struct EdgeMass: Sendable {
  /// e(u), the share of the kernel itself (Diggle 1985, "A kernel method for smoothing point
  /// process data"), from 0 to 1, in row-major order.
  package let kernel: [Double]
  /// The share of the kernel's square, which the variance of a corrected density is made of.
  package let square: [Double]

  package init(kernel: [Double], square: [Double]) {
    precondition(kernel.count == square.count, "each cell has one share of each")
    self.kernel = kernel
    self.square = square
  }

  /// Both shares by a sum over the cells of the study area, each standing for its centre.
  ///
  /// The study area is taken to end at the edge of the grid. What the sum differs from the integral
  /// is what `adaptiveDensity` says of kernels and cells; shares are at most 1.
  /// - Complexity: O(cells × cells in reach of each).
  package init(of kernel: Kernel, in study: CellAreas, threads: Int = 2) async {
    let grid = study.grid
    let centres = (0..<grid.cellCount).filter { study.areas[$0] >= 0 }.map(grid.centre(of:))
    let radii = [Double](repeating: kernel.radius, count: centres.count)
    func share(_ power: KernelStamps.Power, of whole: Double) async -> [Double] {
      let stamps = KernelStamps(
        centres, radii: radii, weights: nil, shape: kernel.shape, power: power, on: grid)
      return await stamps.surface(threads: threads).map { min(1, $0 * grid.cellArea / whole) }
    }
    self.init(
      kernel: await share(.first, of: 1), square: await share(.second, of: kernel.roughness))
  }

  /// A density divided by the share of the kernel; as it is where none of it lies in the study
  /// area.
  func corrected(_ density: [Double]) -> [Double] {
    precondition(density.count == kernel.count, "each cell has one share")
    return zip(density, kernel).map { $1 > 0 ? $0 / $1 : $0 }
  }
}
