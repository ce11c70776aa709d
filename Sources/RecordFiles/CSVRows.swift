import FoundationEssentials

/// What is wrong with a row, so that it becomes a reject.
struct RowFault: Error {
  /// The column at fault; blank when it is the row as a whole.
  let column: String
  let value: String
  let reason: String
}

extension CSVText {
  /// What makes a row unreadable before its values are looked at; `nil` when nothing does.
  @inline(__always) func fault(in row: CSVRow, columns: [String]) -> RowFault? {
    let isUsual =
      !row.isMalformed && row.fields.count == columns.count && !row.mayHaveHighBytes
    return isUsual ? nil : unusualFault(in: row, columns: columns)
  }

  private func unusualFault(in row: CSVRow, columns: [String]) -> RowFault? {
    if row.isMalformed {
      return RowFault(
        column: "", value: whole(row.fields), reason: "has text after a closing quote")
    }
    if row.fields.count != columns.count {
      return RowFault(
        column: "", value: whole(row.fields),
        reason: "has \(row.fields.count) fields where the header has \(columns.count)")
    }
    // What stands between fields is ASCII, so a row is UTF-8 when its fields are.
    let (start, end) = (row.fields[0].start, row.fields[row.fields.count - 1].end)
    if isUTF8(CSVField(start: start, end: end)) { return nil }
    return row.fields.indices.first { !isUTF8(row.fields[$0]) }.map {
      RowFault(column: columns[$0], value: string(row.fields[$0]), reason: "is not UTF-8")
    }
  }

  private func whole(_ fields: UnsafeBufferPointer<CSVField>) -> String {
    fields.map(string).joined(separator: ",")
  }
}

/// Takes the rows of parts of a CSV file, each thread its own.
protocol CSVRowTaker: SendableMetatype {
  /// What the rows of all parts become together.
  associatedtype Whole

  /// Takes one row.
  mutating func take(_ row: CSVRow)

  /// Moves the rows to the end of those of the parts before, and is then ready for another part.
  /// - Parameters:
  ///   - line: the line of the file on which the part starts; the file's first is 1.
  ///   - share: which part of the file's bytes this is, to make room for all.
  mutating func moveRows(to whole: inout Whole, from line: Int, share: Double)

  /// Forgets the rows, because the part starts elsewhere.
  mutating func removeRows()
}

/// How a file is read: by how many threads, and how many bytes each takes at a time.
struct CSVDivision {
  let threads: Int
  let partBytes: Int

  /// A part's rows and bytes fit in the cache that a core has to itself.
  static let usualPartBytes = 1 << 20
}

extension SourceFile {
  /// Reads the rows of a CSV file into something that the header starts.
  ///
  /// The result is the same for every division.
  /// - Parameters:
  ///   - columns: the columns that must be there.
  ///   - whole: makes what is to be filled.
  ///   - taker: makes what one thread takes rows into; the text may be used only until this function
  ///     returns.
  /// - Throws: when the file cannot be read, is empty, lacks columns, or ends inside a quote.
  func readRows<Taker: CSVRowTaker>(
    columns: [String], division: CSVDivision, whole: Taker.Whole,
    taker: @escaping (CSVText, CSVHeader) -> Taker
  ) throws(RecordFileError) -> Taker.Whole {
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
        let start = CSVPlace(position: scanner.position, line: scanner.line + 1)
        return try CSVParts(
          bytes: text.bytes, start: start, division: division, whole: whole
        ) { taker(text, header) }.read()
      }
    } catch let error as RecordFileError {
      throw error
    } catch let unclosed as CSVScanner.UnclosedQuote {
      throw .brokenQuote(file: name, row: unclosed.line)
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
  }
}
