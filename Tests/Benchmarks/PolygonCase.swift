import Geometry
import Probability
import SpatialIndex

/// Which of 1,100 areas of 374 corners holds each of many clustered points, on one core, with and
/// without the time to build the index of the areas.
struct PolygonCase {
  let points: Int

  func run() throws -> [Measurement] {
    let box = Box<Point>(minX: 0, minY: 0, maxX: 90_000, maxY: 60_000)
    let shapes = try WigglyAreas(of: box, columns: 44, rows: 25).shapes
    let sample = DensityCase.sample(points)
    var sink = 0
    let index = RasterAreaIndex(shapes)
    let without = median(of: 7) { sink &+= Int(index.areas(of: sample)[0]) }
    let with = median(of: 7) {
      sink &+= Int(RasterAreaIndex(shapes).areas(of: sample)[0])
    }
    let few = sample.prefix(200)
    let plain = seconds {
      for point in few { sink &+= shapes.firstIndex { $0.contains(point) } ?? 0 }
    }
    return [("points-in-polygons", without), ("points-in-polygons-with-build", with)].map {
      Measurement(
        bench: $0, n: points, parameters: "\(shapes.count) areas of 374 corners", median: $1,
        runs: 7, baseline: "full scan of the areas, scaled",
        ratio: plain / Double(few.count) * Double(points) / $1,
        rate: "\(Int(Double(points) / $1 / 1e3)) thousand points/s")
    }
  }
}

/// Areas that divide a box between them along wiggly lines: 93 edges from west to east and 94 from
/// south to north on each side of an area.
private struct WigglyAreas {
  let shapes: [MultiPolygon<Point>]

  init(of box: Box<Point>, columns: Int, rows: Int) throws(RingError) {
    var random = Philox(seed: 5, stream: 5)
    let corners = (0...rows).map { row in
      (0...columns).map { column in
        let isInner = 0 < row && row < rows && 0 < column && column < columns
        let shift = isInner ? 0.2 : 0
        return Point(
          x: box.minX + (Double(column) + random.uniform(from: -shift, to: shift))
            * box.width / Double(columns),
          y: box.minY + (Double(row) + random.uniform(from: -shift, to: shift))
            * box.height / Double(rows))
      }
    }
    let east = (0...rows).map { row in
      (0..<columns).map {
        Self.line(corners[row][$0], corners[row][$0 + 1], edges: 93, using: &random)
      }
    }
    let north = (0..<rows).map { row in
      (0...columns).map {
        Self.line(corners[row][$0], corners[row + 1][$0], edges: 94, using: &random)
      }
    }
    var shapes: [MultiPolygon<Point>] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let there = east[row][column] + north[row][column + 1] + [corners[row + 1][column + 1]]
        let top = east[row + 1][column].dropFirst().reversed()
        let left = north[row][column].dropFirst().reversed()
        let ring = try Ring(corners: there + top + [corners[row + 1][column]] + left)
        shapes.append(MultiPolygon([Polygon(exterior: ring)]))
      }
    }
    self.shapes = shapes
  }

  /// A line that leaves the straight one by up to a fiftieth of its length, less near its ends, which
  /// keeps lines from crossing; its end is left out.
  private static func line(
    _ a: Point, _ b: Point, edges: Int, using random: inout Philox
  ) -> [Point] {
    (0..<edges).map { edge in
      let along = Double(edge) / Double(edges)
      let reach = min(0.2 * min(along, 1 - along), 0.02)
      let aside = random.uniform(from: -reach, to: reach)
      return Point(
        x: a.x + along * (b.x - a.x) - aside * (b.y - a.y),
        y: a.y + along * (b.y - a.y) + aside * (b.x - a.x))
    }
  }
}
