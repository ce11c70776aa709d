import Records

/// Gives each distinct text of a column a number, so that each is decoded once.
///
/// An open hash table over the bytes of the texts: a look-up makes no string.
struct TextInterner {
  /// The texts in the order of their first appearance.
  private(set) var texts: [String] = []
  private var arena: [UInt8] = []
  private var ends: [Int] = [0]
  private var hashes: [UInt64] = []
  /// The number of a text, or -1; its place follows from the hash. Never more than half full.
  private var slots = [Int32](repeating: -1, count: 64)

  /// The number of a text; -1 for no bytes.
  /// - Complexity: O(bytes) on average.
  mutating func number(for bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard !bytes.isEmpty else { return -1 }
    let hash = Self.hash(bytes)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      if hashes[Int(slots[slot])] == hash, isText(Int(slots[slot]), bytes) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(bytes, hash: hash, slot: slot)
  }

  mutating func number(for field: CSVField, of text: CSVText) -> Int32 {
    text.withBytes(of: field) { number(for: $0) }
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64, slot: Int
  ) -> Int32 {
    let number = Int32(texts.count)
    texts.append(String(decoding: bytes, as: UTF8.self))
    arena.append(contentsOf: bytes)
    ends.append(arena.count)
    hashes.append(hash)
    slots[slot] = number
    if texts.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  private func isText(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let (start, end) = (ends[number], ends[number + 1])
    guard end - start == bytes.count else { return false }
    return arena.withUnsafeBufferPointer { arena in
      for offset in 0..<bytes.count where arena[start + offset] != bytes[offset] { return false }
      return true
    }
  }

  /// Multiplies and folds eight bytes at a time; only the spread matters, equality is checked.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    let raw = UnsafeRawBufferPointer(bytes)
    var place = 0
    while place &+ 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      place &+= 8
    }
    while place < raw.count {
      hash = (hash ^ UInt64(raw[place])) &* 0x0000_0100_0000_01B3
      place &+= 1
    }
    hash ^= hash >> 29
    return hash
  }
}

/// A column that is being read: the number of each row's text.
struct TextColumn {
  private(set) var interner = TextInterner()
  private var numbers: [Int32] = []

  mutating func append(_ field: CSVField, of text: CSVText) {
    numbers.append(interner.number(for: field, of: text))
  }

  mutating func append(_ text: String?) {
    var text = text ?? ""
    numbers.append(text.withUTF8 { interner.number(for: $0) })
  }

  var pooled: PooledTexts { PooledTexts(pool: interner.texts, codes: numbers) }
}
