import CrimeMapping
import GeoJSON
import Geometry
import Hotspots
import Probability
import Records
import Testing

@Suite struct HotspotCertaintyTests {
  /// Evenly strewn incidents with a place that holds many, and one that holds some.
  private func town(
    planted: Int = 40, strewn: Int = 60, seed: UInt64 = 1, offence: String = "asb"
  ) throws -> Town {
    var town = Town()
    try town.add(planted, at: 2_025, 2_025, offence: offence)
    try town.add(planted / 3, at: 6_025, 6_025, offence: offence)
    try town.strew(strewn, seed: seed)
    return town
  }

  private let asked = ["layer": ["beat"], "cell": ["100"], "bandwidth": ["400"]]

  private func report(
    _ town: Town, _ more: [String: [String]] = [:], threads: Int = 2
  ) async throws -> HotspotReport {
    try await town.report(asked.merging(more) { $1 }, threads: threads)
  }

  @Test func tellsOfEveryHotspotHowItsRankAndPlaceHold() async throws {
    let report = try await report(try town())
    #expect(report.hotspots.count > 1)
    for hotspot in report.hotspots {
      let found = try #require(hotspot.certainty.resampled)
      #expect(found.bestRank <= hotspot.rank && hotspot.rank <= found.worstRank)
      #expect(0...1 ~= found.stability)
      #expect(hotspot.certainty.p == nil)
    }
    let first = try #require(report.hotspots[0].certainty.resampled)
    #expect(first.bestRank == 1 && first.worstRank == 1 && first.stability == 1)
    #expect(report.record.provenance.simulation?.seed == 1)
    #expect(report.record.provenance.simulation?.replicates == 199)
    let properties = JSONValue.object(try report.featureCollection().features[0].properties)
    #expect(properties["rank_low"] == 1 && properties["rank_high"] == 1)
    #expect(properties["stability"] == .rounded(1, decimals: 4))
    #expect(properties["p"] == .null)
  }

  @Test func ranksAmongAllThatWereFoundNotOnlyThoseListed() async throws {
    var town = Town()
    for place in 0..<8 { try town.add(12, at: 500 + 900 * Double(place), 2_025) }
    let report = try await report(town, ["top": ["2"]])
    #expect(report.hotspots.count == 2)
    #expect(report.hotspots.allSatisfy { ($0.certainty.resampled?.worstRank ?? 0) > 4 })
  }

  @Test func leavesOutWhatIsNotAskedFor() async throws {
    let report = try await report(try town(), ["resamples": ["0"]])
    #expect(report.hotspots.allSatisfy { $0.certainty.resampled == nil && $0.certainty.p == nil })
    #expect(report.record.provenance.simulation == nil)
    #expect(report.table.contains("--resamples"))
    let properties = JSONValue.object(try report.featureCollection().features[0].properties)
    #expect(properties["rank_low"] == .null && properties["stability"] == .null)
  }

  @Test func saysWhatPIs() async throws {
    let null = ["null": ["uniform"], "replicates": ["99"], "seed": ["4"]]
    let report = try await report(try town(), null)
    let p = try #require(report.hotspots[0].certainty.p)
    #expect(p.value == 0.01 && p.floor == 0.01 && p.alternative == .greater)
    #expect(report.record.provenance.simulation?.seed == 4)
    #expect(report.record.provenance.simulation?.replicates == 298)
    #expect(report.record.caveats.map(\.code).contains("complete-randomness"))
    let text = String(decoding: try report.featureCollection().bytes, as: UTF8.self)
    #expect(text.contains("\"null\":\"uniform\""))
    #expect(text.contains("\"p_method\":{\"alternative\":\"greater\""))
    #expect(report.table.contains("null 'uniform'"))
    #expect(HotspotQuestion.method.explanation.contains("rejected in every town"))
  }

  @Test func dependsOnNeitherRowOrderNorThreadsNorTheWayOfComputing() async throws {
    let town = try town(planted: 15)
    var shuffled = town
    shuffled.incidents.points.reverse()
    let null = [
      "null": ["uniform"], "replicates": ["49"], "per": ["beat"], "min-count": ["2"],
    ]
    let one = try await report(town, null, threads: 1).hotspots.map(\.certainty)
    #expect(one.contains { $0.p.map { $0.value > 0.02 } ?? false })
    for other in [
      try await report(town, null, threads: 3), try await report(shuffled, null),
      try await report(town, null.merging(["method": ["direct"]]) { $1 }),
    ] {
      #expect(other.hotspots.map(\.certainty) == one)
    }
  }

