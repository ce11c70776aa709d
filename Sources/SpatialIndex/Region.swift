import Geometry

/// How much of a box a region holds.
enum Cover {
  /// No position of the box.
  case none
  /// Perhaps some, perhaps none or all.
  case some
  /// Every position of the box.
  case all
}

/// A part of the plane that points are looked up in.
protocol Region {
  func holds(_ position: Point) -> Bool
  func cover(of box: Box<Point>) -> Cover
}

extension Box<Point>: Region {
  func holds(_ position: Point) -> Bool { contains(position) }

  func cover(of box: Box<Point>) -> Cover {
    guard intersects(box) else { return .none }
    let holdsAll =
      minX <= box.minX && box.maxX <= maxX && minY <= box.minY && box.maxY <= maxY
    return holdsAll ? .all : .some
  }
}

/// The positions within some distance of one, those just so far included.
struct Disc: Region {
  let centre: Point
  let greatestSquare: Double

  init(centre: Point, radius: Double) {
    self.centre = centre
    greatestSquare = SpatialIndex.greatestSquare(within: radius)
  }

  func holds(_ position: Point) -> Bool {
    squaredDistance(from: centre, to: position) <= greatestSquare
  }

  func cover(of box: Box<Point>) -> Cover {
    if box.squaredDistance(to: centre) > greatestSquare { return .none }
    return box.greatestSquaredDistance(to: centre) <= greatestSquare ? .all : .some
  }
}

/// The inside of a shape, by the half-open rule of `Ring.encloses`.
struct ShapeRegion: Region {
  private let parts: [PolygonRows]

  /// - Complexity: O(edges).
  init(_ shape: MultiPolygon<Point>) { parts = shape.polygons.map { PolygonRows($0) } }

  func holds(_ position: Point) -> Bool { parts.contains { $0.holds(position) } }

  func cover(of box: Box<Point>) -> Cover {
    var cover = Cover.none
    for part in parts {
      switch part.cover(of: box) {
      case .all: return .all
      case .some: cover = .some
      case .none: continue
      }
    }
    return cover
  }
}
