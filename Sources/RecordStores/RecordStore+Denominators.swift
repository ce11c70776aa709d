import GRDB
package import Records

extension RecordStore {
  /// Keeps denominators; one for the same area, measure and year gives way.
  package func add(_ denominators: [Denominator]) throws(StoreError) {
    try write { db in
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
