import Foundation
import Geometry
import Probability

/// A made-up map for point in polygon: 44 × 25 areas that share wavy borders, 374 corners each.
///
/// The corners of a lattice over 90 × 60 km are moved by up to a tenth of its cells, and each border
/// swings by a sum of waves: as many areas and corners as a county's wards.
enum PeerPolygons {
  static let columns = 44
  static let rows = 25
  static let count = columns * rows
  /// Of the borders that run east, and of those that run north.
  static let segments = (east: 94, north: 93)
  static let cornersEach = 2 * (segments.east + segments.north)

  /// The corners of each area anticlockwise, the first not repeated; row by row from the south-west.
  static func rings() -> [[Point]] {
    var random = Philox(seed: 1, stream: 3)
    let nodes = (0...rows).map { row in
      (0...columns).map { column in
        Point(
          x: (Double(column) + random.uniform(from: -0.1, to: 0.1)) * 90_000 / Double(columns),
          y: (Double(row) + random.uniform(from: -0.1, to: 0.1)) * 60_000 / Double(rows))
      }
    }
    let east = nodes.map { row in
      zip(row, row.dropFirst()).map { border(from: $0, to: $1, segments.east, &random) }
    }
    let north = zip(nodes, nodes.dropFirst()).map { lower, upper in
      zip(lower, upper).map { border(from: $0, to: $1, segments.north, &random) }
    }
    return (0..<count).map { number in
      let (row, column) = (number / columns, number % columns)
      let sides = [
        east[row][column], north[row][column + 1], east[row + 1][column].reversed(),
        north[row][column].reversed(),
      ]
      return sides.flatMap { $0.dropLast() }
    }
  }

  static func shapes(ofCorners corners: [Point]) throws -> [MultiPolygon<Point>] {
    try stride(from: 0, to: corners.count, by: cornersEach).map {
      MultiPolygon([
        Polygon(exterior: try Ring(corners: Array(corners[$0..<($0 + cornersEach)])))
      ])
    }
  }

  /// Waves of amplitude up to 20 m over their number cannot meet those of a neighbouring border.
  private static func border(
    from start: Point, to end: Point, _ segments: Int, _ random: inout Philox
  ) -> [Point] {
    let swings = (1...6).map { random.uniform(from: -20, to: 20) / Double($0).squareRoot() }
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = start.distance(to: end)
    return (0...segments).map { step in
      let share = Double(step) / Double(segments)
      // At the ends exactly 0, so that borders meet in the node itself.
      let swing =
        step % segments == 0
        ? 0
        : swings.enumerated().reduce(0) {
          $0 + $1.element * sin(Double.pi * share * Double($1.offset + 1))
        }
      return Point(
        x: start.x + share * dx - swing * dy / length, y: start.y + share * dy + swing * dx / length
      )
    }
  }
}
