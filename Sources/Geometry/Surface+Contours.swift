/// The ground on which a surface is above a level.
package struct ContourArea: Hashable, Sendable {
  /// In the surface's unit.
  package let level: Double
  package let shape: MultiPolygon<Point>

  package init(level: Double, shape: MultiPolygon<Point>) {
    self.level = level
    self.shape = shape
  }
}

extension Surface {
  /// Draws for each level the ground on which the surface is above it, in the order of the levels.
  ///
  /// The shapes of a higher level lie inside those of a lower one. They run on past the edge of the
  /// study area, by up to two cells, where the surface does: clipping them to the study area leaves the
  /// true edge. Only absent cells that touch the study area by a side or corner can be in a shape;
  /// what was computed farther out counts as no higher than the level, and so does all that lies
  /// beyond the grid. A cell at the level is not above it (see `Contour`). Where no cell is above a
  /// level, its shape is empty.
  ///
  /// - Complexity: O(cells + corners) for each level.
  package func contours(at levels: [Double]) -> [ContourArea] {
    var padded = PaddedSurface(of: self, lowest: levels.min() ?? 0)
    return levels.map { level in
      ContourArea(level: level, shape: MultiPolygon(padded.polygons(above: level)))
    }
  }
}

/// A surface on a grid that is one cell wider on each side.
private struct PaddedSurface {
  private let grid: Grid
  private var values: [Double]
  /// The cells that no shape may hold though they may be above a level, and what was computed there.
  private var barred: [(cell: Int, value: Double)] = []

  /// - Parameter lowest: the lowest of the levels that will be drawn.
  init(of surface: Surface, lowest: Double) {
    let inner = surface.grid
    grid = Grid(
      cellWidth: inner.cellWidth, cellHeight: inner.cellHeight, firstColumn: inner.firstColumn - 1,
      firstRow: inner.firstRow - 1, columns: inner.columns + 2, rows: inner.rows + 2)
    values = [Double](repeating: .infinity, count: grid.cellCount)
    var isHeld = [UInt8](repeating: 0, count: grid.cellCount)
    for row in 0..<inner.rows {
      let (from, to) = (row * inner.columns, grid.index(column: 1, row: row + 1))
      for column in 0..<inner.columns {
        values[to + column] = surface.computed[from + column]
        isHeld[to + column] = surface.study.areas[from + column] >= 0 ? 1 : 0
      }
    }
    let isReached = Self.grown(isHeld, columns: grid.columns)
    for cell in isReached.indices where values[cell] > lowest {
      if isReached[cell] == 0 || values[cell] == .infinity { barred.append((cell, values[cell])) }
    }
  }

  /// The cells marked, and those that touch one by a side or corner; none on the border is marked.
  private static func grown(_ marks: [UInt8], columns: Int) -> [UInt8] {
    var (wide, grown) = (marks, marks)
    for cell in marks.indices.dropFirst().dropLast() {
      wide[cell] = marks[cell - 1] | marks[cell] | marks[cell + 1]
    }
    for cell in marks.indices.dropFirst(columns).dropLast(columns) {
      grown[cell] = wide[cell - columns] | wide[cell] | wide[cell + columns]
    }
    return grown
  }

  /// Not zero but the level itself is put around the surface: where it is above the level up to the
  /// last cell, the line then goes almost a cell farther, and so round all of that cell's ground.
  mutating func polygons(above level: Double) -> [Polygon<Point>] {
    for (cell, value) in barred { values[cell] = min(value, level) }
    return Contour(of: values, on: grid, at: level).polygons()
  }
}
