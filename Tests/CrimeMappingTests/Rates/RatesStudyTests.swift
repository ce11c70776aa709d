import CrimeMapping
import Geometry
import Records
import Testing

@Suite struct RatesStudyTests {
  private func town() throws -> Town {
    var town = Town()
    try town.add(40, at: 1_000, 1_000, offence: "robbery")
    try town.add(12, at: 5_000, 1_000, offence: "robbery")
    try town.add(4, at: 1_000, 5_000, offence: "robbery")
    try town.add(30, at: 5_000, 5_000, offence: "asb")
    town.denominators = [("B1", 4_000.0), ("B2", 4_000), ("B3", 2_000), ("B4", 1_000)].map {
      Denominator(layer: "beat", code: $0, measure: "residents", year: 2019, value: $1)
    }
    return town
  }

  private func document(
    _ town: Town, _ values: [String: [String]] = [:], comparators: ComparatorRates? = nil
  ) async throws -> Document {
    let given = ["layer": ["beat"], "offence": ["robbery"]].merging(values) { $1 }
    var supplied = Supplied()
    supplied.comparators = comparators
    let question = try RatesQuestion(given.filter { !$0.value.isEmpty })
    return try await question.document(
      on: town.data(), in: StudySetting(supplied: supplied))
  }

  private func refusal(_ town: Town, _ values: [String: [String]]) async -> StudyError? {
    do {
      _ = try await document(town, values)
      return nil
    } catch {
      return error as? StudyError
    }
  }

