/// The bytes of a CSV file, and how its fields read.
struct CSVText {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The field as it stands in the file.
  private subscript(field: CSVField) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[field.start..<field.end])
  }

  /// Hands over the bytes of a field, doubled quotes made single.
  @inline(__always) func withBytes<Result>(
    of field: CSVField, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard isQuoted(field), self[field].contains(UInt8(ascii: "\"")) else {
      return body(self[field])
    }
    return singleQuotes(of: field).withUnsafeBufferPointer(body)
  }

  /// Whether a field stands between quotes: only an opening quote can come before its first byte.
  private func isQuoted(_ field: CSVField) -> Bool {
    field.start > 0 && bytes[field.start - 1] == UInt8(ascii: "\"")
  }

  private func singleQuotes(of field: CSVField) -> [UInt8] {
    // Bytes, not characters: a quote and the accent after it are one character.
    var single: [UInt8] = []
    var followsQuote = false
    for byte in self[field] {
      followsQuote = byte == UInt8(ascii: "\"") && !followsQuote
      if byte != UInt8(ascii: "\"") || followsQuote { single.append(byte) }
    }
    return single
  }

  /// The field as text, doubled quotes made single; bytes that are no UTF-8 become U+FFFD.
  func string(_ field: CSVField) -> String {
    withBytes(of: field) { String(decoding: $0, as: UTF8.self) }
  }

  func isUTF8(_ field: CSVField) -> Bool {
    (try? UTF8Span(validating: self[field].span)) != nil  // what is wrong does not matter
  }

  /// The first bytes of a field, at most eight, as one word that is filled up with zeros.
  @inline(__always) func word(_ field: CSVField) -> UInt64 {
    let count = min(field.end &- field.start, 8)
    guard field.start &+ 8 <= bytes.count else { return lastWord(field) }
    let word = UnsafeRawBufferPointer(bytes)
      .loadUnaligned(fromByteOffset: field.start, as: UInt64.self).littleEndian
    return count == 8 ? word : word & ((1 << UInt64(count &* 8)) &- 1)
  }

  /// The same near the end of the file, past which nothing may be read.
  private func lastWord(_ field: CSVField) -> UInt64 {
    self[field].prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The number a field holds, to the last bit of what the digits say; `nil` when it holds none.
  ///
  /// Up to 15 digits are exact integers and their power of ten is exact, so one division rounds right
  /// (Clinger 1990); longer numbers take the slow path.
  func number(_ field: CSVField) -> Double? {
    var place = field.start
    let isNegative = place < field.end && bytes[place] == UInt8(ascii: "-")
    if isNegative { place &+= 1 }
    var digits: UInt64 = 0
    var count = 0
    while place < field.end, case let digit = bytes[place] &- 48, digit <= 9 {
      digits = digits &* 10 &+ UInt64(digit)
      count &+= 1
      place &+= 1
    }
    var decimals = 0
    if place < field.end {
      guard bytes[place] == UInt8(ascii: "."),
        let fraction = integer(CSVField(start: place &+ 1, end: field.end))
      else { return slowNumber(field) }
      decimals = field.end &- place &- 1
      digits = digits &* Self.tens[decimals] &+ fraction
    }
    guard 1...15 ~= count &+ decimals else { return slowNumber(field) }
    let magnitude = Double(digits) / Double(Self.tens[decimals])
    return isNegative ? -magnitude : magnitude
  }

  /// The number that up to 15 digits make; `nil` when one is no digit or there are more.
  @inline(__always) private func integer(_ field: CSVField) -> UInt64? {
    let count = field.end &- field.start
    guard count > 8 else { return Self.eightDigits(word(field), count) }
    let rest = CSVField(start: field.start &+ 8, end: field.end)
    guard count <= 15, let first = Self.eightDigits(word(field), 8),
      let last = Self.eightDigits(word(rest), count &- 8)
    else { return nil }
    return first &* Self.tens[count &- 8] &+ last
  }

  /// The number that up to eight digits make; `nil` when one is no digit or there are more.
  ///
  /// Adds pairs, then pairs of pairs, then both halves, all in one word (Lemire 2021, "Number parsing at a
  /// gigabyte per second", §3).
  @inline(__always) private static func eightDigits(_ word: UInt64, _ count: Int) -> UInt64? {
    guard 1...8 ~= count else { return count == 0 ? 0 : nil }
    // Noughts in front: the first digit is the lowest byte.
    let blank = UInt64(8 &- count) &* 8
    let text = word &<< blank | (0x3030_3030_3030_3030 & ((1 &<< blank) &- 1))
    let areDigits =
      (text & 0xF0F0_F0F0_F0F0_F0F0)
      | (((text &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) &>> 4)
      == 0x3333_3333_3333_3333
    guard areDigits else { return nil }
    let pairs = ((text & 0x0F0F_0F0F_0F0F_0F0F) &* 2_561) &>> 8
    let fours = ((pairs & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
    return ((fours & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
  }

  private func slowNumber(_ field: CSVField) -> Double? {
    Double(decimal: string(field))
  }

  /// Powers of ten, each of them exact as a `Double` too.
  private static let tens: InlineArray<16, UInt64> = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000,
  ]

  /// The month a field such as `2018-10` holds.
  func month(_ field: CSVField) -> (year: Int, month: Int)? {
    guard field.end - field.start == 7, bytes[field.start + 4] == UInt8(ascii: "-") else {
      return nil
    }
    func digit(_ offset: Int) -> Int? {
      let byte = bytes[field.start + offset]
      return 48...57 ~= byte ? Int(byte) - 48 : nil
    }
    guard let a = digit(0), let b = digit(1), let c = digit(2), let d = digit(3),
      let e = digit(5), let f = digit(6)
    else { return nil }
    return (a * 1000 + b * 100 + c * 10 + d, e * 10 + f)
  }
}

extension Double {
  /// The finite number that decimal digits write, with or without an exponent.
  init?(decimal text: String) {
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }),
      let number = Double(text), number.isFinite
    else { return nil }
    self = number
  }
}
