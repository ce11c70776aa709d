import Records

/// The rows of a small CSV table, of which some columns are read by name.
struct NamedColumns {
  struct Row {
    /// The line of the file on which the row starts; the header is line 1.
    var line: Int
    /// What the columns hold, in the order they were named, without blanks at the ends.
    let values: [String]
  }

  let file: String
  let columns: [String]
  private(set) var rows: [Row] = []
  /// The rows that cannot be used.
  private(set) var rejects: [Reject] = []

  var rowsRead: Int { rows.count + rejects.count }

  private init(file: String, columns: [String]) {
    self.file = file
    self.columns = columns
  }

  /// - Throws: when the file is empty, lacks a column, or ends inside a quote.
  /// - Complexity: O(bytes).
  init(_ columns: [String], of file: SourceFile) throws(RecordFileError) {
    let division = CSVDivision(threads: 1, partBytes: CSVDivision.usualPartBytes)
    let empty = NamedColumns(file: file.name, columns: columns)
    self = try file.readRows(columns: columns, division: division, whole: empty) {
      NamedColumnRows(text: $0, header: $1, part: empty)
    }
  }

  /// Reads each row; one at fault is remembered and the others are read on, so that all faults are told.
  /// - Throws: when any row of the table is at fault.
  mutating func forEachRow(
    _ body: (Row) throws(RowFault) -> Void
  ) throws(RecordFileError) {
    for row in rows {
      do {
        try body(row)
      } catch {
        reject(row.line, error)
      }
    }
    try checkRows()
  }

  func checkRows() throws(RecordFileError) {
    guard rejects.isEmpty else { throw .badRows(rejects.sorted { $0.row < $1.row }) }
  }

  mutating func reject(_ line: Int, _ fault: RowFault) {
    rejects.append(
      Reject(
        file: file, row: line, column: fault.column, value: String(fault.value.prefix(200)),
        reason: fault.reason))
  }

  mutating func append(_ row: Row) { rows.append(row) }

  fileprivate mutating func moveRows(to whole: inout NamedColumns, from line: Int) {
    whole.rows += rows.map { Row(line: $0.line + line, values: $0.values) }
    whole.rejects += rejects.map {
      Reject(
        file: $0.file, row: $0.row + line, column: $0.column, value: $0.value, reason: $0.reason)
    }
    removeRows()
  }

  fileprivate mutating func removeRows() {
    rows.removeAll()
    rejects.removeAll()
  }
}

/// The rows of a part of a table of named columns.
private struct NamedColumnRows: CSVRowTaker {
  let text: CSVText
  let header: CSVHeader
  var part: NamedColumns

  mutating func take(_ row: CSVRow) {
    if let fault = text.fault(in: row, columns: header.names) {
      return part.reject(row.line, fault)
    }
    let values = part.columns.map { column in
      header.position(of: column).map { text.string(row[$0]).trimmed } ?? ""
    }
    part.append(.init(line: row.line, values: values))
  }

  mutating func moveRows(to whole: inout NamedColumns, from line: Int, share: Double) {
    part.moveRows(to: &whole, from: line)
  }

  mutating func removeRows() { part.removeRows() }
}

extension RowFault {
  /// A finite number that is not negative.
  static func amount(_ text: String, column: String) throws(RowFault) -> Double {
    guard !text.isEmpty else { throw RowFault(column: column, value: "", reason: "is blank") }
    guard let number = Double(decimal: text) else {
      throw RowFault(column: column, value: text, reason: "is no number")
    }
    guard number >= 0 else {
      throw RowFault(column: column, value: text, reason: "is negative")
    }
    return number
  }
}
