/// A value for every cell of a grid that lies in the study area.
///
/// A cell outside the study area is absent, which is not zero. What was computed there is kept apart
/// (`computed`), so that a contour can run smoothly up to the edge.
package struct Surface: Sendable {
  package let grid: Grid
  /// What was computed at every cell's centre, inside the study area or not, in row-major order.
  package let computed: [Double]
  /// The cells of the study area.
  package let inside: CellMask

  package init(grid: Grid, computed: [Double], inside: CellMask) {
    precondition(computed.count == grid.cellCount, "a surface has one value for each cell")
    precondition(inside.grid == grid, "a surface and its mask share one grid")
    self.grid = grid
    self.computed = computed
    self.inside = inside
  }

  /// The value of a cell; `nil` outside the study area.
  package subscript(index: Int) -> Double? { inside[index] ? computed[index] : nil }

  /// The values of the cells of the study area.
  package var values: [Double] {
    zip(computed, inside.cells).compactMap { $1 ? $0 : nil }
  }
}
