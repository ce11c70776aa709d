import Foundation
import RecordFiles
import Records
import TestSupport
import Testing

@Suite struct DenominatorFileTests {
  private let folder: SourceFolder

  init() throws { folder = try SourceFolder() }

  private func read(_ text: String, once: String? = nil) throws -> DenominatorFile {
    try DenominatorFile(
      try folder.write(text, to: "people.csv"),
      columns: DenominatorColumns(code: "code", value: "people", once: once))
  }

  private func pairs(_ file: DenominatorFile) -> [String] {
    file.values.map { "\($0.code) \($0.value)" }
  }

  @Test func readsNamedColumnsInTheOrderOfCodes() throws {
    let file = try read("name,people,code\r\n\"b, town\",12.5, B \r\na,0,A\r\n")
    #expect(pairs(file) == ["A 0.0", "B 12.5"])
    #expect(file.rowsRead == 2 && file.repeatedCodes == 0 && file.sharedThings == 0)
    #expect(file.total == 12.5)
  }

  /// An area that was split has a row for each of its parts.
  @Test func addsUpRowsOfOneCode() throws {
    let file = try read("code,people\nA,1\nB,2\nA,4\nA,1e1\n")
    #expect(pairs(file) == ["A 15.0", "B 2.0"])
    #expect(file.repeatedCodes == 1)
  }

  /// Areas that were merged repeat the number of what they became.
  @Test func dividesWhatRowsShareEqually() throws {
    let text = "code,now,people\nA,X,30\nB,X,30\nC,X,30\nC,Y,5\nD,Z,7\n"
    let file = try read(text, once: "now")
    #expect(pairs(file) == ["A 10.0", "B 10.0", "C 15.0", "D 7.0"])
    #expect(file.sharedThings == 1 && file.repeatedCodes == 1)
    #expect(file.total == 42)
    #expect(try read(text).total == 102)
  }

  /// To the last bit: the order of rows is no property of the areas.
  @Test func doesNotDependOnTheOrderOfRows() throws {
    var generator = SplitMix(state: 5)
    var rows = (0..<300).map { row in
      "a\(row % 17),t\(row % 70),\(Double(row % 70) / 7 + 1e-3)"
    }
    let first = try read((["code,now,people"] + rows).joined(separator: "\n"), once: "now")
    for _ in 0..<5 {
      rows.shuffle(using: &generator)
      let other = try read((["code,now,people"] + rows).joined(separator: "\n"), once: "now")
      #expect(pairs(other) == pairs(first))
    }
  }

  @Test(arguments: [
    ("A,many", "people", "many", "is no number"), ("A,-1", "people", "-1", "is negative"),
    ("A,inf", "people", "inf", "is no number"), ("A,nan", "people", "nan", "is no number"),
    ("A,1e999", "people", "1e999", "is no number"), ("A,", "people", "", "is blank"),
    (" ,5", "code", "", "is blank"), ("\"A\",\"1,200\"", "people", "1,200", "is no number"),
    ("A,1,2", "", "A,1,2", "has 3 fields where the header has 2"),
  ])
  func refusesTheWholeTableNamingTheRow(
    row: String, column: String, value: String, reason: String
  ) throws {
    let expected = Reject(
      file: "people.csv", row: 3, column: column, value: value, reason: reason)
    #expect(throws: RecordFileError.badRows([expected])) {
      try read("code,people\nZ,1\n\(row)\nY,2\n")
    }
  }

  @Test func namesEveryRowAtFaultInTheirOrder() throws {
    let error = #expect(throws: RecordFileError.self) {
      try read("code,people\nA,x\nB,1\nC\nD,y\n")
    }
    guard case .badRows(let rows)? = error else { throw try #require(error) }
    #expect(rows.map(\.row) == [2, 4, 5])
  }

  @Test func refusesRowsOfOneThingThatDiffer() throws {
    let expected = Reject(
      file: "people.csv", row: 4, column: "people", value: "31",
      reason: "differs from row 2, which has the same now 'X'")
    #expect(throws: RecordFileError.badRows([expected])) {
      try read("code,now,people\nA,X,30\nB,Y,1\nC,X,31\n", once: "now")
    }
    let blank = Reject(
      file: "people.csv", row: 2, column: "now", value: "", reason: "is blank")
    #expect(throws: RecordFileError.badRows([blank])) {
      try read("code,now,people\nA,,30\n", once: "now")
    }
  }

  @Test func refusesASumThatIsNotFinite() throws {
    let error = #expect(throws: RecordFileError.self) {
      try read("code,people\nA,1e308\nB,1\nA,1.5e308\n")
    }
    guard case .badRows(let rows)? = error else { throw try #require(error) }
    #expect(rows.map(\.row) == [2, 4])
  }

  @Test func refusesMissingColumnsAndNothing() throws {
    #expect(throws: RecordFileError.missingColumns(file: "people.csv", lacking: ["people", "now"]))
    {
      try read("code,population\nA,1\n", once: "now")
    }
    #expect(throws: RecordFileError.empty(file: "people.csv")) { try read("") }
    #expect(throws: RecordFileError.nothingToRead(path: "people.csv")) {
      try read("code,people\n")
    }
  }

  /// The residents of Cheshire by areas of 2011: the total is that of the areas of 2021, each once.
  @Test(.enabled(if: OpenData.isPresent, "the open data is not here"))
  func countsEachAreaOf2021Once() throws {
    let url = try #require(OpenData.folder).appending(
      path: "population/cheshire_lsoa_population_mid2022.csv")
    let rows = try String(contentsOf: url, encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
    let distinct = Dictionary(grouping: rows) { $0[2] }
    let expected = distinct.values.reduce(0) { $0 + (Int($1[0][7]) ?? -1) }
    try #require(expected > 1_000_000)
    let file = try DenominatorFile(
      SourceFile(path: url.path),
      columns: .init(code: "LSOA11CD", value: "population", once: "LSOA21CD"))
    #expect(file.total == Double(expected))
    #expect(file.rowsRead == rows.count)
    #expect(file.values.count == Set(rows.map { $0[0] }).count)
    #expect(file.sharedThings == distinct.values.count { $0.count > 1 })
    let plain = try DenominatorFile(
      SourceFile(path: url.path), columns: .init(code: "LSOA11CD", value: "population"))
    #expect(plain.total > file.total)
  }
}