  @Test func ranksAreasByShrunkenRatesBesideAll() async throws {
    let document = try await document(try town())
    let table = try #require(document.tables.first)
    #expect(table.rows.map { $0[0].text } == ["B1", "B2", "B3", "B4"])
    let first = try document.row("B1", in: "code")
    #expect(first["count"]?.text == "40" && first["rate_per_1000"]?.text == "10.0")
    #expect(first["denominator"]?.text == "4,000")
    // Byar's limits of 40 over 4 thousand people.
    #expect(first["rate_interval"]?.text == "7.1 to 13.6")
    // 56 for 11,000 people: 20.36 are expected of 4,000.
    #expect(first["rate_reference"]?.text == "5.1" && first["expected"]?.text == "20.4")
    #expect(first["ratio"]?.text == "1.96")
    #expect(first["position"]?.text == "high (beyond 3s)")
    #expect(first["note"]?.text == "")
    let third = try document.row("B3", in: "code")
    #expect(third["note"]?.text == "small number")
    #expect(try document.row("B4", in: "code")["rate_per_1000"]?.text == "0.0")
    #expect(
      document.sentences.contains {
        $0.contains("higher than all areas together") && $0.hasSuffix(": Beat B1.")
      })
    #expect(
      document.term("denominator_year") == "2,019" || document.term("denominator_year") == "2019")
    #expect(
      Set(document.caveatCodes).isSuperset(of: [
        "residents-as-denominator", "small-numbers", "denominator-year",
      ]))
  }

  @Test func comparesWithTheParentAndAGroup() async throws {
    let parent = try await document(try town(), ["against": ["parent"]])
    // U1: 52 for 8,000.
    #expect(try parent.row("B1", in: "code")["rate_reference"]?.text == "6.5")
    #expect(try parent.row("B3", in: "code")["rate_reference"]?.text == "1.3")
    let group = try await document(try town(), ["group": ["B2", "Beat B3"]])
    // The mean of rates, its own among them: (10 + 3 + 2) / 3 and (3 + 2) / 2.
    #expect(try group.row("B1", in: "code")["rate_reference"]?.text == "5.0")
    #expect(try group.row("B2", in: "code")["rate_reference"]?.text == "2.5")
    #expect(group.term("against") == "group")
  }

  @Test func sumsTheDenominatorsOfParts() async throws {
    let document = try await document(try town(), ["layer": ["lpu"]])
    #expect(try document.row("U1", in: "code")["denominator"]?.text == "8,000")
    #expect(document.term("denominator_way") == "sum-of-children")
    #expect(!document.caveatCodes.contains("evenly-spread-denominator"))
  }

  @Test func spreadsThoseOfAreasThatAreNoParts() async throws {
    var town = try town()
    town.denominators = [("U1", 8_000.0), ("U2", 3_000)].map {
      Denominator(layer: "lpu", code: $0, measure: "residents", year: 2020, value: $1)
    }
    let document = try await document(town)
    #expect(try document.row("B1", in: "code")["denominator"]?.text == "4,000")
    #expect(try document.row("B4", in: "code")["denominator"]?.text == "1,500")
    #expect(document.caveatCodes.contains("evenly-spread-denominator"))
    #expect(!document.caveatCodes.contains("denominator-year"))
  }

  @Test func anAreaWithoutPeopleHasNoRate() async throws {
    var town = try town()
    town.denominators.removeFirst()
    let document = try await document(town)
    let row = try document.row("B1", in: "code")
    #expect(row["rate_per_1000"]?.text == "n/a" && row["count"]?.text == "40")
    #expect(document.caveatCodes.contains("no-denominator"))
  }

  @Test func aRateForAYearIsOfPeopleTimesYears() async throws {
    let document = try await document(
      try town(), ["time": ["year"], "from": ["2020-01"], "to": ["2020-01"]])
    #expect(try document.row("B1", in: "code")["rate_per_1000"]?.text == "120.0")
    #expect(document.caveatCodes.contains("part-of-a-year"))
  }

  @Test func refusesWhatItCannotDivideBy() async throws {
    let none = await refusal(try town(), ["measure": ["households"]])
    #expect(none?.parameter == "measure" && none?.sentence().contains("residents of beat") == true)
    let layer = await refusal(try town(), ["denominator-layer": ["ward"]])
    #expect(layer?.parameter == "denominator-layer")
    let against = await refusal(try town(), ["against": ["Wales"]])
    #expect(against?.parameter == "against")
    let group = await refusal(try town(), ["group": ["B9"]])
    #expect(group?.parameter == "group")
    #expect(throws: StudyError.self) { try RatesQuestion(["against": ["group"]]) }
    #expect(throws: StudyError.self) {
      try RatesQuestion(["overdispersion": ["none"], "winsorise": ["0.2"]])
    }
  }

  @Test func drawsAFunnelAndAMapAndWritesEveryForm() async throws {
    let report = DocumentReport(try await document(try town()))
    for form in RatesQuestion.method.forms {
      #expect(try report.bytes(as: form).count > 200, "\(form)")
    }
    let picture = String(decoding: try report.bytes(as: .svg), as: UTF8.self)
    #expect(picture.contains("2s limits") && picture.contains("3s limits"))
    #expect(picture.contains("Beat B1"))
  }

  @Test func theOrderOfIncidentsChangesNothing() async throws {
    let town = try town()
    var turned = town
    turned.incidents = StoredIncidents()
    try turned.add(30, at: 5_000, 5_000, offence: "asb")
    try turned.add(4, at: 1_000, 5_000, offence: "robbery")
    try turned.add(12, at: 5_000, 1_000, offence: "robbery")
    try turned.add(40, at: 1_000, 1_000, offence: "robbery")
    let (a, b) = (try await document(town), try await document(turned))
    #expect(a.tables[0].rows.map { $0.map(\.text) } == b.tables[0].rows.map { $0.map(\.text) })
  }
}

/// The table of recorded crime that Cannock Chase printed for April 2022 to March 2023, per 1,000 residents.
@Suite struct CannockTableTests {
  private static let local: [(String, Int)] = [
    ("criminal-damage-and-arson", 700), ("robbery", 100), ("sexual-offences", 300),
    ("burglary-residential", 200), ("burglary-non-residential", 100), ("vehicle-offences", 700),
    ("shoplifting", 600), ("other-theft", 600), ("homicide", 1), ("violence-with-injury", 1_100),
    ("violence-without-injury", 900), ("stalking-and-harassment", 1_799), ("drugs", 200),
    ("weapons", 100), ("public-order", 700), ("other-crime", 200), ("asb", 1_100),
    ("fraud", 200),
  ]
  private static let national: [(String, Double)] = [
    ("crime", 91.7), ("criminal-damage-and-arson", 8.6), ("robbery", 1.3), ("theft", 29.4),
    ("burglary", 4.5), ("burglary-residential", 3.1), ("homicide", 0.010), ("violence", 34.3),
    ("stalking-and-harassment", 11.3), ("drugs", 3.0), ("public-order", 9.0),
  ]

