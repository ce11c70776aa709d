package import Geometry

/// What computing a density costs by each method, in nanoseconds of one core.
///
/// The constants are measured by the benchmarks (`make bench`, case `density-cost`) on one machine and fixed
/// here: were they measured anew, the same question could take another method and round otherwise. Points
/// are counted as if all places were distinct.
struct DensityCost {
  let points: Int
  let kernel: Kernel
  let grid: Grid

  /// The cheapest method that is right to 1e-8 of the maximum, for a Gaussian, or 1e-12 for other shapes.
  var cheapestMethod: DensityMethod {
    // Narrower than a cell, a Gaussian is so cheap to stamp that its nodes are not worth counting.
    let isNarrow = kernel.standardDeviation < min(grid.cellWidth, grid.cellHeight)
    let methods = [DensityMethod.stamping, .sweep, .gridding].filter {
      $0.applies(to: kernel.shape) && !($0 == .gridding && isNarrow)
    }
    return methods.min { nanoseconds(of: $0) < nanoseconds(of: $1) } ?? .stamping
  }

  func nanoseconds(of method: DensityMethod) -> Double {
    let (points, cells) = (Double(points), Double(grid.cellCount))
    switch method {
    case .direct: return points * cells * 3
    case .stamping: return points * stampNanoseconds + cells * 2
    case .sweep: return points * reached.rows * 19 + cells * 5
    case .gridding: return points * 45 + smoothNanoseconds
    }
  }

  /// The columns that a place reaches, all of which are stamped, and the rows of the grid among its own.
  private var reached: (columns: Double, rows: Double) {
    (
      2 * kernel.reach / grid.cellWidth + 1,
      min(2 * kernel.reach / grid.cellHeight + 1, Double(grid.rows))
    )
  }

  /// A place's entries in the table of its batch, and the vectors it reaches.
  private var stampNanoseconds: Double {
    let (columns, rows) = reached
    let vectors = rows * (Double.pi / 4 * columns / Double(CellReach.lanes) + 1)
    switch kernel.shape {
    case .quartic, .epanechnikov, .uniform: return rows + vectors * 1.25
    case .triangular: return rows + vectors * 6
    case .gaussian: return (rows + columns) * 5 + vectors
    }
  }

  /// Both axes: each result sums some taps, eight columns of numbers at a time.
  private var smoothNanoseconds: Double {
    let horizontal = NodeAxis.Layout(
      deviation: kernel.standardDeviation, cell: grid.cellWidth)
    let vertical = NodeAxis.Layout(deviation: kernel.standardDeviation, cell: grid.cellHeight)
    let nodeColumns =
      Double(grid.columns) * grid.cellWidth / horizontal.spacing + Double(horizontal.tapCount)
    let nodeRows =
      Double(grid.rows) * grid.cellHeight / vertical.spacing + Double(vertical.tapCount)
    let acrossRows = Double(grid.rows) * nodeColumns * Double(vertical.tapCount)
    let acrossColumns = Double(grid.cellCount) * Double(horizontal.tapCount)
    return 0.11 * (acrossRows + acrossColumns) + 6 * nodeRows * nodeColumns
      + 8 * Double(grid.cellCount)
  }
}

/// How long computing a density would keep one core busy, in seconds, by the given method or the cheapest.
///
/// An estimate for refusing what no one would wait for; see `DensityCost`.
package func densitySeconds(
  of points: Int, kernel: Kernel, on grid: Grid, method: DensityMethod? = nil
) -> Double {
  let cost = DensityCost(points: points, kernel: kernel, grid: grid)
  return cost.nanoseconds(of: method ?? cost.cheapestMethod) * 1e-9
}
