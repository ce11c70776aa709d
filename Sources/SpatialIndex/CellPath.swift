import Geometry

/// The way from a position straight east to the border of its raster cell and on along the border to
/// the cell's south-east corner.
///
/// Whether the position is inside follows from whether the corner is, and from how many edges the way
/// crosses: only edges that touch the cell can. To agree with the half-open rule of `Ring.encloses` at
/// corners and on edges, every position on the way is thought a little farther east, and much less
/// farther north; that is what the rule amounts to ("simulation of simplicity", Edelsbrunner and
/// Mücke 1990).
struct CellPath {
  let position: Point
  /// Where the way turns.
  let turn: Point
  let corner: Point

  init(from position: Point, to corner: Point) {
    self.position = position
    self.corner = corner
    turn = Point(x: corner.x, y: position.y)
  }

  /// Whether the way crosses an edge an odd number of times.
  func crosses(_ a: Point, _ b: Point) -> Bool {
    let spansHeight = (a.y <= position.y) != (b.y <= position.y)
    let spansBorder = (a.x <= corner.x) != (b.x <= corner.x)
    var crosses = false
    if spansHeight {
      let leavesCell =
        spansBorder ? crossesRay(from: turn, edge: a, b) : a.x > corner.x
      crosses = crossesRay(from: position, edge: a, b) != leavesCell
    }
    if spansBorder, isBelow(turn, a, b) != isBelow(corner, a, b) { crosses.toggle() }
    return crosses
  }

  /// Whether a position on the border is below an edge that spans the border's x.
  private func isBelow(_ position: Point, _ a: Point, _ b: Point) -> Bool {
    let (west, east) = a.x < b.x ? (a, b) : (b, a)
    switch side(of: position, from: west, to: east) {
    case .right: return true
    case .left: return false
    // A little farther east a rising edge is above.
    case .on: return west.y < east.y
    }
  }
}