  private func document(_ values: [String: [String]] = [:]) async throws -> Document {
    var town = Town()
    for (offence, count) in Self.local {
      for month in 0..<12 {
        try town.add(
          count / 12 + (month < count % 12 ? 1 : 0), at: 1_000, 1_000, offence: offence,
          month: month < 9 ? "2022-\(month < 6 ? "0" : "")\(month + 4)" : "2023-0\(month - 8)")
      }
    }
    town.denominators = ["B1", "B2", "B3", "B4"].map {
      Denominator(layer: "beat", code: $0, measure: "residents", year: 2022, value: 100_000)
    }
    let rates = try Self.national.map { code, rate in
      ComparatorRates.Rate(
        offence: try #require(OffenceTree.standard.id(code: code)),
        comparator: "England and Wales", perThousand: rate)
    }
    var supplied = Supplied()
    supplied.comparators = ComparatorRates(rates, file: "cannock.csv", digest: "0123456789abcdef")
    let given = [
      "layer": ["beat"], "area": ["B1"], "by": ["offence"], "from": ["2022-04"],
      "to": ["2023-03"], "time": ["period"],
    ].merging(values) { $1 }
    return try await RatesQuestion(given).document(
      on: try town.data(), in: StudySetting(supplied: supplied))
  }

  @Test func rowsStandInTheFixedOrder() async throws {
    let document = try await document()
    let table = try #require(document.tables.first)
    let codes = table.rows.map { $0[1].text }
    #expect(codes.first == "crime" && Array(codes.suffix(2)) == ["asb", "fraud"])
    let groups = [
      "criminal-damage-and-arson", "robbery", "sexual-offences", "theft", "burglary",
      "burglary-residential", "burglary-non-residential", "vehicle-offences", "shoplifting",
      "violence", "homicide", "violence-with-injury", "stalking-and-harassment", "drugs",
      "weapons", "public-order", "other-crime",
    ]
    #expect(codes.filter(groups.contains) == groups)
    #expect(document.tables[0].notes.contains { $0.text.contains("Rape") }, "not told apart")
    #expect(!codes.contains("rape") && !codes.contains("violence-and-sexual-offences"))
  }

  @Test func ratesAreThoseOfTheTable() async throws {
    let document = try await document()
    let total = try document.row("crime", in: "code")
    // Fraud and anti-social behaviour are not in the total.
    #expect(total["count"]?.text == "8,300" && total["rate_per_1000"]?.text == "83.0")
    #expect(total["rate_england_and_wales"]?.text == "91.7")
    #expect(total["position"]?.text == "low (beyond 3s)" && total["ratio"]?.text == "0.91")
    #expect(document.term("against") == "England and Wales")
    for (code, rate, national, position) in [
      ("theft", "22.0", "29.4", "low (beyond 3s)"), ("burglary", "3.0", "4.5", "low (beyond 3s)"),
      ("violence", "38.0", "34.3", "high (beyond 3s)"),
      ("stalking-and-harassment", "18.0", "11.3", "high (beyond 3s)"),
      ("robbery", "1.0", "1.3", "low (beyond 2s)"),
    ] {
      let row = try document.row(code, in: "code")
      #expect(row["rate_per_1000"]?.text == rate, "\(code)")
      #expect(row["rate_england_and_wales"]?.text == national, "\(code)")
      #expect(row["position"]?.text == position, "\(code)")
    }
    let asb = try document.row("asb", in: "code")
    #expect(asb["rate_per_1000"]?.text == "11.0" && asb["rate_england_and_wales"]?.text == "n/a")
  }

  @Test func whatIsTooRareIsShownButNotTested() async throws {
    let homicide = try await document().row("homicide", in: "code")
    #expect(homicide["rate_per_1000"]?.text == "<0.1", "never nought")
    #expect(homicide["rate_england_and_wales"]?.text == "<0.1")
    #expect(homicide["position"]?.text == "not compared" && homicide["p"]?.text == "n/a")
    #expect(homicide["note"]?.text == "small number")
  }

  @Test func aYearsPublishedRateIsNotHeldAgainstAMonth() async throws {
    await #expect(throws: StudyError.self) { try await document(["to": ["2022-06"]]) }
    let year = try await document(["to": ["2022-06"], "time": ["year"]])
    // Three months' counts, brought to a year.
    #expect(try year.row("crime", in: "code")["rate_per_1000"]?.text == "83.7")
  }
}
