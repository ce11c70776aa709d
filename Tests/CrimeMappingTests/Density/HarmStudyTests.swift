import CrimeMapping
import GeoJSON
import Geodesy
import Geometry
import Maps
import Records
import TestSupport
import Testing

/// Studies in which incidents count for their harm.
@Suite struct HarmStudyTests {
  private static let peak = 10.610330  // of a quartic kernel of 300 m, per km²

  private func weights(_ given: [String: Double]) throws -> HarmWeights {
    var ids: [OffenceTree.ID: Double] = [:]
    for (code, weight) in given {
      ids[try #require(OffenceTree.standard.id(code: code))] = weight
    }
    return HarmWeights(ids, file: "harm.csv", digest: "abc")
  }

  private func density(
    _ town: Town, _ values: [String: [String]], _ harm: HarmWeights?, threads: Int = 2
  ) async throws -> DensityReport {
    try await DensityStudy(
      try DensityQuestion(values), of: try town.data(), harm: harm, threads: threads
    ).run()
  }

  private func hotspots(
    _ town: Town, _ values: [String: [String]], _ harm: HarmWeights?
  ) async throws -> HotspotReport {
    try await HotspotStudy(try HotspotQuestion(values), of: try town.data(), harm: harm).run()
  }

  private func text(_ collection: FeatureCollection) -> String {
    String(decoding: collection.bytes, as: UTF8.self)
  }

  /// Twenty thefts in the south-west, one homicide in the north-east, and six of drugs without weight.
  private func town() throws -> Town {
    var town = Town()
    try town.add(20, at: 1_025, 1_025, offence: "shoplifting")
    try town.add(1, at: 6_025, 6_025, offence: "homicide")
    try town.add(6, at: 6_025, 2_025, offence: "drug-possession")
    return town
  }

  @Test func densityIsThatOfHarm() async throws {
    let harm = try weights(["theft": 2, "violence": 10, "homicide": 5_475])
    let report = try await density(try town(), ["layer": ["beat"]], harm)
    func value(_ x: Double, _ y: Double) throws -> Double? {
      report.surface[
        try #require(report.surface.grid.index(at: Point(x: 400_000 + x, y: 400_000 + y)))]
    }
    #expect(abs((try value(1_025, 1_025) ?? 0) - 40 * Self.peak) < 1e-3)
    #expect(abs((try value(6_025, 6_025) ?? 0) - 5_475 * Self.peak) < 0.05)
    #expect(try value(6_025, 2_025) == 0)
    #expect(report.unit == "harm per km²")
    #expect(report.title.contains("density of harm"))
    #expect(report.subtitle.hasPrefix("27 incidents"))
    #expect(report.subtitle.hasSuffix("weighed by harm.csv"))
    #expect(report.table.contains("of harm on"))
    let json = text(try report.featureCollection())
    #expect(json.contains(#""weights":{"file":"harm.csv","sha256":"abc"}"#))
    #expect(json.contains(#""unit":"harm per km²""#))
    #expect(json.contains("harm_share") && !json.contains("incident_share"))
    let codes = report.record.caveats.map(\.code)
    #expect(codes.contains("harm-weights"))
    let without = try #require(
      report.record.caveats.first { $0.code == "incidents-without-weight" })
    #expect(
      without.sentence
        == "6 incidents count for nothing, as no weight is given for Possession of drugs.")
  }

  @Test func saysNothingOfWeightsWithoutThem() async throws {
    let report = try await density(try town(), ["layer": ["beat"]], nil)
    let json = text(try report.featureCollection())
    #expect(!json.contains("weights") && !json.contains("harm"))
    let all = try weights(["crime": 3])
    let weighed = try await density(try town(), ["layer": ["beat"]], all)
    #expect(!weighed.record.caveats.map(\.code).contains("incidents-without-weight"))
  }

