import Areas
import CrimeMapping
import Foundation
import GeoJSON
import Geometry
import Records
import Testing

/// A square of the town where something was done in January 2017: 10 incidents a month before, 6 after, beside a
/// control that stays at 10 and a ring that stays at 3.
@Suite struct EvaluateStudyTests {
  private let town: Town
  private let terms = [
    "layer": ["beat"], "target-area": ["B1"], "control-area": ["B4"], "start": ["2017-01"],
  ]

  init() throws {
    var town = Town()
    for month in 1...12 {
      let name = month < 10 ? "0\(month)" : "\(month)"
      // The same up and down everywhere, so that nothing drifts.
      let extra = month % 2
      for (year, target) in [("2016", 10), ("2017", 6)] {
        try town.add(target + extra, at: 1_000, 1_000, month: "\(year)-\(name)")
        try town.add(10 + extra, at: 6_000, 6_000, month: "\(year)-\(name)")
        // Within 150 m of B1's eastern side, in B2.
        try town.add(3, at: 4_100, 1_000, month: "\(year)-\(name)")
        try town.add(5, at: 1_000, 6_000, month: "\(year)-\(name)")
      }
    }
    self.town = town
  }

  private func report(_ more: [String: [String]] = [:]) async throws -> DocumentReport {
    let question = try EvaluateQuestion(terms.merging(more) { $1 })
    return try await question.report(on: try town.data(), in: StudySetting())
  }

  private func rows(_ id: String, _ report: DocumentReport) throws -> [[Cell]] {
    try #require(report.document.tables.first { $0.id == id }).rows
  }

  private func text(_ report: DocumentReport) throws -> String {
    String(decoding: try report.bytes(as: .table), as: UTF8.self)
  }

  @Test func countsEveryPlace() async throws {
    let counts = try rows("counts", try await report())
    #expect(counts.map { $0[0].text }.prefix(3) == ["Target", "Control", "Ring of the target"])
    #expect(counts[0][1].value == 126 && counts[0][2].value == 78)
    #expect(counts[1][1].value == 126 && counts[1][2].value == 126)
    #expect(counts[2][1].value == 36 && counts[2][2].value == 36)
    let percent = try #require(counts[0][4].value)
    // 366 days against 365.
    let ratio: Double = 78.0 / 365 * 366 / 126
    #expect(abs(percent - 100 * (ratio - 1)) < 1e-9)
  }

  /// −48 with √(126 + 78 + 126 + 126); months that vary less than chance narrow nothing.
  @Test func tellsTheDifference() async throws {
    let differences = try rows("difference", try await report())
    #expect(differences[0][1].value == -48)
    let error = try #require(differences[0][4].value)
    #expect(abs(error - 456.0.squareRoot()) < 1e-9)
    guard case .interval(let low, let high, _, let method) = differences[0][2].content else {
      Issue.record("no interval")
      return
    }
    let lower = try #require(low)
    let expected: Double = -48 - 1.959963984540054 * error
    #expect(abs(lower - expected) < 1e-9)
    #expect(try #require(high) < 0 && method == "normal")
    #expect(differences.count == 3)
    #expect(differences[1][1].value == 0)
  }

