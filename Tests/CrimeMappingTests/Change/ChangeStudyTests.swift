import CrimeMapping
import Records
import Testing

@Suite struct ChangeStudyTests {
  private func document(
    _ town: Town, _ values: [String: [String]]
  ) async throws -> Document {
    try await ChangeQuestion(["layer": ["lpu"]].merging(values) { $1 })
      .document(on: town.data(), in: StudySetting())
  }

  private func refusal(_ town: Town, _ values: [String: [String]]) async -> StudyError? {
    do {
      _ = try await document(town, values)
      return nil
    } catch {
      return error as? StudyError
    }
  }

  /// Two counts of one offence in two months.
  private func first(
    _ before: Int, _ after: Int, _ offence: String, _ months: (String, String)
  ) async throws -> (sentence: String, document: Document) {
    var town = Town()
    // Something of another kind, so that both months have data.
    for month in [months.0, months.1] {
      try town.add(1, at: 1_000, 1_000, offence: "drugs", month: month)
    }
    try town.add(before, at: 1_000, 1_000, offence: offence, month: months.0)
    try town.add(after, at: 1_000, 1_000, offence: offence, month: months.1)
    let document = try await document(
      town,
      [
        "offence": [offence], "from": [months.1], "to": [months.1], "against-from": [months.0],
        "against-to": [months.0],
      ])
    return (try #require(document.sentences.first), document)
  }

  // MARK: The cases of published reports

  @Test func killedOrSeriouslyInjured() async throws {
    let found = try await first(5, 11, "death-by-driving", ("2017-01", "2018-01"))
    #expect(
      found.sentence == """
        Death or serious injury by unlawful driving rose from 5 to 11 (ratio 2.20, 95% interval 0.70 to 8.08; \
        no percentage on a base under 20; e-test p 0.146): could be noise.
        """)
    let row = try found.document.row("U1", in: "code")
    #expect(row["percent"]?.text == "n/a" && row["finding"]?.text == "rose: could be noise")
    #expect(row["difference"]?.text == "+6" && row["ratio_interval"]?.text == "0.70 to 8.08")
  }

