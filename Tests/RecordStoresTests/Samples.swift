import Geometry
import RecordStores
import Records
import TestSupport
import Testing

/// Stores, files and areas that several tests look at.
enum Samples {
  static let britishGrid = RecordStore.SpatialReference(
    epsg: 27_700, name: "OSGB36 / British National Grid",
    wellKnownText:
      #"PROJCS["OSGB36 / British National Grid",GEOGCS["OSGB36",DATUM["Ordnance_Survey_"#
      + #"of_Great_Britain_1936",SPHEROID["Airy 1830",6377563.396,299.3249646,AUTHORITY["EPSG","#
      + #""7001"]],AUTHORITY["EPSG","6277"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["#
      + #""degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4277"]],"#
      + #"PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",49],PARAMETER["#
      + #""central_meridian",-2],PARAMETER["scale_factor",0.9996012717],PARAMETER["false_easting","#
      + #"400000],PARAMETER["false_northing",-100000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],"#
      + #"AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","27700"]]"#)

  /// An incident as a row of a file says it.
  struct Row: Hashable {
    var point: Point? = Point(x: 358_000, y: 366_000)
    var occurrence = Occurrence.month(Month(ordinal: 2018 * 12 + 9))
    var month = Month(ordinal: 2018 * 12 + 9)
    var offence = "burglary"
    var id: String?
    var place: String? = "High Street"
    var outcome: String?
    var qualifiers: String?
    var caseReference: String?
    var isFarOutside = false
  }

  static func batch(
    _ digest: String, edition: String? = nil, kept: Int, kind: ImportBatch.Kind = .incidents
  ) -> ImportBatch {
    ImportBatch(
      kind: kind, file: "\(digest).csv", edition: edition, digest: digest, rowsRead: kept + 1,
      rowsKept: kept, rowsRejected: 1, crs: "EPSG:4326", operation: "OSTN15", accuracy: 0.1,
      importedAt: "2026-11-21T07:00:00Z", version: "0.1.0")
  }

  static func file(
    _ rows: [Row], digest: String = "d1", edition: String? = nil,
    precision: LocationPrecision = .anonymisedPoint
  ) throws -> PreparedIncidents {
    var sheet = IncidentSheet(precision: precision)
    for (index, row) in rows.enumerated() {
      sheet.rows.append(Int32(index + 2))
      sheet.ids.append((row.id ?? "").utf8)
      sheet.occurrences.append(row.occurrence)
      sheet.offences.append(try #require(OffenceTree.standard.id(code: row.offence)))
      sheet.coordinates.append(row.point.map { Coordinate(x: $0.x / 1e5, y: $0.y / 1e5) })
      sheet.places.append(row.place)
      sheet.outputAreas.append(nil)
      sheet.outcomes.append(row.outcome)
      sheet.qualifiers.append(row.qualifiers)
      sheet.cases.append(row.caseReference)
    }
    return PreparedIncidents(
      batch: batch(digest, edition: edition, kept: rows.count), sheet: sheet,
      points: rows.map(\.point), months: rows.map(\.month), farOutside: rows.map(\.isFarOutside))
  }

  static func ring(_ positions: (Double, Double)...) throws -> Ring<Point> {
    try Ring(corners: positions.map { Point(x: $0.0, y: $0.1) })
  }

  static func square(_ x: Double, _ y: Double, _ side: Double) throws -> Ring<Point> {
    try ring((x, y), (x + side, y), (x + side, y + side), (x, y + side))
  }

  static func area(
    _ code: String, layer: String = "beat", x: Double = 0, from: String? = nil
  ) throws -> Area {
    Area(
      layer: layer, code: code, name: "Beat \(code)", parent: nil,
      shape: MultiPolygon([Polygon(exterior: try square(x, 300_000, 100))]),
      validFrom: from.flatMap { CalendarDay($0) })
  }
}

/// A store in a folder of its own.
struct TestStore {
  let folder: TemporaryFolder
  var path: String { folder.file("store.gpkg") }

  /// Makes an empty store with the British grid.
  init() throws {
    folder = try TemporaryFolder()
    try RecordStore.create(at: path)
    try write { try $0.adopt(Samples.britishGrid) }
  }

  @discardableResult
  func write<Result>(_ body: (RecordStore) throws -> Result) throws -> Result {
    try use(.writing, body)
  }

  @discardableResult
  func read<Result>(_ body: (RecordStore) throws -> Result) throws -> Result {
    try use(.reading, body)
  }

  private func use<Result>(
    _ purpose: RecordStore.Purpose, _ body: (RecordStore) throws -> Result
  ) throws -> Result {
    let store = try RecordStore(at: path, for: purpose)
    let result = Swift.Result { try body(store) }
    try store.close()
    return try result.get()
  }

  /// Whether SQLite finds the spatial index of a table sound and as long as the table has places.
  func hasSoundIndex(of table: String) throws -> Bool {
    let tree = "rtree_\(table)_geom"
    let check = try folder.sql("SELECT rtreecheck('main', '\(tree)')")
    let counts = try folder.sql(
      "SELECT (SELECT count(*) FROM \(tree)) = (SELECT count(geom) FROM \(table))")
    return check == "ok" && counts == "1"
  }
}
