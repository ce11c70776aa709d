import Foundation
import Geometry
import RecordFiles
import Records
import TestSupport
import Testing

@Suite struct PoliceUKReaderTests {
  private let folder: SourceFolder
  private typealias Samples = PoliceUKSamples

  init() throws { folder = try SourceFolder() }

  private func read(_ text: String) throws -> IncidentReading { try read(Data(text.utf8)) }

  private func read(_ data: Data) throws -> IncidentReading {
    try PoliceUKReader().read(try folder.write(data, to: "street.csv"))
  }

  /// What one row does to a file that has a good one before and after it.
  private func reject(_ row: String) throws -> Reject? {
    let reading = try read(Samples.file([Samples.row(), row, Samples.row()]))
    #expect(reading.sheet.rows == [2, 4] && reading.rejects.count == 1 && reading.rowsRead == 3)
    return reading.rejects.first
  }

  @Test func readsEveryField() throws {
    let reading = try read(
      Samples.file([
        Samples.row(),
        Samples.row([
          "Crime ID": "", "Crime type": "Anti-social behaviour", "Last outcome category": "",
          "Month": "2018-11", "Location": "", "LSOA code": "", "Longitude": "", "Latitude": "",
        ]),
      ]))
    let sheet = reading.sheet
    #expect(reading.rejects.isEmpty && reading.crs == "EPSG:4326" && reading.edition == nil)
    #expect(sheet.precision == .anonymisedPoint && sheet.rows == [2, 3])
    #expect(sheet.ids[0] == "c1" && sheet.ids[1] == nil)
    #expect(sheet.coordinates == [Coordinate(x: -2.5, y: 53.25), nil])
    #expect(sheet.locatedCount == 1)
    let months = ["2018-10", "2018-11"].compactMap { Month($0) }
    #expect(sheet.occurrences == months.map { .month($0) })
    #expect(sheet.offences.map { OffenceTree.standard[$0].code } == ["burglary", "asb"])
    #expect(sheet.places[0] == "On or near High Street" && sheet.places[1] == nil)
    #expect(sheet.outputAreas[0] == "E01018585" && sheet.outputAreas[1] == nil)
    #expect(sheet.outcomes[0] == "Under investigation" && sheet.outcomes[1] == nil)
    #expect(sheet.qualifiers[0] == nil)
  }

  @Test(arguments: OffenceTree.policeUKCategories)
  func readsEveryCategory(category: String) throws {
    let reading = try read(Samples.file([Samples.row(["Crime type": category])]))
    #expect(reading.sheet.offences == [OffenceTree.standard.id(named: category)])
  }

  @Test(arguments: ["\n", "\r\n", "\r"], [true, false])
  func linesMayEndInAnyWay(ending: String, hasLastEnd: Bool) throws {
    let blank = ending + ending
    var text = "\u{FEFF}" + ending + Samples.header + ending
    text += Samples.row(["Location": "\"a\(ending)b\(blank)c\""]) + blank + ending
    text += Samples.row(["Crime type": "\"Drugs\""]) + (hasLastEnd ? ending : "")
    let sheet = try read(text).sheet
    #expect(sheet.rows == [3, 9])
    #expect(sheet.places[0] == "a\(ending)b\(blank)c")
    #expect(sheet.offences.map { OffenceTree.standard[$0].code } == ["burglary", "drugs"])
  }

