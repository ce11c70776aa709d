import Geometry

/// The shape of what bears a number on the page, as far as its marker must know it.
struct MarkerTarget: Sendable {
  let label: String
  /// A point well inside the shape, and the distance from it to the edge.
  let anchor: Pixel
  let clearance: Double
  let box: Box<Pixel>
  private let edges: [Line]

  /// `nil` for a shape without a position. A line is numbered at its middle, a point at its sign.
  /// - Parameter symbolSize: how large the sign of a point is on the page.
  init?(label: String, shape: ThematicMap.Shape, symbolSize: Double = 0, in frame: MapFrame) {
    guard let ground = shape.box,
      let box = Box(enclosing: ground.diagonal.map(frame.pixel))?.expanded(
        by: shape.kind == .point ? symbolSize / 2 : 0)
    else { return nil }
    let lines: [[Pixel]]
    switch shape {
    case .polygon(let shape):
      guard let interior = InteriorPoint(of: shape) else { return nil }
      anchor = frame.pixel(interior.point)
      clearance = interior.clearance * frame.scale
      lines = frame.lines(of: shape).map { $0 + $0.prefix(1) }
    case .lines(let all), .arrows(let all):
      lines = all.map { $0.map(frame.pixel) }
      let longest = lines.max { $0.count < $1.count } ?? []
      anchor = longest.isEmpty ? box.centre : longest[longest.count / 2]
      clearance = 0
    case .point:
      lines = [box.outline]
      anchor = box.centre
      clearance = 0
    }
    self.label = label
    self.box = box
    edges = lines.flatMap { line in
      zip(line, line.dropFirst()).map { Line(start: $0, end: $1) }
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
