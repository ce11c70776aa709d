import GRDB
import GRDBSQLite
package import Geometry
package import Records

extension RecordStore {
  /// The incidents of some months, in the order of their import; all when `months` is `nil`.
  ///
  /// - Throws: `unknownOffence` when the store was filled by a newer tree of offences.
  /// - Complexity: O(rows), about a microsecond each.
  package func incidents(
    in months: ClosedRange<Month>? = nil
  ) throws(StoreError) -> StoredIncidents {
    try read { db in
      guard try Self.epsg(db) != nil else { return StoredIncidents() }
      let cases = try Self.hasCaseColumn(db) ? "case_reference" : "NULL"
      let condition = months == nil ? "" : "WHERE month BETWEEN ? AND ?"
      let statement = try db.makeStatement(
        sql: """
          SELECT geom, offence, month, unixepoch(occurred_from), unixepoch(occurred_to), place,
            location_precision, source_id, qualifiers, \(cases)
          FROM incidents \(condition) ORDER BY fid
          """)
      if let months {
        try statement.setArguments([
          months.lowerBound.description, months.upperBound.description,
        ])
      }
      var reader = RowReader(statement)
      return try reader.incidents()
    }
  }

  /// The distinct places of all incidents that were moved to an anonymisation point, in no order.
  ///
  /// - Complexity: O(rows), about a tenth of a microsecond each.
  package func anonymisationPoints() throws(StoreError) -> [Point] {
    try read { db in
      guard try Self.epsg(db) != nil else { return [] }
      let statement = try db.makeStatement(
        sql: "SELECT geom FROM incidents WHERE location_precision = ?")
      try statement.setArguments([LocationPrecision.anonymisedPoint.rawValue])
      var reader = RowReader(statement)
      return try reader.places()
    }
  }

  /// How many incidents there are in each month of each offence, most recent month last.
  package func countsByMonth() throws(StoreError) -> [MonthCount] {
    try read { db in
      guard try Self.epsg(db) != nil else { return [] }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT month, offence, count(*), count(geom), sum(far_outside) FROM incidents
          GROUP BY month, offence ORDER BY month, offence
          """)
      return rows.compactMap { row in
        Month(row[0] as String).map {
          MonthCount(
            month: $0, offence: row[1], incidents: row[2], located: row[3], farOutside: row[4])
        }
      }
    }
  }

  /// How many incidents of a month fall under one offence.
  package struct MonthCount: Hashable, Sendable {
    package let month: Month
    package let offence: String
    package let incidents: Int
    package let located: Int
    package let farOutside: Int
  }

  /// The source identifiers that more than one incident bears, and how many incidents bear one that
  /// another had before.
  package func repeatedIdentifiers() throws(StoreError) -> (identifiers: Int, extraRows: Int) {
    try read { db in
      guard try Self.epsg(db) != nil else { return (0, 0) }
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT count(*), coalesce(sum(n - 1), 0) FROM (
            SELECT count(*) AS n FROM incidents WHERE source_id IS NOT NULL
            GROUP BY source_id HAVING n > 1)
          """)
      return (row?[0] ?? 0, row?[1] ?? 0)
    }
  }
}

/// Reads the rows of the query above straight from SQLite, which halves the time of starting.
private struct RowReader {
  private let owner: Statement
  private let statement: OpaquePointer
  private var result = StoredIncidents()
  private var offences: [String: OffenceTree.ID] = [:]
  private var months: [String: Month] = [:]
  private var qualifiers: [String: Qualifiers] = [:]

  init(_ statement: Statement) {
    owner = statement
    self.statement = statement.sqliteStatement
  }

  mutating func incidents() throws -> StoredIncidents {
    var code = sqlite3_step(statement)
    while code == SQLITE_ROW {
      try appendRow()
      code = sqlite3_step(statement)
    }
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    return result
  }

  mutating func places() throws -> [Point] {
    var places: Set<Point> = []
    var code = sqlite3_step(statement)
    while code == SQLITE_ROW {
      if let point { places.insert(point) }
      code = sqlite3_step(statement)
    }
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    return Array(places)
  }

  private mutating func appendRow() throws {
    guard let offence = text(1), let monthText = text(2) else { return }
    let month = try month(monthText)
    result.points.append(point)
    result.offences.append(try id(offence))
    result.months.append(month)
    if sqlite3_column_type(statement, 3) == SQLITE_NULL {
      result.occurrences.append(.month(month))
      result.ids.append(UnsafeBufferPointer<UInt8>(start: nil, count: 0))
    } else {
      result.occurrences.append(
        .between(
          Instant(seconds: sqlite3_column_int64(statement, 3)),
          Instant(seconds: sqlite3_column_int64(statement, 4))))
      result.ids.append(bytes(7))
    }
    result.places.append(text(5))
    result.isAnonymised.append(text(6) == LocationPrecision.anonymisedPoint.rawValue)
    if let names = text(8) { result.qualify(qualifiers(names)) }
    if let reference = text(9) { result.file(under: reference) }
  }

  private var point: Point? {
    guard let blob = sqlite3_column_blob(statement, 0) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, 0))
    return GeoPackageGeometry.point(in: UnsafeRawBufferPointer(start: blob, count: count))
  }

  private func text(_ column: Int32) -> String? {
    sqlite3_column_text(statement, column).map { String(cString: $0) }
  }

  /// The bytes of a text, until the next step; none for a text that is absent.
  private func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: sqlite3_column_text(statement, column),
      count: Int(sqlite3_column_bytes(statement, column)))
  }

  private mutating func id(_ code: String) throws -> OffenceTree.ID {
    if let id = offences[code] { return id }
    guard let id = OffenceTree.standard.id(code: code) else {
      throw StoreError.unknownOffence(code: code)
    }
    offences[code] = id
    return id
  }

  private mutating func qualifiers(_ names: String) -> Qualifiers {
    if let known = qualifiers[names] { return known }
    let read = Qualifiers(names: names)
    qualifiers[names] = read
    return read
  }

  private mutating func month(_ text: String) throws -> Month {
    if let month = months[text] { return month }
    guard let month = Month(text) else {
      throw DatabaseError(message: "'\(text)' in incidents.month is no month")
    }
    months[text] = month
    return month
  }
}
