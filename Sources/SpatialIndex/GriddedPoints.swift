package import Geometry

/// Points sorted by the rows of a grid, each row from west to east.
///
/// The order depends on the points alone, not on the order they came in: by row, x, y, and last by
/// their number. Points outside the grid's rows are left out.
package struct GriddedPoints: Sendable {
  package let grid: Grid
  /// The points in their new order.
  package let points: [Point]
  /// For each point the number it came with.
  package let numbers: [Int32]
  /// Where each row's points start; one more entry than rows, for the end.
  package let rowStarts: [Int]

  /// - Complexity: O(*n* log *n* + rows).
  package init(_ points: [Point], on grid: Grid) {
    let rows = points.map { grid.row(atY: $0.y) }
    var starts = [Int](repeating: 0, count: grid.rows + 1)
    for row in rows where 0..<grid.rows ~= row { starts[row + 1] += 1 }
    for row in 0..<grid.rows { starts[row + 1] += starts[row] }
    var numbers = [Int32](repeating: 0, count: starts[grid.rows])
    var ends = starts
    for (number, row) in rows.enumerated() where 0..<grid.rows ~= row {
      numbers[ends[row]] = Int32(number)
      ends[row] += 1
    }
    for row in 0..<grid.rows {
      numbers[starts[row]..<starts[row + 1]].sort { first, second in
        let (a, b) = (points[Int(first)], points[Int(second)])
        return (a.x, a.y, first) < (b.x, b.y, second)
      }
    }
    self.grid = grid
    self.points = numbers.map { points[Int($0)] }
    self.numbers = numbers
    rowStarts = starts
  }

  /// The numbers of the points inside a shape, by the half-open rule of `Ring.encloses`.
  /// - Complexity: O(rows × log *n* + points in the shape's box × corners).
  package func numbers(in shape: MultiPolygon<Point>) -> [Int32] {
    guard let box = shape.box else { return [] }
    let rows = max(0, grid.row(atY: box.minY))...max(0, grid.row(atY: box.maxY))
    var found: [Int32] = []
    for row in rows.clamped(to: 0...max(0, grid.rows - 1)) where row < grid.rows {
      var place = firstPlace(inRow: row, from: box.minX)
      while place < rowStarts[row + 1], points[place].x <= box.maxX {
        if shape.contains(points[place]) { found.append(numbers[place]) }
        place += 1
      }
    }
    return found
  }

  /// The place of the first point of a row at or east of x, by bisection.
  private func firstPlace(inRow row: Int, from x: Double) -> Int {
    var (low, high) = (rowStarts[row], rowStarts[row + 1])
    while low < high {
      let middle = (low + high) / 2
      if points[middle].x < x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
