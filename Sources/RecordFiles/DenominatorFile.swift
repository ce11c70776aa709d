import Records

/// The columns of a table of denominators.
package struct DenominatorColumns: Sendable {
  package let code: String
  package let value: String
  /// Rows with the same value here describe one thing that their areas share.
  package let once: String?

  package init(code: String, value: String, once: String? = nil) {
    self.code = code
    self.value = value
    self.once = once
  }
}

/// A table of what areas have, such as residents, read from CSV.
///
/// Rows that repeat a code are added up. With `DenominatorColumns.once` the value of a thing is first
/// divided equally among its rows, so that the total is that of the things: where two areas of 2011
/// became one of 2021, each gets half of its residents. What really lived in each is not known.
package struct DenominatorFile: Sendable {
  /// A value for each code, in the order of the codes.
  package let values: [(code: String, value: Double)]
  package let rowsRead: Int
  /// How many codes occur in several rows.
  package let repeatedCodes: Int
  /// How many things are shared by several rows.
  package let sharedThings: Int

  package var total: Double { values.reduce(0) { $0 + $1.value } }

  /// Reads a whole table, or nothing of it.
  /// - Throws: when a column is missing, or naming each row in which a code is blank, a value no number,
  ///   not finite or negative, or rows of one thing differ.
  /// - Complexity: O(bytes + rows × log rows).
  package init(_ file: SourceFile, columns: DenominatorColumns) throws(RecordFileError) {
    var table = try NamedColumns(
      [columns.code, columns.value] + (columns.once.map { [$0] } ?? []), of: file)
    guard table.rowsRead > 0 else { throw .nothingToRead(path: file.name) }
    var rows = DenominatorRows(columns: columns)
    try table.forEachRow { (row) throws(RowFault) in try rows.add(row) }
    let shares = rows.shares
    values = shares.keys.sorted().map { code in
      // Sorted, so that the rounding of a sum does not depend on the order of the rows.
      (code, shares[code, default: []].sorted().reduce(0, +))
    }
    if let tooMuch = values.first(where: { !$0.value.isFinite }) {
      for row in table.rows where row.values[0] == tooMuch.code {
        table.reject(
          row.line,
          RowFault(
            column: columns.value, value: row.values[1],
            reason: "makes a sum for \(tooMuch.code) that is no finite number"))
      }
      try table.checkRows()
    }
    rowsRead = table.rowsRead
    repeatedCodes = shares.values.count { $0.count > 1 }
    sharedThings = rows.things.values.count { $0.rows > 1 }
  }
}

/// The rows of a table of denominators that were understood.
private struct DenominatorRows {
  /// What several rows describe: its value, its first row, and how many rows it has.
  struct Thing {
    let value: Double
    let line: Int
    var rows = 1
  }

  let columns: DenominatorColumns
  private(set) var things: [String: Thing] = [:]
  private var rows: [(code: String, value: Double, thing: String)] = []

  init(columns: DenominatorColumns) { self.columns = columns }

  mutating func add(_ row: NamedColumns.Row) throws(RowFault) {
    guard !row.values[0].isEmpty else {
      throw RowFault(column: columns.code, value: "", reason: "is blank")
    }
    let value = try RowFault.amount(row.values[1], column: columns.value)
    var thing = ""
    if let once = columns.once {
      thing = row.values[2]
      guard !thing.isEmpty else { throw RowFault(column: once, value: "", reason: "is blank") }
      try count(thing, value, in: row, once)
    }
    rows.append((row.values[0], value, thing))
  }

  private mutating func count(
    _ name: String, _ value: Double, in row: NamedColumns.Row, _ once: String
  ) throws(RowFault) {
    guard let known = things[name] else {
      things[name] = Thing(value: value, line: row.line)
      return
    }
    guard known.value == value else {
      throw RowFault(
        column: columns.value, value: row.values[1],
        reason: "differs from row \(known.line), which has the same \(once) '\(name)'")
    }
    things[name]?.rows += 1
  }

  /// What each row adds to its code.
  var shares: [String: [Double]] {
    rows.reduce(into: [:]) { shares, row in
      shares[row.code, default: []].append(row.value / Double(things[row.thing]?.rows ?? 1))
    }
  }
}
