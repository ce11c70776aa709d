/// A value for every cell of a grid that lies in the study area.
///
/// A cell outside the study area is absent, which is not zero. What was computed there is kept apart
/// (`computed`), so that a contour can run smoothly up to the edge.
package struct Surface: Sendable {
  package let grid: Grid
  /// What was computed at every cell's centre, inside the study area or not, in row-major order.
  package let computed: [Double]
  /// The areas that make up the study area; a cell in none of them is absent.
  package let study: CellAreas

  package init(computed: [Double], study: CellAreas) {
    precondition(computed.count == study.grid.cellCount, "a surface has one value for each cell")
    grid = study.grid
    self.computed = computed
    self.study = study
  }

  /// Whether a cell lies in the study area.
  package func holds(_ index: Int) -> Bool { study.areas[index] >= 0 }

  /// The value of a cell; `nil` outside the study area.
  package subscript(index: Int) -> Double? { holds(index) ? computed[index] : nil }
}

extension Surface {
  /// The same surface in another unit.
  package func scaled(by factor: Double) -> Surface {
    Surface(computed: computed.map { $0 * factor }, study: study)
  }
}
