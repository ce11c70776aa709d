import CrimeMapping
import Records
import Testing

@Suite struct CaseReviewStudyTests {
  private func review(_ town: Town, _ values: [String: [String]] = [:]) async throws -> Document {
    let question = try CaseReviewQuestion(["layer": ["beat"]].merging(values) { $1 })
    return try await question.document(on: try town.data(), in: StudySetting())
  }

  private static let day = 1_440

  /// Three reports in two months at one address, three in eight months at another, two of a case.
  private func town() throws -> Town {
    var town = Town()
    for day in [0, 20, 50] { try town.add(from: day * Self.day + 600, place: "1 High Street") }
    for day in [0, 120, 240] {
      try town.add(from: day * Self.day, at: 2_000, 1_000, place: "2 Mill Lane")
    }
    for day in [3, 9] {
      try town.add(
        from: day * Self.day, at: 300 * Double(day), 2_000, place: nil, caseReference: "C/1")
    }
    return town
  }

  @Test func threeReportsInSixMonths() async throws {
    let document = try await review(try town())
    let table = try #require(document.table("cases"))
    #expect(table.rows.count == 1)
    #expect(table.rows[0][0].text == "1 High Street (401000.0 401000.0)")
    #expect(table.rows[0][1].text == "3" && table.rows[0][2].text == "2020-02-25")
    #expect(table.rows[0][7].text == "2020-01-06 2020-01-26 2020-02-25")
    #expect(table.rows[0][5].text == "no")
    #expect(document.words.hasPrefix("1 place reached at least 3 reports within 6 months"))
  }

  @Test func theThresholdAndTheWindowAreLocal() async throws {
    let wide = try await review(try town(), ["within-months": ["9"]])
    #expect(wide.table("cases")?.rows.count == 2)
    #expect(wide.table("cases")?.rows[0][0].text.hasPrefix("1 High Street") == true)
    let strict = try await review(try town(), ["threshold": ["4"]])
    #expect(strict.table("cases")?.rows.isEmpty == true)
  }

  @Test func casesAreReportsOfSeveralPlaces() async throws {
    let table = try #require(
      try await review(try town(), ["by": ["case"], "threshold": ["2"]]).table("cases"))
    #expect(table.rows.map { $0[0].text } == ["C/1"])
    #expect(table.rows[0][6].text == "2")
    var none = Town()
    try none.add(from: 5)
    await #expect {
      _ = try await review(none, ["by": ["case"]])
    } throws: { ($0 as? StudyError)?.parameter == "by" }
  }

  @Test func anonymisedPlacesMonthsAndThePublicAreRefused() async throws {
    var points = Town()
    try points.add(3, at: 1_000, 1_000, isAnonymised: true)
    var months = Town()
    try months.add(3, at: 1_000, 1_000)
    for (town, words) in [(points, "anonymisation points"), (months, "only the month is known")] {
      await #expect {
        _ = try await review(town)
      } throws: { error in
        guard case StudyError.refused(_, let reason) = error else { return false }
        return reason.contains(words)
      }
    }
    #expect {
      _ = try CaseReviewQuestion(["audience": ["public"]])
    } throws: { ($0 as? StudyError)?.parameter == "audience" }
  }

  @Test func qualifiersNarrowWhatIsCounted() async throws {
    var town = Town()
    for day in 0..<4 {
      try town.add(
        from: day * Self.day,
        qualifiers: day < 3 ? Qualifiers([.alcohol, .youth]) : Qualifiers([.youth]))
    }
    let both = try await review(town, ["qualifier": ["youth", "alcohol"]])
    #expect(both.table("cases")?.rows[0][6].text == "3")
    let youth = try await review(town, ["qualifier": ["youth"]])
    #expect(youth.table("cases")?.rows[0][6].text == "4")
    var without = Town()
    try without.add(from: 0)
    await #expect(throws: StudyError.noQualifiers) {
      _ = try await review(without, ["qualifier": ["hate"]])
    }
  }
}
