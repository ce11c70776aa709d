/// Draws the line along which a grid of values passes a level (marching squares; Lorensen and Cline
/// 1987 in two dimensions).
///
/// Values stand at the centres of cells and change linearly between neighbours. A square with two
/// high corners opposite each other keeps them apart, so cells that only touch at a corner are two
/// shapes. The cells on the border of the grid must not be above the level, or shapes would be open.
package struct Contour {
  private let grid: Grid
  private let values: [Double]
  private let level: Double

  package init(of values: [Double], on grid: Grid, at level: Double) {
    precondition(values.count == grid.cellCount, "a contour needs one value for each cell")
    self.grid = grid
    self.values = values
    self.level = level
  }

  /// The shapes inside which values are above the level, with their holes.
  /// - Complexity: O(cells + shapes × holes × corners).
  package func polygons() -> [Polygon<Point>] {
    let rings = self.rings()
    let exteriors = rings.filter(\.isCounterClockwise)
    var holes: [[Ring<Point>]] = exteriors.map { _ in [] }
    for hole in rings where !hole.isCounterClockwise {
      let around = exteriors.indices.filter { exteriors[$0].encloses(hole.corners[0]) }
      if let nearest = around.min(by: { exteriors[$0].signedArea < exteriors[$1].signedArea }) {
        holes[nearest].append(hole)
      }
    }
    return zip(exteriors, holes).map { Polygon(exterior: $0, holes: $1) }
  }

  /// Follows the segments from edge to edge until they close; high ground lies on the left.
  private func rings() -> [Ring<Point>] {
    var next = segments()
    var rings: [Ring<Point>] = []
    for start in next.indices where next[start] >= 0 {
      var corners: [Point] = []
      var edge = start
      while next[edge] >= 0 {
        corners.append(crossing(of: edge))
        (edge, next[edge]) = (Int(next[edge]), -1)
      }
      if let ring = try? Ring(corners: corners) { rings.append(ring) }  // at least 4 crossings each
    }
    return rings
  }

  /// For each edge between two cell centres the edge at which its segment ends; -1 for none.
  ///
  /// Edge 2i runs from cell i to the east, edge 2i + 1 to the north.
  private func segments() -> [Int32] {
    var next = [Int32](repeating: -1, count: 2 * values.count)
    for row in 0..<max(0, grid.rows - 1) {
      for column in 0..<max(0, grid.columns - 1) {
        let southwest = grid.index(column: column, row: row)
        let northwest = southwest + grid.columns
        // Corners counter-clockwise from the south-west, and the edge that follows each.
        let corners = [southwest, southwest + 1, northwest + 1, northwest]
        let high = corners.map { values[$0] > level }
        guard high.contains(true), high.contains(false) else { continue }
        let edges = [2 * southwest, 2 * southwest + 3, 2 * northwest, 2 * southwest + 1]
        for corner in 0..<4 where high[corner] && !high[(corner + 1) % 4] {
          var first = corner
          while high[(first + 3) % 4] { first = (first + 3) % 4 }
          next[edges[corner]] = Int32(edges[(first + 3) % 4])
        }
      }
    }
    return next
  }

  /// Where the level lies on an edge, kept a hundredth of a cell away from the centres, so that rings
  /// never touch themselves at a cell whose value equals the level.
  private func crossing(of edge: Int) -> Point {
    let from = edge / 2
    let to = edge % 2 == 0 ? from + 1 : from + grid.columns
    let share = (level - values[from]) / (values[to] - values[from])
    let t = min(max(share, 0.01), 0.99)
    let (a, b) = (grid.centre(of: from), grid.centre(of: to))
    return Point(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y))
  }
}
