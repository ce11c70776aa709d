import Geometry

/// A position on the page: 1600 units from left to right, and y grows downwards, as SVG has it.
struct Pixel: Position {
  var x: Double
  var y: Double

  func distance(to other: Pixel) -> Double {
    let (dx, dy) = (x - other.x, y - other.y)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The position `length` units further in a direction of unit length.
  func moved(by length: Double, towards direction: Pixel) -> Pixel {
    Pixel(x: x + length * direction.x, y: y + length * direction.y)
  }
}

extension Box<Point> {
  /// Two corners opposite each other.
  var diagonal: [Point] { [Point(x: minX, y: minY), Point(x: maxX, y: maxY)] }
}

extension Box<Pixel> {
  init(centre: Pixel, width: Double, height: Double) {
    self.init(
      minX: centre.x - width / 2, minY: centre.y - height / 2,
      maxX: centre.x + width / 2, maxY: centre.y + height / 2)
  }

  var centre: Pixel { Pixel(x: (minX + maxX) / 2, y: (minY + maxY) / 2) }

  /// The sides as one closed line that ends where it begins.
  var outline: [Pixel] {
    [(minX, minY), (maxX, minY), (maxX, maxY), (minX, maxY), (minX, minY)]
      .map { Pixel(x: $0.0, y: $0.1) }
  }

  func holds(_ other: Box<Pixel>) -> Bool {
    minX <= other.minX && minY <= other.minY && other.maxX <= maxX && other.maxY <= maxY
  }

  /// Whether a straight line meets the box: clipped to it, something is left (Liang and Barsky 1984).
  func meets(_ line: Line) -> Bool {
    var (from, to) = (0.0, 1.0)
    let (dx, dy) = (line.end.x - line.start.x, line.end.y - line.start.y)
    for (step, room) in [
      (-dx, line.start.x - minX), (dx, maxX - line.start.x),
      (-dy, line.start.y - minY), (dy, maxY - line.start.y),
    ] {
      if step == 0, room < 0 { return false }
      if step < 0 { from = max(from, room / step) }
      if step > 0 { to = min(to, room / step) }
    }
    return from <= to
  }
}

/// A straight line on the page.
struct Line: Hashable, Sendable {
  let start: Pixel
  let end: Pixel

  /// Whether two lines cross somewhere between their ends.
  func crosses(_ other: Line) -> Bool {
    turn(to: other.start) * turn(to: other.end) < 0
      && other.turn(to: start) * other.turn(to: end) < 0
  }

  private func turn(to position: Pixel) -> Double {
    (end.x - start.x) * (position.y - start.y) - (end.y - start.y) * (position.x - start.x)
  }
}
