/// A field of a row: where its bytes stand in the file.
struct CSVField {
  let start: Int
  let end: Int

  var isEmpty: Bool { start == end }
}

/// A row of a CSV file, until the next one is read.
struct CSVRow {
  /// The line on which it starts, counted from where its scanner started.
  let line: Int
  let fields: UnsafeBufferPointer<CSVField>
  /// Whether a quoted field is followed by something other than a comma.
  let isMalformed: Bool
  /// Whether it may hold bytes that are not ASCII, and so not be UTF-8.
  let mayHaveHighBytes: Bool

  subscript(place: Int) -> CSVField { fields[place] }
}

/// Room for the fields of a row, used again for the next.
struct CSVFieldRoom: ~Copyable {
  private var room = UnsafeMutableBufferPointer<CSVField>.allocate(capacity: 32)
  private var count = 0

  deinit { room.deallocate() }

  /// The fields of the row, until the next one is read.
  var fields: UnsafeBufferPointer<CSVField> { UnsafeBufferPointer(rebasing: room[..<count]) }

  mutating func removeAll() { count = 0 }

  // Unsafe, because appending to an array for each field took a fifth of the time of a file.
  @inline(__always) mutating func append(_ field: CSVField) {
    if count == room.count { grow() }
    room.initializeElement(at: count, to: field)
    count &+= 1
  }

  private mutating func grow() {
    let larger = UnsafeMutableBufferPointer<CSVField>.allocate(capacity: room.count * 2)
    _ = larger.initialize(from: room[..<count])
    room.deallocate()
    room = larger
  }
}
