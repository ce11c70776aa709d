/// A position in some plane of coordinates.
///
/// Start reading the geometry here: a `Coordinate` is what a file says, a `LonLat` is in degrees, a
/// `Point` is in metres, and shapes say which of them they are made of, so that mixing degrees and
/// metres does not compile. Only `Geodesy` turns one into another.
package protocol Position: Hashable, Sendable {
  /// The coordinate that grows eastwards.
  var x: Double { get }
  /// The coordinate that grows northwards.
  var y: Double { get }
  init(x: Double, y: Double)
}

extension Position {
  /// Whether both coordinates are numbers that a shape can be built on.
  package var isFinite: Bool { x.isFinite && y.isFinite }
}

/// A position in metres of a projected coordinate reference system.
package struct Point: Position {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// The distance in metres, along a straight line of the plane.
  package func distance(to other: Point) -> Double {
    let (dx, dy) = (x - other.x, y - other.y)
    return (dx * dx + dy * dy).squareRoot()
  }
}

/// A position in degrees on WGS 84, longitude first as in RFC 7946.
package struct LonLat: Position {
  package var longitude: Double
  package var latitude: Double

  package init(longitude: Double, latitude: Double) {
    self.longitude = longitude
    self.latitude = latitude
  }

  package init(x: Double, y: Double) { self.init(longitude: x, latitude: y) }

  package var x: Double { longitude }
  package var y: Double { latitude }

  /// Whether the pair can be degrees at all: longitude within ±180, latitude within ±90.
  package var isOnEarth: Bool { abs(longitude) <= 180 && abs(latitude) <= 90 }
}

/// A position as a file gives it, in the file's own coordinate reference system.
package struct Coordinate: Position {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
