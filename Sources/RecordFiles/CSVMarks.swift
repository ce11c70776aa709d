import CScan

/// Finds the bytes of a CSV file that may divide it, one after the other: commas, quotes, LF and CR.
///
/// Looks at 64 bytes at a time and then at the bits of the marks among them, so that the bytes between
/// cost next to nothing.
struct CSVMarks {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the 64 bytes start, and the marks among them that were not passed yet.
  private var block: Int
  private var marks: UInt64 = 0

  /// Where the last bytes end, of those looked at, that are not all ASCII.
  private(set) var highEnd = 0

  /// - Parameter start: where the first mark may be.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    block = start - Int(cscan_block)
    lookFurther()
  }

  /// Passes the next mark and says where it is; the number of bytes when there is none.
  @inline(__always) mutating func next() -> Int {
    if marks == 0 { lookFurther() }
    guard marks != 0 else { return bytes.count }
    let place = block &+ marks.trailingZeroBitCount
    marks &= marks &- 1
    return place
  }

  // Never inlined: several copies of the comparisons are not all made of vectors.
  @inline(never) private mutating func lookFurther() {
    repeat {
      block = min(block &+ Int(cscan_block), bytes.count)
      guard block < bytes.count else { return }
      look()
    } while marks == 0
  }

  private mutating func look() {
    guard block &+ Int(cscan_block) <= bytes.count, let start = bytes.baseAddress else {
      return lookAtEnd()
    }
    marks = cscan_marks(start + block)
    if cscan_is_high(start + block) { highEnd = block &+ Int(cscan_block) }
  }

  /// Looks at fewer than 64 bytes, filled up with zeros.
  @inline(never) private mutating func lookAtEnd() {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(cscan_block)) { padded in
      padded.initialize(repeating: 0)
      for place in block..<bytes.count { padded[place - block] = bytes[place] }
      guard let start = padded.baseAddress else { return }
      marks = cscan_marks(start)
      if cscan_is_high(start) { highEnd = bytes.count }
    }
  }
}
