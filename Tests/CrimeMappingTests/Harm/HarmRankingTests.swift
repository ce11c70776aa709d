import CrimeMapping
import Records
import Testing

@Suite struct HarmRankingTests {
  private func harm(
    _ town: Town, _ values: [String: [String]] = [:], weights: [String: Double] = weights,
    scores: OffenceScores? = nil
  ) async throws -> Document {
    let tree = OffenceTree.standard
    var given: [OffenceTree.ID: Double] = [:]
    for (code, weight) in weights { given[try #require(tree.id(code: code))] = weight }
    var supplied = Supplied()
    supplied.scores = scores
    let question = try HarmQuestion(["layer": ["beat"]].merging(values) { $1 })
    return try await question.document(
      on: try town.data(),
      in: StudySetting(
        harm: HarmWeights(given, file: "harm.csv", digest: "d"), supplied: supplied))
  }

  /// The worked example's weights: common assaults, a robbery and serious assaults.
  private static let weights = [
    "violence-without-injury": 19.0, "robbery": 365, "violence-with-injury": 547,
  ]

  private func town() throws -> Town {
    var town = Town()
    try town.add(2, at: 1_000, 1_000, offence: "violence-without-injury")
    try town.add(1, at: 1_000, 1_000, offence: "robbery")
    try town.add(3, at: 5_000, 1_000, offence: "violence-with-injury")
    try town.add(4, at: 1_000, 1_000, offence: "asb")
    try town.add(2, at: 1_000, 1_000, offence: "drug-possession")
    return town
  }

  @Test func theWorkedExample() async throws {
    let document = try await harm(try town(), ["floor": ["1"]])
    #expect(document.words.contains("Of 12 incidents 6 are weighed; together they stand for 2,044"))
    let table = try #require(document.table("harm"))
    #expect(table.rows[0][0].text == "Violence with injury")
    #expect(table.cell("Violence with injury", "harm")?.text == "1,641")
    #expect(table.cell("Robbery", "share_of_harm")?.text == "17.9%")
    #expect(table.cell("Anti-social behaviour", "harm")?.text == "n/a")
    #expect(table.cell("Anti-social behaviour", "rank_by_count")?.text == "1")
    #expect(table.cell("Violence with injury", "rank_by_harm")?.text == "1")
  }

  @Test func whatIsNotWeighedIsListedWithTheReason() async throws {
    let table = try #require(try await harm(try town()).table("not-weighed"))
    #expect(table.rows.map { $0[0].text } == ["Anti-social behaviour", "Possession of drugs"])
    #expect(table.rows.map { $0[2].text } == ["4", "2"])
    #expect(table.rows[0][3].text == "no weight is given")
    #expect(table.rows[1][3].text == "says how much police looked for it")
    let all = try await harm(
      try town(), ["leave-out": ["none"]], weights: Self.weights.merging(["drugs": 2]) { $1 })
    #expect(all.table("not-weighed")?.rows.count == 1)
    #expect(all.table("harm")?.cell("Possession of drugs", "harm")?.text == "4")
  }

  @Test func fewIncidentsAreNotRanked() async throws {
    let table = try #require(try await harm(try town(), ["floor": ["3"]]).table("harm"))
    #expect(table.cell("Robbery", "rank_by_harm")?.text == "n/a")
    #expect(table.cell("Violence with injury", "rank_by_harm")?.text == "1")
  }

  @Test func areasAreRankedAndMapped() async throws {
    let document = try await harm(try town(), ["by": ["area"], "floor": ["1"]])
    let table = try #require(document.table("harm"))
    #expect(table.rows.map { $0[1].text }.prefix(2) == ["B2", "B1"])
    #expect(table.cell("Beat B1", "harm")?.text == "403")
    #expect(table.shapes?.count == 4)
    #expect(document.table("priorities") == nil)
    #expect(try !DocumentReport(document).bytes(as: .geojson).isEmpty)
    #expect(try !DocumentReport(document).bytes(as: .svg).isEmpty)
  }

  @Test func prioritiesShowTheirWeights() async throws {
    let tree = OffenceTree.standard
    let scores = OffenceScores(
      [
        try #require(tree.id(code: "asb")): ["expectation": 5],
        try #require(tree.id(code: "robbery")): ["expectation": 1],
      ], criteria: ["expectation"], file: "scores.csv", digest: "e")
    let document = try await harm(
      try town(), ["weight": ["expectation=4", "harm=0"]], scores: scores)
    let table = try #require(document.table("priorities"))
    #expect(table.columns.map(\.title).contains("expectation ×4"))
    #expect(table.rows[0][1].text == "Anti-social behaviour")
    #expect(table.rows[1][1].text == "Robbery" && table.rows[1][0].text == "2")
    #expect(table.rows.last?[0].text == "n/a")
    await #expect {
      _ = try await harm(try town(), ["weight": ["beauty=2"]])
    } throws: { ($0 as? StudyError)?.parameter == "weight" }
  }

  @Test func theDirectionIsSaidWhereItIsMoreThanChance() async throws {
    var town = try town()
    try town.add(40, at: 1_000, 1_000, offence: "robbery", month: "2019-01")
    let document = try await harm(
      town,
      [
        "from": ["2020-01"], "to": ["2020-01"], "against-from": ["2019-01"],
        "against-to": ["2019-01"],
      ])
    let table = try #require(document.table("priorities"))
    let direction = try #require(table.columns.firstIndex { $0.name == "direction" })
    let robbery = try #require(table.rows.first { $0[1].text == "Robbery" })
    #expect(robbery[direction].text == "1")
  }

  @Test func withoutWeightsThereIsNoHarm() async throws {
    let town = try town()
    await #expect {
      _ = try await HarmQuestion(["layer": ["beat"]]).document(
        on: try town.data(), in: StudySetting())
    } throws: { ($0 as? StudyError)?.parameter == "harm" }
  }
}
