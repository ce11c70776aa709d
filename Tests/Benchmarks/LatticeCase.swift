import Foundation
import Geometry
import Hotspots
import Probability

/// Points counted in hexagons over a window of many corners, and how much ground each hexagon has, on one core.
struct LatticeCase {
  let points: Int

  func run() throws -> [Measurement] {
    var random = Philox(seed: 3, stream: 3)
    let window = try Self.window(corners: 20_000, using: &random)
    let box = Box(union: [window].compactMap(\.box)).unsafelyUnwrapped
    let places = (0..<points).map { _ in
      Point(
        x: random.uniform(from: box.minX, to: box.maxX),
        y: random.uniform(from: box.minY, to: box.maxY))
    }
    let lattice = Lattice.hexagons(width: 500, over: window)
    var sink = 0
    let time = median(of: 7) { sink &+= lattice.counts(of: places).last ?? 0 }
    let few = places.prefix(500)
    let plain = seconds {
      for place in few {
        sink &+= (0..<lattice.count).first { lattice.polygon(of: $0).contains(place) } ?? 0
      }
    }
    return [
      Measurement(
        bench: "hexagon-counts", n: points, parameters: "\(lattice.count) hexagons of 500 m",
        median: time, runs: 7, baseline: "full scan of the hexagons, scaled",
        ratio: plain / Double(few.count) * Double(points) / time,
        rate: "\(Int(Double(points) / time / 1e6)) million points/s"),
      Self.ground(window, cells: points),
    ]
  }

  /// As many hexagons as there are points.
  private static func ground(_ window: MultiPolygon<Point>, cells: Int) -> Measurement {
    let box = Box(union: [window].compactMap(\.box)).unsafelyUnwrapped
    let width = (box.width * box.height / Double(cells)).squareRoot()
    let tiling = Tiling.hexagons(HexagonGrid(covering: box, width: width))
    var sink = 0.0
    let time = median(of: 3) { sink += tiling.ground(in: window).last ?? 0 }
    return Measurement(
      bench: "hexagon-ground", n: tiling.cellCount,
      parameters: "window of \(window.polygons[0].exterior.corners.count) corners", median: time,
      runs: 3)
  }

  /// A star with so many corners, 60 km wide.
  private static func window(
    corners: Int, using random: inout Philox
  ) throws -> MultiPolygon<Point> {
    var positions: [Point] = []
    for corner in 0..<corners {
      let turn = Double(corner) / Double(corners) * 2 * Double.pi
      let distance = random.uniform(from: 24_000, to: 30_000)
      positions.append(
        Point(x: 400_000 + distance * cos(turn), y: 400_000 + distance * sin(turn)))
    }
    return MultiPolygon([Polygon(exterior: try Ring(corners: positions))])
  }
}
