import Foundation
import Geometry

/// The window of `Tests/ReferenceData/polywin.json`: six corners and a rectangular hole.
func windowWithHole() throws -> MultiPolygon<Point> {
  struct Rings: Decodable {
    let outer: [[Double]]
    let hole: [[Double]]
  }
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  let data = try Data(contentsOf: folder.appending(path: "ReferenceData/polywin.json"))
  let rings = try JSONDecoder().decode(Rings.self, from: data)
  func ring(_ corners: [[Double]]) throws -> Ring<Point> {
    try Ring(corners: corners.map { Point(x: $0[0], y: $0[1]) })
  }
  return MultiPolygon([
    Polygon(exterior: try ring(rings.outer), holes: [try ring(rings.hole)])
  ])
}