  /// What each incident counts for is one, so nothing may differ but words.
  @Test(arguments: [
    [:], ["edge": ["jones-diggle"]], ["adaptive": ["abramson"]], ["bandwidth": ["scott"]],
    ["show": ["months"]], ["show": ["scales"]],
    ["show": ["difference"], "compare-from": ["2019-12"], "compare-to": ["2019-12"]],
    ["show": ["ratio"], "compare-from": ["2019-12"], "compare-to": ["2019-12"]],
  ])
  func weightsOfOneChangeNothing(question: [String: [String]]) async throws {
    var town = Town()
    for step in 0..<40 {
      let (x, y) = (1_000 + 37 * Double(step), 900 + 61 * Double(step % 13))
      try town.add(1 + step % 3, at: x, y, offence: "robbery", month: "2020-01")
      try town.add(1, at: y, x, offence: "arson", month: "2019-12")
    }
    let values = ["layer": ["beat"], "from": ["2020-01"], "to": ["2020-01"]]
      .merging(question) { $1 }
    let plain = try await density(town, values, nil).surface.computed
    let weighed = try await density(town, values, try weights(["crime": 1])).surface.computed
    let largest = try #require(plain.map(abs).max())
    try #require(largest > 0)
    // A sum of ones is a count, so only the order of some sums may differ.
    for (one, other) in zip(plain, weighed) { #expect(abs(one - other) <= 1e-12 * largest) }
  }

  /// Three of weight one are one of weight three.
  @Test(arguments: ["density", "months", "difference", "ratio", "scales"])
  func aWeightOfThreeIsThreeIncidents(show: String) async throws {
    func town(_ count: Int) throws -> Town {
      var town = Town()
      try town.add(count, at: 1_025, 1_025, offence: "robbery")
      try town.add(12, at: 1_525, 1_325, offence: "arson")
      try town.add(count, at: 5_025, 1_025, offence: "robbery", month: "2019-12")
      try town.add(12, at: 1_525, 1_325, offence: "arson", month: "2019-12")
      return town
    }
    var values = ["layer": ["beat"], "from": ["2020-01"], "to": ["2020-01"], "show": [show]]
    if show == "difference" || show == "ratio" {
      values["compare-from"] = ["2019-12"]
      values["compare-to"] = ["2019-12"]
    }
    let many = try await density(try town(9), values, nil)
    let heavy = try await density(
      try town(3), values, try weights(["robbery": 3, "arson": 1]))
    let largest = try #require(many.surface.computed.map(abs).max())
    for (one, other) in zip(many.surface.computed, heavy.surface.computed) {
      #expect(abs(one - other) <= 1e-12 * largest)
    }
    // Few heavy incidents say less for sure than many light ones, so only these outlines agree.
    guard ["density", "months", "scales"].contains(show) else { return }
    try #require(!many.contours.isEmpty && many.contours.count == heavy.contours.count)
    for (one, other) in zip(many.contours, heavy.contours) {
      #expect(abs(one.shape.area - other.shape.area) <= 1e-6 * one.shape.area)
    }
  }

  /// To the last bit, with weights whose sums round.
  @Test(arguments: ["uniform", "jones-diggle"], [false, true])
  func isTheSameInAnyOrderOnAnyNumberOfThreads(edge: String, isAnonymised: Bool) async throws {
    var generator = SplitMix(state: 8)
    let codes = ["homicide", "robbery", "arson", "shoplifting"]
    var places = (0..<300).map { ($0 % 9, $0 % 7, codes[$0 % 4]) }
    func town() throws -> Town {
      var town = Town()
      for (column, row, code) in places {
        try town.add(
          1, at: 700 + 810 * Double(column), 600 + 990 * Double(row), offence: code,
          isAnonymised: isAnonymised)
      }
      return town
    }
    let harm = try weights(["homicide": 0.1, "robbery": 0.7, "crime": 1 / 3.0])
    let values = ["layer": ["beat"], "edge": [edge]]
    let first = try await density(try town(), values, harm, threads: 1).surface.computed
    try #require(first.contains { $0 > 0 })
    for threads in 1...3 {
      places.shuffle(using: &generator)
      let other = try await density(try town(), values, harm, threads: threads)
      #expect(other.surface.computed == first)
    }
  }

  /// Spread over catchments or not, the surface holds the harm that was put in.
  @Test func holdsTheHarmOfAnonymisedIncidents() async throws {
    var town = Town()
    for step in 0..<36 {
      try town.add(
        1, at: 700 + 1_300 * Double(step % 6), 700 + 1_300 * Double(step / 6),
        offence: step % 2 == 0 ? "robbery" : "arson", isAnonymised: true)
    }
    let report = try await density(
      town, ["layer": ["beat"], "edge": ["jones-diggle"], "bandwidth": ["600"]],
      try weights(["robbery": 7, "arson": 0.5]))
    #expect(report.record.surface?.locations == .anonymised)
    let resolution = try #require(
      report.record.caveats.first { $0.code == "location-resolution" })
    #expect(resolution.sentence.contains("half of the harm over ground"))
    let nothing = try await density(town, ["layer": ["beat"]], try weights(["drugs": 1]))
    #expect(nothing.record.surface?.locations == .anonymised)
    #expect(!nothing.record.caveats.map(\.code).contains("locations-as-given"))
    let held = report.surface.computed.indices.reduce(0) { $0 + (report.surface[$1] ?? 0) }
    let harm = held * report.surface.grid.cellArea / 1e6
    #expect(abs(harm - 18 * 7.5) < 0.002 * 18 * 7.5)
  }

