/// Divides the bytes of a CSV file (RFC 4180) into rows and fields without copying them.
///
/// Lines end with LF, CR LF or CR; a byte order mark is passed over, and so are blank lines. Fields may
/// be quoted and then hold commas, line ends and doubled quotes. A quote inside a field that does not
/// start with one is like any other byte.
struct CSVScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var marks: CSVMarks

  /// Where the next row starts; after its last row, where nothing follows but blank lines.
  private(set) var position: Int
  /// The line of the position, counted from where the scanner started; its first is 0.
  private(set) var line = 0
  private var isMalformed = false

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let lf = UInt8(ascii: "\n")
  private static let cr = UInt8(ascii: "\r")

  /// Reads from bytes that outlive the scanner.
  /// - Parameter start: where a row or a blank line starts.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) {
    self.bytes = bytes
    let hasOrderMark =
      start == 0 && bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    position = hasOrderMark ? 3 : start
    marks = CSVMarks(bytes, from: position)
    skipBlankLines()
  }

  /// Whether there is another row.
  var hasNext: Bool { position < bytes.count }

  /// A quote that is never closed, or only by the opening quote of a later field.
  struct UnclosedQuote: Error { let line: Int }

  /// Reads the next row, which there must be.
  /// - Throws: the line of a quote that is never closed.
  /// - Complexity: O(bytes of the row).
  mutating func next(into room: inout CSVFieldRoom) throws(UnclosedQuote) -> CSVRow {
    room.removeAll()
    let (start, line) = (position, line)
    isMalformed = false
    var fieldStart = start
    while true {
      let mark = marks.next()
      if mark < bytes.count {
        let byte = bytes[mark]
        if byte == Self.comma {
          room.append(CSVField(start: fieldStart, end: mark))
          fieldStart = mark &+ 1
          continue
        }
        if byte == Self.quote {
          guard mark == fieldStart else { continue }
          let delimiter = try quotedField(from: mark &+ 1, of: line, into: &room)
          fieldStart = delimiter &+ 1
          if delimiter < bytes.count, bytes[delimiter] == Self.comma { continue }
          endRow(at: delimiter)
          break
        }
      }
      room.append(CSVField(start: fieldStart, end: mark))
      endRow(at: mark)
      break
    }
    return CSVRow(
      line: line, fields: room.fields, isMalformed: isMalformed,
      mayHaveHighBytes: marks.highEnd > start)
  }

  /// Reads a field after its opening quote.
  /// - Returns: where the delimiter after it is.
  private mutating func quotedField(
    from start: Int, of row: Int, into room: inout CSVFieldRoom
  ) throws(UnclosedQuote) -> Int {
    let firstLine = line
    while true {
      let mark = marks.next()
      guard mark < bytes.count else { throw UnclosedQuote(line: row) }
      if bytes[mark] != Self.quote {
        if endsLine(mark) { line += 1 }
      } else if mark + 1 < bytes.count, bytes[mark + 1] == Self.quote {
        _ = marks.next()
      } else {
        room.append(CSVField(start: start, end: mark))
        var delimiter = marks.next()
        while delimiter < bytes.count, bytes[delimiter] == Self.quote { delimiter = marks.next() }
        // There should be nothing between the quote and the delimiter. A quoted field over several
        // lines with text behind it is two stray quotes, and the rows between them must not be lost.
        if delimiter > mark + 1 { isMalformed = true }
        guard !isMalformed || line == firstLine else { throw UnclosedQuote(line: row) }
        return delimiter
      }
    }
  }

  /// Steps over the line end at the mark and over blank lines.
  @inline(__always) private mutating func endRow(at mark: Int) {
    position = mark
    guard mark < bytes.count else { return }
    line &+= 1
    position &+= 1
    if bytes[mark] == Self.cr, position < bytes.count, bytes[position] == Self.lf {
      _ = marks.next()
      position &+= 1
    }
    skipBlankLines()
  }

  @inline(__always) private mutating func skipBlankLines() {
    while position < bytes.count, bytes[position] == Self.lf || bytes[position] == Self.cr {
      _ = marks.next()
      if endsLine(position) { line &+= 1 }
      position &+= 1
    }
  }

  /// Whether the byte at a place is the last of a line end: LF, or CR without LF.
  private func endsLine(_ place: Int) -> Bool {
    if bytes[place] == Self.lf { return true }
    guard bytes[place] == Self.cr else { return false }
    return place + 1 == bytes.count || bytes[place + 1] != Self.lf
  }
}

extension CSVScanner {
  /// Where the first row starts that may start at a place or after it, if no quote is open there.
  static func guessRow(in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    var here = max(place - 1, 0)
    while here < bytes.count, bytes[here] != lf, bytes[here] != cr { here += 1 }
    while here < bytes.count, bytes[here] == lf || bytes[here] == cr { here += 1 }
    return here
  }
}
