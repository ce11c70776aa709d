/// The plane covered with equal hexagons, a corner pointing north, of which some rows and columns are kept.
///
/// One hexagon has its centre at the origin of the reference system, so two studies with hexagons of one
/// width share them all. Rows run from south to north, hexagons of a row from west to east; every other row
/// lies half a width to the east. Corners are made from whole numbers, so neighbours share theirs to the last
/// bit, and a point belongs to exactly one hexagon: the one that `Polygon.contains` it.
package struct HexagonGrid: Hashable, Sendable {
  /// The distance between opposite sides, in metres: also that between the centres of neighbours.
  package let width: Double
  /// The number, on the whole plane, of the westernmost hexagon of each row and of the southernmost row.
  package let firstColumn: Int
  package let firstRow: Int
  package let columns: Int
  package let rows: Int

  package init(width: Double, firstColumn: Int, firstRow: Int, columns: Int, rows: Int) {
    precondition(width > 0, "a hexagon has a positive width")
    precondition(columns >= 0 && rows >= 0, "a grid has no negative number of hexagons")
    self.width = width
    self.firstColumn = firstColumn
    self.firstRow = firstRow
    self.columns = columns
    self.rows = rows
  }

  /// Hexagons that hold all of the box, and few beyond it.
  package init(covering box: Box<Point>, width: Double) {
    let unit = HexagonGrid(width: width, firstColumn: 0, firstRow: 0, columns: 0, rows: 0)
    // A row reaches two steps beyond its middle, of which there is one every three; a hexagon one step
    // beyond its middle, of which there is one every two. One step more on either side is for rounding.
    let south = unit.place(box.minY, step: unit.stepY)
    let north = unit.place(box.maxY, step: unit.stepY)
    let west = unit.place(box.minX, step: unit.stepX)
    let east = unit.place(box.maxX, step: unit.stepX)
    let firstRow = Self.floored(south - 2, by: 3)
    let firstColumn = Self.floored(west - 2, by: 2)
    self.init(
      width: width, firstColumn: firstColumn, firstRow: firstRow,
      columns: Self.floored(east + 2, by: 2) - firstColumn + 1,
      rows: Self.floored(north + 3, by: 3) - firstRow + 1)
  }

  package var cellCount: Int { columns * rows }
  /// The area of a hexagon in m²: √3/2 of the square of its width.
  package var cellArea: Double { width * width * (3.0).squareRoot() / 2 }

  package func index(column: Int, row: Int) -> Int { row * columns + column }
  package func column(of index: Int) -> Int { index % columns }
  package func row(of index: Int) -> Int { index / columns }
}

extension HexagonGrid {
  // Centres and corners lie on a lattice of steps: half a width eastwards and half a side northwards. A centre
  // is at (i, 3 r) with i and r both even or both odd, its corners at (i, 3 r ± 2) and (i ± 1, 3 r ± 1).

  private var stepX: Double { width / 2 }
  private var stepY: Double { width / (2 * (3.0).squareRoot()) }

  /// The step of a hexagon's centre eastwards; row and column are numbers on the whole plane.
  private func middle(column: Int, row: Int) -> Int { 2 * column + (row & 1) }

  private func point(_ x: Int, _ y: Int) -> Point {
    Point(x: Double(x) * stepX, y: Double(y) * stepY)
  }

  package func centre(of index: Int) -> Point {
    let row = firstRow + row(of: index)
    return point(middle(column: firstColumn + column(of: index), row: row), 3 * row)
  }

  /// The corners, counter-clockwise from the southernmost.
  package func corners(of index: Int) -> [Point] {
    let row = firstRow + row(of: index)
    let (x, y) = (middle(column: firstColumn + column(of: index), row: row), 3 * row)
    return [
      point(x, y - 2), point(x + 1, y - 1), point(x + 1, y + 1), point(x, y + 2),
      point(x - 1, y + 1), point(x - 1, y - 1),
    ]
  }

  /// The smallest box around a run of hexagons: some columns of some rows.
  package func box(columns: Range<Int>, rows: Range<Int>) -> Box<Point> {
    let (south, north) = (firstRow + rows.lowerBound, firstRow + rows.upperBound - 1)
    let parities = rows.count > 1 ? [0, 1] : [south & 1]
    let west = 2 * (firstColumn + columns.lowerBound) + (parities.first ?? 0) - 1
    let east = 2 * (firstColumn + columns.upperBound - 1) + (parities.last ?? 0) + 1
    let (low, high) = (point(west, 3 * south - 2), point(east, 3 * north + 2))
    return Box(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y)
  }

  package var box: Box<Point> { box(columns: 0..<columns, rows: 0..<rows) }

  /// The hexagon that holds the point; `nil` outside the grid.
  ///
  /// A point on the side between two hexagons belongs to the eastern one, on a corner as `Ring.encloses`
  /// says.
  /// - Complexity: O(1).
  package func index(at position: Point) -> Int? {
    let (x, y) = (place(position.x, step: stepX), place(position.y, step: stepY))
    let (row, centre) = hexagon(holding: position, x, y)
    let column = Self.floored(centre - (row & 1), by: 2) - firstColumn
    guard 0..<rows ~= row - firstRow, 0..<columns ~= column else { return nil }
    return index(column: column, row: row - firstRow)
  }

  /// The row, and the centre's step eastwards, of the hexagon that holds a position between two steps.
  private func hexagon(holding position: Point, _ x: Int, _ y: Int) -> (row: Int, centre: Int) {
    let row = Self.floored(y + 1, by: 3)
    // Between its two pairs of slanted sides a row is parted by upright lines alone.
    guard y == 3 * row + 1 else { return (row, (x - row) & 1 == 0 ? x : x + 1) }
    if (x - row) & 1 == 0 {
      // The side falls eastwards, from the top of a hexagon of this row.
      let isEast = side(of: position, from: point(x + 1, y), to: point(x, y + 1)) != .left
      return isEast ? (row + 1, x + 1) : (row, x)
    }
    let isWest = side(of: position, from: point(x, y), to: point(x + 1, y + 1)) == .left
    return isWest ? (row + 1, x) : (row, x + 1)
  }

  /// The step that a coordinate lies on or after, by the steps' own positions, whatever the rounding.
  private func place(_ coordinate: Double, step: Double) -> Int {
    var place = Int((coordinate / step).rounded(.down))
    while Double(place) * step > coordinate { place -= 1 }
    while Double(place + 1) * step <= coordinate { place += 1 }
    return place
  }

  private static func floored(_ value: Int, by divisor: Int) -> Int {
    Int((Double(value) / Double(divisor)).rounded(.down))
  }

  /// Visits the hexagons that share a side with one and belong to the grid, ascending.
  package func visitNeighbours(of index: Int, _ visit: (Int) -> Void) {
    let (column, row) = (column(of: index), row(of: index))
    // Rows that lie half a width to the east find their neighbours of other rows one column further on.
    let shift = (firstRow + row) & 1
    for (dx, dy) in [(shift - 1, -1), (shift, -1), (-1, 0), (1, 0), (shift - 1, 1), (shift, 1)] {
      let (x, y) = (column + dx, row + dy)
      if 0..<columns ~= x, 0..<rows ~= y { visit(self.index(column: x, row: y)) }
    }
  }
}
