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
  /// The study area is taken to end at the edge of the grid. Along a straight edge shares are up to
  /// half a row of cells too large; a kernel far from any edge has exactly 1.
  /// - Complexity: O(cells + cells near the edge × cells in reach of each).
  package init(of kernel: Kernel, in study: CellAreas, threads: Int = 2) async {
    let cells = StudyCells(study, kernel: kernel)
    self.init(
      kernel: await cells.shares(threads: threads, whole: 1) { $0 },
      square: await cells.shares(threads: threads, whole: kernel.roughness) { $0 * $0 })
  }

  /// The exact share of a kernel, and that of its square by a sum over cells.
  /// - Complexity: O(cells + cells near the edge × cells in reach of each).
  package init(
    kernel shares: [Double], of kernel: Kernel, in study: CellAreas, threads: Int = 2
  ) async {
    let cells = StudyCells(study, kernel: kernel)
    self.init(
      kernel: shares,
      square: await cells.shares(threads: threads, whole: kernel.roughness) { $0 * $0 })
  }

  /// A density divided by the share of the kernel; as it is where none of it lies in the study
  /// area.
  func corrected(_ density: [Double]) -> [Double] {
    precondition(density.count == kernel.count, "each cell has one share")
    return zip(density, kernel).map { $1 > 0 ? $0 / $1 : $0 }
  }
}

/// The cells of a study area around each cell of its grid.
private struct StudyCells: Sendable {
  private let study: CellAreas
  private let grid: Grid
  private let kernel: Kernel
  /// How many columns and rows the kernel reaches to each side, at most.
  private let columns: Int
  private let rows: Int
  /// How many cells of the study area lie before a column and below a row (a summed-area table:
  /// Crow 1984); one more of each than the grid has.
  private let counts: [Int32]

  init(_ study: CellAreas, kernel: Kernel) {
    grid = study.grid
    self.study = study
    self.kernel = kernel
    // From its own size on, the rest of the grid is not told apart.
    columns = Int(min(kernel.reach / grid.cellWidth, Double(grid.columns)))
    rows = Int(min(kernel.reach / grid.cellHeight, Double(grid.rows)))
    let width = grid.columns + 1
    var counts = [Int32](repeating: 0, count: width * (grid.rows + 1))
    for row in 0..<grid.rows {
      var inRow: Int32 = 0
      for column in 0..<grid.columns {
        if study.areas[grid.index(column: column, row: row)] >= 0 { inRow += 1 }
        counts[(row + 1) * width + column + 1] = counts[row * width + column + 1] + inRow
      }
    }
    self.counts = counts
  }

  /// The share of a function of the kernel that lies in the study area, for each cell.
  ///
  /// - Parameter whole: the function's integral over the plane.
  func shares(
    threads: Int, whole: Double, of value: @escaping @Sendable (Double) -> Double
  ) async -> [Double] {
    let weights = weights(of: value, whole: whole)
    let parts = await inParallel(grid.rows, threads: threads) { row in
      (0..<grid.columns).map { column -> Double in
        switch count(around: column, row) {
        case 0: return 0
        case (2 * columns + 1) * (2 * rows + 1): return 1
        default: return min(1, sum(of: weights, around: column, row))
        }
      }
    }
    return Array(parts.joined())
  }

  /// What each cell of the kernel's box weighs, all together 1, or as much less as the box is cut off.
  private func weights(of value: (Double) -> Double, whole: Double) -> [Double] {
    var weights: [Double] = []
    for row in -rows...rows {
      for column in -columns...columns {
        let (dx, dy) = (Double(column) * grid.cellWidth, Double(row) * grid.cellHeight)
        weights.append(value(kernel.density(atSquaredDistance: dx * dx + dy * dy)))
      }
    }
    let isCut =
      kernel.reach >= Double(columns + 1) * grid.cellWidth
      || kernel.reach >= Double(rows + 1) * grid.cellHeight
    let sum = isCut ? whole / grid.cellArea : weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// How many cells of the study area lie in the kernel's box around a cell.
  private func count(around column: Int, _ row: Int) -> Int {
    let (west, east) = (max(0, column - columns), min(grid.columns, column + columns + 1))
    let (south, north) = (max(0, row - rows), min(grid.rows, row + rows + 1))
    let width = grid.columns + 1
    return Int(
      counts[north * width + east] - counts[north * width + west]
        - counts[south * width + east] + counts[south * width + west])
  }

  private func sum(of weights: [Double], around column: Int, _ row: Int) -> Double {
    let near = max(0, column - columns)...min(grid.columns - 1, column + columns)
    var sum = 0.0
    for other in max(0, row - rows)...min(grid.rows - 1, row + rows) {
      let first = grid.index(column: 0, row: other)
      let start = (other - row + rows) * (2 * columns + 1) + columns - column
      for place in near where study.areas[first + place] >= 0 { sum += weights[start + place] }
    }
    return sum
  }
}
