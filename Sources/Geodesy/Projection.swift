package import Geometry
import Synchronization

/// Why there is no projection between two coordinate reference systems.
package enum GeodesyError: Error, Hashable, Sendable {
  case unknown(crs: String, reason: String)
  case notProjected(crs: String)
  case noOperation(from: String, to: String)
}

/// The one door to PROJ: turns coordinates of one reference system into a projected one's metres, and
/// metres into degrees.
///
/// May be used from any number of threads at once: each borrows a PROJ context of its own. PROJ picks
/// the most accurate operation whose grids it finds; in Great Britain that is OSTN15 if the grid is
/// installed, otherwise a seven-parameter Helmert transformation. It never guesses by a "ballpark"
/// operation.
package final class Projection: Sendable {
  package let source: CoordinateReferenceSystem
  package let target: CoordinateReferenceSystem
  /// The degrees within which the target is meant to be used; `nil` when PROJ does not say.
  package let areaOfUse: Box<LonLat>?
  private let idle: Mutex<[Transformation]>

  /// - Throws: when PROJ does not know a system, or the target is not projected in metres.
  package init(
    from source: CoordinateReferenceSystem = .wgs84, to target: CoordinateReferenceSystem
  ) throws(GeodesyError) {
    self.source = source
    self.target = target
    areaOfUse = Transformation.areaOfUse(of: target)
    idle = Mutex([try Transformation(from: source, to: target)])
  }

  /// The metres of many coordinates; `nil` for one that the operation cannot place.
  /// - Complexity: O(*n*), about a microsecond each.
  package func points(of coordinates: [Coordinate]) -> [Point?] {
    with { $0.transform(coordinates, inverse: false) }.map(Self.metres)
  }

  /// The metres of one position.
  package func point(of coordinate: Coordinate) -> Point? { points(of: [coordinate])[0] }

  /// The source's coordinates of many points; `nil` for one that cannot be placed. With WGS 84 as the
  /// source, as by default, these are degrees.
  package func positions(of points: [Point]) -> [LonLat?] {
    let pairs = points.map { Coordinate(x: $0.x, y: $0.y) }
    return with { $0.transform(pairs, inverse: true) }.map { pair in
      pair.isFinite ? LonLat(x: pair.x, y: pair.y) : nil
    }
  }

  /// A shape in metres; `nil` when one of its corners cannot be placed.
  package func shape(of shape: MultiPolygon<Coordinate>) -> MultiPolygon<Point>? {
    with { transformation in
      shape.mapped(ring: { transformation.transform($0, inverse: false) }, Self.metres)
    }
  }

  /// A shape in the source's coordinates; `nil` when one of its corners cannot be placed.
  package func shape(of shape: MultiPolygon<Point>) -> MultiPolygon<LonLat>? {
    with { transformation in
      shape.mapped(ring: { ring in
        transformation.transform(
          ring.map { Coordinate(x: $0.x, y: $0.y) }, inverse: true)
      }) { pair in
        pair.isFinite ? LonLat(x: pair.x, y: pair.y) : nil
      }
    }
  }

  /// The operation PROJ used for a place, and how exact it is.
  package func operation(at coordinate: Coordinate) -> Operation {
    with { transformation in
      _ = transformation.transform([coordinate], inverse: false)
      return transformation.lastOperation
    }
  }

  /// A way from one system to another.
  package struct Operation: Hashable, Sendable {
    /// PROJ's description, such as "OSGB36 to WGS 84 (6) + British National Grid".
    package let name: String
    /// How far off a position may be, in metres; `nil` when PROJ does not say.
    package let accuracy: Double?

    /// Whether positions are off by more than a foot, so that results must say so.
    package var isApproximate: Bool { accuracy.map { $0 > 0.3 } ?? true }
  }

  /// The point, if it can lie on Earth: with coordinates given in metres PROJ passes on any number, and
  /// a slip of the pen must not become a place that no grid can count to.
  private static func metres(_ pair: Coordinate) -> Point? {
    let reach = 1e8  // more than twice round the Earth
    guard abs(pair.x) < reach, abs(pair.y) < reach else { return nil }
    return Point(x: pair.x, y: pair.y)
  }

  /// Lends a context that no other thread uses, and keeps it for the next borrower.
  private func with<Result>(_ body: (Transformation) -> Result) -> Result {
    let borrowed = idle.withLock { $0.popLast() } ?? (try? Transformation(from: source, to: target))
    // A pair of systems that could be connected once can be again, unless memory has run out.
    guard let borrowed else { preconditionFailure("PROJ could not repeat a known operation") }
    defer { idle.withLock { $0.append(borrowed) } }
    return body(borrowed)
  }
}

extension MultiPolygon {
  /// The shape with whole rings transformed at once; `nil` when a corner has no place.
  fileprivate func mapped<R, Q: Position>(
    ring transform: ([P]) -> [R], _ place: (R) -> Q?
  ) -> MultiPolygon<Q>? {
    var result: [Polygon<Q>] = []
    for polygon in polygons {
      var rings: [Ring<Q>] = []
      for ring in polygon.rings {
        let corners = transform(ring.corners).compactMap(place)
        guard corners.count == ring.corners.count, let ring = try? Ring(corners: corners) else {
          return nil  // the ring had enough corners before, so only a missing place leads here
        }
        rings.append(ring)
      }
      result.append(Polygon(exterior: rings[0], holes: Array(rings.dropFirst())))
    }
    return MultiPolygon<Q>(result)
  }
}
