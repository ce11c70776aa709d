import Geometry

/// Draws areas into the cells of a `RasterAreaIndex`, one after the other.
struct RasterBuilder {
  private let grid: Grid
  private var cells: [Int32]
  private var edges = RowEdges()
  /// Which area is to be tested in which mixed cell: cell, area and whether it holds all of the cell.
  private var entries: [(cell: Int32, area: Int32, holdsCell: Bool)] = []

  private static let none: Int32 = -1
  /// A cell that needs testing, until its list has a number.
  private static let mixed = Int32.min

  init(grid: Grid) {
    self.grid = grid
    cells = Array(repeating: Self.none, count: grid.cellCount)
  }

  mutating func add(_ shape: MultiPolygon<Point>, as area: Int32) {
    guard let box = shape.box else { return edges.append(rows: [], firstRow: 0) }
    let firstRow = max(0, grid.row(atY: box.minY) - 1)
    let lastRow = min(grid.rows - 1, grid.row(atY: box.maxY) + 1)
    var rows = [AreaRow](repeating: AreaRow(), count: lastRow - firstRow + 1)
    for ring in shape.polygons.flatMap(\.rings) {
      var a = ring.corners[ring.corners.count - 1]
      for b in ring.corners {
        sort(edge: a, b, into: &rows, firstRow: firstRow)
        a = b
      }
    }
    for offset in rows.indices {
      draw(&rows[offset], row: firstRow + offset, area: area)
    }
    edges.append(rows: rows.map(\.edges), firstRow: firstRow)
  }

  /// What one row of the raster sees of one area's boundary.
  private struct AreaRow {
    var edges: [(Point, Point)] = []
    /// The columns that each edge touches.
    var touched: [ClosedRange<Int>] = []
    /// Where the boundary crosses the line through the centres of the row's cells.
    var crossings: [Double] = []
  }

  private func sort(edge a: Point, _ b: Point, into rows: inout [AreaRow], firstRow: Int) {
    let (low, high) = a.y < b.y ? (a, b) : (b, a)
    // A margin far above rounding: a cell touched for nothing costs a test, one missed an error.
    let margin = 1e-6 * grid.cellHeight
    let start = max(firstRow, grid.row(atY: low.y - margin))
    let end = min(firstRow + rows.count - 1, grid.row(atY: high.y + margin))
    guard start <= end else { return }
    for row in start...end {
      let south = Double(grid.firstRow + row) * grid.cellHeight - margin
      let north = Double(grid.firstRow + row + 1) * grid.cellHeight + margin
      let (x1, x2) = (x(of: low, high, atY: south), x(of: low, high, atY: north))
      let west = grid.column(atX: min(x1, x2) - margin)
      let east = grid.column(atX: max(x1, x2) + margin)
      rows[row - firstRow].edges.append((a, b))
      rows[row - firstRow].touched.append(west...max(west, east))
      let centre = grid.centreY(ofRow: row)
      if low.y <= centre, centre < high.y {
        rows[row - firstRow].crossings.append(x(of: low, high, atY: centre))
      }
    }
  }

  /// The x of an edge at a height, or at its nearer end beyond it.
  private func x(of low: Point, _ high: Point, atY y: Double) -> Double {
    if y <= low.y { return low.x }
    if y >= high.y { return high.x }
    return low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x)
  }

  /// Marks the cells of a row that the boundary touches, and fills the runs between them that lie
  /// inside: those with an odd number of crossings to their west.
  private mutating func draw(_ row: inout AreaRow, row number: Int, area: Int32) {
    row.touched.sort { $0.lowerBound < $1.lowerBound }
    row.crossings.sort()
    var column = 0
    var crossed = 0
    for touched in row.touched {
      if touched.lowerBound > column {
        let centre = grid.centreX(ofColumn: column)
        while crossed < row.crossings.count, row.crossings[crossed] < centre { crossed += 1 }
        if crossed % 2 == 1 { fill(column..<touched.lowerBound, row: number, area: area) }
      }
      let fresh = max(column, touched.lowerBound)..<max(column, touched.upperBound + 1)
      for index in fresh.clamped(to: 0..<grid.columns) {
        mix(Int32(grid.index(column: index, row: number)), area: area, holdsCell: false)
      }
      column = fresh.upperBound
    }
  }

  private mutating func fill(_ columns: Range<Int>, row: Int, area: Int32) {
    for column in columns.clamped(to: 0..<grid.columns) {
      let index = grid.index(column: column, row: row)
      if cells[index] == Self.none {
        cells[index] = area
      } else {
        mix(Int32(index), area: area, holdsCell: true)
      }
    }
  }

  /// Makes a cell one that needs testing, and notes this area for it.
  private mutating func mix(_ cell: Int32, area: Int32, holdsCell: Bool) {
    let before = cells[Int(cell)]
    if before >= 0 { entries.append((cell, before, true)) }
    cells[Int(cell)] = Self.mixed
    entries.append((cell, area, holdsCell))
  }

  func finished() -> RasterAreaIndex {
    var cells = cells
    var starts: [Int32] = []
    let sorted = entries.sorted { ($0.cell, $0.area) < ($1.cell, $1.area) }
    for (place, entry) in sorted.enumerated() where cells[Int(entry.cell)] == Self.mixed {
      cells[Int(entry.cell)] = -2 - Int32(starts.count)
      starts.append(Int32(place))
    }
    starts.append(Int32(sorted.count))
    return RasterAreaIndex(
      grid: grid, cells: cells,
      candidates: sorted.map { .init(area: $0.area, holdsCell: $0.holdsCell) },
      listStarts: starts, edges: edges)
  }
}
