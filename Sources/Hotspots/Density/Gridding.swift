import CKernels
import Geometry

/// Density of a Gaussian in two stages: places are spread over a few nodes around them, then the nodes are
/// smoothed along each axis to the centres of cells.
///
/// Known from non-uniform Fourier transforms (Greengard and Lee 2004, "Accelerating the nonuniform fast
/// Fourier transform"), but the smooth second stage needs no transform. The distance between nodes follows
/// the bandwidth, so the cost hardly depends on it. Against the whole sum of untruncated Gaussians the
/// values are right to 1e-8 of the surface's maximum on the whole plane; below that they are not told
/// apart from 0, and what is left below 0 is made 0.
///
/// - Complexity: O(places × 64 + (nodes + cells) × taps); memory for the nodes twice.
struct Gridding: Sendable {
  private let grid: Grid
  private let horizontal: NodeAxis
  private let vertical: NodeAxis
  private let places: BinnedPlaces

  init(
    _ points: [Point], weights: [Double]?, kernel: Kernel, on grid: Grid, threads: Int
  ) async {
    self.grid = grid
    horizontal = NodeAxis(
      deviation: kernel.standardDeviation, cell: grid.cellWidth, first: grid.firstColumn,
      count: grid.columns)
    vertical = NodeAxis(
      deviation: kernel.standardDeviation, cell: grid.cellHeight, first: grid.firstRow,
      count: grid.rows)
    // A cell of this grid lies between four nodes; its column and row are those of the nodes on its
    // western and southern side.
    let between = Grid(
      cellWidth: horizontal.spacing, cellHeight: vertical.spacing,
      firstColumn: horizontal.firstNode - Self.before, firstRow: vertical.firstNode - Self.before,
      columns: horizontal.nodeCount + SpreadingKernel.width - 1,
      rows: vertical.nodeCount + SpreadingKernel.width - 1)
    places = await BinnedPlaces(points, weights: weights, on: between, threads: threads)
  }

  /// How many nodes west of the first, or south of it, a place may lie and still be spread to it.
  private static let before = SpreadingKernel.width / 2
}

extension Gridding {
  /// The density of every cell, in row-major order.
  func density(threads: Int) async -> [Double] {
    let nodes = await spread(threads: threads)
    let acrossRows = await smoothed(nodes, along: vertical, width: horizontal.nodeCount, threads)
    let turned = await transposed(
      acrossRows, rows: vertical.cellCount, columns: horizontal.nodeCount, threads)
    let smooth = await smoothed(turned, along: horizontal, width: vertical.cellCount, threads)
    let values = await transposed(
      smooth, rows: horizontal.cellCount, columns: vertical.cellCount,
      scale: 1 / (horizontal.spacing * vertical.spacing), least: 0, threads)
    return values.array
  }

  private static let rowsAtOnce = 96

  /// The first stage: the nodes in row-major order.
  private func spread(threads: Int) async -> SharedMemory<Double> {
    let columns = horizontal.nodeCount
    let nodes = SharedMemory<Double>(uninitialisedCount: columns * vertical.nodeCount)
    await inBands(vertical.nodeCount, of: Self.rowsAtOnce, threads: threads) { rows in
      spread(rows, into: nodes[rows.lowerBound * columns..<rows.upperBound * columns])
    }
    return nodes
  }

  /// Spreads the places that reach some rows of nodes. What they add to other nodes, in a margin around
  /// the rows, is left behind.
  private func spread(_ rows: Range<Int>, into nodes: UnsafeMutableBufferPointer<Double>) {
    let margin = SpreadingKernel.width - 1
    let width = horizontal.nodeCount + 2 * margin
    let sums = SharedMemory<Double>(repeating: 0, count: (rows.count + 2 * margin) * width)
    let between = places.grid
    let degree = Int32(SpreadingKernel.degree)
    Self.coefficients.withUnsafeBufferPointer { coefficients in
      for row in rows.lowerBound..<rows.upperBound + margin {
        for cell in places.rows[row] {
          let column = Int(cell.column)
          let block = SpreadBlock(
            values: sums.start + (row - rows.lowerBound) * width + column, stride: width,
            spacing_x: horizontal.spacing, spacing_y: vertical.spacing,
            west: Double(between.firstColumn + column), south: Double(between.firstRow + row))
          let inside = places.places(of: cell)
          ckernels_spread(
            block, inside.baseAddress, inside.count, coefficients.baseAddress, degree)
        }
      }
    }
    // The memory must live until here, though C alone has used it.
    withExtendedLifetime(sums) {}
    for row in 0..<rows.count {
      let from = (row + margin) * width + margin
      for column in 0..<horizontal.nodeCount {
        nodes[row * horizontal.nodeCount + column] = sums.start[from + column]
      }
    }
  }

  private static let coefficients = SpreadingKernel.coefficients

  /// Few enough columns that the rows of all taps stay in the processor's nearest cache.
  private static let columnsAtOnce = 64

  /// The second stage along one axis: a row of results for each cell of the axis, from rows of nodes.
  private func smoothed(
    _ nodes: SharedMemory<Double>, along axis: NodeAxis, width: Int, _ threads: Int
  ) async -> SharedMemory<Double> {
    let sums = SharedMemory<Double>(uninitialisedCount: axis.cellCount * width)
    await inBands(width, of: Self.columnsAtOnce, threads: threads) { columns in
      for cell in 0..<axis.cellCount {
        let (start, taps) = axis.smoothing(ofCell: cell)
        ckernels_filter(
          sums.start + cell * width + columns.lowerBound,
          nodes.start + start * width + columns.lowerBound, columns.count, width, taps.start,
          axis.tapCount)
        withExtendedLifetime(taps) {}
      }
      withExtendedLifetime((nodes, sums)) {}
    }
    return sums
  }

  /// Rows made columns, in tiles that stay in the cache, and values scaled and raised to the least allowed.
  private func transposed(
    _ values: SharedMemory<Double>, rows: Int, columns: Int, scale: Double = 1,
    least: Double = -.infinity, _ threads: Int
  ) async -> SharedMemory<Double> {
    let turned = SharedMemory<Double>(uninitialisedCount: rows * columns)
    await inBands(columns, of: 16, threads: threads) { band in
      for row in 0..<rows {
        for column in band {
          let value = values.start[row * columns + column] * scale
          turned.start[column * rows + row] = value > least ? value : least
        }
      }
    }
    return turned
  }
}
