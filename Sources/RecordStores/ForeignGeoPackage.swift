import FoundationEssentials
import GRDB
package import Geometry

/// The polygons of a table of somebody else's GeoPackage, with the texts of some columns.
package struct ForeignGeoPackage: Sendable {
  package struct Feature: Sendable {
    package let texts: [String: String]
    /// `nil` when the row has no geometry.
    package let shape: MultiPolygon<Coordinate>?
  }

  package let features: [Feature]
  /// The reference system by authority and number, such as `EPSG:27700`.
  package let crs: String?

  /// - Parameter table: the table to read; the only one with features when `nil`.
  /// - Throws: `notAStore` when the file is no GeoPackage, `noSuchTable` when the table is missing or
  ///   there are several, `missingColumn` when a column is not there.
  package init(at path: String, table: String?, columns: [String]) throws(StoreError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let database = try DatabaseQueue(path: path, configuration: configuration)
      (features, crs) = try database.read { db in
        try Self.read(db, path: path, table: table, columns: columns)
      }
      try database.close()
    } catch let error as StoreError {
      throw error
    } catch {
      throw .notAStore(path: path, reason: RecordStore.plainReason(error))
    }
  }

  private static func read(
    _ db: Database, path: String, table: String?, columns: [String]
  ) throws -> ([Feature], String?) {
    let present = try String.fetchAll(
      db, sql: "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY 1")
    guard let table = table ?? (present.count == 1 ? present[0] : nil), present.contains(table)
    else { throw StoreError.noSuchTable(path: path, table: table, present: present) }
    let names = try db.columns(in: table).map(\.name)
    for column in columns where !names.contains(column) {
      throw StoreError.missingColumn(path: path, column: column, present: names)
    }
    let geometry = try Row.fetchOne(
      db,
      sql: """
        SELECT column_name, organization, organization_coordsys_id FROM gpkg_geometry_columns
        JOIN gpkg_spatial_ref_sys USING (srs_id) WHERE table_name = ?
        """, arguments: [table])
    guard let geometry else {
      throw StoreError.noSuchTable(path: path, table: table, present: present)
    }
    let column: String = geometry[0]
    let features = try Row.fetchAll(db, sql: "SELECT * FROM \(table.quotedDatabaseIdentifier)")
      .enumerated().map { try feature($1, number: $0 + 1, column: column, texts: columns) }
    return (features, "\(geometry[1] as String):\(geometry[2] as Int)")
  }

  private static func feature(
    _ row: Row, number: Int, column: String, texts: [String]
  ) throws -> Feature {
    var values: [String: String] = [:]
    for text in texts { values[text] = self.text(row[text]) }
    guard let blob = row[column] as Data? else { return Feature(texts: values, shape: nil) }
    do {
      return Feature(texts: values, shape: try GeoPackageGeometry.polygons(in: Array(blob)).shape)
    } catch {
      throw DatabaseError(message: "the geometry of row \(number) is no polygon (\(error))")
    }
  }

  /// The text of a value; a number reads as it is written.
  private static func text(_ value: DatabaseValue) -> String? {
    switch value.storage {
    case .string(let text): text
    case .int64(let number): String(number)
    case .double(let number): String(number)
    case .null, .blob: nil
    }
  }
}
