package import Geometry
import Probability

/// Areas that divide a box between them: four-cornered cells, or each cut into two triangles.
package struct Tessellation {
  package let shapes: [MultiPolygon<Point>]
  /// The corners that areas share, those on the box's own edge left out.
  package let innerCorners: [Point]

  /// - Parameter jitter: how far corners move from a regular grid, as a share of a cell, below 0.25;
  ///   those on the box's edge stay.
  package init(
    of box: Box<Point>, columns: Int, rows: Int, jitter: Double, triangles: Bool,
    using generator: inout some RandomNumberGenerator
  ) throws(RingError) {
    let (width, height) = (box.width / Double(columns), box.height / Double(rows))
    var corners: [[Point]] = []
    var inner: [Point] = []
    for row in 0...rows {
      corners.append([])
      for column in 0...columns {
        let isInner = 0 < row && row < rows && 0 < column && column < columns
        let (dx, dy) = (
          generator.uniform(from: -jitter, to: jitter), generator.uniform(from: -jitter, to: jitter)
        )
        let corner = Point(
          x: box.minX + (Double(column) + (isInner ? dx : 0)) * width,
          y: box.minY + (Double(row) + (isInner ? dy : 0)) * height)
        corners[row].append(corner)
        if isInner { inner.append(corner) }
      }
    }
    var shapes: [MultiPolygon<Point>] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let cell = [
          corners[row][column], corners[row][column + 1], corners[row + 1][column + 1],
          corners[row + 1][column],
        ]
        for part in triangles ? [[0, 1, 2], [0, 2, 3]] : [[0, 1, 2, 3]] {
          shapes.append(MultiPolygon(try Ring(corners: part.map { cell[$0] })))
        }
      }
    }
    self.shapes = shapes
    innerCorners = inner
  }
}
