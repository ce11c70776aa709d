import CrimeMapping
import Records
import Testing

@Suite struct TrendsStudyTests {
  /// So many incidents in each month from January 2017 on, half of what `Town` counts in each of two beats.
  private func town(_ counts: [Int], without missing: Set<Int> = []) throws -> Town {
    var town = Town()
    for (step, count) in counts.enumerated() where !missing.contains(step) {
      let month = Month(ordinal: Int32(2_017 * 12 + step)).description
      try town.add(count / 2, at: 1_000, 1_000, month: month)
      try town.add(count - count / 2, at: 1_000, 5_000, offence: "burglary", month: month)
    }
    return town
  }

  private func document(_ town: Town, _ values: [String: [String]] = [:]) async throws -> Document {
    let question = try TrendsQuestion(values.merging(["layer": ["beat"]]) { own, _ in own })
    return try await question.document(on: try town.data(), in: StudySetting())
  }

  private func table(_ id: String, of document: Document) throws -> ResultTable {
    try #require(document.tables.first { $0.id == id })
  }

  private func texts(_ table: ResultTable, _ column: String) throws -> [String] {
    let place = try #require(table.columns.firstIndex { $0.name == column })
    return table.rows.map { $0[place].text }
  }

  private func words(_ document: Document) -> String {
    document.sections.flatMap(\.blocks).map { block in
      switch block {
      case .paragraph(let sentence): sentence.text
      case .list(let sentences): sentences.map(\.text).joined(separator: " ")
      default: ""
      }
    }.joined(separator: " ")
  }

  /// Thirty to begin with and a tenth more each year, with a scatter that repeats.
  private static let rising = (0..<48).map { step in
    Int((60 * (1 + Double(step) / 60)).rounded()) + [3, -4, 0, 5, -3, -1, 2][step % 7]
  }

  @Test func tellsTheDirectionOfARisingSeries() async throws {
    let document = try await document(try town(Self.rising))
    let main = try table("trends", of: document)
    #expect(document.tables.first?.id == "trends")
    #expect(try texts(main, "direction") == ["rising"])
    #expect(try texts(main, "months") == ["48"] && texts(main, "steps") == ["none"])
    #expect(try texts(main, "percent_per_year").allSatisfy { $0.hasPrefix("+1") })
    #expect(words(document).contains("The level is rising: +1"))
    #expect(try table("months", of: document).rows.count == 48)
    #expect(try table("forecast", of: document).rows.count == 6)
    #expect(try table("watch", of: document).rows.count == 12)
    #expect(try table("backtest", of: document).rows.count == 3)
    // Nothing is said to have worked or to be because of anything.
    for word in ["reduced", "because of", "thanks to"] { #expect(!words(document).contains(word)) }
  }

  /// A number that comes from incidents always names them.
  @Test func everyNumberNamesWhatWasCounted() async throws {
    let document = try await document(try town(Self.rising))
    for table in document.tables {
      for (column, kind) in table.columns.enumerated()
      where ["count", "incidents", "expected", "level", "percent_per_year"].contains(kind.name) {
        #expect(table.rows.allSatisfy { !$0[column].tallies.isEmpty }, "\(table.id) \(kind.name)")
      }
    }
  }

  /// A gap is told of and bridged; a forecast needs the last year whole.
  @Test func gapsStayGaps() async throws {
    let document = try await document(try town(Self.rising, without: Set(40..<45)))
    #expect(try table("months", of: document).rows.count == 43)
    #expect(
      words(document).contains("a forecast needs the last twelve months without a gap"))
    #expect(document.record.caveats.map(\.code).contains("gaps-in-series"))
    #expect(try texts(try table("trends", of: document), "year_to_last") == ["n/a"])
  }

