package import Geometry

extension HotRegion {
  /// The region's smooth outline, running past the edge of the study area by up to two cells where the
  /// surface does, so that clipping it to the study area leaves the true edge.
  ///
  /// Drawn by marching squares between the centres of cells.
  /// - Complexity: O(cells of the region's box).
  package func outline(on surface: Surface) -> MultiPolygon<Point> {
    let window = RegionWindow(of: cells, on: surface.grid)
    var isIn = [Bool](repeating: false, count: window.grid.cellCount)
    for cell in cells { isIn[window.index(of: cell)] = true }
    admitRim(to: &isIn, in: window, of: surface)
    let values = isIn.indices.map { place -> Double in
      guard let cell = window.cell(at: place) else { return 0 }
      let value = surface.computed[cell]
      // Another region, or ground beyond the rim, may be higher: to this outline it is a valley.
      return isIn[place] || value <= level ? value : 0
    }
    return MultiPolygon(Contour(of: values, on: window.grid, at: level).polygons())
  }

  /// Admits the absent cells beside the region that are above the level: first those that share a side
  /// with it, then corners that share a side with those.
  private func admitRim(to isIn: inout [Bool], in window: RegionWindow, of surface: Surface) {
    func isRim(_ place: Int) -> Bool {
      guard !isIn[place], let cell = window.cell(at: place) else { return false }
      return !surface.holds(cell) && surface.computed[cell] > level
    }
    let columns = window.grid.columns
    let region = cells.map { window.index(of: $0) }
    // The window is wider than the region on every side, so no step leaves it.
    let sides = [-columns, -1, 1, columns]
    var rim: Set<Int> = []
    for place in region {
      for step in sides where isRim(place + step) { rim.insert(place + step) }
    }
    guard !rim.isEmpty else { return }
    var corners: Set<Int> = []
    for place in region {
      for step in [-columns - 1, -columns + 1, columns - 1, columns + 1]
      where isRim(place + step) && sides.contains(where: { rim.contains(place + step + $0) }) {
        corners.insert(place + step)
      }
    }
    for place in rim.union(corners) { isIn[place] = true }
  }
}

/// The part of a grid around a region, three cells wider on each side, even past the grid's edge.
private struct RegionWindow {
  let grid: Grid
  private let whole: Grid
  private let column: Int
  private let row: Int

  init(of cells: [Int], on whole: Grid) {
    let columns = cells.map { whole.column(of: $0) }
    let margin = 3
    column = (columns.min() ?? 0) - margin
    row = whole.row(of: cells.first ?? 0) - margin
    grid = Grid(
      cellWidth: whole.cellWidth, cellHeight: whole.cellHeight,
      firstColumn: whole.firstColumn + column, firstRow: whole.firstRow + row,
      columns: (columns.max() ?? 0) + margin + 1 - column,
      rows: whole.row(of: cells.last ?? 0) + margin + 1 - row)
    self.whole = whole
  }

  /// The place in the window of a cell of the whole grid.
  func index(of cell: Int) -> Int {
    grid.index(column: whole.column(of: cell) - column, row: whole.row(of: cell) - row)
  }

  /// The cell of the whole grid at a place of the window; `nil` past its edge.
  func cell(at place: Int) -> Int? {
    let (c, r) = (grid.column(of: place) + column, grid.row(of: place) + row)
    guard 0..<whole.columns ~= c, 0..<whole.rows ~= r else { return nil }
    return whole.index(column: c, row: r)
  }
}
