package import Geometry
import RealModule

extension ScanOutline {
  /// The window as drawn: a polygon of 96 corners just outside the circle or ellipse, so that every location of
  /// the window lies inside. A window of one place is drawn with a reach of `least`.
  package func corners(around centre: Point, reach: Double, least: Double = 50) -> [Point] {
    let count = 96
    let long = max(reach, least) / Double.cos(Double.pi / Double(count)) + 0.01
    let short = long / ratio
    let (cosine, sine) = (Double.cos(angle), Double.sin(angle))
    return (0..<count).map { corner in
      let turn = 2 * Double.pi * Double(corner) / Double(count)
      let (along, across) = (long * Double.cos(turn), short * Double.sin(turn))
      return Point(
        x: centre.x + along * cosine - across * sine, y: centre.y + along * sine + across * cosine)
    }
  }

  /// From east to the major axis, counter-clockwise, in degrees.
  package var degrees: Double { angle * 180 / Double.pi }
}
