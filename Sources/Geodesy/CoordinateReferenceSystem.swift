package import Geometry

/// How coordinates relate to the ground, by the name PROJ knows it under, such as `EPSG:27700`.
package struct CoordinateReferenceSystem: Hashable, Sendable {
  /// The authority and code.
  package let code: String

  /// Takes `EPSG:27700`, `27700` and the URNs and URIs of GeoJSON's and OGC's files
  /// (`urn:ogc:def:crs:EPSG::27700`, `http://www.opengis.net/def/crs/OGC/1.3/CRS84`).
  ///
  /// Whether PROJ knows it is found out by whoever makes a `Projection` of it.
  package init(_ name: String) {
    let parts = name.split(whereSeparator: { ":/#".contains($0) }).map { $0.uppercased() }
    let last = parts.last ?? ""
    if last == "CRS84" || last == "WGS84" {
      code = Self.wgs84.code
    } else if let authority = parts.first(where: { ["EPSG", "ESRI"].contains($0) }) {
      code = authority + ":" + last
    } else {
      code = !last.isEmpty && last.allSatisfy(\.isNumber) ? "EPSG:" + last : name
    }
  }

  private init(code: String) { self.code = code }

  /// Degrees of longitude and latitude; here always in this order.
  package static let wgs84 = CoordinateReferenceSystem(code: "EPSG:4326")
  /// Metres on the Ordnance Survey's grid, the default in Great Britain.
  package static let britishNationalGrid = CoordinateReferenceSystem(code: "EPSG:27700")

  /// The number, when it is one of EPSG's.
  package var epsg: Int? { code.hasPrefix("EPSG:") ? Int(code.dropFirst(5)) : nil }
}

extension CoordinateReferenceSystem {
  /// The projected system to analyse a place in: the British National Grid where it applies,
  /// otherwise the zone of the Universal Transverse Mercator that holds the longitude.
  ///
  /// The special zones of Norway and Svalbard are not observed, which costs some scale, not accuracy.
  package static func forAnalysis(around place: LonLat) -> CoordinateReferenceSystem {
    let isBritish =
      (-9.0...2.01).contains(place.longitude) && (49.75...61.01).contains(place.latitude)
    if isBritish { return .britishNationalGrid }
    let zone = min(59, max(0, Int(((place.longitude + 180) / 6).rounded(.down)))) + 1
    return CoordinateReferenceSystem(code: "EPSG:\((place.latitude < 0 ? 32_700 : 32_600) + zone)")
  }
}
