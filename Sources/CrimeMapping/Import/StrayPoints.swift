package import Geometry

/// Tells which places lie far outside the rest of a file.
///
/// Places are put into squares of 10 km. Squares that touch, along a side or at a corner, belong
/// together; a place is far outside when its square does not belong to the body that holds most places.
/// So a place is flagged when 10 to 20 km of empty ground part it from the others, whatever the shape of
/// the force. No limit of distance is chosen, and nothing is dropped.
///
/// - Returns: one flag for each place; `false` for none.
/// - Complexity: O(*n*).
package func strayPoints(among points: [Point?]) -> [Bool] {
  let squares = points.map { $0.map(Square.init) }
  var counts: [Square: Int] = [:]
  for square in squares { if let square { counts[square, default: 0] += 1 } }
  var bodies: [Square: Int] = [:]
  var sizes: [Int] = []
  for start in counts.keys.sorted() where bodies[start] == nil {
    bodies[start] = sizes.count
    var (open, size) = ([start], 0)
    while let square = open.popLast() {
      size += counts[square, default: 0]
      for next in square.neighbours where counts[next] != nil && bodies[next] == nil {
        bodies[next] = sizes.count
        open.append(next)
      }
    }
    sizes.append(size)
  }
  guard let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else {
    return points.map { _ in false }
  }
  return squares.map { $0.map { bodies[$0] != largest } ?? false }
}

private struct Square: Hashable, Comparable {
  private static let side = 10_000.0
  let column: Int
  let row: Int

  init(_ point: Point) {
    column = Int((point.x / Self.side).rounded(.down))
    row = Int((point.y / Self.side).rounded(.down))
  }

  private init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  var neighbours: [Square] {
    (-1...1).flatMap { dx in (-1...1).map { Square(column: column + dx, row: row + $0) } }
  }

  static func < (a: Square, b: Square) -> Bool { (a.column, a.row) < (b.column, b.row) }
}
