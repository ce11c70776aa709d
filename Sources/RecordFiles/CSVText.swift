/// The bytes of a CSV file, and how its fields read.
struct CSVText {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The field as it stands in the file.
  private subscript(field: CSVField) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[field.start..<field.end])
  }

  /// Hands over the bytes of a field, doubled quotes made single.
  func withBytes<Result>(
    of field: CSVField, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard field.hasEscapes else { return body(self[field]) }
    // Bytes, not characters: a quote and the accent after it are one character.
    var single: [UInt8] = []
    var followsQuote = false
    for byte in self[field] {
      followsQuote = byte == UInt8(ascii: "\"") && !followsQuote
      if byte != UInt8(ascii: "\"") || followsQuote { single.append(byte) }
    }
    return single.withUnsafeBufferPointer(body)
  }

  /// The field as text, doubled quotes made single; bytes that are no UTF-8 become U+FFFD.
  func string(_ field: CSVField) -> String {
    withBytes(of: field) { String(decoding: $0, as: UTF8.self) }
  }

  func isUTF8(_ field: CSVField) -> Bool {
    String(validating: self[field], as: UTF8.self) != nil
  }

  /// The number a field holds, to the last bit of what the digits say; `nil` when it holds none.
  ///
  /// Up to 15 digits are exact integers and their power of ten is exact, so one division rounds right
  /// (Clinger 1990); longer numbers take the slow path.
  func number(_ field: CSVField) -> Double? {
    var digits: UInt64 = 0
    var count = 0
    var decimals = 0
    var hasPoint = false
    var place = field.start
    let isNegative = place < field.end && bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    while place < field.end {
      let byte = bytes[place]
      if 48...57 ~= byte {
        digits = digits &* 10 &+ UInt64(byte &- 48)
        count += 1
        if hasPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        return slowNumber(field)
      }
      place += 1
    }
    guard 1...15 ~= count else { return slowNumber(field) }
    let magnitude = Double(digits) / Self.powersOfTen[decimals]
    return isNegative ? -magnitude : magnitude
  }

  private func slowNumber(_ field: CSVField) -> Double? {
    Double(decimal: string(field))
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
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
