import Geometry

/// What the cells of a raster see of one area's boundary.
struct AreaDrawing {
  private let raster: Raster
  /// The cells that the boundary may touch.
  let columns: ClosedRange<Int>
  let rows: ClosedRange<Int>
  /// For each cell: whether its south-east corner lies on the other side of the boundary than that of
  /// the cell to its east.
  private(set) var flips: [Bool]
  private var edges: [RasterAreaIndex.Edge] = []
  /// Which edge touches which cell.
  private var touches: [(cell: Int32, edge: Int32)] = []

  init(raster: Raster, box: Box<Point>) {
    self.raster = raster
    let reach = box.expanded(by: raster.margin)
    columns = raster.column(atX: reach.minX)...raster.column(atX: reach.maxX)
    rows = raster.row(atY: reach.minY)...raster.row(atY: reach.maxY)
    flips = [Bool](repeating: false, count: columns.count * rows.count)
  }

  /// The place of a cell among those of the drawing.
  func index(column: Int, row: Int) -> Int {
    (row - rows.lowerBound) * columns.count + column - columns.lowerBound
  }

  /// - Complexity: O(corners + cells that each edge touches).
  mutating func add(_ ring: Ring<Point>) {
    touches.reserveCapacity(touches.count + 2 * ring.corners.count)
    var previous = ring.corners[ring.corners.count - 1]
    for corner in ring.corners {
      edges.append(.init(a: previous, b: corner))
      add(SortedEdge(previous, corner), number: Int32(edges.count - 1))
      previous = corner
    }
  }

  private mutating func add(_ edge: SortedEdge, number: Int32) {
    let margin = raster.margin
    let first = raster.row(atY: edge.low.y - margin)
    let last = raster.row(atY: edge.high.y + margin)
    for row in first...last {
      let south = raster.southY(ofRow: row)
      let x1 = row == first ? edge.low.x : edge.x(atY: south - margin)
      let x2 = row == last ? edge.high.x : edge.x(atY: south + raster.side + margin)
      let west = raster.column(atX: min(x1, x2) - margin)
      let east = raster.column(atX: max(x1, x2) + margin)
      let start = Int32(index(column: 0, row: row))
      for column in west...east { touches.append((start + Int32(column), number)) }
      if edge.low.y <= south, south < edge.high.y { flip(edge, row: row, south: south) }
    }
  }

  /// Notes between which corners of a row's southern border an edge passes, exactly.
  private mutating func flip(_ edge: SortedEdge, row: Int, south: Double) {
    func passesEast(ofColumn column: Int) -> Bool {
      let corner = Point(x: raster.eastX(ofColumn: column), y: south)
      return crossesRay(from: corner, edge: edge.low, edge.high)
    }
    var column = max(columns.lowerBound, raster.column(atX: edge.x(atY: south)))
    while column <= columns.upperBound, passesEast(ofColumn: column) { column += 1 }
    while column > columns.lowerBound, !passesEast(ofColumn: column - 1) { column -= 1 }
    // East of the drawing there is no corner to tell apart.
    if column > columns.lowerBound {
      flips[index(column: column - 1, row: row)].toggle()
    }
  }

  /// The edges that touch each cell, cell after cell, and where those of each start.
  func edgesByCell() -> (starts: [Int32], edges: [RasterAreaIndex.Edge]) {
    var starts = [Int32](repeating: 0, count: flips.count + 1)
    for touch in touches { starts[Int(touch.cell) + 1] += 1 }
    for cell in flips.indices { starts[cell + 1] += starts[cell] }
    var ends = starts
    guard let any = edges.first else { return (starts, []) }
    var sorted = [RasterAreaIndex.Edge](repeating: any, count: touches.count)
    for touch in touches {
      sorted[Int(ends[Int(touch.cell)])] = edges[Int(touch.edge)]
      ends[Int(touch.cell)] += 1
    }
    return (starts, sorted)
  }

  /// An edge by its ends' heights.
  private struct SortedEdge {
    let low: Point
    let high: Point

    init(_ a: Point, _ b: Point) { (low, high) = a.y < b.y ? (a, b) : (b, a) }

    /// The x at a height, or at the nearer end beyond it.
    func x(atY y: Double) -> Double {
      if y <= low.y { return low.x }
      if y >= high.y { return high.x }
      return low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x)
    }
  }
}
