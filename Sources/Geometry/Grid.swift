/// A rectangle of equal cells, aligned to multiples of the cell size.
///
/// Rows run from south to north, columns from west to east. Cells are numbered on the whole plane, so
/// two grids that overlap agree on the centre of a shared cell to the last bit.
package struct Grid: Hashable, Sendable {
  /// The width and height of a cell, in metres.
  package let cellWidth: Double
  package let cellHeight: Double
  /// The number, on the whole plane, of the westernmost column and the southernmost row.
  package let firstColumn: Int
  package let firstRow: Int
  package let columns: Int
  package let rows: Int

  package init(
    cellWidth: Double, cellHeight: Double, firstColumn: Int, firstRow: Int, columns: Int, rows: Int
  ) {
    precondition(cellWidth > 0 && cellHeight > 0, "a cell has a positive size")
    precondition(columns >= 0 && rows >= 0, "a grid has no negative number of cells")
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
    self.firstColumn = firstColumn
    self.firstRow = firstRow
    self.columns = columns
    self.rows = rows
  }

  /// The smallest grid of square cells that holds the box.
  package init(covering box: Box<Point>, cell: Double) {
    let (west, south) = (
      Int((box.minX / cell).rounded(.down)), Int((box.minY / cell).rounded(.down))
    )
    let (east, north) = (
      Int((box.maxX / cell).rounded(.down)), Int((box.maxY / cell).rounded(.down))
    )
    self.init(
      cellWidth: cell, cellHeight: cell, firstColumn: west, firstRow: south,
      columns: east - west + 1, rows: north - south + 1)
  }

  package var cellCount: Int { columns * rows }
  package var cellArea: Double { cellWidth * cellHeight }

  /// The place of a cell in row-major order.
  package func index(column: Int, row: Int) -> Int { row * columns + column }
  package func column(of index: Int) -> Int { index % columns }
  package func row(of index: Int) -> Int { index / columns }

  /// The x of the centres of a column, counted from the grid's own west side.
  package func centreX(ofColumn column: Int) -> Double {
    (Double(firstColumn + column) + 0.5) * cellWidth
  }
  /// The y of the centres of a row, counted from the grid's own south side.
  package func centreY(ofRow row: Int) -> Double {
    (Double(firstRow + row) + 0.5) * cellHeight
  }
  package func centre(of index: Int) -> Point {
    Point(x: centreX(ofColumn: column(of: index)), y: centreY(ofRow: row(of: index)))
  }

  /// The column, and the row, that hold a coordinate: they may lie outside the grid.
  package func column(atX x: Double) -> Int {
    Int((x / cellWidth).rounded(.down)) - firstColumn
  }
  package func row(atY y: Double) -> Int {
    Int((y / cellHeight).rounded(.down)) - firstRow
  }

  /// The cell that holds the point; `nil` outside the grid.
  package func index(at point: Point) -> Int? {
    let (column, row) = (column(atX: point.x), row(atY: point.y))
    guard 0..<columns ~= column, 0..<rows ~= row else { return nil }
    return index(column: column, row: row)
  }

  package var box: Box<Point> {
    Box(
      minX: Double(firstColumn) * cellWidth, minY: Double(firstRow) * cellHeight,
      maxX: Double(firstColumn + columns) * cellWidth, maxY: Double(firstRow + rows) * cellHeight)
  }
}

extension Grid {
  /// The same cells with more columns on the west and east, and more rows on the south and north.
  package func expanded(columns: Int, rows: Int) -> Grid {
    Grid(
      cellWidth: cellWidth, cellHeight: cellHeight, firstColumn: firstColumn - columns,
      firstRow: firstRow - rows, columns: self.columns + 2 * columns, rows: self.rows + 2 * rows)
  }
}
