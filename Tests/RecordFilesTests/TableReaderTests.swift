import Foundation
import Geometry
import RecordFiles
import Records
import Testing

@Suite struct TableReaderTests {
  private let folder: SourceFolder

  init() throws { folder = try SourceFolder() }

  private static let points = """
    columns:
      longitude: x
      latitude: y
      occurred_from: from
      occurred_to: to
      offence: type

    """

  private func read(_ yaml: String, _ table: String) throws -> IncidentReading {
    let mapping = try TableMapping(yaml: yaml, file: "map.yaml")
    return try TableReader(mapping: mapping).read(try folder.write(table, to: "table.csv"))
  }

  /// What became of one row under `points` and more.
  private func row(_ row: String, _ more: String = "") throws -> IncidentReading {
    try read(Self.points + more, "x,y,from,to,type\n\(row)\n")
  }

  private func reject(_ row: String, _ more: String = "") throws -> [String] {
    let reading = try self.row(row, more)
    #expect(reading.sheet.count == 0 && reading.rejects.count == 1)
    let reject = try #require(reading.rejects.first)
    #expect(reject.row == 2 && reject.file == "table.csv")
    return [reject.column, reject.value, reject.reason]
  }

  @Test func readsEveryField() throws {
    let yaml = """
      columns:
        id: Number
        easting: E
        northing: N
        occurred_from: Start
        occurred_to: End
        offence: Class
        place: Street
        lsoa: Area
        outcome: Result
        qualifiers: Flags
        case: File
      crs: EPSG:27700
      timezone: Europe/London
      dates: day-first
      offences:
        TFMV: theft-from-vehicle
      qualifiers:
        dv: domestic
      constants:
        precision: area
        place: unknown
      """
    let table = """
      Unused,Flags,Number,E,N,Start,End,Class,Street,Area,Result,File
      ,DV; Alcohol|dv, 7 ,358000.25,366000,05/07/2018 21:00,05/07/2018 22:30,tfmv,"High St, X",E01,None,C 12
      ,,,,,01/01/2018 00:00:01,,Burglary,,,,
      """
    let reading = try read(yaml, table)
    let sheet = reading.sheet
    #expect(reading.rejects.isEmpty && reading.edition == nil && reading.crs == "EPSG:27700")
    #expect(sheet.precision == .area && sheet.rows == [2, 3])
    #expect(sheet.ids[0] == "7" && sheet.ids[1] == nil)
    #expect(sheet.coordinates == [Coordinate(x: 358_000.25, y: 366_000), nil])
    let midnight = Instant(seconds: 1_514_764_801)
    #expect(
      sheet.occurrences == [
        .between(Instant(seconds: 1_530_820_800), Instant(seconds: 1_530_826_200)),
        .between(midnight, midnight),
      ])
    #expect(
      sheet.offences.map { OffenceTree.standard[$0].code } == ["theft-from-vehicle", "burglary"])
    #expect(sheet.places[0] == "High St, X" && sheet.places[1] == "unknown")
    #expect(sheet.outputAreas[0] == "E01" && sheet.outputAreas[1] == nil)
    #expect(sheet.outcomes[0] == "None" && sheet.outcomes[1] == nil)
    #expect(sheet.qualifiers[0] == "alcohol,domestic" && sheet.qualifiers[1] == nil)
    #expect(sheet.cases[0] == "C 12" && sheet.cases[1] == nil)
  }

  @Test func readsTablesOfMonths() throws {
    let yaml = """
      columns: {longitude: x, latitude: y, month: m}
      constants: {offence: asb}
      """
    let reading = try read(yaml, "x,y,m\n-2,53,2018-10\n-2,53,\n-2,53,10/2018\n")
    #expect(reading.sheet.occurrences == [.month(try #require(Month("2018-10")))])
    #expect(reading.crs == "EPSG:4326" && reading.sheet.precision == .exact)
    #expect(reading.sheet.offences.map { OffenceTree.standard[$0].code } == ["asb"])
    #expect(reading.rejects.map(\.row) == [3, 4])
    #expect(
      reading.rejects.map(\.reason) == [
        "is blank, so the time is unknown", "is no month such as 2018-10",
      ])
  }

  @Test func aMonthStandsInForABlankTime() throws {
    let yaml = """
      columns: {longitude: x, latitude: y, month: m, occurred_from: t}
      constants: {offence: asb}
      """
    let reading = try read(yaml, "x,y,m,t\n-2,53,2018-10,\n-2,53,2018-10,2018-10-05 12:00Z\n")
    let noon = Instant(seconds: 1_538_740_800)
    #expect(
      reading.sheet.occurrences == [
        .month(try #require(Month("2018-10"))), .between(noon, noon),
      ])
  }

  @Test(arguments: [
    ("", "2018-07-01 12:00", 1_530_442_800), ("", "2018-12-01 12:00", 1_543_665_600),
    ("timezone: America/Chicago", "2018-07-01 12:00", 1_530_464_400),
    ("timezone: America/Chicago", "2018-07-01 12:00Z", 1_530_446_400),
    ("dates: month-first", "07/01/2018 12:00", 1_530_442_800),
    ("dates: day-first", "01/07/2018 12:00", 1_530_442_800),
  ])
  func timesAreReadInTheirZoneAndOrder(key: String, time: String, seconds: Int64) throws {
    let reading = try row("-2,53,\(time),,arson", key)
    let instant = Instant(seconds: seconds)
    #expect(reading.sheet.occurrences == [.between(instant, instant)])
  }

  @Test func valuesThatCannotBeReadAreRejected() throws {
    let start = "2018-07-01 12:00"
    #expect(
      try reject("-2,53,\(start),2018-07-01 11:59,arson")
        == ["to", "2018-07-01 11:59", "is before from"])
    #expect(
      try reject("-2,53,1/7/2018,,arson")
        == ["from", "1/7/2018", "is no date and time that 'iso' dates allow"])
    #expect(
      try reject("-2,53,\(start),soon,arson")
        == ["to", "soon", "is no date and time that 'iso' dates allow"])
    #expect(try reject("-2,53,,,arson") == ["from", "", "is blank, so the time is unknown"])
    #expect(try reject("-2,53,\(start),,") == ["type", "", "is blank"])
    #expect(
      try reject("-2,53,\(start),,magic")
        == ["type", "magic", "is no offence: map it under offences in the mapping file"])
    #expect(try reject("-2,,\(start),,arson") == ["y", "", "is blank"])
    #expect(try reject("a,53,\(start),,arson") == ["x", "a", "is no number"])
    #expect(try reject("-2,nan,\(start),,arson") == ["y", "nan", "is no number"])
    #expect(try reject("181,53,\(start),,arson") == ["x", "181", "is no degree on Earth"])
    #expect(try reject("18,-91,\(start),,arson") == ["y", "-91", "is no degree on Earth"])
    #expect(
      try reject("0,0.0,\(start),,arson") == ["x", "0", "and y are both 0, which is no place"])
    #expect(
      try reject("-2,53,\(start),arson")
        == ["", "-2,53,\(start),arson", "has 4 fields where the header has 5"])
    #expect(try reject("-2,53,\(start),,\"arson\" ").last == "has text after a closing quote")
  }

  @Test func blankCoordinatesAreKeptWithoutPlace() throws {
    #expect(try row(" , ,2018-07-01,,arson").sheet.coordinates == [nil])
  }

  @Test func unknownQualifiersAreRejected() throws {
    let yaml = """
      columns: {longitude: x, latitude: y, month: m, qualifiers: q}
      constants: {offence: asb}
      qualifiers: {KN: weapon}
      """
    let reading = try read(
      yaml,
      "x,y,m,q\n-2,53,2018-10,kn;youth|rural;hate;drugs;domestic;alcohol\n-2,53,2018-10,\"hate,odd\"\n"
    )
    #expect(
      reading.sheet.qualifiers[0] == "alcohol,domestic,drugs,hate,rural,weapon,youth")
    #expect(
      reading.rejects == [
        Reject(
          file: "table.csv", row: 3, column: "q", value: "hate,odd",
          reason: "holds 'odd': map it under qualifiers in the mapping file")
      ])
  }

  @Test func bytesThatAreNoUTF8AreRejected() throws {
    var data = Data("x,y,from,to,type\n-2,53,2018-07-01,,".utf8)
    data.append(contentsOf: [0xE9, 0x0A])
    let mapping = try TableMapping(yaml: Self.points, file: "map.yaml")
    let reading = try TableReader(mapping: mapping).read(try folder.write(data, to: "table.csv"))
    #expect(reading.rejects.map(\.column) == ["type"])
    #expect(reading.rejects.map(\.reason) == ["is not UTF-8"])
  }

  @Test func filesThatCannotBeReadAreRefused() {
    #expect(throws: RecordFileError.empty(file: "table.csv")) { try read(Self.points, "") }
    #expect(
      throws: RecordFileError.missingColumns(file: "table.csv", lacking: ["from", "type"])
    ) { try read(Self.points, "x,y,to\n") }
    #expect(throws: RecordFileError.brokenQuote(file: "table.csv", row: 2)) {
      try read(Self.points, "x,y,from,to,type\n-2,53,\"2018,,\n")
    }
  }
}
