package import FoundationEssentials
package import Geometry

/// What is wrong with a GeoJSON text.
package enum GeoJSONError: Error, Hashable, Sendable {
  case notJSON(reason: String)
  case notFeatures(type: String)
  /// Features are numbered from 1.
  case badGeometry(feature: Int, reason: String)
  case badRing(feature: Int, ring: Int, RingError)
}

/// A GeoJSON text as read: features whose coordinates are in the text's own reference system.
package struct GeoJSONText: Sendable {
  package struct Item: Sendable {
    package let id: JSONValue?
    package let properties: [String: JSONValue]
    /// The polygons of the feature; `nil` when it has no geometry.
    package let shape: MultiPolygon<Coordinate>?
  }

  package let items: [Item]
  /// The name in a `crs` member, which RFC 7946 dropped but files still carry.
  package let crs: String?

  /// Reads a FeatureCollection or a single Feature of polygons.
  /// - Throws: when the text is not JSON, not features, or has a geometry that is no valid polygon:
  ///   rings must be closed and have four positions or more.
  package init(_ data: Data) throws(GeoJSONError) {
    let file: RawFile
    do {
      file = try JSONDecoder().decode(RawFile.self, from: data)
    } catch {
      throw .notJSON(reason: Self.reason(error))
    }
    let features: [RawFeature]
    switch (file.type, file.features) {
    case ("FeatureCollection", .some(let list)): features = list
    case ("Feature", _):
      features = [RawFeature(id: file.id, properties: file.properties, geometry: file.geometry)]
    default: throw .notFeatures(type: file.type)
    }
    crs = file.crs?.properties?["name"]?.text
    var items: [Item] = []
    for (index, feature) in features.enumerated() {
      let shape = try feature.geometry?.shape(feature: index + 1)
      items.append(Item(id: feature.id, properties: feature.properties ?? [:], shape: shape))
    }
    self.items = items
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.dataCorrupted(let context): context.debugDescription
    case DecodingError.keyNotFound(let key, let context):
      "no '\(key.stringValue)' at \(path(context))"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "unexpected value at \(path(context))"
    default: String(describing: error)
    }
  }

  private static func path(_ context: DecodingError.Context) -> String {
    let names = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
    return names.isEmpty ? "the top" : names.joined(separator: ".")
  }
}

private struct RawFile: Decodable {
  let type: String
  let features: [RawFeature]?
  let crs: RawCRS?
  let id: JSONValue?
  let properties: [String: JSONValue]?
  let geometry: RawGeometry?
}

private struct RawCRS: Decodable {
  let properties: [String: JSONValue]?
}

private struct RawFeature: Decodable {
  let id: JSONValue?
  let properties: [String: JSONValue]?
  let geometry: RawGeometry?
}

private struct RawGeometry: Decodable {
  let type: String
  let polygons: [[[[Double]]]]

  enum Key: CodingKey { case type, coordinates }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    type = try container.decode(String.self, forKey: .type)
    switch type {
    case "Polygon": polygons = [try container.decode([[[Double]]].self, forKey: .coordinates)]
    case "MultiPolygon": polygons = try container.decode([[[[Double]]]].self, forKey: .coordinates)
    default: polygons = []
    }
  }

  func shape(feature: Int) throws(GeoJSONError) -> MultiPolygon<Coordinate> {
    guard type == "Polygon" || type == "MultiPolygon" else {
      throw .badGeometry(feature: feature, reason: "is a \(type), not a polygon")
    }
    var ringNumber = 0
    var result: [Polygon<Coordinate>] = []
    for polygon in polygons {
      var rings: [Ring<Coordinate>] = []
      for positions in polygon {
        ringNumber += 1
        rings.append(try ring(positions, feature: feature, number: ringNumber))
      }
      guard let exterior = rings.first else {
        throw .badGeometry(feature: feature, reason: "has a polygon without a ring")
      }
      result.append(Polygon(exterior: exterior, holes: Array(rings.dropFirst())))
    }
    guard !result.isEmpty else {
      throw .badGeometry(feature: feature, reason: "has no polygon")
    }
    return MultiPolygon(result)
  }

  private func ring(
    _ positions: [[Double]], feature: Int, number: Int
  ) throws(GeoJSONError) -> Ring<Coordinate> {
    guard positions.allSatisfy({ $0.count >= 2 }) else {
      throw .badGeometry(feature: feature, reason: "has a position of fewer than two numbers")
    }
    do {
      return try Ring(closed: positions.map { Coordinate(x: $0[0], y: $0[1]) })
    } catch {
      throw .badRing(feature: feature, ring: number, error)
    }
  }
}

extension JSONValue: Decodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads any value; the order of an object's members is not kept by the decoder, so they are sorted.
  package init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Name.self) {
      let keys = container.allKeys.sorted { $0.stringValue < $1.stringValue }
      self = .object(
        try keys.map { Member($0.stringValue, try container.decode(JSONValue.self, forKey: $0)) })
      return
    }
    // Each attempt fails when the value is of another type, which the next one tries.
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .boolean(flag)
    } else if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else {
      self = .array(try container.decode([JSONValue].self))
    }
  }
}
