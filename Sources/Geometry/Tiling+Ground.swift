extension Tiling {
  /// How much of each cell lies in a window, in m².
  ///
  /// The window is halved into rows, those into cells, and what is left in a cell is measured: exact up to
  /// rounding (Sutherland and Hodgman 1974). Polygons that overlap count twice where they do. A cell wholly
  /// inside has exactly `cellArea`.
  /// - Complexity: O(*n* log rows + crossings of cells' sides + cells) for *n* corners.
  package func ground(in window: MultiPolygon<Point>) -> [Double] {
    var measure = GroundMeasure(tiling: self)
    for polygon in window.polygons {
      for (place, ring) in polygon.rings.enumerated() {
        let corners = ring.isCounterClockwise ? ring.corners : ring.corners.reversed()
        measure.add(corners, sign: place == 0 ? 1 : -1, columns: 0..<columns, rows: 0..<rows)
      }
    }
    return measure.areas.map { min(max($0, 0), cellArea) }
  }
}

/// Sums of what rings leave in each cell.
private struct GroundMeasure {
  let tiling: Tiling
  var areas: [Double]

  init(tiling: Tiling) {
    self.tiling = tiling
    areas = Array(repeating: 0, count: tiling.cellCount)
  }

  /// Adds what lies in some columns of some rows of a ring that goes counter-clockwise.
  mutating func add(_ ring: [Point], sign: Double, columns: Range<Int>, rows: Range<Int>) {
    guard !columns.isEmpty, !rows.isEmpty else { return }
    let box = tiling.box(columns: columns, rows: rows)
    let part = clipped(ring, to: box)
    guard part.count > 2 else { return }
    if fills(part, box) { return addWhole(sign, columns, rows) }
    if rows.count > 1 {
      let middle = (rows.lowerBound + rows.upperBound) / 2
      add(part, sign: sign, columns: columns, rows: rows.lowerBound..<middle)
      add(part, sign: sign, columns: columns, rows: middle..<rows.upperBound)
    } else if columns.count > 1 {
      let middle = (columns.lowerBound + columns.upperBound) / 2
      add(part, sign: sign, columns: columns.lowerBound..<middle, rows: rows)
      add(part, sign: sign, columns: middle..<columns.upperBound, rows: rows)
    } else {
      addCell(part, sign: sign, rows.lowerBound * tiling.columns + columns.lowerBound)
    }
  }

  private mutating func addWhole(_ sign: Double, _ columns: Range<Int>, _ rows: Range<Int>) {
    for row in rows {
      for column in columns { areas[row * tiling.columns + column] += sign * tiling.cellArea }
    }
  }

  private mutating func addCell(_ ring: [Point], sign: Double, _ cell: Int) {
    var part = ring
    if case .hexagons = tiling {
      let corners = tiling.corners(of: cell)
      // The upright sides are those of the box.
      for (from, to) in [(0, 1), (2, 3), (3, 4), (5, 0)] {
        part = clipped(part) { signedDistance(of: $0, corners[from], corners[to]) }
      }
    }
    let area = area(of: part)
    // A share of all but rounding is all.
    areas[cell] +=
      sign * (abs(area - tiling.cellArea) <= 1e-9 * tiling.cellArea ? tiling.cellArea : area)
  }

  /// Whether what was clipped to a box is the box.
  private func fills(_ ring: [Point], _ box: Box<Point>) -> Bool {
    let whole = box.width * box.height
    return ring.count <= 8 && abs(area(of: ring) - whole) <= 1e-12 * whole
  }

  private func clipped(_ ring: [Point], to box: Box<Point>) -> [Point] {
    guard let own = Box(enclosing: ring) else { return [] }
    guard own.intersects(box) else { return [] }
    var part = ring
    if own.minX < box.minX { part = clipped(part) { $0.x - box.minX } }
    if own.maxX > box.maxX { part = clipped(part) { box.maxX - $0.x } }
    if own.minY < box.minY { part = clipped(part) { $0.y - box.minY } }
    if own.maxY > box.maxY { part = clipped(part) { box.maxY - $0.y } }
    return part
  }

  /// The part of a ring where a function that grows evenly across the plane is not below 0. Parts that hang
  /// together only by the clipping line are joined along it, which adds no area.
  private func clipped(_ ring: [Point], _ inside: (Point) -> Double) -> [Point] {
    guard var before = ring.last else { return [] }
    var result: [Point] = []
    result.reserveCapacity(ring.count + 4)
    var beforeValue = inside(before)
    for corner in ring {
      let value = inside(corner)
      if (value < 0) != (beforeValue < 0) {
        let share = beforeValue / (beforeValue - value)
        result.append(
          Point(
            x: before.x + share * (corner.x - before.x),
            y: before.y + share * (corner.y - before.y)))
      }
      if value >= 0 { result.append(corner) }
      (before, beforeValue) = (corner, value)
    }
    return result
  }

  /// Twice the area of the triangle with a side: above 0 to the left of it.
  private func signedDistance(of point: Point, _ a: Point, _ b: Point) -> Double {
    (b.x - a.x) * (point.y - a.y) - (point.x - a.x) * (b.y - a.y)
  }

  private func area(of ring: [Point]) -> Double {
    guard let origin = ring.first, var previous = ring.last else { return 0 }
    var twice = 0.0
    for corner in ring {
      twice +=
        (previous.x - origin.x) * (corner.y - origin.y)
        - (corner.x - origin.x) * (previous.y - origin.y)
      previous = corner
    }
    return twice / 2
  }
}
