import RecordFiles
import Records
import Testing

@Suite struct RejectsFileTests {
  @Test func aListOfNoneIsTheHeader() {
    #expect(rejectsCSV([]) == "file,row,column,value,reason\n")
  }

  /// What the slow reader finds in the file is what was put in.
  @Test func everyTextReadsBack() {
    let texts = [
      "plain", "a,b", "say \"no\"", "\"", "\n", "\r", "\r\n", "a\r\nb", " x ", "é", ",\u{301}",
      "\"\u{301}", "\n\u{301}", "\u{301}", "",
    ]
    let rejects = texts.enumerated().map { index, text in
      Reject(
        file: "f\(index)", row: index, column: text, value: text + text, reason: "is " + text)
    }
    let rows = SlowCSV.rows(rejectsCSV(rejects)).dropFirst().map(\.fields)
    let expected = rejects.map { [$0.file, "\($0.row)", $0.column, $0.value, $0.reason] }
    #expect(rows.count == expected.count)
    for (row, fields) in zip(rows, expected) {
      #expect(row.map { Array($0.utf8) } == fields.map { Array($0.utf8) })
    }
  }

  @Test func onlyFieldsThatMustAreQuoted() {
    #expect(csvLine(["a", "b c", "d,e", "f\"g", ""]) == "a,b c,\"d,e\",\"f\"\"g\",\n")
  }
}
