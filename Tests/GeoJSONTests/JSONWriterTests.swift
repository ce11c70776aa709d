import Foundation
import GeoJSON
import TestSupport
import Testing

@Suite struct JSONWriterTests {
  private func text(_ value: JSONValue) -> String {
    String(decoding: JSONWriter.bytes(of: value), as: UTF8.self)
  }

  private func text(_ number: Double, decimals: Int) -> String {
    var writer = JSONWriter()
    writer.write(number, decimals: decimals)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func escapesWhatJSONWants() {
    #expect(text("a\"b\\c/d") == #""a\"b\\c/d""#)
    #expect(text("\n\r\t\u{0}\u{1F}\u{7F}") == "\"\\n\\r\\t\\u0000\\u001f\u{7F}\"")
    #expect(text("Zürich 😀 \u{2028}") == "\"Zürich 😀 \u{2028}\"")
    #expect(text("\r\n") == #""\r\n""#)
  }

  @Test func writesNumbers() {
    let numbers: [JSONValue] = [
      .integer(Int.min), .number(3), .number(-0.5), .number(1e300), .number(.nan),
      .number(.infinity), .number(-.infinity), .number(1e16), .number(-0.0),
    ]
    #expect(
      text(.array(numbers))
        == "[-9223372036854775808,3,-0.5,1e+300,null,null,null,1e+16,0]")
  }

  @Test func keepsTheOrderOfMembers() {
    #expect(
      text(["z": 1, "a": [true, false, .null], "m": [:]])
        == #"{"z":1,"a":[true,false,null],"m":{}}"#)
  }

  @Test(arguments: [
    (1.0, 6, "1"), (-2.5, 6, "-2.5"), (0.000001, 6, "0.000001"), (-0.000001, 6, "-0.000001"),
    (0.0000004, 6, "0"), (-0.0000004, 6, "0"), (-0.0, 6, "0"), (53.2000004, 6, "53.2"),
    (-2.9999999, 6, "-3"), (100, 0, "100"), (0.05, 1, "0.1"), (-179.123456, 6, "-179.123456"),
    (10.01, 2, "10.01"), (1e17, 6, "1e+17"),
  ])
  func roundsToDecimals(number: Double, decimals: Int, written: String) {
    #expect(text(number, decimals: decimals) == written)
  }

  /// Half a unit of the last decimal, and the rounding of a product and a quotient.
  @Test func roundedNumbersStayCloseToTheirOrigin() throws {
    var random = SplitMix(state: 5)
    for _ in 0..<5_000 {
      let number = Double.random(in: -200...200, using: &random)
      let written = text(number, decimals: 6)
      let read = try #require(Double(written))
      #expect(abs(read - number) <= 0.5e-6 + 4 * number.ulp)
      #expect(written.drop { $0 != "." }.count <= 7)
      #expect(!written.hasSuffix("0") || !written.contains("."))
    }
  }

  /// What is written reads back the same through Foundation's own parser and through ours.
  @Test(arguments: 0..<20)
  func everyValueReadsBack(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    for _ in 0..<50 {
      let value = value(depth: 0, &random)
      let data = Data(JSONWriter.bytes(of: value))
      let foundation = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
      #expect(isSame(value, foundation), "\(String(decoding: data, as: UTF8.self))")
      #expect(try JSONDecoder().decode(JSONValue.self, from: data) == sorted(value))
    }
  }

  private func value(depth: Int, _ random: inout SplitMix) -> JSONValue {
    switch Int.random(in: 0..<(depth < 3 ? 7 : 5), using: &random) {
    case 0: .null
    case 1: .boolean(Bool.random(using: &random))
    case 2: .integer(Int.random(in: -(1 << 53)...(1 << 53), using: &random))
    case 3: .number(fraction(&random))
    case 4: .string(string(&random))
    case 5:
      .array(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1, &random) })
    default:
      .object(
        (0..<Int.random(in: 0...4, using: &random)).map { index in
          JSONValue.Member("\(index)" + string(&random), value(depth: depth + 1, &random))
        })
    }
  }

  /// A number with a fraction, of any size, as one without is read as an integer.
  private func fraction(_ random: inout SplitMix) -> Double {
    let exponent = Int.random(in: -100...40, using: &random)
    let number = Double.random(in: -1...1, using: &random) * pow(2, Double(exponent))
    return number == number.rounded() ? 0.5 : number
  }

  private func string(_ random: inout SplitMix) -> String {
    let pieces = [
      "a", "\"", "\\", "\n", "\r", "\t", "\u{1}", "é", "e\u{301}", "😀", "/", "\u{2028}", ",",
    ]
    return (0..<Int.random(in: 0...8, using: &random))
      .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
  }

  private func sorted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let values): .array(values.map(sorted))
    case .object(let members):
      .object(members.map { .init($0.name, sorted($0.value)) }.sorted { $0.name < $1.name })
    default: value
    }
  }

  private func isSame(_ value: JSONValue, _ other: Any) -> Bool {
    switch value {
    case .null: other is NSNull
    case .boolean(let flag): (other as? NSNumber)?.boolValue == flag
    case .integer(let number): (other as? NSNumber)?.int64Value == Int64(number)
    case .number(let number):
      // Foundation reads into a decimal first, which loses some of the last bits.
      (other as? NSNumber).map { abs($0.doubleValue - number) <= 8 * number.ulp } ?? false
    case .string(let text): (other as? String).map { Array($0.utf8) } == Array(text.utf8)
    case .array(let values):
      (other as? [Any]).map { $0.count == values.count && zip(values, $0).allSatisfy(isSame) }
        ?? false
    case .object(let members):
      (other as? [String: Any]).map { others in
        others.count == members.count
          && members.allSatisfy { member in
            others[member.name].map { isSame(member.value, $0) } ?? false
          }
      } ?? false
    }
  }
}