  @Test func weighsExactValuesAtPlaces() async throws {
    let town = try town()
    let place = try #require(
      try town.data().projection.positions(of: [Point(x: 406_025, y: 406_025)])[0])
    let report = try await density(
      town, ["layer": ["beat"], "at": ["\(place.longitude),\(place.latitude)"]],
      try weights(["homicide": 100]))
    #expect(abs((report.values.first?.value ?? 0) - 100 * Self.peak) < 1e-3)
  }

  @Test func hotspotsAreRankedByHarmAndCountIncidents() async throws {
    var town = Town()
    try town.add(60, at: 1_025, 1_025, offence: "shoplifting", place: "Market")
    try town.add(6, at: 6_025, 6_025, offence: "homicide", place: "Park")
    try town.add(30, at: 3_025, 6_025, offence: "drugs", place: "Bridge")
    let values = ["layer": ["beat"], "hot-share": ["0.05"]]
    let counted = try await hotspots(town, values, nil)
    #expect(counted.hotspots.map(\.place) == ["Market", "Bridge", "Park"])
    let harm = try weights(["theft": 1, "homicide": 1_000])
    let report = try await hotspots(town, values, harm)
    #expect(report.hotspots.map(\.place) == ["Park", "Market"])
    #expect(report.hotspots.map(\.count) == [6, 60])
    #expect(report.hotspots.map(\.share) == [6.0 / 96, 60.0 / 96])
    let first = try #require(report.hotspots.first)
    #expect(abs(first.peakPerKm2 - 6_000 * Self.peak) < 0.1)
    let json = text(try report.featureCollection())
    #expect(json.contains(#""density_unit":"harm per km² over the period""#))
    #expect(json.contains(#""weights":{"file":"harm.csv","sha256":"abc"}"#))
    #expect(report.record.caveats.map(\.code).contains("incidents-without-weight"))
    #expect(report.table.contains("hotspots of harm") && report.table.contains("Harm/km²"))
    #expect(report.map().svg().contains("Harm per km² in the period"))
    #expect(counted.map().svg().contains("Incidents per km² in the period"))
  }

  @Test func nothingThatWeighsMakesNoSurfaceAndNoHotspot() async throws {
    let harm = try weights(["sexual-offences": 9, "theft": 0])
    for question in [[:], ["adaptive": ["abramson"]], ["show": ["months"]]] {
      let report = try await density(
        try town(), ["layer": ["beat"]].merging(question) { $1 }, harm)
      #expect(report.surface.computed.allSatisfy { $0 == 0 })
      #expect(report.contours.isEmpty && report.breaks.isEmpty)
    }
    #expect(try await hotspots(try town(), ["layer": ["beat"]], harm).hotspots.isEmpty)
    await #expect(throws: StudyError.self) {
      try await density(
        try town(),
        ["layer": ["beat"], "show": ["ratio"], "compare-from": ["2020-01"]], harm)
    }
  }
}
