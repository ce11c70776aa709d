/// A field of a row: where its bytes stand in the file.
struct CSVField {
  var start: Int
  var end: Int
  /// Whether it holds doubled quotes that stand for one.
  var hasEscapes = false

  var isEmpty: Bool { start == end }
}

/// Divides the bytes of a CSV file (RFC 4180) into rows and fields without copying them.
///
/// Lines end with LF, CR LF or CR; a byte order mark is passed over, and so are blank lines. Fields may
/// be quoted and then hold commas, line ends and doubled quotes.
struct CSVScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var line = 1

  /// The line on which the last row started; the file's first line is 1.
  private(set) var row = 0
  /// Whether the last row holds bytes that are not ASCII, and so may not be UTF-8.
  private(set) var hasHighBytes = false
  /// Whether a quoted field of the last row is followed by something other than a comma.
  private(set) var isMalformed = false

  private static let (comma, quote, lf, cr) =
    (UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  /// Reads from bytes that outlive the scanner.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
  }

  /// Reads the next row.
  /// - Returns: whether there was one.
  /// - Throws: the line of a quote that is never closed.
  /// - Complexity: O(bytes of the row).
  mutating func next(into fields: inout [CSVField]) throws(UnclosedQuote) -> Bool {
    skipBlankLines()
    guard position < bytes.count else { return false }
    fields.removeAll(keepingCapacity: true)
    row = line
    isMalformed = false
    var seen: UInt8 = 0
    repeat {
      if position < bytes.count, bytes[position] == Self.quote {
        fields.append(try quotedField(&seen))
      } else {
        fields.append(plainField(&seen))
      }
    } while !endOfRow()
    hasHighBytes = seen >= 0x80
    return true
  }

  /// A quote that is never closed, or only by the opening quote of a later field.
  struct UnclosedQuote: Error { let row: Int }

  private mutating func plainField(_ seen: inout UInt8) -> CSVField {
    let start = position
    var here = position
    var all: UInt8 = 0
    while here < bytes.count {
      let byte = bytes[here]
      // The three bytes that end a field are rare, so one comparison lets most others pass.
      if byte <= Self.comma && (byte == Self.comma || byte == Self.lf || byte == Self.cr) { break }
      all |= byte
      here &+= 1
    }
    seen |= all
    position = here
    return CSVField(start: start, end: here)
  }

  private mutating func quotedField(_ seen: inout UInt8) throws(UnclosedQuote) -> CSVField {
    position += 1
    let firstLine = line
    var field = CSVField(start: position, end: position)
    while position < bytes.count {
      let byte = bytes[position]
      seen |= byte
      if byte == Self.quote {
        guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else {
          field.end = position
          position += 1
          skipToDelimiter()
          // A quoted field over several lines with text behind it is two stray quotes, and the rows
          // between them must not be lost in one.
          guard !isMalformed || line == firstLine else { throw UnclosedQuote(row: row) }
          return field
        }
        field.hasEscapes = true
        position += 1
      } else if endsLine(byte) {
        line += 1
      }
      position += 1
    }
    throw UnclosedQuote(row: row)
  }

  /// Moves over anything between a closing quote and the next delimiter: there should be nothing.
  private mutating func skipToDelimiter() {
    while position < bytes.count, ![Self.comma, Self.lf, Self.cr].contains(bytes[position]) {
      isMalformed = true
      position += 1
    }
  }

  /// Steps over the delimiter after a field and tells whether it ended the row.
  private mutating func endOfRow() -> Bool {
    guard position < bytes.count else { return true }
    defer { position += 1 }
    if bytes[position] == Self.comma { return false }
    if bytes[position] == Self.cr, position + 1 < bytes.count, bytes[position + 1] == Self.lf {
      position += 1
    }
    line += 1
    return true
  }

  private mutating func skipBlankLines() {
    while position < bytes.count, bytes[position] == Self.lf || bytes[position] == Self.cr {
      if endsLine(bytes[position]) { line += 1 }
      position += 1
    }
  }

  /// Whether the byte at the position is the last of a line end: LF, or CR without LF.
  private func endsLine(_ byte: UInt8) -> Bool {
    if byte == Self.lf { return true }
    guard byte == Self.cr else { return false }
    return position + 1 == bytes.count || bytes[position + 1] != Self.lf
  }
}
