import GRDB
import Geometry
package import Records

/// What importing a file changed.
package enum ImportOutcome: Hashable, Sendable {
  /// The store holds these very bytes already.
  case unchanged
  case added(rows: Int)
  /// An earlier edition gave way; rows are compared by all they say.
  case replaced(added: Int, removed: Int, unchanged: Int)
}

extension RecordStore {
  /// Keeps a file of incidents in one transaction, in the place of an earlier edition of it.
  ///
  /// The spatial index is away until the store is closed, or opened for writing again.
  ///
  /// - Complexity: O(rows × log rows), several microseconds a row.
  package func add(_ file: PreparedIncidents) throws(StoreError) -> ImportOutcome {
    try write { db in
      let known = "SELECT id FROM batches WHERE digest = ?"
      if try Int64.fetchOne(db, sql: known, arguments: [file.batch.digest]) != nil {
        return .unchanged
      }
      try Self.addCaseColumn(db)
      try Self.liftSpatialIndex(of: "incidents", db)
      let old = try Self.id(ofEdition: file.batch.edition, db)
      let new = try Self.insert(file.batch, superseding: old, db)
      try Self.insert(file, batch: new, db)
      guard let old else { return .added(rows: file.sheet.count) }
      let outcome = try Self.difference(of: new, from: old, rows: file.sheet.count, db)
      try Self.removeIncidents(ofBatch: old, db)
      return outcome
    }
  }

  /// Stores that were made before cases were kept have no column for them.
  private static func addCaseColumn(_ db: Database) throws {
    guard try !hasCaseColumn(db) else { return }
    try db.execute(sql: "ALTER TABLE incidents ADD COLUMN case_reference TEXT")
  }

  static func hasCaseColumn(_ db: Database) throws -> Bool {
    try db.columns(in: "incidents").contains { $0.name == "case_reference" }
  }

  private static func removeIncidents(ofBatch batch: Int64, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM incidents WHERE batch = ?", arguments: [batch])
    try db.execute(sql: "DELETE FROM batches WHERE id = ?", arguments: [batch])
  }

  private static func insert(_ file: PreparedIncidents, batch: Int64, _ db: Database) throws {
    let srs = try epsg(db) ?? -1
    var rows = try RowWriter(
      db,
      """
      INSERT INTO incidents (geom, batch, source_row, source_id, offence, month, occurred_from,
        occurred_to, given_x, given_y, location_precision, far_outside, place, lsoa, outcome,
        qualifiers, case_reference)
      VALUES (?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', ?, 'unixepoch'),
        strftime('%Y-%m-%dT%H:%M:%fZ', ?, 'unixepoch'), ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    let texts = SheetTexts(file.sheet, months: file.months)
    for row in 0..<file.sheet.count {
      rows.bind(file.points[row].map { GeoPackageGeometry.blob($0, srs: srs) })
      rows.bind(batch)
      rows.bind(Int64(file.sheet.rows[row]))
      rows.bind(texts.ids[row])
      rows.bind(texts.offences[Int(file.sheet.offences[row])])
      rows.bind(texts.months[file.months[row]] ?? [])
      rows.bind(file.sheet.occurrences[row])
      rows.bind(file.sheet.coordinates[row]?.x)
      rows.bind(file.sheet.coordinates[row]?.y)
      rows.bind(texts.precision)
      rows.bind(Int64(file.farOutside[row] ? 1 : 0))
      for column in [
        texts.places, texts.outputAreas, texts.outcomes, texts.qualifiers, texts.cases,
      ] {
        rows.bind(column[row])
      }
      try rows.step()
    }
  }

  /// Compares the rows of two batches as multisets, by all they say.
  private static func difference(
    of new: Int64, from old: Int64, rows: Int, _ db: Database
  ) throws -> ImportOutcome {
    let says = """
      source_id, offence, month, occurred_from, occurred_to, given_x, given_y, place, lsoa, \
      outcome, qualifiers, case_reference
      """
    let counts = try Row.fetchOne(
      db,
      sql: """
        SELECT coalesce(sum(max(more, 0)), 0) AS added, coalesce(sum(max(-more, 0)), 0) AS removed
        FROM (SELECT sum(sign) AS more FROM (
            SELECT \(says), 1 AS sign FROM incidents WHERE batch = ?
            UNION ALL SELECT \(says), -1 FROM incidents WHERE batch = ?)
          GROUP BY \(says))
        """, arguments: [new, old])
    let added: Int = counts?["added"] ?? 0
    let removed: Int = counts?["removed"] ?? 0
    return .replaced(added: added, removed: removed, unchanged: rows - added)
  }
}
