import Geometry

/// The Voronoi cells of sites inside a convex outline: for each site the ground nearest to it.
///
/// Corners are whole metres, and neighbours share theirs exactly, so cells neither overlap nor
/// leave gaps. That moves a corner by up to 0.71 m.
struct VoronoiCells {
  /// The corners of each site's cell, counter-clockwise, in the order of the sites.
  let cells: [[Point]]

  /// Cells by half-plane clipping.
  /// - Parameter outline: convex, counter-clockwise.
  /// - Complexity: O(sites² × corners).
  init(of sites: [Point], within outline: [Point]) {
    let rough = sites.indices.map { Self.cell(of: $0, among: sites, within: outline) }
    cells = Self.snapped(rough)
  }

  private static func cell(of index: Int, among sites: [Point], within outline: [Point]) -> [Point]
  {
    var cell = outline
    for other in sites.indices where other != index {
      cell = clipped(cell, nearerTo: sites[index], than: sites[other])
    }
    return cell
  }

  /// The part of a convex polygon that is nearer to one site than to another.
  private static func clipped(
    _ corners: [Point], nearerTo site: Point, than other: Point
  ) -> [Point] {
    let excess = corners.map { squaredDistance($0, site) - squaredDistance($0, other) }
    guard excess.contains(where: { $0 > 0 }) else { return corners }
    var result: [Point] = []
    var previous = corners.count - 1
    for corner in corners.indices {
      if (excess[previous] > 0) != (excess[corner] > 0) {
        // The excess is linear, so its zero divides the edge by the values at its ends.
        let share = excess[previous] / (excess[previous] - excess[corner])
        let (a, b) = (corners[previous], corners[corner])
        result.append(Point(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y)))
      }
      if excess[corner] <= 0 { result.append(corners[corner]) }
      previous = corner
    }
    return result
  }

  private static func squaredDistance(_ a: Point, _ b: Point) -> Double {
    (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
  }

  /// The cells with whole-metre corners.
  ///
  /// The three cells that meet in a corner have each computed it with their own rounding errors, so
  /// corners within half a metre are made one before they are rounded.
  private static func snapped(_ cells: [[Point]]) -> [[Point]] {
    var known: [Point] = []
    return cells.map { corners in
      var result: [Point] = []
      for corner in corners {
        let match = known.first { abs($0.x - corner.x) < 0.5 && abs($0.y - corner.y) < 0.5 }
        if match == nil { known.append(corner) }
        let representative = match ?? corner
        let rounded = Point(x: representative.x.rounded(), y: representative.y.rounded())
        if rounded != result.last, rounded != result.first { result.append(rounded) }
      }
      return result
    }
  }
}
