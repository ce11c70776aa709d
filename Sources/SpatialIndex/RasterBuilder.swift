import Geometry

/// Draws areas into the cells of a `RasterAreaIndex`, one after the other.
struct RasterBuilder {
  private let raster: Raster
  private var cells: [Int32]
  /// The areas to test in mixed cells, in the order of the areas.
  private var candidates: [Candidate] = []
  /// For each candidate its cell.
  private var candidateCells: [UInt64] = []
  /// The edges that touch the candidates' cells.
  private var edges: [RasterAreaIndex.Edge] = []

  private struct Candidate {
    let area: Int32
    let firstEdge: Int32
    let edgeCount: Int32
    let holdsCorner: Bool
  }

  private static let none: Int32 = -1
  /// A cell that needs testing, until its list has a number.
  private static let mixed = Int32.min

  /// - Parameter edgeCount: how many edges there are in all, for which room is made.
  init(raster: Raster, edgeCount: Int) {
    self.raster = raster
    edges.reserveCapacity(2 * edgeCount)
    cells = Array(repeating: Self.none, count: raster.columns * raster.rows)
  }

  /// - Complexity: O(cells of the shape's box + edges × cells each touches).
  mutating func add(_ shape: MultiPolygon<Point>, as area: Int32) {
    guard let box = shape.box else { return }
    var drawing = AreaDrawing(raster: raster, box: box)
    for polygon in shape.polygons {
      for ring in polygon.rings { drawing.add(ring) }
    }
    take(drawing, area: area)
  }

  /// Marks the cells that the boundary touches, and fills those inside, row by row from east to west.
  private mutating func take(_ drawing: AreaDrawing, area: Int32) {
    let (starts, sorted) = drawing.edgesByCell()
    let firstEdge = Int32(edges.count)
    edges.append(contentsOf: sorted)
    for row in drawing.rows {
      var holdsCorner = false
      for column in drawing.columns.reversed() {
        let local = drawing.index(column: column, row: row)
        if drawing.flips[local] { holdsCorner.toggle() }
        let count = starts[local + 1] - starts[local]
        guard count > 0 || holdsCorner else { continue }
        let cell = raster.index(column: column, row: row)
        if count == 0, cells[cell] == Self.none {
          cells[cell] = area
        } else {
          mix(
            cell,
            .init(
              area: area, firstEdge: firstEdge + starts[local], edgeCount: count,
              holdsCorner: holdsCorner))
        }
      }
    }
  }

  /// Makes a cell one that needs testing, and notes this area for it.
  private mutating func mix(_ cell: Int, _ candidate: Candidate) {
    let before = cells[cell]
    if before >= 0 {
      candidates.append(.init(area: before, firstEdge: 0, edgeCount: 0, holdsCorner: true))
      candidateCells.append(UInt64(cell))
    }
    cells[cell] = Self.mixed
    candidates.append(candidate)
    candidateCells.append(UInt64(cell))
  }

  func finished() -> RasterAreaIndex {
    var cells = cells
    // The order among a cell's candidates stays: that of the areas.
    let (order, sortedCells) = sortedByRadix(candidateCells)
    let sorted = order.indices.map { place in
      let (candidate, cell) = (candidates[Int(order[place])], sortedCells[place])
      if cells[Int(cell)] == Self.mixed { cells[Int(cell)] = -2 - Int32(place) }
      return RasterAreaIndex.Candidate(
        area: candidate.area, firstEdge: candidate.firstEdge, edgeCount: candidate.edgeCount,
        holdsCorner: candidate.holdsCorner,
        isLast: place + 1 == sortedCells.count || sortedCells[place + 1] != cell)
    }
    return RasterAreaIndex(raster: raster, cells: cells, candidates: sorted, edges: edges)
  }
}
