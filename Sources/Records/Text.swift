/// A column of short texts in which few differ: a code for each row into a list of distinct texts.
package struct PooledTexts: Sendable {
  /// The distinct texts, in the order of their first appearance.
  package private(set) var pool: [String]
  /// For each row the place of its text in the pool; -1 where the row has none.
  package private(set) var codes: [Int32]
  private var known: [String: Int32] = [:]

  package init() {
    pool = []
    codes = []
  }

  /// A column that was pooled elsewhere; texts that Swift holds equal may stand in it twice, when their
  /// bytes differ (one letter, or a letter and an accent).
  package init(pool: [String], codes: [Int32]) {
    self.pool = pool
    self.codes = codes
    known = Dictionary(
      pool.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(row: Int) -> String? { codes[row] < 0 ? nil : pool[Int(codes[row])] }

  package mutating func append(_ text: String?) {
    guard let text else { return codes.append(-1) }
    codes.append(code(for: text))
  }

  private mutating func code(for text: String) -> Int32 {
    if let code = known[text] { return code }
    let code = Int32(pool.count)
    pool.append(text)
    known[text] = code
    return code
  }

  /// The same texts for other rows: `rows` lists which, in their new order.
  package func reordered(by rows: [Int32]) -> PooledTexts {
    var result = self
    result.codes = rows.map { codes[Int($0)] }
    return result
  }
}

/// A column of texts that mostly differ, such as identifiers, laid end to end.
package struct LongTexts: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Where each row's text ends in `bytes`; it starts where the one before ends.
  package private(set) var ends: [Int] = []

  package init() {}

  package var count: Int { ends.count }

  /// The bytes of a row's text; empty when it has none.
  package func range(of row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

  package subscript(row: Int) -> String? {
    let range = range(of: row)
    return range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
  }

  /// Appends one row; no bytes mean no text.
  package mutating func append(_ text: some Collection<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// The same for bytes in memory, which need no generic code.
  package mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Appends the rows of another column.
  package mutating func append(contentsOf other: LongTexts) {
    let start = bytes.count
    bytes.append(contentsOf: other.bytes)
    ends.append(contentsOf: other.ends.lazy.map { $0 &+ start })
  }

  /// Gives the rows up to a count no text, if they are not there yet.
  package mutating func pad(to rows: Int) {
    ends.append(contentsOf: repeatElement(bytes.count, count: max(0, rows - ends.count)))
  }

  /// Forgets all rows, but keeps the room for as many.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// The same texts for other rows: `rows` lists which, in their new order.
  package func reordered(by rows: [Int32]) -> LongTexts {
    var result = LongTexts()
    result.reserve(rows.count, bytes: bytes.count)
    for row in rows { result.append(bytes[range(of: Int(row))]) }
    return result
  }

  /// Makes room for rows that are known to come.
  package mutating func reserve(_ rows: Int, bytes count: Int) {
    ends.reserveCapacity(rows)
    bytes.reserveCapacity(count)
  }
}
