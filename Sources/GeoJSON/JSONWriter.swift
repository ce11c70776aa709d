/// Writes JSON as bytes, without blanks.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package static func bytes(of value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(value)
    return writer.bytes
  }

  package mutating func write(_ value: JSONValue) {
    switch value {
    case .null: raw("null")
    case .boolean(let flag): raw(flag ? "true" : "false")
    case .integer(let number): raw(String(number))
    case .number(let number): write(number)
    case .string(let text): write(text)
    case .array(let values): list(values, "[", "]") { $0.write($1) }
    case .object(let members): list(members, "{", "}") { $0.write($1) }
    }
  }

  /// Text that is JSON already.
  package mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// A list between brackets, divided by commas.
  package mutating func list<Element>(
    _ elements: some Sequence<Element>, _ open: StaticString, _ close: StaticString,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    raw(open)
    var isFirst = true
    for element in elements {
      if !isFirst { raw(",") }
      isFirst = false
      write(&self, element)
    }
    raw(close)
  }

  /// A number rounded to some decimals, at least one digit before the point.
  package mutating func write(_ number: Double, decimals: Int) {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (number * Double(scale)).rounded()
    guard scaled.isFinite, abs(scaled) < 1e18 else { return write(number) }
    let whole = Int(scaled)
    if whole < 0 { raw("-") }
    let (quotient, remainder) = (whole.magnitude / UInt(scale), whole.magnitude % UInt(scale))
    raw(String(quotient))
    guard remainder > 0 else { return }
    raw(".")
    let digits = String(remainder)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: decimals - digits.utf8.count))
    raw(digits)
    while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
  }

  private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ member: JSONValue.Member) {
    write(member.name)
    raw(":")
    write(member.value)
  }

  private mutating func write(_ number: Double) {
    guard number.isFinite else { return raw("null") }
    if number == number.rounded(), abs(number) < 1e15 { return raw(String(Int(number))) }
    raw(String(number))
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): raw("\\\"")
      case UInt8(ascii: "\\"): raw("\\\\")
      case 0x0A: raw("\\n")
      case 0x0D: raw("\\r")
      case 0x09: raw("\\t")
      case 0..<0x20: raw("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
