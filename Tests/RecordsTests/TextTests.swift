import Records
import Testing

@Suite struct PooledTextsTests {
  private let texts: [String?] = [
    "High Street", nil, "Parking Area", "High Street", nil, "", "Park",
  ]

  private var column: PooledTexts {
    var column = PooledTexts()
    for text in texts { column.append(text) }
    return column
  }

  @Test func holdsEachTextOnce() {
    #expect(column.pool == ["High Street", "Parking Area", "", "Park"])
    #expect(texts.indices.map { column[$0] } == texts)
  }

  @Test func continuesAColumnPooledElsewhere() {
    var copy = PooledTexts(pool: column.pool, codes: column.codes)
    copy.append("Park")
    copy.append("New Road")
    #expect(copy.pool == ["High Street", "Parking Area", "", "Park", "New Road"])
    #expect((0..<copy.codes.count).map { copy[$0] } == texts + ["Park", "New Road"])
  }

  /// Swift holds them equal, but a reader that compares bytes pools them apart.
  @Test func takesTextsThatDifferOnlyInTheirBytes() {
    let column = PooledTexts(pool: ["Caf\u{E9}", "Cafe\u{301}"], codes: [1, 0, -1])
    #expect(column[0]?.utf8.count == 6 && column[1]?.utf8.count == 5 && column[2] == nil)
  }

  @Test func reorders() {
    let order: [Int32] = [6, 1, 1, 0]
    let other = column.reordered(by: order)
    #expect((0..<4).map { other[$0] } == ["Park", nil, nil, "High Street"])
    #expect(column.reordered(by: []).codes.isEmpty)
  }
}

@Suite struct LongTextsTests {
  @Test func laysTextsEndToEnd() {
    var column = LongTexts()
    let texts = ["", "abc", "", "", "Zürich", "x"]
    for text in texts { column.append(text.utf8) }
    #expect(column.count == 6)
    #expect(texts.indices.map { column[$0] ?? "" } == texts)
    #expect(column[0] == nil && column[2] == nil)
    #expect(column.range(of: 0) == 0..<0 && column.range(of: 4) == 3..<10)
    #expect(column.bytes == Array("abcZürichx".utf8))
  }
}
