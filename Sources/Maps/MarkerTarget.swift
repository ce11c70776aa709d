import Geometry

/// A hotspot's shape on the page, as far as its marker must know it.
struct MarkerTarget: Sendable {
  let label: String
  /// A point well inside the shape, and the distance from it to the edge.
  let anchor: Pixel
  let clearance: Double
  let box: Box<Pixel>
  private let edges: [Line]

  /// `nil` for a hotspot without a polygon.
  init?(of hotspot: HotspotMap.Hotspot, in frame: MapFrame) {
    guard let interior = InteriorPoint(of: hotspot.shape), let box = frame.box(of: hotspot.shape)
    else { return nil }
    label = String(hotspot.number)
    anchor = frame.pixel(interior.point)
    clearance = interior.clearance * frame.scale
    self.box = box
    edges = frame.lines(of: hotspot.shape).flatMap { line in
      zip(line, line.dropFirst() + line.prefix(1)).map { Line(start: $0, end: $1) }
    }
  }

  /// Whether the shape is so large that a marker on its edge hides little of it.
  var isLarge: Bool { clearance > Marker.height }

  /// Whether the shape covers a position (even-odd).
  func covers(_ position: Pixel) -> Bool {
    guard box.contains(position) else { return false }
    return edges.count { edge in
      (edge.start.y <= position.y) != (edge.end.y <= position.y)
        && position.x < edge.start.x
          + (position.y - edge.start.y) / (edge.end.y - edge.start.y) * (edge.end.x - edge.start.x)
    } % 2 == 1
  }

  /// How far the edge is from the anchor in a direction; 0 for a shape with no inside.
  func reach(towards direction: Pixel) -> Double {
    var least = Double.infinity
    for edge in edges {
      let (dx, dy) = (edge.end.x - edge.start.x, edge.end.y - edge.start.y)
      let (ox, oy) = (edge.start.x - anchor.x, edge.start.y - anchor.y)
      let determinant = direction.x * dy - direction.y * dx
      guard determinant != 0 else { continue }
      let along = (ox * dy - oy * dx) / determinant
      let share = (ox * direction.y - oy * direction.x) / determinant
      if along >= 0, (0...1).contains(share) { least = min(least, along) }
    }
    return least.isFinite ? least : 0
  }
}
