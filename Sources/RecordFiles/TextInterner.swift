import Records

/// Gives each distinct text of a column a number, so that each is decoded once.
///
/// An open hash table over the bytes of the texts: a look-up makes no string. The text that came last is
/// tried first, as neighbouring rows often say the same.
struct TextInterner {
  /// The texts in the order of their first appearance.
  private(set) var texts: [String] = []
  /// The bytes of all texts, end to end.
  private var arena: [UInt8] = []
  private var ends: [Int] = [0]
  /// Never more than half full; the place of a text follows from its hash.
  private var slots = [Slot](repeating: Slot(), count: 64)
  private var last: Int32 = -1
  /// Texts met lately, by their hash: where there are many, the whole table is too large for the cache
  /// of a core, but a stretch of a file says much the same.
  private var recent: [Slot] = []

  private struct Slot {
    /// The number of a text, or -1.
    var number: Int32 = -1
    /// Half of the hash, to pass over most other texts unseen.
    var tag: UInt32 = 0
  }

  private static let recentCount = 1 << 14
  /// A table of so many slots still fits in the cache of a core.
  private static let mostCached = 1 << 17

  /// The number of a text; -1 for no bytes.
  /// - Complexity: O(bytes) on average.
  mutating func number(for bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard !bytes.isEmpty else { return -1 }
    if last >= 0, isText(last, bytes) { return last }
    last = lookUp(bytes)
    return last
  }

  mutating func number(for field: CSVField, of text: CSVText) -> Int32 {
    text.withBytes(of: field) { number(for: $0) }
  }

  mutating func number(for text: String) -> Int32 {
    var text = text
    return text.withUTF8 { number(for: $0) }
  }

  private mutating func lookUp(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Self.hash(bytes)
    guard !recent.isEmpty else { return lookUp(bytes, hash).number }
    let place = Int(truncatingIfNeeded: hash) & (Self.recentCount &- 1)
    let slot = recent[place]
    if slot.number >= 0, slot.tag == Self.tag(hash), isText(slot.number, bytes) {
      return slot.number
    }
    recent[place] = lookUp(bytes, hash)
    return recent[place].number
  }

  private mutating func lookUp(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Slot {
    let tag = Self.tag(hash)
    var place = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[place].number >= 0 {
      if slots[place].tag == tag, isText(slots[place].number, bytes) { return slots[place] }
      place = (place &+ 1) & (slots.count &- 1)
    }
    let slot = Slot(number: Int32(texts.count), tag: tag)
    texts.append(String(decoding: bytes, as: UTF8.self))
    arena.append(contentsOf: bytes)
    ends.append(arena.count)
    slots[place] = slot
    if texts.count * 2 > slots.count { grow() }
    return slot
  }

  private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash &>> 32) }

  private mutating func grow() {
    slots = Array(repeating: Slot(), count: slots.count * 2)
    for number in texts.indices {
      let hash = arena.withUnsafeBufferPointer { arena in
        Self.hash(UnsafeBufferPointer(rebasing: arena[ends[number]..<ends[number + 1]]))
      }
      var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[place].number >= 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = Slot(number: Int32(number), tag: Self.tag(hash))
    }
    if slots.count > Self.mostCached, recent.isEmpty {
      recent = Array(repeating: Slot(), count: Self.recentCount)
    }
  }

  @inline(__always) private func isText(
    _ number: Int32, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let (start, end) = (ends[Int(number)], ends[Int(number) &+ 1])
    guard end &- start == bytes.count else { return false }
    return arena.withUnsafeBytes { arena in
      Words(UnsafeRawBufferPointer(rebasing: arena[start..<end]))
        .equal(Words(UnsafeRawBufferPointer(bytes)))
    }
  }

  /// Multiplies and folds eight bytes at a time; only the spread matters, equality is checked.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    Words(UnsafeRawBufferPointer(bytes)).forEach { word in
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash &>> 32
    }
    // A product carries upwards only: without this the last letters, which differ most, would not reach the
    // low bits that choose a slot.
    hash = (hash ^ (hash &>> 29)) &* 0x9E37_79B9_7F4A_7C15
    return hash ^ (hash &>> 32)
  }
}

/// A run of bytes seen as words of eight; the last overlaps the one before, so that none is read byte by
/// byte unless all are fewer than eight.
private struct Words {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  @inline(__always) private func word(at place: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  /// All of fewer than eight bytes.
  @inline(__always) private var short: UInt64 {
    if bytes.count >= 4 {
      let first = bytes.loadUnaligned(as: UInt32.self)
      let last = bytes.loadUnaligned(fromByteOffset: bytes.count &- 4, as: UInt32.self)
      return UInt64(first) &<< 32 | UInt64(last)
    }
    return bytes.reduce(0) { $0 &<< 8 | UInt64($1) }
  }

  @inline(__always) func forEach(_ body: (UInt64) -> Void) {
    guard bytes.count >= 8 else { return body(short) }
    var place = 0
    while place &+ 8 <= bytes.count {
      body(word(at: place))
      place &+= 8
    }
    if place < bytes.count { body(word(at: bytes.count &- 8)) }
  }

  /// Whether as many other bytes are the same.
  @inline(__always) func equal(_ other: Words) -> Bool {
    guard bytes.count >= 8 else { return short == other.short }
    var place = 0
    while place &+ 8 <= bytes.count {
      if word(at: place) != other.word(at: place) { return false }
      place &+= 8
    }
    return word(at: bytes.count &- 8) == other.word(at: bytes.count &- 8)
  }
}
