import CrimeMapping
import Geometry
import Records
import Testing

extension Town {
  /// Adds an incident of the first beat between two moments, in minutes after 2020-01-06 00:00, a Monday.
  mutating func add(
    from start: Int, to end: Int? = nil, at x: Double = 1_000, _ y: Double = 1_000,
    offence: String = "asb", place: String? = "1 High Street", caseReference: String? = nil,
    qualifiers: Qualifiers = []
  ) throws {
    let monday: Int64 = 1_578_268_800
    let first = Instant(seconds: monday + Int64(start) * 60)
    let last = Instant(seconds: monday + Int64(end ?? start) * 60)
    incidents.points.append(Point(x: 400_000 + x, y: 400_000 + y))
    incidents.occurrences.append(.between(first, last))
    let month = try #require(Month("2020-01")?.advanced(by: start / 44_640))
    incidents.months.append(month)
    incidents.offences.append(try #require(OffenceTree.standard.id(code: offence)))
    incidents.places.append(place)
    incidents.isAnonymised.append(false)
    if !qualifiers.isEmpty { incidents.qualify(qualifiers) }
    if let caseReference { incidents.file(under: caseReference) }
  }
}

@Suite struct TimingStudyTests {
  private static let friday = 4 * 1_440

  private func timing(
    _ town: Town, _ values: [String: [String]] = [:], _ supplied: Supplied = Supplied()
  ) async throws -> Document {
    let question = try TimingQuestion(["layer": ["beat"]].merging(values) { $1 })
    return try await question.document(
      on: try town.data(), in: StudySetting(supplied: supplied))
  }

  /// Friday night: 22:00 exactly, 23:30 to 00:30, 02:00 on Saturday, and Saturday noon.
  private func night() throws -> Town {
    var town = Town()
    try town.add(from: Self.friday + 22 * 60)
    try town.add(from: Self.friday + 23 * 60 + 30, to: Self.friday + 24 * 60 + 30)
    try town.add(from: Self.friday + 26 * 60)
    try town.add(from: Self.friday + 36 * 60)
    return town
  }

  @Test func theNightBelongsToTheEveningBefore() async throws {
    let week = try #require(try await timing(try night()).shaded("week"))
    #expect(week.columns.first == "07" && week.columns.last == "06")
    let friday = week.cells[4].map(\.text)
    #expect(
      friday[15] == "1" && friday[16] == "0.5" && friday[17] == "0.5" && friday[19] == "1")
    #expect(week.cells[5][5].text == "1")
    let whole = try #require(
      try await timing(try night(), ["day-starts": ["00:00"]]).shaded("week"))
    #expect(whole.cells[5][2].text == "1" && whole.cells[4][22].text == "1")
  }

  @Test func tablesAddUp() async throws {
    let document = try await timing(try night())
    let hours = try #require(document.table("hours"))
    #expect(hours.rows.count == 24)
    #expect(abs(hours.rows.compactMap { $0[1].value }.reduce(0, +) - 4) < 1e-12)
    #expect(hours.cell("22:00–23:00", "incidents")?.text == "1")
    #expect(hours.cell("22:00–23:00", "share")?.text == "25.0%")
    let weekdays = try #require(document.table("weekdays"))
    #expect(weekdays.cell("Friday", "incidents")?.text == "3")
    let windows = try #require(document.table("windows"))
    #expect(windows.cell("20:00-04:00", "incidents")?.text == "3")
    // Three of four in six of the fourteen hours from the first to the last.
    #expect(windows.cell("20:00-04:00", "times_even")?.text == "1.75")
  }

  @Test func midnightsAreUnknownTimesUnlessSaidOtherwise() async throws {
    var town = try night()
    try town.add(from: 2 * 1_440)
    let document = try await timing(town)
    #expect(document.words.contains("5 incidents were recorded"))
    #expect(document.words.contains("left out below, which tells of 4"))
    #expect(document.record.caveats.contains { $0.code == "unknown-times" })
    #expect(document.words.contains("20.0% (1) stand at 00:00 without an end"))
    let exact = try await timing(town, ["midnight": ["exact"], "day-starts": ["00:00"]])
    #expect(exact.shaded("week")?.cells[2][0].text == "1")
    let spread = try await timing(town, ["midnight": ["whole-day"], "day-starts": ["00:00"]])
    #expect(spread.shaded("week")?.cells[2][9].text == "0.0")
    #expect(spread.table("weekdays")?.cell("Wednesday", "incidents")?.text == "1")
  }

  @Test func monthsAloneAreRefused() async throws {
    var town = try night()
    try town.add(2, at: 1_000, 1_000)
    await #expect {
      _ = try await timing(town)
    } throws: { error in
      guard case StudyError.refused(_, let reason) = error else { return false }
      return reason.contains("only the month is known") && !reason.contains("2 of 6")
    }
  }

  @Test func nothingIsToldOfNothing() async throws {
    let document = try await timing(try night(), ["offence": ["robbery"]])
    #expect(document.words.contains("No incident has a known time."))
    #expect(document.table("hours")?.rows[0][2].text == "n/a")
    let report = DocumentReport(document)
    for form in [ResultForm.table, .json, .csv, .svg, .html] {
      #expect(try !report.bytes(as: form).isEmpty)
    }
  }

  @Test func holidaysAreComparedWithOtherDays() async throws {
    var town = Town()
    // Four weeks with one incident a day, and five on the second Wednesday.
    for day in 0..<28 {
      for number in 0..<(day == 9 ? 5 : 1) { try town.add(from: day * 1_440 + 600 + number) }
    }
    let wednesday = 18_267 + 9
    var supplied = Supplied()
    supplied.calendar = DayCalendar(
      [.init(name: "Fair", kind: "event", days: wednesday...wednesday)], file: "days.csv",
      digest: "d")
    let document = try await timing(
      town, ["from": ["2020-01-06"], "to": ["2020-02-02"]], supplied)
    let table = try #require(document.table("calendar"))
    #expect(table.cell("event", "days")?.text == "1")
    #expect(table.cell("event", "incidents")?.text == "5")
    #expect(table.cell("event", "expected")?.text == "1.0")
    #expect(table.cell("event", "ratio")?.text == "5.00")
    #expect(table.cell("event", "verdict")?.text == "more than on other days")
  }

  @Test func rowsInAnyOrderGiveTheSame() async throws {
    var (one, other) = (Town(), Town())
    let starts = (0..<60).map { $0 * 397 % 9_000 }
    for start in starts { try one.add(from: start, to: start + start % 700) }
    for start in starts.reversed() { try other.add(from: start, to: start + start % 700) }
    let tables = try await [one, other].asyncMap { town in
      try await timing(town).table("hours")?.rows.map { $0.map(\.text) }
    }
    #expect(tables[0] == tables[1])
  }

  @Test(arguments: [
    ("day-starts", "07:30"), ("day-starts", "24:00"), ("window", "20:00"),
    ("window", "fri,xyz 20:00-04:00"), ("time-zone", "Mars"), ("midnight", "never"),
  ])
  func valuesThatCannotBeUsedAreNamed(_ name: String, _ value: String) {
    #expect {
      _ = try TimingQuestion([name: [value]])
    } throws: { ($0 as? StudyError)?.parameter == name }
  }

  @Test func windowsOfSomeDays() throws {
    let question = try TimingQuestion(["window": ["fri,sat 22:00-04:00", "20:00-04:00"]])
    #expect(question.windows.map(\.name) == ["Fri, Sat 22:00-04:00", "20:00-04:00"])
  }
}

extension Sequence {
  func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await body(element)) }
    return results
  }
}