  @Test func quotesHoldCommasQuotesAndLines() throws {
    let sheet = try read(
      Samples.file([
        Samples.row(["Location": #""a, ""b"" c""#, "Crime ID": #""""#]),
        Samples.row(["Location": "\"\n\"", "Crime ID": #""""""#]), Samples.row(),
      ])
    ).sheet
    #expect(sheet.places[0] == #"a, "b" c"# && sheet.ids[0] == nil)
    #expect(sheet.places[1] == "\n" && sheet.ids[1] == "\"")
    #expect(sheet.rows == [2, 3, 5])
  }

  /// Two quotes and an accent are two of Swift's characters, but three scalars.
  @Test func doubledQuotesBecomeSingleBeforeAnAccentToo() throws {
    let sheet = try read(Samples.file([Samples.row(["Location": "\"a\"\"\u{301}\""])])).sheet
    #expect(sheet.places[0].map { Array($0.utf8) } == Array("a\"\u{301}".utf8))
  }

  @Test func textsThatDifferOnlyInTheirBytesAreBothKept() throws {
    let sheet = try read(
      Samples.file([
        Samples.row(["Location": "Caf\u{E9}"]), Samples.row(["Location": "Cafe\u{301}"]),
      ])
    ).sheet
    #expect(sheet.places[0]?.utf8.count == 5 && sheet.places[1]?.utf8.count == 6)
  }

  @Test func anOpenQuoteNamesTheRow() throws {
    let bad = Samples.row(["Location": "\"a\nb"])
    #expect(throws: RecordFileError.brokenQuote(file: "street.csv", row: 3)) {
      try read(Samples.file([Samples.row(), bad, Samples.row()]))
    }
    #expect(throws: RecordFileError.brokenQuote(file: "street.csv", row: 2)) {
      try read("\n\"" + Samples.header + "\n" + Samples.row() + "\n")
    }
  }

  @Test func textAfterAClosingQuoteIsRejected() throws {
    let reject = try reject(Samples.row(["Location": #""High" Street"#]))
    #expect(reject?.row == 3 && reject?.reason == "has text after a closing quote")
    #expect(reject?.file == "street.csv" && reject?.column == "")
  }

  @Test func anotherNumberOfFieldsIsRejected() throws {
    let short = Samples.fields().dropLast().joined(separator: ",")
    #expect(try reject(short)?.reason == "has 11 fields where the header has 12")
    #expect(try reject(Samples.row() + ",")?.reason == "has 13 fields where the header has 12")
    #expect(try reject("garbage")?.value == "garbage")
  }

  @Test(
    arguments: [[0xE9], [0xC3], [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80]] as [[UInt8]])
  func bytesThatAreNoUTF8AreRejected(bytes: [UInt8]) throws {
    var data = Data(Samples.file([Samples.row(["Location": "Rue de l'Été"])]).utf8)
    let row = Samples.row(["Location": "Caf@"])
    for byte in row.utf8 {
      data.append(contentsOf: byte == UInt8(ascii: "@") ? bytes : [byte])
    }
    data.append(contentsOf: Data("\n\(Samples.row())".utf8))
    let reading = try read(data)
    #expect(reading.sheet.rows == [2, 4] && reading.sheet.places[0] == "Rue de l'Été")
    let reject = try #require(reading.rejects.first)
    #expect(reading.rejects.count == 1 && reject.row == 3 && reject.column == "Location")
    #expect(reject.reason == "is not UTF-8" && reject.value.hasPrefix("Caf\u{FFFD}"))
  }

  @Test func columnsMayStandInAnotherOrder() throws {
    let columns = ["Extra"] + Samples.columns.reversed().filter { $0 != "Context" }
    var fields = Dictionary(uniqueKeysWithValues: zip(Samples.columns, Samples.fields()))
    fields["Extra"] = "\"x,y\""
    let text = [columns, columns.map { fields[$0] ?? "" }].map { $0.joined(separator: ",") }
    let sheet = try read(text.joined(separator: "\n")).sheet
    #expect(sheet.ids[0] == "c1" && sheet.places[0] == "On or near High Street")
    #expect(sheet.coordinates == [Coordinate(x: -2.5, y: 53.25)])
  }

  @Test func lackingColumnsAreListed() throws {
    let header = Samples.columns.filter { !["Month", "LSOA code", "Context"].contains($0) }
    #expect(
      throws: RecordFileError.missingColumns(file: "street.csv", lacking: ["Month", "LSOA code"])
    ) { try read(header.joined(separator: ",") + "\n") }
  }

  @Test(arguments: ["", "\n", "\r\n\r\n", "\u{FEFF}"])
  func aFileWithoutLinesIsEmpty(text: String) {
    #expect(throws: RecordFileError.empty(file: "street.csv")) { try read(text) }
  }

  @Test func aHeaderAloneHasNoRows() throws {
    let reading = try read(Samples.header)
    #expect(reading.rowsRead == 0 && reading.edition == nil)
  }

  @Test(arguments: [
    ("0", "0", "Longitude", "and latitude are both 0, which is no place"),
    ("-0.000000", "0.0", "Longitude", "and latitude are both 0, which is no place"),
    ("180.1", "53", "Longitude", "is no longitude in degrees"),
    ("-2", "-90.5", "Latitude", "is no latitude in degrees"),
    ("", "53", "Longitude", "is no longitude in degrees"),
    ("-2", "", "Latitude", "is no latitude in degrees"),
    ("west", "53", "Longitude", "is no longitude in degrees"),
    ("-2", "nan", "Latitude", "is no latitude in degrees"),
    ("-2", "-", "Latitude", "is no latitude in degrees"),
    ("-2", ".", "Latitude", "is no latitude in degrees"),
    ("-2", "5.3.2", "Latitude", "is no latitude in degrees"),
    ("inf", "53", "Longitude", "is no longitude in degrees"),
  ])
  func coordinatesThatAreNoPlaceAreRejected(
    longitude: String, latitude: String, column: String, reason: String
  ) throws {
    let row = Samples.row(["Longitude": longitude, "Latitude": latitude])
    let value = column == "Longitude" ? longitude : latitude
    #expect(
      try reject(row)
        == Reject(file: "street.csv", row: 3, column: column, value: value, reason: reason))
  }

  @Test func theEdgesOfTheEarthAreKept() throws {
    let rows = [("180", "90"), ("-180", "-90"), ("0", "51.5"), ("10", "0")].map {
      Samples.row(["Longitude": $0.0, "Latitude": $0.1])
    }
    #expect(try read(Samples.file(rows)).sheet.locatedCount == 4)
  }

  @Test(arguments: ["2018-13", "2018-00", "", "2018-1", "0000-05", "2018/10", "201810x", "2018-1O"])
  func aMonthThatIsNoneIsRejected(month: String) throws {
    let reject = try reject(Samples.row(["Month": month]))
    #expect(reject?.column == "Month" && reject?.value == month)
    #expect(reject?.reason == "is no month such as 2018-10")
  }

  @Test(arguments: ["", "Witchcraft"])
  func anUnknownCrimeTypeIsRejected(type: String) throws {
    let reject = try reject(Samples.row(["Crime type": type]))
    #expect(reject?.column == "Crime type" && reject?.value == type)
  }

  @Test func identicalRowsAreAllKept() throws {
    let row = Samples.row(["Crime ID": "", "Crime type": "Anti-social behaviour"])
    let reading = try read(Samples.file([row, row, row]))
    #expect(reading.sheet.count == 3 && Set(reading.sheet.offences).count == 1)
  }

  @Test func onlyOneForceAndMonthAreAnEdition() throws {
    let other = Samples.row(["Falls within": "Merseyside Police"])
    let later = Samples.row(["Month": "2018-11"])
    let bad = Samples.row(["Month": "2018-12", "Crime type": "Witchcraft"])
    #expect(
      try read(Samples.file([Samples.row(), Samples.row(), bad])).edition
        == "police.uk Cheshire Constabulary 2018-10")
    #expect(try read(Samples.file([Samples.row(), other])).edition == nil)
    #expect(try read(Samples.file([Samples.row(), later])).edition == nil)
  }

  /// Digits, with and without a point, sign and exponent, up to more than a `Double` can hold.
  @Test func numbersAreRightToTheLastBit() throws {
    var random = SplitMix(state: 11)
    let texts =
      (0..<4_000).map { _ in decimal(&random) } + ["-0", ".5", "5.", "1e-3", "-0.0", "+3"]
    let rows = texts.map { Samples.row(["Longitude": $0, "Latitude": "53.25"]) }
    let reading = try read(Samples.file(rows))
    try #require(reading.rejects.isEmpty && reading.sheet.count == texts.count)
    for (text, coordinate) in zip(texts, reading.sheet.coordinates) {
      #expect(coordinate?.x.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  private func decimal(_ random: inout SplitMix) -> String {
    let sign = Bool.random(using: &random) ? "-" : ""
    let whole = String(Int.random(in: 0...179, using: &random))
    let decimals = Int.random(in: 0...20, using: &random)
    guard decimals > 0 else { return sign + whole }
    return sign + whole + "."
      + (0..<decimals).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
  }

  /// Compared with the slow division of random text: quotes, line ends, accents and blank lines; in
  /// parts of any size, by up to eight threads.
  @Test(arguments: 0..<40)
  func readsWhatTheSlowWayReads(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let text = randomFile(&random)
    let rows = SlowCSV.rows(text)
    let file = try folder.write(text, to: "street.csv")
    let (threads, partBytes) = (1 + Int(seed) % 8, 1 + Int(seed) * 5)
    let reading = try PoliceUKReader().read(file, threads: threads, partBytes: partBytes)
    let sheet = reading.sheet
    try #require(reading.rejects.isEmpty && sheet.count == rows.count - 1)
    #expect(sheet.rows.map { Int($0) } == rows.dropFirst().map(\.line))
    func bytes(_ text: String?) -> [UInt8] { Array((text ?? "").utf8) }
    for (row, expected) in rows.dropFirst().enumerated() {
      let columns = zip(rows[0].fields, expected.fields)
      let values = Dictionary(uniqueKeysWithValues: columns.map { ($0, bytes($1)) })
      #expect(bytes(sheet.ids[row]) == values["Crime ID"])
      #expect(bytes(sheet.places[row]) == values["Location"])
      #expect(bytes(sheet.outputAreas[row]) == values["LSOA code"])
      #expect(bytes(sheet.outcomes[row]) == values["Last outcome category"])
    }
  }

  private func randomFile(_ random: inout SplitMix) -> String {
    let columns = Samples.columns.shuffled(using: &random)
    let free: Set = ["Crime ID", "Location", "LSOA code", "Last outcome category", "Context"]
    var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
    for row in 0...Int.random(in: 0...12, using: &random) {
      let usual = Dictionary(uniqueKeysWithValues: zip(Samples.columns, Samples.fields()))
      let fields = columns.map { column in
        row == 0
          ? column : free.contains(column) ? randomText(&random) : usual[column] ?? ""
      }
      text += fields.map { written($0, &random) }.joined(separator: ",")
      text += (0...Int.random(in: 0...1, using: &random))
        .map { _ in ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "" }.joined()
    }
    return Bool.random(using: &random) ? text : String(text.trimmingEnd)
  }

  private func randomText(_ random: inout SplitMix) -> String {
    let pieces = [
      "a", "bc", " ", ",", "\"", "\n", "\r", "\r\n", "é", "e\u{301}", "\u{301}", "😀", "\u{200D}",
      "\"\"", "12",
    ]
    return (0..<Int.random(in: 0...5, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private func written(_ field: String, _ random: inout SplitMix) -> String {
    let mustQuote = field.utf8.contains { ",\"\r\n".utf8.contains($0) }
    guard mustQuote || Int.random(in: 0...2, using: &random) == 0 else { return field }
    let doubled = field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"" + doubled + "\""
  }
}

extension String {
  /// The text without line ends at its end.
  fileprivate var trimmingEnd: Substring.UnicodeScalarView {
    var scalars = self[...].unicodeScalars
    while let last = scalars.last, last == "\n" || last == "\r" { scalars.removeLast() }
    return scalars
  }
}
