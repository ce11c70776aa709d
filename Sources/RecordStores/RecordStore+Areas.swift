import FoundationEssentials
import GRDB
import Geometry
package import Records

extension RecordStore {
  /// Keeps the areas of a layer in one transaction, in the place of those with the same first day.
  ///
  /// Each vintage of the layer ends on the day on which the next one starts.
  /// - Complexity: O(corners).
  package func add(
    _ areas: [Area], of batch: ImportBatch
  ) throws(StoreError) -> ImportOutcome {
    try write { db in
      let known = "SELECT id FROM batches WHERE digest = ?"
      if try Int64.fetchOne(db, sql: known, arguments: [batch.digest]) != nil {
        return .unchanged
      }
      let old = try Self.id(ofEdition: batch.edition, db)
      try Self.liftSpatialIndex(of: "areas", db)
      let new = try Self.insert(batch, superseding: old, db)
      let removed = try old.map { try Self.removeAreas(ofBatch: $0, db) } ?? 0
      for area in areas { try Self.insert(area, batch: new, db) }
      if let layer = areas.first?.layer { try Self.endVintages(of: layer, db) }
      return old == nil
        ? .added(rows: areas.count)
        : .replaced(added: areas.count, removed: removed, unchanged: 0)
    }
  }

  private static func removeAreas(ofBatch batch: Int64, _ db: Database) throws -> Int {
    try db.execute(sql: "DELETE FROM areas WHERE batch = ?", arguments: [batch])
    let removed = db.changesCount
    try db.execute(sql: "DELETE FROM batches WHERE id = ?", arguments: [batch])
    return removed
  }

  /// Lets every vintage of a layer end when the next one starts, in whatever order they came.
  private static func endVintages(of layer: String, _ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE areas SET valid_to = coalesce((
          SELECT min(later.valid_from) FROM areas AS later
          WHERE later.layer = areas.layer AND later.valid_from > coalesce(areas.valid_from, '')),
          valid_to)
        WHERE layer = ?
        """, arguments: [layer])
  }

  private static func insert(_ area: Area, batch: Int64, _ db: Database) throws {
    guard let box = area.shape.box else { return }
    try db.execute(
      sql: """
        INSERT INTO areas (geom, batch, layer, code, name, parent_layer, parent_code, valid_from,
          valid_to)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        Data(GeoPackageGeometry.blob(area.shape, box: box, srs: try epsg(db) ?? -1)),
        batch, area.layer, area.code, area.name, area.parent?.layer, area.parent?.code,
        area.validFrom?.description, area.validTo?.description,
      ])
  }

  /// The areas of all layers, or of one, by layer, code and first day.
  package func areas(layer: String? = nil) throws(StoreError) -> [Area] {
    try read { db in
      guard try Self.epsg(db) != nil else { return [] }
      let condition = layer == nil ? "" : "WHERE layer = ?"
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM areas \(condition) ORDER BY layer, code, valid_from",
        arguments: layer.map { [$0] } ?? [])
      return try rows.map(Self.area)
    }
  }

  private static func area(_ row: Row) throws -> Area {
    let shape: MultiPolygon<Point>
    do {
      shape = try GeoPackageGeometry.polygons(in: Array(row["geom"] as Data)).shape
    } catch {
      throw DatabaseError(message: "the geometry of area \(row["code"] as String) is \(error)")
    }
    var parent: Area.Parent?
    if let layer = row["parent_layer"] as String?, let code = row["parent_code"] as String? {
      parent = Area.Parent(layer: layer, code: code)
    }
    return Area(
      layer: row["layer"], code: row["code"], name: row["name"], parent: parent, shape: shape,
      validFrom: (row["valid_from"] as String?).flatMap(CalendarDay.init),
      validTo: (row["valid_to"] as String?).flatMap(CalendarDay.init))
  }
}
