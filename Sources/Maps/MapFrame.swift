import Geometry

/// The window through which the ground is seen on the page: north up, one scale for both axes.
struct MapFrame: Sendable {
  /// The panel on the page.
  let panel: Box<Pixel>
  /// Units of the page per metre on the ground.
  let scale: Double
  private let middle: Point

  /// What is kept free between the ground that must be seen and the edge of the panel.
  static let margin = 26.0
  /// The least ground that is shown, in metres: less would be all blur and no place.
  static let leastExtent = 60.0

  /// The largest view of the extent that the panel holds, in its middle; `nil` without an extent.
  init?(showing extent: Box<Point>?, in panel: Box<Pixel>) {
    guard let extent else { return nil }
    let width = max(extent.width, Self.leastExtent)
    let height = max(extent.height, Self.leastExtent)
    let room = panel.expanded(by: -Self.margin)
    self.panel = panel
    scale = min(room.width / width, room.height / height)
    middle = Point(
      x: extent.minX + extent.width / 2, y: extent.minY + extent.height / 2)
  }

  func pixel(_ point: Point) -> Pixel {
    Pixel(
      x: panel.centre.x + (point.x - middle.x) * scale,
      y: panel.centre.y - (point.y - middle.y) * scale)
  }

  func point(_ pixel: Pixel) -> Point {
    Point(
      x: middle.x + (pixel.x - panel.centre.x) / scale,
      y: middle.y - (pixel.y - panel.centre.y) / scale)
  }

  /// The rings of a shape as closed lines on the page, without corners that cannot be seen.
  func lines(of shape: MultiPolygon<Point>) -> [[Pixel]] {
    shape.polygons.flatMap(\.rings).map { simplified($0.corners.map(pixel), tolerance: 0.4) }
  }
}
