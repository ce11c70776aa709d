import GRDB
package import Records

extension RecordStore {
  /// The files imported, in the order of their first import.
  package func batches() throws(StoreError) -> [ImportBatch] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM batches ORDER BY id").map(Self.batch)
    }
  }

  /// The batch that holds exactly these bytes; `nil` when they were never imported.
  package func batch(digest: String) throws(StoreError) -> ImportBatch? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM batches WHERE digest = ?", arguments: [digest])
        .map(Self.batch)
    }
  }

  private static func batch(_ row: Row) -> ImportBatch {
    ImportBatch(
      kind: ImportBatch.Kind(rawValue: row["kind"]) ?? .incidents, file: row["file"],
      edition: row["edition"], digest: row["digest"], rowsRead: row["rows_read"],
      rowsKept: row["rows_kept"], rowsRejected: row["rows_rejected"], crs: row["crs"],
      operation: row["operation"], accuracy: row["accuracy_m"], importedAt: row["imported_at"],
      version: row["version"])
  }

  static func id(ofEdition edition: String?, _ db: Database) throws -> Int64? {
    guard let edition else { return nil }
    return try Int64.fetchOne(
      db, sql: "SELECT id FROM batches WHERE edition = ?", arguments: [edition])
  }

  /// Notes a batch; an earlier edition loses its name, so that the caller can remove it afterwards.
  static func insert(
    _ batch: ImportBatch, superseding old: Int64?, _ db: Database
  ) throws -> Int64 {
    if let old {
      try db.execute(sql: "UPDATE batches SET edition = NULL WHERE id = ?", arguments: [old])
    }
    try db.execute(
      sql: """
        INSERT INTO batches (kind, file, edition, digest, rows_read, rows_kept, rows_rejected,
          crs, operation, accuracy_m, imported_at, version)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        batch.kind.rawValue, batch.file, batch.edition, batch.digest, batch.rowsRead,
        batch.rowsKept, batch.rowsRejected, batch.crs, batch.operation, batch.accuracy,
        batch.importedAt, batch.version,
      ])
    return db.lastInsertedRowID
  }
}
