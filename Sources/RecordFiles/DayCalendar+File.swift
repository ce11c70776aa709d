package import Records

extension DayCalendar {
  /// Reads a table with the columns `from`, `to` (the last day, included; blank for one day), `name` and
  /// `kind`, days written as 2019-04-15.
  ///
  /// - Throws: when a column is missing, or naming each row whose days cannot be read.
  /// - Complexity: O(bytes).
  package init(_ file: SourceFile) throws(RecordFileError) {
    var table = try NamedColumns(["from", "to", "name", "kind"], of: file)
    guard table.rowsRead > 0 else { throw .nothingToRead(path: file.name) }
    var entries: [Entry] = []
    try table.forEachRow { (row) throws(RowFault) in
      let first = try Self.day(row.values[0], "from")
      let last = row.values[1].isEmpty ? first : try Self.day(row.values[1], "to")
      guard first <= last else {
        throw RowFault(column: "to", value: row.values[1], reason: "is before from")
      }
      guard last - first < 3_660 else {
        throw RowFault(column: "to", value: row.values[1], reason: "is more than ten years later")
      }
      for (column, value) in [("name", row.values[2]), ("kind", row.values[3])]
      where value.isEmpty { throw RowFault(column: column, value: "", reason: "is blank") }
      entries.append(Entry(name: row.values[2], kind: row.values[3], days: first...last))
    }
    self.init(entries, file: file.name, digest: sha256(of: try file.contents()))
  }

  private static func day(_ text: String, _ column: String) throws(RowFault) -> Int {
    guard let day = CalendarDay(text) else {
      throw RowFault(column: column, value: text, reason: "is no day such as 2019-04-15")
    }
    return LocalTime.days(day)
  }
}