  @Test func tellsNoCauseWhileChecksAreOpen() async throws {
    let words = try text(try await report())
    #expect(words.contains("consistent with an effect") || words.contains("cannot be said why"))
    for cause in ["reduced", "because of", "supports that"] { #expect(!words.contains(cause)) }
    #expect(words.contains("V5") && words.contains("not checked"))
  }

  @Test func declarationsCloseChecks() async throws {
    let checks = try rows(
      "checks",
      try await report(["area-drawn": ["2016-11"], "concurrent": ["none"]]))
    func states(_ code: String) -> [String] {
      checks.filter { $0[0].text == code }.map { $0[2].text }
    }
    #expect(states("V5") == ["pass"] && states("V9") == ["pass"])
    #expect(states("V1") == ["pass"] && states("V2") == ["pass"])
    #expect(Set(checks.map { $0[0].text }).count == 12)
    let late = try rows("checks", try await report(["area-drawn": ["2017-06"]]))
    #expect(late.first { $0[0].text == "V5" }?[2].text == "fail")
    let recorded = try rows(
      "checks", try await report(["recording-change": ["2016-11:inspection"]]))
    #expect(recorded.first { $0[0].text == "V8" }?[2].text == "fail")
  }

  /// Begun in the midst of January 2017: the month counts on neither side.
  @Test func leavesOutTheMonthOfTheChange() async throws {
    let report = try await report(["start": ["2017-01-01"]])
    #expect(try rows("counts", report)[0][2].value == 78)
    let late = try await self.report(["start": ["2017-02"]])
    #expect(try rows("counts", late)[0][2].value == 71)
  }

  @Test func comparesMonthsOfTheSameName() async throws {
    let report = try await report(["after": ["3"]])
    let counts = try rows("counts", report)
    // January to March of both years: two odd months.
    #expect(counts[0][1].value == 32 && counts[0][2].value == 20)
    let longer = try rows("counts", try await self.report(["after": ["3"], "before": ["12"]]))
    #expect(longer[0][1].value == 126 && longer[0][2].value == 20)
  }

  @Test func unequalPeriodsAreWeighted() async throws {
    let report = try await report(["after": ["6"], "before": ["12"]])
    let difference = try #require(try rows("difference", report)[0][1].value)
    // 366 days before and 181 after: what both counted before is divided by their ratio, and cancels.
    // 6 a month against 10, and an odd month's one more in both: 39 against 63.
    #expect(abs(difference + 24) < 1e-9)
    let checks = try rows("checks", report)
    #expect(checks.first { $0[0].text == "V1" }?[2].text == "pass")
    #expect(checks.first { $0[0].text == "V2" }?[2].text == "fail")
  }

  @Test func severalOffencesHaveARowEach() async throws {
    let report = try await report(["offence": ["asb", "burglary"]])
    let offences = try rows("offences", report)
    #expect(offences.count == 2 && offences[0][1].value == 126 && offences[1][1].value == 0)
    #expect(report.document.tables.contains { $0.id == "checks" })
  }

  @Test func matchesAControlOutOfReach() async throws {
    var values = terms
    values["control-area"] = nil
    values["controls"] = ["1"]
    values["ring"] = ["0"]
    let report = try await EvaluateQuestion(values).report(
      on: try town.data(), in: StudySetting())
    // B2 and B3 share a side with the target; B4 meets it in a corner only, which a ring would reach.
    #expect(try text(report).contains("the areas most like it before: Beat B4"))
  }

  @Test func refusesWhatItCannotAnswer() async throws {
    await #expect(throws: StudyError.self) {
      try await EvaluateQuestion(["target-area": ["B1"]]).report(
        on: try town.data(), in: StudySetting())
    }
    await #expect(throws: StudyError.self) {
      try await EvaluateQuestion(["start": ["2017-01"]]).report(
        on: try town.data(), in: StudySetting())
    }
    await #expect(throws: StudyError.self) { try await report(["start": ["2019-01"]]) }
    #expect(throws: StudyError.self) {
      try EvaluateQuestion(terms.merging(["end": ["2016-01"]]) { $1 })
    }
    #expect(throws: StudyError.self) {
      try EvaluateQuestion(terms.merging(["recording-change": ["inspection"]]) { $1 })
    }
  }

  @Test func isWrittenInEveryForm() async throws {
    let report = try await report()
    for form in EvaluateQuestion.method.forms { #expect(try !report.bytes(as: form).isEmpty) }
    let json = try JSONDecoder().decode(JSONValue.self, from: Data(try report.bytes(as: .json)))
    #expect(json["study"]?["start"] == .string("2017-01"))
    let csv = String(decoding: try report.bytes(as: .csv), as: UTF8.self)
    #expect(csv.hasPrefix("place,before,after,difference,percent,ratio,"))
  }

  @Test func orderOfRowsChangesNothing() async throws {
    var turned = town
    let all = town.incidents
    turned.incidents = StoredIncidents()
    for place in all.points.indices.reversed() {
      turned.incidents.points.append(all.points[place])
      turned.incidents.occurrences.append(all.occurrences[place])
      turned.incidents.months.append(all.months[place])
      turned.incidents.offences.append(all.offences[place])
      turned.incidents.places.append(all.places[place])
      turned.incidents.isAnonymised.append(all.isAnonymised[place])
    }
    let question = try EvaluateQuestion(terms)
    let one = try await question.report(on: try town.data(), in: StudySetting())
    let other = try await question.report(on: try turned.data(), in: StudySetting(threads: 1))
    #expect(try one.bytes(as: .csv) == other.bytes(as: .csv))
    #expect(try text(one) == text(other))
  }
}
