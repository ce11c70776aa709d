import Foundation
import RecordFiles
import Records
import Testing

@Suite struct HarmWeightsFileTests {
  private let folder: SourceFolder

  init() throws { folder = try SourceFolder() }

  private func read(_ text: String) throws -> HarmWeights {
    try HarmWeights(try folder.write(text, to: "harm.csv"))
  }

  @Test func readsCodesNamesAndAliases() throws {
    let text = "note,offence,weight\n,homicide,5475\nx,Vehicle crime,1.5\n,\"SHOPLIFTING \",0\n"
    let weights = try read(text)
    let tree = OffenceTree.standard
    for (code, weight) in [
      ("homicide", 5_475.0), ("vehicle-offences", 1.5), ("theft-of-vehicle", 1.5),
      ("shoplifting", 0),
    ] {
      #expect(weights[try #require(tree.id(code: code))] == weight)
    }
    #expect(weights.file == "harm.csv")
    #expect(weights.digest == sha256(of: Data(text.utf8)))
  }

  @Test(arguments: [
    ("murdr,5", "offence", "murdr", "is no offence"),
    ("homicid,5", "offence", "homicid", "is no offence (did you mean homicide?)"),
    (",5", "offence", "", "is blank"), ("drugs,", "weight", "", "is blank"),
    ("drugs,-0.5", "weight", "-0.5", "is negative"), ("drugs,ten", "weight", "ten", "is no number"),
    ("drugs,inf", "weight", "inf", "is no number"), ("drugs,nan", "weight", "nan", "is no number"),
    ("Robbery,3", "offence", "Robbery", "has a weight in row 2 already"),
    ("drugs,1,2", "", "drugs,1,2", "has 3 fields where the header has 2"),
  ])
  func refusesTheWholeTableNamingTheRow(
    row: String, column: String, value: String, reason: String
  ) throws {
    let expected = Reject(
      file: "harm.csv", row: 4, column: column, value: value, reason: reason)
    #expect(throws: RecordFileError.badRows([expected])) {
      try read("offence,weight\nrobbery,1\narson,2\n\(row)\n")
    }
  }

  @Test func refusesMissingColumnsAndNothing() throws {
    #expect(throws: RecordFileError.missingColumns(file: "harm.csv", lacking: ["weight"])) {
      try read("offence,days\nrobbery,1\n")
    }
    #expect(throws: RecordFileError.empty(file: "harm.csv")) { try read("") }
    #expect(throws: RecordFileError.nothingToRead(path: "harm.csv")) {
      try read("offence,weight\n")
    }
  }
}
