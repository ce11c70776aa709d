import GRDB
import GRDBSQLite
import Geometry

/// The R-tree of a feature table (GeoPackage 1.3, annex F.3), which other programs search by.
///
/// Hotbeat lifts it before it writes: a GeoPackage without the extension is valid, so each file's
/// transaction leaves a sound store whatever happens next. It is built anew, packed, when the writing
/// ends.
extension RecordStore {
  static let featureTables = ["incidents", "areas"]

  /// Takes the index and its triggers away, if they are there.
  static func liftSpatialIndex(of table: String, _ db: Database) throws {
    guard try db.tableExists("rtree_\(table)_geom") else { return }
    for name in GeoPackage.triggerNames {
      try db.execute(sql: "DROP TRIGGER rtree_\(table)_geom_\(name)")
    }
    try db.execute(sql: "DROP TABLE rtree_\(table)_geom")
    try db.execute(
      sql: "DELETE FROM gpkg_extensions WHERE table_name = ? AND extension_name = ?",
      arguments: [table, GeoPackage.indexExtension])
  }

  /// Builds the index of every feature table that lacks one, and notes the extent.
  ///
  /// - Complexity: O(*n* log *n*), under a microsecond a row.
  static func restoreSpatialIndexes(_ db: Database) throws {
    guard try epsg(db) != nil else { return }
    for table in featureTables where try !db.tableExists("rtree_\(table)_geom") {
      let entries = try entries(of: table, db)
      try db.execute(sql: GeoPackage.spatialIndex(of: table))
      if !entries.isEmpty { try fill("rtree_\(table)_geom", with: PackedTree(entries), db) }
      try db.execute(sql: GeoPackage.triggers(of: table))
      try noteExtent(of: table, entries, db)
    }
  }

  private static func entries(of table: String, _ db: Database) throws -> [PackedTree.Entry] {
    let statement = try db.makeStatement(
      sql: "SELECT fid, geom FROM \(table) WHERE geom NOT NULL ORDER BY fid")
    var entries: [PackedTree.Entry] = []
    var code = sqlite3_step(statement.sqliteStatement)
    while code == SQLITE_ROW {
      defer { code = sqlite3_step(statement.sqliteStatement) }
      let id = sqlite3_column_int64(statement.sqliteStatement, 0)
      guard let blob = sqlite3_column_blob(statement.sqliteStatement, 1) else { continue }
      let count = Int(sqlite3_column_bytes(statement.sqliteStatement, 1))
      guard
        let box = GeoPackageGeometry.box(of: UnsafeRawBufferPointer(start: blob, count: count))
      else { throw DatabaseError(message: "row \(id) of \(table) has no readable geometry") }
      entries.append(
        .init(id: id, minX: box.minX, maxX: box.maxX, minY: box.minY, maxY: box.maxY))
    }
    sqlite3_reset(statement.sqliteStatement)
    guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    return entries
  }

  private static func fill(_ tree: String, with packed: PackedTree, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM \(tree)_node")
    var nodes = try RowWriter(db, "INSERT INTO \(tree)_node (nodeno, data) VALUES (?, ?)")
    var parents = try RowWriter(db, "INSERT INTO \(tree)_parent VALUES (?, ?)")
    for node in packed.leaves + packed.inner {
      nodes.bind(node.number)
      nodes.bind(node.data)
      try nodes.step()
    }
    for node in packed.inner {
      for child in node.entries {
        parents.bind(child.id)
        parents.bind(node.number)
        try parents.step()
      }
    }
    // In the order of the rows, which SQLite appends fastest.
    let homes = packed.leaves.flatMap { leaf in leaf.entries.map { ($0.id, leaf.number) } }
    var rows = try RowWriter(db, "INSERT INTO \(tree)_rowid (rowid, nodeno) VALUES (?, ?)")
    for (row, node) in homes.sorted(by: { $0.0 < $1.0 }) {
      rows.bind(row)
      rows.bind(node)
      try rows.step()
    }
  }

  private static func noteExtent(
    of table: String, _ entries: [PackedTree.Entry], _ db: Database
  ) throws {
    let whole = entries.isEmpty ? nil : PackedTree.Entry(id: 0, around: entries)
    try db.execute(
      sql: """
        UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
          min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?
        """,
      arguments: [whole?.minX, whole?.minY, whole?.maxX, whole?.maxY, table])
  }
}
