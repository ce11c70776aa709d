import Geometry

/// Marching squares said plainly: every square is taken by itself, and a hole belongs to the smallest
/// of the exteriors around it.
struct SlowContour {
  let values: [Double]
  let grid: Grid
  let level: Double

  func polygons() -> [Polygon<Point>] {
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

  private func rings() -> [Ring<Point>] {
    var next = segments()
    var rings: [Ring<Point>] = []
    while let start = next.keys.min() {
      var corners: [Point] = []
      var edge = start
      while let end = next.removeValue(forKey: edge) {
        corners.append(crossing(of: edge))
        edge = end
      }
      if let ring = try? Ring(corners: corners) { rings.append(ring) }
    }
    return rings
  }

  /// From edge to edge: 2i runs from cell i to the east, 2i + 1 to the north.
  private func segments() -> [Int: Int] {
    var next: [Int: Int] = [:]
    for row in 0..<max(0, grid.rows - 1) {
      for column in 0..<max(0, grid.columns - 1) {
        let southwest = grid.index(column: column, row: row)
        let northwest = southwest + grid.columns
        let corners = [southwest, southwest + 1, northwest + 1, northwest]
        let high = corners.map { values[$0] > level }
        guard high.contains(true), high.contains(false) else { continue }
        let edges = [2 * southwest, 2 * southwest + 3, 2 * northwest, 2 * southwest + 1]
        for corner in 0..<4 where high[corner] && !high[(corner + 1) % 4] {
          var first = corner
          while high[(first + 3) % 4] { first = (first + 3) % 4 }
          next[edges[corner]] = edges[(first + 3) % 4]
        }
      }
    }
    return next
  }

  private func crossing(of edge: Int) -> Point {
    let from = edge / 2
    let to = edge % 2 == 0 ? from + 1 : from + grid.columns
    let t = min(max((level - values[from]) / (values[to] - values[from]), 0.01), 0.99)
    let (a, b) = (grid.centre(of: from), grid.centre(of: to))
    return Point(x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y))
  }
}