  /// Patterns at known places are summed up of footprints, unless a way of computing is named.
  @Test(arguments: ["uniform", "all-incidents"], ["none", "uniform", "jones-diggle"])
  func footprintsGiveTheSameAsWholeSurfaces(null: String, edge: String) async throws {
    var town = try town(planted: 12, strewn: 40)
    try town.strew(150, seed: 3, offence: "burglary")
    // Every incident is at one of 144 anonymisation points.
    town.incidents.points = town.incidents.points.map { point in
      point.map {
        Point(
          x: (($0.x / 660).rounded(.down) + 0.4) * 660, y: (($0.y / 660).rounded(.down) + 0.5) * 660
        )
      }
    }
    town.incidents.isAnonymised = town.incidents.isAnonymised.map { _ in true }
    let values = [
      "null": [null], "replicates": ["99"], "offence": ["asb"], "per": ["beat"], "edge": [edge],
      "hot-share": ["0.04"], "min-count": ["2"],
    ]
    let fast = try await report(town, values)
    let whole = try await report(town, values.merging(["method": ["stamping"]]) { $1 })
    #expect(fast.hotspots.count > 4)
    #expect(fast.hotspots.map(\.certainty) == whole.hotspots.map(\.certainty))
    #expect(Set(fast.hotspots.compactMap { $0.certainty.p?.value }).count > 2)
  }

  @Test func choosesBandwidthsAnewForEachPattern() async throws {
    let report = try await report(
      try town(), ["bandwidth": ["scott"], "null": ["uniform"], "replicates": ["49"]])
    #expect(report.hotspots[0].certainty.p?.value == 0.02)
  }

  @Test func answersAgainWithTheSameBytes() async throws {
    let data = try town().data()
    func bytes(_ more: [String: [String]]) async throws -> String {
      let question = try HotspotQuestion(asked.merging(more) { $1 })
      let collection = try await HotspotStudy(question, of: data).run().featureCollection()
      return String(decoding: collection.bytes, as: UTF8.self)
        .replacing(/"elapsed_s":[0-9.e-]+/, with: "")
    }
    let null = ["null": ["uniform"], "replicates": ["49"]]
    let first = try await bytes(null)
    #expect(try await bytes(null) == first)
    #expect(try await bytes(["null": ["uniform"], "replicates": ["59"]]) != first)
    #expect(try await bytes([:]) != first)
    #expect(try await bytes(null) == first)
  }

  @Test func refusesWhatCannotBeTold() async throws {
    let town = try town()
    let bad: [(values: [String: [String]], parameter: String)] = [
      (["resamples": ["5"]], "resamples"), (["replicates": ["99"]], "replicates"),
      (["null": ["population"]], "compare-layer"), (["null": ["chance"]], "null"),
      (["null": ["uniform"], "compare-layer": ["beat"]], "compare-layer"),
      (["null": ["all-incidents"]], "null"),
      (["null": ["population"], "compare-layer": ["beat"]], "compare-measure"),
      (
        ["null": ["uniform"], "replicates": ["99999"], "cell": ["10"], "bandwidth": ["2000"]],
        "replicates"
      ),
    ]
    for (values, parameter) in bad {
      let error = await #expect(throws: StudyError.self) { try await report(town, values) }
      #expect(error?.parameter == parameter, "\(values)")
    }
  }
}

/// What the nulls can and cannot tell apart.
@Suite struct HotspotNullTests {
  private let asked = [
    "layer": ["beat"], "cell": ["200"], "bandwidth": ["600"], "resamples": ["0"],
    "replicates": ["99"],
  ]

  /// The smallest p of a hotspot; `nil` without hotspots.
  private func lowestIfAny(_ town: Town, _ more: [String: [String]]) async throws -> Double? {
    let report = try await town.report(asked.merging(more) { $1 })
    let values = report.hotspots.compactMap { $0.certainty.p?.value }
    #expect(values.count == report.hotspots.count)
    return values.min()
  }

  private func lowest(_ town: Town, _ more: [String: [String]]) async throws -> Double {
    try #require(await lowestIfAny(town, more))
  }

