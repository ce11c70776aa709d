/// An area inside one ring and outside its holes.
package struct Polygon<P: Position>: Hashable, Sendable {
  package let exterior: Ring<P>
  package let holes: [Ring<P>]

  package init(exterior: Ring<P>, holes: [Ring<P>] = []) {
    self.exterior = exterior
    self.holes = holes
  }

  package var rings: [Ring<P>] { [exterior] + holes }

  /// The area in the square of the positions' unit, holes taken off.
  /// - Complexity: O(*n*).
  package var area: Double {
    holes.reduce(abs(exterior.signedArea)) { $0 - abs($1.signedArea) }
  }

  /// The same polygon with its exterior counter-clockwise and its holes clockwise (RFC 7946, 3.1.6).
  package func rightHanded() -> Polygon {
    Polygon(
      exterior: exterior.isCounterClockwise ? exterior : exterior.reversed(),
      holes: holes.map { $0.isCounterClockwise ? $0.reversed() : $0 })
  }
}

/// Several polygons that are one place: an area with islands, or a hotspot cut by a boundary.
package struct MultiPolygon<P: Position>: Hashable, Sendable {
  package let polygons: [Polygon<P>]
  /// The smallest box around the shape; `nil` when it holds no polygon.
  package let box: Box<P>?

  package init(_ polygons: [Polygon<P>]) {
    self.polygons = polygons
    box = Box(union: polygons.compactMap { Box(enclosing: $0.exterior.corners) })
  }

  package var area: Double { polygons.reduce(0) { $0 + $1.area } }

  package func rightHanded() -> MultiPolygon { MultiPolygon(polygons.map { $0.rightHanded() }) }

  /// The shape with every position replaced; `nil` when one has no replacement.
  package func mapped<Q: Position>(_ transform: (P) -> Q?) -> MultiPolygon<Q>? {
    var result: [Polygon<Q>] = []
    for polygon in polygons {
      guard let exterior = polygon.exterior.mapped(transform) else { return nil }
      let holes = polygon.holes.compactMap { $0.mapped(transform) }
      guard holes.count == polygon.holes.count else { return nil }
      result.append(Polygon<Q>(exterior: exterior, holes: holes))
    }
    return MultiPolygon<Q>(result)
  }
}
