import FoundationEssentials
import GRDB

/// The store: one GeoPackage file with incidents, areas, import batches and denominators, which QGIS
/// and GDAL open as it is.
///
/// Writing goes through a write-ahead log, one transaction for each file imported, so a process that is
/// killed leaves all of a file or nothing of it. When a store is closed the log is folded back: it is
/// one plain file again, with its spatial indexes.
package final class RecordStore: Sendable {
  package let path: String
  let database: DatabaseQueue

  /// The version of the tables, which a newer Hotbeat may raise.
  static let schema = 1

  /// The projected reference system of all places in the store.
  package struct SpatialReference: Hashable, Sendable {
    package let epsg: Int
    package let name: String
    package let wellKnownText: String

    package init(epsg: Int, name: String, wellKnownText: String) {
      self.epsg = epsg
      self.name = name
      self.wellKnownText = wellKnownText
    }
  }

  package enum Purpose: Sendable {
    case reading, writing
  }

  private init(path: String, database: DatabaseQueue) {
    self.path = path
    self.database = database
  }

  /// Makes an empty store; it appears under its name only when it is whole.
  /// - Throws: `exists` when there is a file already, `cannotWrite` when the folder refuses one.
  package static func create(at path: String) throws(StoreError) {
    guard !FileManager.default.fileExists(atPath: path) else { throw .exists(path: path) }
    let draft = path + ".\(UInt64.random(in: .min ... .max)).partial"
    do {
      let database = try DatabaseQueue(path: draft)
      try database.writeWithoutTransaction { db in
        try db.execute(sql: GeoPackage.coreTables)
        try db.execute(sql: GeoPackage.attributeTables)
        try db.execute(
          sql: "INSERT INTO hotbeat_settings (name, value) VALUES ('schema', ?)",
          arguments: ["\(schema)"])
      }
      try database.close()
      try FileManager.default.moveItem(atPath: draft, toPath: path)
    } catch {
      try? FileManager.default.removeItem(atPath: draft)  // nothing half-made stays
      throw .cannotWrite(path: path, reason: plainReason(error))
    }
  }

  /// Opens a store.
  /// - Throws: `missing`, `notAStore`, `newerSchema`, or `cannotWrite` when writing was asked for and
  ///   the file or its folder is read-only.
  package convenience init(at path: String, for purpose: Purpose) throws(StoreError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    do {
      try Self.foldLog(of: path)
      var configuration = Configuration()
      configuration.readonly = purpose == .reading
      configuration.busyMode = .timeout(10)
      let database = try DatabaseQueue(path: path, configuration: configuration)
      try Self.checkIsStore(database, path)
      if purpose == .writing { try Self.startWriting(database, path) }
      self.init(path: path, database: database)
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      throw .damaged(path: path, reason: Self.plainReason(error))
    } catch {
      throw .notAStore(path: path, reason: Self.plainReason(error))
    }
  }

  /// Ends the use of the store and leaves one plain file behind.
  package func close() throws(StoreError) {
    do {
      if !database.configuration.readonly {
        try database.write { try Self.restoreSpatialIndexes($0) }
        // Another process may be reading; the log then stays until the last one closes.
        try? database.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA journal_mode = DELETE")
        }
      }
      try database.close()
    } catch {
      throw .cannotWrite(path: path, reason: Self.plainReason(error))
    }
  }

  /// Completes what an interrupted process left in the log, where the folder allows it.
  private static func foldLog(of path: String) throws {
    // A kill while the last log is folded in leaves a journal instead, which no reader may roll back.
    guard
      ["-wal", "-journal"].contains(where: { FileManager.default.fileExists(atPath: path + $0) }),
      FileManager.default.isWritableFile(atPath: path)
    else { return }
    let database = try DatabaseQueue(path: path)
    // When another process is using the store its log is its own business.
    try? database.writeWithoutTransaction { db in
      _ = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master")
      try db.execute(sql: "PRAGMA journal_mode = DELETE")
    }
    try database.close()
  }

  private static func checkIsStore(_ database: DatabaseQueue, _ path: String) throws {
    try database.read { db in
      guard try Int.fetchOne(db, sql: "PRAGMA application_id") == GeoPackage.applicationID else {
        throw StoreError.notAStore(path: path, reason: "it is no GeoPackage")
      }
      guard try db.tableExists("hotbeat_settings"), try db.tableExists("batches") else {
        throw StoreError.notAStore(
          path: path, reason: "it is a GeoPackage, but not one that `hotbeat init` made")
      }
      let version = try setting("schema", db).flatMap(Int.init) ?? 0
      guard version <= schema else {
        throw StoreError.newerSchema(path: path, version: version)
      }
    }
  }

  private static func startWriting(_ database: DatabaseQueue, _ path: String) throws {
    do {
      try database.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = WAL")
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
        try db.execute(sql: "PRAGMA cache_size = -65536")
        try db.execute(sql: "PRAGMA wal_autocheckpoint = 16384")
      }
    } catch {
      throw StoreError.cannotWrite(path: path, reason: plainReason(error))
    }
  }

  /// The few words in which SQLite or Foundation says what went wrong.
  static func plainReason(_ error: any Error) -> String {
    switch error {
    case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB:
      "it is no SQLite database"
    case let error as DatabaseError where error.resultCode == .SQLITE_READONLY:
      "it is read-only"
    case let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN:
      "the folder does not allow it"
    case let error as DatabaseError where error.resultCode == .SQLITE_BUSY:
      "another program is using it; try again"
    case let error as DatabaseError: error.message ?? "\(error.resultCode)"
    case let error as CocoaError where error.code == .fileWriteNoPermission: "permission denied"
    default: "\(error)"
    }
  }
}
