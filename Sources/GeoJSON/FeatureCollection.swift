package import Geometry

/// A place to draw and what is known of it.
package struct Feature: Sendable {
  package var id: JSONValue?
  package var geometry: Geometry
  package var properties: [JSONValue.Member]
  /// Members of the feature beside those of RFC 7946, such as `links`.
  package var foreign: [JSONValue.Member]

  /// A geometry in WGS 84; `none` for a feature without a place.
  package enum Geometry: Hashable, Sendable {
    case none
    case point(LonLat)
    /// Two positions or more.
    case line([LonLat])
    case polygons(MultiPolygon<LonLat>)
  }

  package init(
    id: JSONValue? = nil, geometry: Geometry, properties: [JSONValue.Member],
    foreign: [JSONValue.Member] = []
  ) {
    self.id = id
    self.geometry = geometry
    self.properties = properties
    self.foreign = foreign
  }
}

/// Features to be written as one GeoJSON text (RFC 7946).
///
/// Coordinates get 6 decimals, about a tenth of a metre; exteriors are counter-clockwise and holes
/// clockwise; there is no `crs` member, as the standard wants.
package struct FeatureCollection: Sendable {
  package static let decimals = 6

  package var features: [Feature]
  /// Members of the collection beside those of RFC 7946, such as `study` and `caveats`.
  package var foreign: [JSONValue.Member]

  package init(features: [Feature], foreign: [JSONValue.Member] = []) {
    self.features = features
    self.foreign = foreign
  }

  /// - Complexity: O(corners + properties).
  package var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.raw("{\"type\":\"FeatureCollection\"")
    writer.write(more: foreign)
    writer.raw(",\"features\":")
    writer.list(features, "[", "]") { $0.write($1) }
    writer.raw("}\n")
    return writer.bytes
  }
}

extension JSONWriter {
  package mutating func write(_ feature: Feature) {
    raw("{\"type\":\"Feature\"")
    if let id = feature.id { write(more: [.init("id", id)]) }
    raw(",\"geometry\":")
    write(feature.geometry)
    raw(",\"properties\":")
    write(.object(feature.properties))
    write(more: feature.foreign)
    raw("}")
  }

  /// Members that follow others.
  fileprivate mutating func write(more members: [JSONValue.Member]) {
    for member in members {
      raw(",")
      write(.string(member.name))
      raw(":")
      write(member.value)
    }
  }

  private mutating func write(_ geometry: Feature.Geometry) {
    switch geometry {
    case .none: raw("null")
    case .point(let position):
      raw("{\"type\":\"Point\",\"coordinates\":")
      write(position)
      raw("}")
    case .line(let positions):
      raw("{\"type\":\"LineString\",\"coordinates\":")
      list(positions, "[", "]") { $0.write($1) }
      raw("}")
    case .polygons(let shape):
      let shape = shape.rightHanded()
      if shape.polygons.count == 1 {
        raw("{\"type\":\"Polygon\",\"coordinates\":")
        write(shape.polygons[0])
      } else {
        raw("{\"type\":\"MultiPolygon\",\"coordinates\":")
        list(shape.polygons, "[", "]") { $0.write($1) }
      }
      raw("}")
    }
  }

  private mutating func write(_ polygon: Polygon<LonLat>) {
    list(polygon.rings, "[", "]") { writer, ring in
      writer.list(ring.closed, "[", "]") { $0.write($1) }
    }
  }

  private mutating func write(_ position: LonLat) {
    raw("[")
    write(position.longitude, decimals: FeatureCollection.decimals)
    raw(",")
    write(position.latitude, decimals: FeatureCollection.decimals)
    raw("]")
  }
}