  /// All incidents are strewn over one beat, where nearly all people live.
  @Test func populationExplainsWhereItLives() async throws {
    var town = Town()
    try town.strew(120, seed: 2, side: 4_000)
    town.denominators = [("B1", 9_990.0), ("B2", 3), ("B3", 4), ("B4", 3)].map {
      Denominator(layer: "beat", code: $0.0, measure: "residents", year: 2_021, value: $0.1)
    }
    let population = ["null": ["population"], "compare-layer": ["beat"]]
    #expect(try await lowest(town, population) > 0.05)
    #expect(try await lowest(town, ["null": ["uniform"]]) == 0.01)
    try town.add(30, at: 1_000, 1_000)
    #expect(try await lowest(town, population) == 0.01)
  }

  /// Incidents that keep to where all incidents are do not stand out; those that crowd there do.
  @Test func allIncidentsExplainWhereTheyAre() async throws {
    var town = Town()
    try town.strew(300, seed: 3, offence: "burglary", side: 2_000)
    try town.strew(60, seed: 4, side: 2_000)
    let labels = ["null": ["all-incidents"], "offence": ["asb"]]
    #expect(try await lowest(town, labels) > 0.05)
    #expect(try await lowest(town, ["null": ["uniform"], "offence": ["asb"]]) == 0.01)
    try town.add(40, at: 1_500, 500)
    #expect(try await lowest(town, labels) == 0.01)
  }

  /// Crowding at anonymisation points is no finding, as chance would be moved to them too.
  @Test func placesOfChanceAreAnonymisedAsTheDataAre() async throws {
    var town = Town()
    for place in 0..<16 {
      let (x, y) = (1_000 + 2_000 * Double(place % 4), 1_000 + 2_000 * Double(place / 4))
      try town.add(16 + place % 4 * 3, at: x, y, isAnonymised: true)
    }
    for locations in ["anonymised", "as-given"] {
      let p = try await lowest(town, ["null": ["uniform"], "locations": [locations]])
      #expect(p > 0.05)
    }
    var exact = town
    exact.incidents.isAnonymised = exact.incidents.isAnonymised.map { _ in false }
    #expect(try await lowest(exact, ["null": ["uniform"]]) == 0.01)
  }

  /// On data that is as the null has it, some hotspot has p ≤ 0.05 in 5 of 100 studies at most.
  @Test(arguments: [false, true])
  func rejectsTrueNullsAtMostAsOftenAsItSays(isAnonymised: Bool) async throws {
    let studies = 300
    var rejected = 0
    for study in 0..<studies {
      var town = Town()
      try town.strew(60, seed: 1_000 + UInt64(study))
      if isAnonymised {
        town.moveToPoints(every: 700)
        // All points are known, if only by other offences.
        for place in 0..<121 {
          let (x, y) = (350 + 700 * Double(place % 11), 350 + 700 * Double(place / 11))
          try town.add(1, at: x, y, offence: "arson", isAnonymised: true)
        }
      }
      let values = [
        "null": ["uniform"], "replicates": ["19"], "cell": ["400"], "bandwidth": ["900"],
        "hot-share": ["0.05"], "seed": ["\(study)"], "offence": ["asb"],
      ]
      if let p = try await lowestIfAny(town, values), p <= 0.05 { rejected += 1 }
    }
    print("rejected \(rejected) of \(studies)")
    // 15 are expected; beyond four standard errors only once in 15,000 times.
    #expect(1...30 ~= rejected)
  }
}

extension Town {
  /// Strews incidents evenly over a square from the south-western corner.
  mutating func strew(
    _ count: Int, seed: UInt64, offence: String = "asb", side: Double = 8_000
  ) throws {
    var generator = Philox(seed: seed, stream: 1)
    for _ in 0..<count {
      let (x, y) = (generator.uniform(from: 0, to: side), generator.uniform(from: 0, to: side))
      try add(1, at: x, y, offence: offence)
    }
  }

  /// Moves all incidents to the nearest of points in a regular pattern, all of which are known.
  mutating func moveToPoints(every distance: Double) {
    incidents.points = incidents.points.map { point in
      point.map { point in
        func moved(_ value: Double) -> Double {
          min(max(((value - 400_000) / distance).rounded(.down), 0), 10) * distance + 400_350
        }
        return Point(x: moved(point.x), y: moved(point.y))
      }
    }
    incidents.isAnonymised = incidents.points.map { _ in true }
  }
}
