import CKernels
import Geometry

/// Density by stamping: the places of a cell are added together to all cells that they can reach.
///
/// Places are sorted by cells, so all those of one cell reach the same block of cells, row by row the same
/// whole vectors; only the kernel itself tells which of them are beyond its radius, where it is cut at
/// exactly 0. No square root, rounding or branch is spent on a place. The sum of a cell stays in a
/// register while the places of a batch go by.
///
/// - Complexity: O(places × cells in reach), a vector of eight cells at a time.
struct Stamping: Sendable {
  let kernel: Kernel
  let grid: Grid
  private let reach: CellReach
  private let places: BinnedPlaces
  private let centresX: SharedMemory<Double>

  init(
    _ points: [Point], weights: [Double]?, kernel: Kernel, on grid: Grid, threads: Int
  ) async {
    self.kernel = kernel
    self.grid = grid
    reach = CellReach(kernel.reach, on: grid)
    let halo = grid.expanded(columns: reach.columns, rows: reach.rows)
    places = await BinnedPlaces(points, weights: weights, on: halo, threads: threads)
    // A block reaches west of its cell, so that of the halo's first cell starts a reach before it.
    let columns = -reach.columns..<(halo.columns + reach.width - reach.columns)
    centresX = SharedMemory(columns.map { halo.centreX(ofColumn: $0) })
  }
}

extension Stamping {
  /// The density of every cell, in row-major order.
  func density(threads: Int) async -> [Double] {
    let values = SharedMemory<Double>(uninitialisedCount: grid.cellCount)
    await inBands(grid.rows, of: bandHeight, threads: threads) { rows in
      stamp(rows, into: values[rows.lowerBound * grid.columns..<rows.upperBound * grid.columns])
    }
    return values.array
  }

  /// Few enough rows that a band's sums stay in the processor's cache; as many as a kernel reaches, since each
  /// band makes the tables of all places in its reach anew; but no more than 64 MB of sums.
  private var bandHeight: Int {
    let most = 8_000_000 / (places.grid.columns + reach.width)
    return max(1, min(max(48, reach.rows), most))
  }

  /// Computes some rows. Every place that reaches them is added in the same order whatever the rows, so
  /// it does not matter how the grid is cut.
  private func stamp(_ rows: Range<Int>, into values: UnsafeMutableBufferPointer<Double>) {
    let band = Band(rows, of: grid, width: places.grid.columns + reach.width, reach: reach)
    // Row r of the halo is row r - reach.rows of the grid, and reaches as many more on either side.
    for haloRow in rows.lowerBound..<(rows.upperBound + 2 * reach.rows) {
      let south = haloRow - 2 * reach.rows
      let blockRows =
        max(0, rows.lowerBound - south)..<min(2 * reach.rows + 1, rows.upperBound - south)
      for cell in places.rows[haloRow] {
        let block = block(at: Int(cell.column), south: south, rows: blockRows, in: band)
        stamp(places.places(of: cell), on: block)
      }
    }
    band.write(to: values, from: 2 * reach.columns, columns: grid.columns, scale: scale)
  }

  /// The cells that places of a cell can reach, as far as they lie in the band.
  private func block(at column: Int, south: Int, rows: Range<Int>, in band: Band) -> StampBlock {
    let row = south + rows.lowerBound - band.rows.lowerBound
    return StampBlock(
      values: band.sums.start + row * band.width + column, stride: band.width, rows: rows.count,
      vectors: reach.vectors, centre_x: centresX.start + column,
      centre_y: band.centresY.start + row, first: reach.firstVectors.start + rows.lowerBound,
      end: reach.endVectors.start + rows.lowerBound, table: band.table.start)
  }

  private func stamp(_ places: UnsafeMutableBufferPointer<WeightedPlace>, on block: StampBlock) {
    let (start, count) = (places.baseAddress, places.count)
    switch kernel.shape {
    case .quartic: ckernels_stamp_quartic(block, start, count, kernel.radius)
    case .epanechnikov: ckernels_stamp_epanechnikov(block, start, count, kernel.radius)
    case .triangular: ckernels_stamp_triangular(block, start, count, kernel.radius)
    case .uniform: ckernels_stamp_uniform(block, start, count, kernel.radius)
    case .gaussian: ckernels_stamp_gaussian(block, start, count, kernel.standardDeviation)
    }
  }

  /// What the unscaled sums of `CKernels` are multiplied by.
  private var scale: Double {
    let h = kernel.radius
    return switch kernel.shape {
    case .quartic: kernel.peak / (h * h * h * h)
    case .epanechnikov: kernel.peak / (h * h)
    case .triangular: kernel.peak / h
    case .uniform, .gaussian: kernel.peak
    }
  }
}

/// Some rows being summed up, wider than the grid so that no block leaves them.
private struct Band {
  let rows: Range<Int>
  let width: Int
  let sums: SharedMemory<Double>
  let table: SharedMemory<Double>
  let centresY: SharedMemory<Double>

  init(_ rows: Range<Int>, of grid: Grid, width: Int, reach: CellReach) {
    self.rows = rows
    self.width = width
    sums = SharedMemory(repeating: 0, count: rows.count * width)
    table = SharedMemory(
      uninitialisedCount: Int(ckernels_batch) * (2 * reach.rows + 1 + reach.width))
    centresY = SharedMemory(rows.map { grid.centreY(ofRow: $0) })
  }

  /// Writes the sums of the grid's own columns, scaled.
  func write(
    to values: UnsafeMutableBufferPointer<Double>, from first: Int, columns: Int, scale: Double
  ) {
    // The memory must live until here, though C alone has used it.
    withExtendedLifetime(self) {
      for row in 0..<rows.count {
        for column in 0..<columns {
          values[row * columns + column] = sums.start[row * width + first + column] * scale
        }
      }
    }
  }
}
