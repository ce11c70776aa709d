import CKernels
import Geometry

/// The cells around a cell that a kernel can reach from any place in it.
struct CellReach: Sendable {
  /// How many columns and rows away the last cell within reach is.
  let columns: Int
  let rows: Int
  /// The vectors that hold a row of the block, and those of them, for each row, that are within reach.
  let vectors: Int
  let firstVectors: SharedMemory<Int32>
  let endVectors: SharedMemory<Int32>

  /// The block's width in columns, up to a whole vector.
  var width: Int { vectors * Self.lanes }

  static let lanes = Int(ckernels_lanes)

  init(_ reach: Double, on grid: Grid) {
    // A little more than the reach, so that rounding loses no cell; the kernel itself decides.
    let reach = reach * (1 + 1e-9)
    let (columns, rows) = (
      Self.cells(within: reach, size: grid.cellWidth),
      Self.cells(within: reach, size: grid.cellHeight)
    )
    (self.columns, self.rows) = (columns, rows)
    vectors = (2 * columns + Self.lanes) / Self.lanes
    let halves = (-rows...rows).map { row in
      let nearest = max(0, Double(abs(row)) - 0.5) * grid.cellHeight
      let half = max(0, reach * reach - nearest * nearest).squareRoot()
      return min(columns, Self.cells(within: half, size: grid.cellWidth))
    }
    firstVectors = SharedMemory(halves.map { Int32((columns - $0) / Self.lanes) })
    endVectors = SharedMemory(halves.map { Int32((columns + $0) / Self.lanes + 1) })
  }

  /// How many cells away a centre can be and yet be nearer than the reach to some place in a cell.
  private static func cells(within reach: Double, size: Double) -> Int {
    Int((reach / size + 0.5).rounded(.up)) - 1
  }
}