  @Test func knownBreaksAreModelledAndFoundOnesTold() async throws {
    let counts = (0..<48).map { ($0 < 24 ? 40 : 80) + [3, -4, 0, 5, -3, -1, 2][$0 % 7] }
    let found = try await document(try town(counts))
    #expect(try texts(try table("steps", of: found), "first_after") == ["2019-01"])
    #expect(words(found).contains("A step that was not named: in 2019-01"))
    let named = try await document(try town(counts), ["break": ["2019-01:new system"]])
    #expect(!named.tables.contains { $0.id == "steps" })
    let breaks = try table("breaks", of: named)
    #expect(try texts(breaks, "break") == ["new system"])
    #expect(try texts(breaks, "times").allSatisfy { $0.hasPrefix("2.0") || $0.hasPrefix("1.9") })
    #expect(try texts(try table("trends", of: named), "direction") == ["no clear direction"])
  }

  @Test func dividesByAreaAndOffence() async throws {
    let town = try town(Self.rising)
    let areas = try await document(town, ["by": ["area"], "forecast": ["0"]])
    let main = try table("trends", of: areas)
    #expect(try texts(main, "code") == ["B3", "B1", "B2", "B4"])
    #expect(main.shapes?.count == 4 && !areas.tables.contains { $0.id == "months" })
    // A beat without incidents has no direction, and says so.
    #expect(try texts(main, "direction")[2] == "n/a")
    let offences = try await document(town, ["by": ["offence"]])
    #expect(
      try texts(try table("trends", of: offences), "series").sorted()
        == ["Anti-social behaviour", "Theft offences"])
  }

  /// Percentages of a handful of incidents a year mislead.
  @Test func smallSeriesHaveNoPercentage() async throws {
    var town = try town([Int](repeating: 9, count: 48))
    for step in 0..<48 {
      let month = Month(ordinal: Int32(2_017 * 12 + step)).description
      try town.add(
        [0, 2, 0, 1, 2, 0, 2][step % 7], at: 5_000, 1_000, offence: "robbery", month: month)
    }
    let document = try await document(town, ["offence": ["robbery"]])
    // Months without a robbery are zeros, as other incidents show that there were data.
    #expect(try texts(try table("trends", of: document), "months") == ["48"])
    #expect(try texts(try table("trends", of: document), "percent_per_year") == ["n/a"])
    #expect(document.record.caveats.map(\.code).contains("small-numbers"))
    #expect(!words(document).contains("% a year"))
  }

  @Test func warnsOfRestrictionsAndRecording() async throws {
    let codes = try await document(try town(Self.rising)).record.caveats.map(\.code)
    #expect(codes.contains("covid-months"))
    let named = try await document(
      try town(Self.rising), ["break": ["2020-03:lockdown", "2020-09:reopening"]])
    #expect(!named.record.caveats.map(\.code).contains("covid-months"))
  }

  @Test func refusesWhatItCannotTell() async throws {
    await #expect(throws: StudyError.self) { try await document(try town([5, 6, 7])) }
    let few = try await document(try town([5, 6, 7, 8, 9, 8, 7, 6]))
    #expect(words(few).contains("No direction is told: a direction needs 18 months"))
    #expect(throws: StudyError.self) { try TrendsQuestion(["break": ["soon"]]) }
    #expect(throws: StudyError.self) {
      try TrendsQuestion(["break": ["2019-01:a", "2019-01:b"]])
    }
    #expect(throws: StudyError.self) { try TrendsQuestion(["forecast": ["13"]]) }
  }

  @Test func isTheSameOnAnyNumberOfThreads() async throws {
    let data = try town(Self.rising).data()
    let question = try TrendsQuestion(["layer": ["beat"], "by": ["area"]])
    var answers: [String] = []
    for threads in [1, 4] {
      let document = try await question.document(on: data, in: StudySetting(threads: threads))
      answers.append(
        document.tables.flatMap(\.rows).flatMap { $0 }.map { "\($0.content)" }.joined())
    }
    #expect(answers[0] == answers[1])
  }
}
