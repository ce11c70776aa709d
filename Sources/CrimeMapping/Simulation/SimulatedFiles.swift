import Foundation
import GeoJSON
package import Geodesy
import Geometry
import RecordFiles
import Records
package import Simulation

/// The files of a fictional force: incidents as its real kind would publish them, areas, and the truth.
package struct SimulatedFiles: Sendable {
  package struct File: Sendable {
    /// The path below the folder of the force.
    package let path: String
    package let bytes: [UInt8]
  }

  package let files: [File]

  /// - Throws: when PROJ cannot turn metres into degrees.
  /// - Complexity: O(incidents).
  package init(of force: FictionalForce) throws(GeodesyError) {
    let projection = try Projection(to: .britishNationalGrid)
    let layers = [
      ("beat", force.beats), ("lpu", force.localPolicingUnits),
      ("local-authority", force.localAuthorities),
    ]
    files =
      layers.map { File(path: "\($0).geojson", bytes: Self.areas($1, projection)) }
      + [File(path: "truth.geojson", bytes: Self.truth(force.hotspots, projection))]
      + (force.parameters.times == .monthOnly
        ? Self.policeUK(force, projection) : Self.table(force))
  }

  private static func areas(_ areas: [Area], _ projection: Projection) -> [UInt8] {
    let features = areas.map { area in
      var properties: [JSONValue.Member] = [
        .init("code", .string(area.code)), .init("name", .string(area.name)),
      ]
      if let parent = area.parent { properties.append(.init(parent.layer, .string(parent.code))) }
      return Feature(geometry: geometry(area.shape, projection), properties: properties)
    }
    return FeatureCollection(features: features).bytes
  }

  private static func truth(_ hotspots: [PlantedHotspot], _ projection: Projection) -> [UInt8] {
    let features = hotspots.map { hotspot in
      let place = projection.positions(of: [hotspot.centre])[0]
      return Feature(
        id: .integer(hotspot.id), geometry: geometry(hotspot.disc, projection),
        properties: [
          .init("longitude", .rounded(place?.longitude ?? 0, decimals: 6)),
          .init("latitude", .rounded(place?.latitude ?? 0, decimals: 6)),
          .init("radius_m", .rounded(hotspot.radius, decimals: 1)),
          .init("relative_risk", .rounded(hotspot.relativeRisk, decimals: 3)),
          .init("offence", .string(hotspot.offence)),
          .init("incidents", .integer(hotspot.incidents)),
          .init("beat", .string(hotspot.beatCode)), .init("lpu", .string(hotspot.lpuCode)),
        ])
    }
    return FeatureCollection(features: features).bytes
  }

  private static func geometry(
    _ shape: MultiPolygon<Point>, _ projection: Projection
  ) -> Feature.Geometry {
    projection.shape(of: shape).map { .polygons($0) } ?? .none
  }

  /// One file a month, as data.police.uk publishes them.
  private static func policeUK(_ force: FictionalForce, _ projection: Projection) -> [File] {
    let incidents = force.incidents
    let places = degrees(of: incidents.points, projection)
    let names = categoryNames
    var texts: [Month: String] = [:]
    for row in 0..<incidents.count {
      let code = incidents.offences[row] ?? ""
      let id = code == "asb" ? "" : sha256(of: Data("\(force.parameters.seed) \(row)".utf8))
      texts[incidents.months[row], default: ""] += csvLine([
        id, "\(incidents.months[row])", FictionalForce.name, FictionalForce.name,
        places[row].0, places[row].1, incidents.places[row] ?? "", "", "", names[code] ?? "", "",
        "",
      ])
    }
    return texts.sorted { $0.key < $1.key }.map { month, rows in
      File(
        path: "incidents/\(month)-\(FictionalForce.slug)-street.csv",
        bytes: Array((csvLine(policeUKColumns) + rows).utf8))
    }
  }

  private static let policeUKColumns = [
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
  ]

  /// What police.uk calls each offence.
  private static var categoryNames: [String: String] {
    let tree = OffenceTree.standard
    let pairs = OffenceTree.policeUKCategories.compactMap { name in
      tree.id(named: name).map { (tree[$0].code, name) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  /// Positions with six decimals; each distinct one is converted once.
  private static func degrees(
    of points: [Point], _ projection: Projection
  ) -> [(String, String)] {
    let distinct = Array(Set(points))
    let texts = projection.positions(of: distinct).map { place in
      (fixed(place?.longitude ?? 0, 6), fixed(place?.latitude ?? 0, 6))
    }
    let known = Dictionary(uniqueKeysWithValues: zip(distinct, texts))
    return points.map { known[$0] ?? ("", "") }
  }

  /// One table with exact times and places, and the mapping that reads it.
  private static func table(_ force: FictionalForce) -> [File] {
    let incidents = force.incidents
    var text = csvLine(["reference", "occurred", "easting", "northing", "offence", "place"])
    for row in 0..<incidents.count {
      let time = Date(timeIntervalSince1970: Double(incidents.instants[row].seconds))
      text += csvLine([
        "F\(row + 1)", time.ISO8601Format(), fixed(incidents.points[row].x, 1),
        fixed(incidents.points[row].y, 1), incidents.offences[row] ?? "",
        incidents.places[row] ?? "",
      ])
    }
    return [
      File(path: "incidents.csv", bytes: Array(text.utf8)),
      File(path: "mapping.yaml", bytes: Array(mapping.utf8)),
    ]
  }

  private static let mapping = """
    # How the columns of incidents.csv stand for Hotbeat's.
    columns:
      id: reference
      occurred_from: occurred
      easting: easting
      northing: northing
      offence: offence
      place: place
    crs: EPSG:27700
    timezone: Europe/London

    """
}

extension PlantedHotspot {
  /// The disc as a polygon of 48 corners.
  var disc: MultiPolygon<Point> {
    let turn = 2 * Double.pi / 48
    let corners = (0..<48).map { corner in
      Point(
        x: centre.x + radius * cos(turn * Double(corner)),
        y: centre.y + radius * sin(turn * Double(corner)))
    }
    // 48 distinct corners always make a ring.
    return MultiPolygon((try? Ring(corners: corners)).map { [Polygon(exterior: $0)] } ?? [])
  }
}
