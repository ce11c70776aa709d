import GeoJSON
import Testing

@Suite struct JSONValueTests {
  @Test func findsMembers() {
    let value: JSONValue = ["a": 1, "b": ["c": "x"]]
    #expect(value["a"] == 1 && value["b"]?["c"] == "x")
    #expect(value["z"] == nil && value["a"]?["a"] == nil)
  }

  @Test func readsCodesThatAreNumbersAsText() {
    let texts = ["E1", 7, .number(2.5), true, .null, [1], [:]].map { (value: JSONValue) in
      value.text
    }
    #expect(texts == ["E1", "7", "2.5", "true", nil, nil, nil])
  }

  @Test(arguments: [(2.345, 2, 2.35), (-1.25, 1, -1.3), (1_234.5678, 0, 1_235), (0, 3, 0)])
  func roundsHalvesAwayFromZero(number: Double, decimals: Int, rounded: Double) {
    #expect(JSONValue.rounded(number, decimals: decimals) == .number(rounded))
  }

  @Test func textsThatAreMissingAreNull() {
    #expect(JSONValue(nil) == .null && JSONValue(Optional("a")) == "a")
  }
}
