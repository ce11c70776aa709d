extension Grid {
  /// Visits, row by row, the runs of cells whose centre lies in the polygon.
  ///
  /// The first row visited is the southernmost; a row may have several runs, from west to east.
  /// - Complexity: O(rows × crossings × log crossings) for the rows the polygon spans.
  package func visitRuns(
    of polygon: Polygon<Point>, _ visit: (_ row: Int, _ columns: Range<Int>) -> Void
  ) {
    guard let box = Box(enclosing: polygon.exterior.corners) else { return }
    let first = max(0, row(atY: box.minY))
    let last = min(rows - 1, row(atY: box.maxY))
    guard first <= last else { return }
    var crossings: [[Double]] = Array(repeating: [], count: last - first + 1)
    for ring in polygon.rings {
      collectCrossings(of: ring, firstRow: first, into: &crossings)
    }
    for (offset, var places) in crossings.enumerated() {
      places.sort()
      for pair in stride(from: 0, to: places.count - 1, by: 2) {
        let columns = columns(from: places[pair], to: places[pair + 1])
        if !columns.isEmpty { visit(first + offset, columns) }
      }
    }
  }

  /// Notes for each row where the ring crosses the line through the centres of its cells.
  private func collectCrossings(
    of ring: Ring<Point>, firstRow: Int, into crossings: inout [[Double]]
  ) {
    var a = ring.corners[ring.corners.count - 1]
    for b in ring.corners {
      defer { a = b }
      let (low, high) = a.y < b.y ? (a, b) : (b, a)
      // One row more on either side, so that rounding cannot lose a row; the test below decides.
      let start = max(firstRow, row(atY: low.y) - 1)
      let end = min(firstRow + crossings.count - 1, row(atY: high.y) + 1)
      guard low.y < high.y, start <= end else { continue }
      for row in start...end {
        let y = centreY(ofRow: row)
        guard low.y <= y, y < high.y else { continue }
        crossings[row - firstRow].append(crossing(of: low, high, atY: y))
      }
    }
  }

  /// Where an edge crosses the line through the centres of a row, on the right side of each of them:
  /// beside a centre so near that rounding would decide, the exact test does (`crossesRay`).
  private func crossing(of low: Point, _ high: Point, atY y: Double) -> Double {
    let x = low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x)
    let centre = centreX(ofColumn: column(atX: x))
    guard abs(x - centre) < 1e-6 * cellWidth else { return x }
    return crossesRay(from: Point(x: centre, y: y), edge: low, high)
      ? max(x, centre.nextUp) : min(x, centre)
  }

  /// The columns whose centre lies in `from ..< to`.
  private func columns(from: Double, to: Double) -> Range<Int> {
    let start = firstColumn(withCentreFrom: from)
    return start..<max(start, firstColumn(withCentreFrom: to))
  }

  private func firstColumn(withCentreFrom x: Double) -> Int {
    var column = min(max(0, self.column(atX: x) - 1), columns)
    while column < columns, centreX(ofColumn: column) < x { column += 1 }
    return column
  }
}
