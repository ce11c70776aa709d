import GRDB
package import Records

extension RecordStore {
  /// Keeps denominators; one for the same area, measure and year gives way.
  package func add(_ denominators: [Denominator]) throws(StoreError) {
    try write { try Self.insert(denominators, $0) }
  }

  /// Keeps a file of denominators in one transaction; one for the same area, measure and year gives way.
  ///
  /// What an earlier file says of other areas stays, so that each county can bring its own.
  /// - Returns: `unchanged` when the file was imported before and nothing took its place since.
  /// - Complexity: O(denominators × log denominators).
  package func add(
    _ denominators: [Denominator], of batch: ImportBatch
  ) throws(StoreError) -> ImportOutcome {
    try write { db in
      let earlier = try denominators.map { try Self.value(for: $0, db) }
      let same = zip(denominators, earlier).count { $0.value == $1 }
      let replaced = earlier.count { $0 != nil } - same
      let old = try Self.id(ofEdition: batch.edition, db)
      if old != nil, same == denominators.count { return .unchanged }
      _ = try Self.insert(batch, superseding: old, db)
      try db.execute(sql: "DELETE FROM batches WHERE id = ?", arguments: [old])
      try Self.insert(denominators, db)
      let new = denominators.count - same
      return replaced + same == 0
        ? .added(rows: new) : .replaced(added: new, removed: replaced, unchanged: same)
    }
  }

  private static func insert(_ denominators: [Denominator], _ db: Database) throws {
    for denominator in denominators {
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO denominators (layer, code, measure, year, value)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          denominator.layer, denominator.code, denominator.measure, denominator.year,
          denominator.value,
        ])
    }
  }

  /// What the store holds for the same area, measure and year.
  private static func value(for denominator: Denominator, _ db: Database) throws -> Double? {
    try Double.fetchOne(
      db,
      sql: """
        SELECT value FROM denominators
        WHERE layer = ? AND code = ? AND measure = ? AND year = ?
        """,
      arguments: [
        denominator.layer, denominator.code, denominator.measure, denominator.year,
      ])
  }

  /// All denominators, by layer, measure, year and code.
  package func denominators() throws(StoreError) -> [Denominator] {
    try read { db in
      let sql = "SELECT * FROM denominators ORDER BY layer, measure, year, code"
      return try Row.fetchAll(db, sql: sql).map { row in
        Denominator(
          layer: row["layer"], code: row["code"], measure: row["measure"], year: row["year"],
          value: row["value"])
      }
    }
  }
}
