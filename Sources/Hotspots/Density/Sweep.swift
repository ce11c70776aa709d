import CKernels
import Geometry

/// Density by a sweep along each row: where a place's kernel starts and ends in the row, the polynomial
/// that stands for the sum of all kernels changes.
///
/// For kernels that are polynomials of the squared distance (Chan, U, Choi, Xu and Cheng 2022, "SLAM:
/// Efficient sweep line algorithms for kernel density visualization", SIGMOD). A place costs the same in
/// a row however many of its cells it reaches. Polynomials are counted from origins not more than two
/// radii apart, which keeps 13 digits of the maximum, and kernels are counted as well, so that cells in
/// none are exactly 0.
///
/// - Complexity: O(places × rows in reach + cells).
struct Sweep: Sendable {
  private let kernel: Kernel
  private let grid: Grid
  private let reachedRows: Int
  private let block: Int
  private let places: BinnedPlaces

  /// Whether a kernel can be swept.
  static func applies(to shape: Kernel.Shape) -> Bool {
    switch shape {
    case .quartic, .epanechnikov, .uniform: true
    case .triangular, .gaussian: false
    }
  }

  init(
    _ points: [Point], weights: [Double]?, kernel: Kernel, on grid: Grid, threads: Int
  ) async {
    precondition(Self.applies(to: kernel.shape), "a sweep takes a polynomial kernel")
    self.kernel = kernel
    self.grid = grid
    let reach = CellReach(kernel.reach, on: grid)
    reachedRows = reach.rows
    // So wide that no kernel meets more than two blocks of a row.
    block = 2 * reach.columns + 2
    let halo = grid.expanded(columns: reach.columns, rows: reach.rows)
    places = await BinnedPlaces(points, weights: weights, on: halo, threads: threads)
  }

  /// The density of every cell, in row-major order.
  func density(threads: Int) async -> [Double] {
    let values = SharedMemory<Double>(uninitialisedCount: grid.cellCount)
    let centres = SharedMemory((0..<grid.columns).map { grid.centreX(ofColumn: $0) })
    await inBands(grid.rows, of: 16, threads: threads) { rows in
      let changes = SharedMemory<Double>(repeating: 0, count: CellReach.lanes * grid.columns)
      for row in rows {
        let swept = SweepRow(
          changes: changes.start, columns: grid.columns, block: block, centre_x: centres.start,
          cell_width: grid.cellWidth, centre_y: grid.centreY(ofRow: row))
        // Row r of the grid is row r + reachedRows of the halo.
        for near in row...(row + 2 * reachedRows) { sweep(places.places(ofRow: near), swept) }
        ckernels_sweep_collect(
          swept, kernel.radius, kernel.peak, values.start + row * grid.columns)
      }
      withExtendedLifetime((changes, centres)) {}
    }
    return values.array
  }

  private func sweep(_ places: UnsafeMutableBufferPointer<WeightedPlace>, _ row: SweepRow) {
    let (start, count) = (places.baseAddress, places.count)
    switch kernel.shape {
    case .quartic: ckernels_sweep_quartic(row, start, count, kernel.radius)
    case .epanechnikov: ckernels_sweep_epanechnikov(row, start, count, kernel.radius)
    case .uniform: ckernels_sweep_uniform(row, start, count, kernel.radius)
    case .triangular, .gaussian: preconditionFailure("checked when the sweep was made")
    }
  }
}
