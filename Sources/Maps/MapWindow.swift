import Geometry

/// Which cell of a grid each pixel of a map shows: the one at the pixel's centre.
struct MapWindow: Hashable, Sendable {
  let metresPerPixel: Double
  let width: Int
  let height: Int
  private let grid: Grid

  /// The largest map that is made without a request.
  static let mostWidth = 1_200
  static let mostHeight = 900

  /// The whole grid, as many pixels wide as asked for but not higher than wide; without a width as
  /// large as the greatest map holds, with whole pixels to a cell where there is one or more.
  init(of grid: Grid, width: Int?) {
    let (ground, depth) = (grid.box.width, grid.box.height)
    if let width {
      metresPerPixel = max(ground, depth) / Double(max(1, width))
    } else {
      let fit = max(ground / Double(Self.mostWidth), depth / Double(Self.mostHeight))
      let cell = min(grid.cellWidth, grid.cellHeight)
      metresPerPixel = fit <= cell ? cell / (cell / fit).rounded(.down) : fit
    }
    self.width = max(1, Int((ground / metresPerPixel).rounded()))
    height = max(1, Int((depth / metresPerPixel).rounded()))
    self.grid = grid
  }

  func column(atPixel x: Int) -> Int {
    min(grid.columns - 1, Int((Double(x) + 0.5) * metresPerPixel / grid.cellWidth))
  }

  /// The row of the cells, counted from the south, at a pixel counted from the north.
  func row(atPixel y: Int) -> Int {
    max(0, grid.rows - 1 - Int((Double(y) + 0.5) * metresPerPixel / grid.cellHeight))
  }
}