  @Test func crewesYears() async throws {
    let found = try await first(2_790, 1_625, "asb", ("2021-01", "2022-01"))
    #expect(
      found.sentence == """
        Anti-social behaviour fell from 2,790 to 1,625 (−41.8%, 95% interval −45.2% to −38.1%; e-test p <0.001): \
        unlikely to be noise.
        """)
    #expect(found.document.caveatCodes.contains("covid-period"))
    #expect(found.document.caveatCodes.contains("no-cause"))
    let words =
      found.document.sentences.joined() + found.document.record.caveats.map(\.sentence).joined()
    for causal in ["reduced", "because", "worked", "thanks to"] {
      #expect(!words.contains(causal), "\(causal)")
    }
  }

  @Test func crewesJanuary() async throws {
    let found = try await first(136, 110, "asb", ("2022-01", "2023-01"))
    #expect(
      found.sentence == """
        Anti-social behaviour fell from 136 to 110 (−19.1%, 95% interval −37.1% to +4.0%; e-test p 0.098): \
        could be noise.
        """)
    #expect(!found.document.caveatCodes.contains("covid-period"))
  }

  @Test(arguments: [
    (212, 471, "+122.2%", "+88.9% to +161.3%"), (471, 644, "+36.7%", "+21.4% to +54.0%"),
  ])
  func cyberCrime(before: Int, after: Int, change: String, interval: String) async throws {
    let found = try await first(before, after, "fraud", ("2017-01", "2018-01"))
    #expect(
      found.sentence.contains(
        "rose from \(before) to \(after) (\(change), 95% interval \(interval); e-test p <0.001): unlikely"
      ))
    #expect(found.document.caveatCodes.contains("recorded-not-happened"))
  }

  // MARK: Counts at the edge

  @Test func fromNothingThereIsNoRatio() async throws {
    let found = try await first(0, 7, "robbery", ("2017-01", "2018-01"))
    #expect(
      found.sentence.hasPrefix(
        "Robbery rose from 0 to 7 (no ratio to a base of none, 95% interval of the ratio 1.44 to no bound"
      ))
    #expect(try found.document.row("U1", in: "code")["ratio"]?.text == "n/a")
    let empty = try found.document.row("U2", in: "code")
    #expect(empty["finding"]?.text == "none in either" && empty["p"]?.text == "n/a")
  }

  @Test func unequalPeriodsAreComparedByTheDay() async throws {
    var town = Town()
    try town.add(310, at: 1_000, 1_000, month: "2019-01")
    try town.add(280, at: 1_000, 1_000, month: "2019-02")
    let document = try await document(
      town,
      [
        "from": ["2019-02"], "to": ["2019-02"], "against-from": ["2019-01"],
        "against-to": ["2019-01"],
      ])
    let row = try document.row("U1", in: "code")
    #expect(row["before_per_day"]?.text == "10.0" && row["after_per_day"]?.text == "10.0")
    #expect(row["difference"]?.text == "0.0" && row["percent"]?.text == "0.0%")
    #expect(row["finding"]?.text == "unchanged")
    #expect(
      document.sentences[0].contains("from 310 in 31 days to 280 in 28 days, 10.0 to 10.0 a day"))
    #expect(
      Set(document.caveatCodes).isSuperset(of: ["unequal-periods", "different-seasons"]))
  }

  @Test func daysOfMonthsWithoutDataDoNotCount() async throws {
    var town = Town()
    for month in ["2018-01", "2018-02", "2018-03", "2019-01", "2019-03"] {
      try town.add(30, at: 1_000, 1_000, month: month)
    }
    let document = try await document(
      town, ["from": ["2019-01"], "to": ["2019-03"], "compare": ["year-before"]])
    #expect(document.term("before_days") == "90.0" && document.term("after_days") == "62.0")
    #expect(document.caveatCodes.contains("missing-months"))
  }

  // MARK: Periods by rule

  @Test(arguments: [
    ("rolling-12", "2018-01", "2018-12", "2017-01", "2017-12"),
    ("year-to-date", "2018-04", "2018-12", "2017-04", "2017-12"),
    ("financial-year", "2017-04", "2018-03", "2016-04", "2017-03"),
    ("month-last-year", "2018-12", "2018-12", "2017-12", "2017-12"),
    ("year-before", "2018-01", "2018-12", "2017-01", "2017-12"),
  ])
  func periodsAreFoundByRule(
    rule: String, from: String, to: String, beforeFrom: String, beforeTo: String
  ) async throws {
    var town = Town()
    for year in 2016...2018 {
      for month in 1...12 {
        try town.add(2, at: 1_000, 1_000, month: "\(year)-\(month < 10 ? "0" : "")\(month)")
      }
    }
    let document = try await document(town, ["compare": [rule]])
    #expect(document.record.terms.from == from && document.record.terms.to == to)
    #expect(document.term("before_from") == beforeFrom && document.term("before_to") == beforeTo)
    #expect(document.term("compare") == rule)
  }

  @Test(arguments: [
    ("2018-03", "2018-03", 12), ("2018-04", "2018-04", 1), ("2018-01", "2017-03", 12),
  ])
  func theFinancialYearEndsInMarch(to: String, end: String, toDate: Int) async throws {
    var town = Town()
    for year in 2015...2018 {
      for month in 1...12 {
        try town.add(1, at: 1_000, 1_000, month: "\(year)-\(month < 10 ? "0" : "")\(month)")
      }
    }
    let date = try await document(town, ["compare": ["year-to-date"], "to": [to]])
    #expect(date.record.terms.to == to)
    let months =
      try #require(Month(date.record.terms.to)).ordinal
      - (try #require(Month(date.record.terms.from))).ordinal + 1
    #expect(months == (to == "2018-01" ? 10 : Int32(toDate)))
    let year = try await document(town, ["compare": ["financial-year"], "to": [to]])
    #expect(year.record.terms.to == (end == "2018-04" ? "2018-03" : end))
  }

  @Test func refusesPeriodsThatCannotBeCompared() async throws {
    var town = Town()
    try town.add(5, at: 1_000, 1_000, month: "2019-01")
    try town.add(5, at: 1_000, 1_000, month: "2018-01")
    let overlap = await refusal(
      town,
      [
        "from": ["2018-01"], "to": ["2019-01"], "against-from": ["2018-01"],
        "against-to": ["2018-06"],
      ])
    #expect(overlap?.parameter == "against-to")
    let empty = await refusal(town, ["from": ["2019-02"], "to": ["2019-02"]])
    #expect(
      empty == .noDataThen(from: Month(ordinal: 2_018 * 12 + 1), to: Month(ordinal: 2_018 * 12 + 1))
    )
    for values in [
      ["against-from": ["2018-01"]],
      ["against-from": ["2018-02"], "against-to": ["2018-01"]],
      ["compare": ["rolling-12"], "from": ["2018-01"]],
      ["compare": ["year-before"], "against-from": ["2018-01"], "against-to": ["2018-01"]],
    ] {
      #expect(throws: StudyError.self) { try ChangeQuestion(values) }
    }
  }

  // MARK: Many rows

  @Test func offencesStandInTheirOrderAndAreasBesideThem() async throws {
    var town = Town()
    for (month, many) in [("2018-01", 40), ("2019-01", 90)] {
      try town.add(many, at: 1_000, 1_000, offence: "robbery", month: month)
      try town.add(30, at: 1_000, 5_000, offence: "shoplifting", month: month)
      try town.add(25, at: 1_000, 5_000, offence: "asb", month: month)
    }
    let period = ["from": ["2019-01"], "to": ["2019-01"]]
    let offences = try await document(town, period.merging(["by": ["offence"]]) { $1 })
    let robbery = try offences.row("robbery", in: "offence_code")
    #expect(robbery["finding"]?.text == "rose: unlikely to be noise")
    #expect(try offences.row("asb", in: "offence_code")["finding"]?.text == "unchanged")
    #expect(try offences.row("crime", in: "offence_code")["before"]?.text == "70")
    let both = try await document(town, period.merging(["by": ["area-offence"]]) { $1 })
    let matrix = try #require(both.tables.last)
    #expect(matrix.id == "matrix" && matrix.rows.count == 2)
    let column = try #require(matrix.columns.firstIndex { $0.name == "robbery" })
    #expect(matrix.rows.map { $0[column].text } == ["▲ 40→90", "= 0→0"])
    #expect(both.sentences.contains { $0.contains("Robbery in Same") })
  }

  @Test func writesEveryForm() async throws {
    var town = Town()
    try town.add(30, at: 1_000, 1_000, month: "2018-01")
    try town.add(60, at: 1_000, 1_000, month: "2019-01")
    let report = DocumentReport(try await document(town, ["from": ["2019-01"], "to": ["2019-01"]]))
    for form in ChangeQuestion.method.forms {
      #expect(try report.bytes(as: form).count > 200, "\(form)")
    }
  }
}
