package import Geometry
package import Probability

/// Whether equal shares of ground hold equal numbers of points, by counts in rectangles.
///
/// The window's box is cut into equal rectangles; the expected count of each is in proportion to what the
/// window has of it, so that rectangles cut by the boundary compare fairly. X² = Σ (count − expected)² /
/// expected has about the chi-square distribution with one degree of freedom less than there are rectangles.
/// A point on the line between two rectangles counts in the western or southern one, as in spatstat.
/// It looks at one size of rectangle only, and says nothing of how points lie within.
package struct QuadratTest: Hashable, Sendable {
  package let columns: Int
  package let rows: Int
  /// Row after row from the south, each from the west.
  package let counts: [Int]
  /// What a uniform pattern has on average; 0 outside the window.
  package let expected: [Double]
  package let statistic: Double
  package let degreesOfFreedom: Int
  /// Two-sided: uneven, or more even than chance.
  package let pValue: PValue
  /// How many times as much the counts vary as a uniform pattern's: X² over its degrees of freedom.
  package var varianceRatio: Double { statistic / Double(degreesOfFreedom) }
  /// The approximation wants 5.
  package var leastExpected: Double { expected.filter { $0 > 0 }.min() ?? 0 }

  /// `nil` without points, or where fewer than two rectangles meet the window.
  package init?(of pattern: PointPattern, columns: Int, rows: Int) {
    precondition(columns > 0 && rows > 0, "there are rectangles")
    let box = pattern.window.box
    let (width, height) = (box.width / Double(columns), box.height / Double(rows))
    var counts = [Int](repeating: 0, count: columns * rows)
    for point in pattern.points {
      let column = Self.place((point.x - box.minX) / width, below: columns)
      counts[Self.place((point.y - box.minY) / height, below: rows) * columns + column] += 1
    }
    let areas = (0..<columns * rows).map { place in
      let (west, south) = (
        box.minX + Double(place % columns) * width, box.minY + Double(place / columns) * height
      )
      return pattern.window.shape.area(
        in: Box(minX: west, minY: south, maxX: west + width, maxY: south + height))
    }
    // What is smaller is left from rounding.
    let expected = areas.map {
      $0 > 1e-9 * width * height ? $0 * Double(pattern.count) / pattern.window.area : 0
    }
    let met = expected.indices.filter { expected[$0] > 0 }
    guard pattern.count > 0, met.count > 1 else { return nil }
    self.columns = columns
    self.rows = rows
    self.counts = counts
    self.expected = expected
    degreesOfFreedom = met.count - 1
    statistic = met.reduce(0) { sum, place in
      let difference = Double(counts[place]) - expected[place]
      return sum + difference * difference / expected[place]
    }
    pValue = ChiSquareDistribution.pValue(
      statistic, degreesOfFreedom: met.count - 1, .twoSided)
  }

  private static func place(_ coordinate: Double, below count: Int) -> Int {
    min(max(0, Int(coordinate.rounded(.up)) - 1), count - 1)
  }
}

extension MultiPolygon<Point> {
  /// How much of the shape lies in a box: exact but for rounding.
  ///
  /// The sum over edges of the area below each, within the box, by the sign of its direction.
  /// - Complexity: O(edges).
  fileprivate func area(in box: Box<Point>) -> Double {
    rightHanded().polygons.reduce(0) { sum, polygon in
      sum
        + polygon.rings.reduce(0) { sum, ring in
          var previous = ring.corners[ring.corners.count - 1]
          return sum
            + ring.corners.reduce(0) { sum, corner in
              defer { previous = corner }
              return sum - box.areaBelow(previous, corner)
            }
        }
    }
  }
}

extension Box<Point> {
  /// The area of the box below an edge, negative for one that runs westwards.
  fileprivate func areaBelow(_ a: Point, _ b: Point) -> Double {
    guard a.x != b.x else { return 0 }
    let (from, to) = (min(max(a.x, minX), maxX), min(max(b.x, minX), maxX))
    guard from != to else { return 0 }
    let slope = (b.y - a.y) / (b.x - a.x)
    let (low, high) = (a.y + slope * (from - a.x) - minY, a.y + slope * (to - a.x) - minY)
    // Where the edge crosses the lower and the upper side, as shares of the way.
    let cuts = [0 - low, height - low].map { $0 / (high - low) }
      .filter { $0 > 0 && $0 < 1 }.sorted()
    var (sum, start) = (0.0, 0.0)
    for end in cuts + [1] {
      let heights = [start, end].map { min(max(low + $0 * (high - low), 0), height) }
      sum += (end - start) * (heights[0] + heights[1]) / 2
      start = end
    }
    return sum * (to - from)
  }
}
