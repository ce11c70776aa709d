import CrimeMapping
import Records
import Testing

@Suite struct ConcentrationStudyTests {
  private func concentration(
    _ town: Town, _ values: [String: [String]]
  ) async throws -> Document {
    let question = try ConcentrationQuestion(["layer": ["beat"]].merging(values) { $1 })
    return try await question.document(on: try town.data(), in: StudySetting())
  }

  /// Five, three, one and one incident in four beats.
  private func town() throws -> Town {
    var town = Town()
    for (count, x, y) in [
      (5, 1_000.0, 1_000.0), (3, 5_000, 1_000), (1, 1_000, 5_000), (1, 5_000, 5_000),
    ] { try town.add(count, at: x, y) }
    return town
  }

  @Test func areasAreCountedWithThoseWithoutAny() async throws {
    var town = Town()
    try town.add(6, at: 1_000, 1_000)
    let document = try await concentration(town, ["places": ["area"]])
    let shares = try #require(document.table("shares"))
    #expect(shares.cell("50% of incidents", "places")?.text == "1")
    #expect(shares.cell("50% of incidents", "share_of_places")?.text == "25.0%")
    let gini = try #require(document.table("gini"))
    #expect(gini.rows[0][1].text == "0.750")
    #expect(
      document.words.contains("Half of the 6 incidents are in 1 of 4 areas of the layer beat"))
  }

  @Test func theBusiestComeFirst() async throws {
    let document = try await concentration(try town(), ["places": ["area"]])
    let places = try #require(document.table("places"))
    #expect(places.rows.map { $0[2].text } == ["5", "3", "1", "1"])
    #expect(places.rows.map { $0[1].text }.first == "Beat B1 (B1)")
    #expect(places.rows.map { $0[4].text } == ["50.0%", "80.0%", "90.0%", "100.0%"])
    #expect(places.shapes?.count == 4)
    #expect(document.table("shares")?.cell("80% of incidents", "places")?.text == "2")
  }

  @Test func cellsOfTheStudyAreaArePlaces() async throws {
    let document = try await concentration(
      try town(), ["places": ["square"], "size": ["1000"], "locations": ["as-given"]])
    #expect(document.terms.contains { $0.name == "place_count" && $0.value.text == "64" })
    #expect(document.record.caveats.contains { $0.code == "fewer-incidents-than-places" })
    #expect(document.record.caveats.contains { $0.code == "modifiable-units" })
  }

  @Test func streetsAndPointsOfAllIncidentsArePlaces() async throws {
    var town = Town()
    try town.add(4, at: 1_000, 1_000, place: "High Street")
    try town.add(2, at: 1_100, 1_000, place: "High Street")
    try town.add(1, at: 2_000, 2_000, offence: "robbery", place: "Mill Lane")
    let streets = try await concentration(town, ["places": ["street"], "offence": ["asb"]])
    #expect(streets.table("places")?.rows.map { $0[1].text } == ["High Street", "Mill Lane"])
    #expect(streets.table("places")?.rows.map { $0[2].text } == ["6", "0"])
    let points = try await concentration(town, ["places": ["point"], "offence": ["asb"]])
    #expect(points.table("places")?.rows.map { $0[2].text } == ["4", "2", "0"])
    #expect(points.record.caveats.contains { $0.code == "only-known-places" })
  }

  @Test func anonymisedStreetsAreRefusedAndPointsRelabelled() async throws {
    var town = Town()
    try town.add(4, at: 1_000, 1_000, isAnonymised: true)
    try town.add(1, at: 3_000, 1_000, isAnonymised: true)
    await #expect {
      _ = try await concentration(town, ["places": ["street"]])
    } throws: { ($0 as? StudyError)?.parameter == "places" }
    let points = try await concentration(town, ["places": ["point"]])
    #expect(points.subtitle.text.contains("anonymisation points"))
    #expect(points.record.caveats.contains { $0.code == "points-not-addresses" })
  }

  @Test func anotherPeriodIsCompared() async throws {
    var town = try town()
    try town.add(4, at: 1_000, 1_000, month: "2019-01")
    try town.add(2, at: 5_000, 5_000, month: "2019-01")
    let document = try await concentration(
      town,
      [
        "places": ["area"], "from": ["2020-01"], "to": ["2020-01"], "against-from": ["2019-01"],
        "against-to": ["2019-01"], "top": ["2"],
      ])
    let stability = try #require(document.table("stability"))
    #expect(stability.rows[0][1].text == "1" && stability.rows[1][1].text == "0.33")
    #expect(document.words.contains("They held 100.0% of incidents then and hold 60.0% now"))
    #expect(document.table("places")?.cell("1", "incidents_other")?.text == "4")
  }

  @Test func nothingIsSaidOfNothing() async throws {
    let document = try await concentration(
      try town(), ["places": ["area"], "offence": ["robbery"]])
    #expect(document.words.contains("There is nothing to tell"))
  }

  @Test func streetsAreNeverForThePublic() async throws {
    await #expect {
      _ = try await concentration(
        try town(), ["places": ["street"], "audience": ["public"]])
    } throws: { ($0 as? StudyError)?.parameter == "places" }
    #expect {
      _ = try ConcentrationQuestion(["places": ["street"], "size": ["100"]])
    } throws: { ($0 as? StudyError)?.parameter == "size" }
  }
}
