import Foundation
import RecordFiles
import Records
import Testing

@Suite struct ComparatorRatesFileTests {
  private let folder: SourceFolder

  init() throws { folder = try SourceFolder() }

  private func read(_ text: String) throws -> ComparatorRates {
    try ComparatorRates(try folder.write(text, to: "rates.csv"))
  }

  @Test func readsWhoseRatesThereAre() throws {
    let rates = try read(
      """
      offence,comparator,rate,period
      crime,England and Wales,91.7,2022-04 to 2023-03
      Homicide,England and Wales,0.010,
      crime,Similar forces,87.2,2022-04 to 2023-03

      """)
    let crime = try #require(OffenceTree.standard.id(code: "crime"))
    #expect(rates.comparators == ["England and Wales", "Similar forces"])
    let one = try #require(rates.rate(of: crime, in: "Similar forces"))
    #expect(one.perThousand == 87.2 && one.period == "2022-04 to 2023-03")
    #expect(rates.rate(of: crime, in: "Wales") == nil)
    #expect(rates.file == "rates.csv" && rates.digest.count == 64)
  }

  @Test func thePeriodMayBeMissing() throws {
    #expect(try read("rate,offence,comparator\n1.5,asb,Force\n").rates.map(\.period) == [""])
    #expect(throws: RecordFileError.self) { try read("offence,comparator\nasb,Force\n") }
    #expect(throws: RecordFileError.self) { try read("offence,comparator,rate\n") }
  }

  @Test(arguments: [
    ("murdr,E,5", "offence", "murdr", "is no offence"), (",E,5", "offence", "", "is blank"),
    ("drugs,,5", "comparator", "", "is blank"), ("drugs,E,", "rate", "", "is blank"),
    ("drugs,E,-1", "rate", "-1", "is negative"), ("drugs,E,<0.1", "rate", "<0.1", "is no number"),
    ("Robbery,E,3", "offence", "Robbery", "has a rate of E in row 2 already"),
  ])
  func refusesTheWholeTableNamingTheRow(
    row: String, column: String, value: String, reason: String
  ) throws {
    let error = #expect(throws: RecordFileError.self) {
      try read("offence,comparator,rate\nrobbery,E,1\n\(row)\n")
    }
    guard case .badRows(let rejects) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(rejects.map(\.row) == [3] && rejects.map(\.column) == [column])
    #expect(rejects.map(\.value) == [value] && rejects.map(\.reason) == [reason])
  }
}
