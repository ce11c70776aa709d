import GRDB

extension RecordStore {
  /// Reads in one snapshot.
  func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    do {
      return try database.read(body)
    } catch let error as StoreError {
      throw error
    } catch {
      throw .damaged(path: path, reason: Self.plainReason(error))
    }
  }

  /// Writes in one transaction: all of it happens, or nothing.
  func write<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
    do {
      return try database.write(body)
    } catch let error as StoreError {
      throw error
    } catch {
      throw .cannotWrite(path: path, reason: Self.plainReason(error))
    }
  }

  static func setting(_ name: String, _ db: Database) throws -> String? {
    try String.fetchOne(
      db, sql: "SELECT value FROM hotbeat_settings WHERE name = ?", arguments: [name])
  }

  /// The EPSG number of the reference system of all places; `nil` while the store has none.
  package func epsg() throws(StoreError) -> Int? {
    try read { try Self.epsg($0) }
  }

  static func epsg(_ db: Database) throws -> Int? {
    try setting("epsg", db).flatMap(Int.init)
  }

  /// Decides the reference system and makes the tables that need it; does nothing when it is decided.
  package func adopt(_ reference: SpatialReference) throws(StoreError) {
    try write { db in
      guard try Self.epsg(db) == nil else { return }
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, NULL)
          """,
        arguments: [
          reference.name, reference.epsg, reference.epsg, reference.wellKnownText,
        ])
      try db.execute(sql: GeoPackage.featureTables(srs: reference.epsg))
      try db.execute(
        sql: "INSERT INTO hotbeat_settings (name, value) VALUES ('epsg', ?)",
        arguments: ["\(reference.epsg)"])
    }
  }
}
