import GRDB

extension RecordStore {
  /// What is wrong with the file, in SQLite's and our own words; empty when it is sound.
  ///
  /// - Complexity: O(size of the file).
  package func faults() throws(StoreError) -> [String] {
    try read { db in
      var faults = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      faults += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
        "a row of \(row[0] as String? ?? "?") points to nothing in \(row[2] as String? ?? "?")"
      }
      guard try Self.epsg(db) != nil else { return faults }
      for table in ["incidents", "areas"] {
        guard try db.tableExists("rtree_\(table)_geom") else {
          faults.append(
            "\(table) has no spatial index, because an import was cut off; the next one builds it")
          continue
        }
        let count = """
          SELECT (SELECT count(geom) FROM \(table)) = (SELECT count(*) FROM rtree_\(table)_geom)
          """
        if try Bool.fetchOne(db, sql: count) != true {
          faults.append("the spatial index of \(table) does not match its rows")
        }
        let tree = "SELECT rtreecheck('main', 'rtree_\(table)_geom')"
        if let verdict = try String.fetchOne(db, sql: tree), verdict != "ok" {
          faults.append("the spatial index of \(table) is damaged: \(verdict)")
        }
      }
      let kept = """
        SELECT b.file, b.rows_kept, count(i.fid) AS found FROM batches b
        LEFT JOIN incidents i ON i.batch = b.id WHERE b.kind = 'incidents'
        GROUP BY b.id HAVING found != b.rows_kept
        """
      faults += try Row.fetchAll(db, sql: kept).map { row in
        "\(row[0] as String) should have \(row[1] as Int) incidents but has \(row[2] as Int)"
      }
      return faults
    }
  }
}
