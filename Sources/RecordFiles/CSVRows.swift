import FoundationEssentials

extension SourceFile {
  /// Reads the rows of a CSV file one after the other into something that the header starts.
  ///
  /// - Parameters:
  ///   - columns: the columns that must be there.
  ///   - start: makes what is to be filled; the text may be used only until this function returns.
  ///   - take: takes one row; the scanner says where it stands and what is odd about it.
  /// - Throws: when the file cannot be read, is empty, lacks columns, or ends inside a quote.
  func readRows<Rows>(
    columns: [String], start: (CSVText, CSVHeader) -> Rows,
    take: (inout Rows, [CSVField], CSVScanner) -> Void
  ) throws(RecordFileError) -> Rows {
    let contents = try self.contents()
    do {
      return try contents.withUnsafeBytes { raw in
        let text = CSVText(bytes: raw.bindMemory(to: UInt8.self))
        var scanner = CSVScanner(text.bytes)
        let header = try CSVHeader(&scanner, text, file: name)
        let lacking = columns.filter { header.position(of: $0) == nil }
        guard lacking.isEmpty else {
          throw RecordFileError.missingColumns(file: name, lacking: lacking)
        }
        var rows = start(text, header)
        var fields: [CSVField] = []
        while try scanner.next(into: &fields) { take(&rows, fields, scanner) }
        return rows
      }
    } catch let error as RecordFileError {
      throw error
    } catch let unclosed as CSVScanner.UnclosedQuote {
      throw .brokenQuote(file: name, row: unclosed.row)
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
  }
}

/// What is wrong with a row, so that it becomes a reject.
struct RowFault: Error {
  /// The column at fault; blank when it is the row as a whole.
  let column: String
  let value: String
  let reason: String
}

extension CSVText {
  /// What makes a row unreadable before its values are looked at; `nil` when nothing does.
  func fault(in fields: [CSVField], columns: [String], at scanner: CSVScanner) -> RowFault? {
    if scanner.isMalformed {
      return RowFault(column: "", value: whole(fields), reason: "has text after a closing quote")
    }
    if fields.count != columns.count {
      return RowFault(
        column: "", value: whole(fields),
        reason: "has \(fields.count) fields where the header has \(columns.count)")
    }
    guard scanner.hasHighBytes else { return nil }
    return fields.indices.first { !isUTF8(fields[$0]) }.map {
      RowFault(column: columns[$0], value: string(fields[$0]), reason: "is not UTF-8")
    }
  }

  private func whole(_ fields: [CSVField]) -> String {
    fields.map(string).joined(separator: ",")
  }
}
