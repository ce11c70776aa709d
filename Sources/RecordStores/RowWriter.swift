import GRDB
import GRDBSQLite
import Records

/// A statement that is run once for each of many rows.
///
/// GRDB's own binding makes an array of boxed values for each row, which takes longer than SQLite's
/// work; this binds columns one after the other to the same statement of the same connection.
struct RowWriter {
  private let database: Database
  private let statement: OpaquePointer
  /// Keeps the statement alive.
  private let owner: Statement
  private var column: Int32 = 0

  /// SQLite's SQLITE_TRANSIENT, which Swift does not import: copy what is bound.
  private static let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(_ database: Database, _ sql: String) throws {
    self.database = database
    owner = try database.makeStatement(sql: sql)
    statement = owner.sqliteStatement
  }

  mutating func bind(_ value: Int64) {
    column += 1
    sqlite3_bind_int64(statement, column, value)
  }

  mutating func bind(_ value: Double?) {
    column += 1
    if let value {
      sqlite3_bind_double(statement, column, value)
    } else {
      sqlite3_bind_null(statement, column)
    }
  }

  mutating func bind(_ blob: [UInt8]?) {
    column += 1
    if let blob {
      sqlite3_bind_blob(statement, column, blob, Int32(blob.count), Self.copy)
    } else {
      sqlite3_bind_null(statement, column)
    }
  }

  /// Binds UTF-8 text; no bytes are bound as NULL.
  mutating func bind(_ text: ArraySlice<UInt8>) {
    column += 1
    text.withUnsafeBufferPointer { bytes in
      if bytes.isEmpty {
        sqlite3_bind_null(statement, column)
      } else {
        bytes.withMemoryRebound(to: CChar.self) {
          _ = sqlite3_bind_text(statement, column, $0.baseAddress, Int32($0.count), Self.copy)
        }
      }
    }
  }

  /// Binds the two moments between which something happened; NULL twice when only a month is known.
  mutating func bind(_ occurrence: Occurrence) {
    if case .between(let from, let to) = occurrence {
      bind(from.seconds)
      bind(to.seconds)
    } else {
      bind(nil as Double?)
      bind(nil as Double?)
    }
  }

  /// Runs the statement for the values bound, and starts the next row.
  mutating func step() throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    column = 0
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage)
    }
  }
}

/// The texts of a sheet as bytes, each distinct one made once.
struct SheetTexts {
  let ids: Column
  let offences: [ArraySlice<UInt8>]
  let months: [Month: ArraySlice<UInt8>]
  let precision: ArraySlice<UInt8>
  let places: Column
  let outputAreas: Column
  let outcomes: Column
  let qualifiers: Column
  let cases: Column

  /// The bytes of each row's text; none where it has none.
  struct Column {
    private let texts: [ArraySlice<UInt8>]
    private let codes: [Int32]
    private let long: LongTexts?

    init(_ pooled: PooledTexts) {
      texts = pooled.pool.map { ArraySlice($0.utf8) }
      codes = pooled.codes
      long = nil
    }

    init(_ long: LongTexts) {
      texts = []
      codes = []
      self.long = long
    }

    subscript(row: Int) -> ArraySlice<UInt8> {
      if let long { return long.bytes[long.range(of: row)] }
      return codes[row] < 0 ? [] : texts[Int(codes[row])]
    }
  }

  init(_ sheet: IncidentSheet, months: [Month]) {
    ids = Column(sheet.ids)
    offences = OffenceTree.standard.offences.map { ArraySlice($0.code.utf8) }
    self.months = Dictionary(
      uniqueKeysWithValues: Set(months).map { ($0, ArraySlice($0.description.utf8)) })
    precision = ArraySlice(sheet.precision.rawValue.utf8)
    places = Column(sheet.places)
    outputAreas = Column(sheet.outputAreas)
    outcomes = Column(sheet.outcomes)
    qualifiers = Column(sheet.qualifiers)
    cases = Column(sheet.cases)
  }
}
