import CrimeMapping
import Geometry
import GeoJSON
import Hotspots
import Probability
import Records
import Testing

/// Cells of a town: what is counted, which neighbours, what is found.
struct CellStudyTests {
  /// A hot quarter of nine cells of 500 m in B1, and few incidents elsewhere.
  private func town() throws -> Town {
    var town = Town()
    for column in 0..<16 {
      for row in 0..<16 {
        let isHot = (2...4).contains(column) && (2...4).contains(row)
        let few = (column * 7 + row * 3) % 4
        try town.add(
          isHot ? 20 + few : few, at: Double(column) * 500 + 250, Double(row) * 500 + 250)
      }
    }
    return town
  }

  private func report(
    _ town: Town, _ values: [String: [String]] = [:], threads: Int = 2,
    harm: HarmWeights? = nil
  ) async throws -> CellReport {
    let given = ["layer": ["beat"], "shape": ["square"], "adjust": ["bh"]].merging(values) { $1 }
    return try await CellQuestion(given).report(
      on: try town.data(), in: StudySetting(harm: harm, threads: threads))
  }

  private func features(_ report: CellReport) throws -> [[String: JSONValue]] {
    try report.featureCollection().features.map { feature in
      Dictionary(uniqueKeysWithValues: feature.properties.map { ($0.name, $0.value) })
    }
  }

  private func member(_ report: CellReport, _ name: String) throws -> JSONValue {
    let members = try report.featureCollection().foreign
    return JSONValue.object(members)[name] ?? .null
  }

  @Test func countsEveryIncidentAndFindsTheQuarter() async throws {
    let report = try await report(town())
    let features = try features(report)
    #expect(features.count == 256)
    let counts = features.compactMap { feature -> Int? in
      guard case .integer(let count)? = feature["count"] else { return nil }
      return count
    }
    #expect(counts.reduce(0, +) == report.record.summary.incidents)
    let hot = features.filter { $0["class"] == "hot" }
    #expect(hot.count >= 9)
    for feature in hot {
      guard case .number(let x)? = feature["x"], case .number(let y)? = feature["y"] else {
        Issue.record("a cell has no centre")
        continue
      }
      // The quarter and the cells around it.
      #expect((400_500...402_999).contains(x) && (400_500...402_999).contains(y))
    }
    #expect(features.allSatisfy { $0["class"] != "cold" || $0["count"] != .integer(20) })
  }

  @Test func theSameOnAnyThreadsAndInAnyOrder() async throws {
    let town = try town()
    var turned = Town()
    for place in town.incidents.points.indices.reversed() {
      turned.incidents.points.append(town.incidents.points[place])
      turned.incidents.occurrences.append(town.incidents.occurrences[place])
      turned.incidents.months.append(town.incidents.months[place])
      turned.incidents.offences.append(town.incidents.offences[place])
      turned.incidents.places.append("On or near High Street")
      turned.incidents.isAnonymised.append(false)
    }
    let one = try await report(town, threads: 1)
    #expect(try one.bytes(as: .csv) == (try await report(town, threads: 3)).bytes(as: .csv))
    #expect(try one.bytes(as: .csv) == (try await report(turned)).bytes(as: .csv))
  }

  /// Queen contiguity on squares is the band of a side times √2.
  @Test func queenIsTheBandOfTheDiagonal() async throws {
    let queen = try await report(town())
    let band = try await report(town(), ["weights": ["distance-band"]])
    #expect(try queen.bytes(as: .csv) == band.bytes(as: .csv))
  }

  @Test func countsStandForAllGroundInHexagons() async throws {
    let report = try await report(town(), ["shape": ["hexagon"], "least-share": ["0"]])
    let features = try features(report)
    let area = features.reduce(0.0) { sum, feature in
      guard case .number(let area)? = feature["area_km2"] else { return sum }
      return sum + area
    }
    #expect(abs(area - 64) < 1e-3)
    #expect(features.contains { $0["class"] == "hot" })
    #expect(!features.contains { $0["share_of_ground"] == .number(0) })
  }

  @Test func areasOfALayerAreUnitsToo() async throws {
    let report = try await report(
      town(), ["shape": ["area"], "layer": ["lpu"], "units": ["beat"], "test": ["normal"]])
    let features = try features(report)
    #expect(features.map { $0["area"] } == ["B1", "B2", "B3", "B4"])
    #expect(features.allSatisfy { $0["neighbours"] == .integer(3) })
    // All others are neighbours: no arrangement differs from another.
    #expect(features.allSatisfy { $0["class"] == "undefined" })
    #expect(features.allSatisfy { $0["undefined_because"] == "all-neighbours" })
  }

  @Test func ratesAreOfResidentsAndSmoothed() async throws {
    var town = try town()
    for (code, value) in [("B1", 4_000.0), ("B2", 1_000), ("B3", 500), ("B4", 0)] {
      town.denominators.append(
        Denominator(layer: "beat", code: code, measure: "residents", year: 2020, value: value))
    }
    let report = try await report(
      town,
      [
        "shape": ["area"], "units": ["beat"], "value": ["rate"], "statistic": ["local-moran"],
        "test": ["normal"],
      ])
    let features = try features(report)
    let counts = [0, 1, 2, 3].map { place -> Double in
      guard case .integer(let count)? = features[place]["count"] else { return 0 }
      return Double(count)
    }
    let bayes = try #require(
      EmpiricalBayes(counts: counts, population: [4_000, 1_000, 500, 0]))
    guard case .number(let smoothed)? = features[0]["eb_rate_per_1000"],
      case .number(let raw)? = features[0]["rate_per_1000"]
    else {
      Issue.record("no rates")
      return
    }
    let expected = try #require(bayes.rate(count: counts[0], population: 4_000)) * 1_000
    #expect(abs(smoothed - expected) < 1e-4)
    #expect(abs(raw - counts[0] / 4) < 1e-4)
    #expect(features[3]["class"] == "no-value" && features[3]["rate_per_1000"] == .null)
    let codes = report.record.caveats.map(\.code)
    #expect(codes.contains("units-without-denominator"))
    #expect(codes.contains("residents-as-denominator"))
    #expect(codes.contains("normal-approximation"))
    let study = try member(report, "study")
    #expect(study["denominator"]?["year"] == .integer(2020))
    #expect(study["denominator"]?["spread_evenly"] == .boolean(false))
  }

  @Test func residentsAreSpreadOverCells() async throws {
    var town = try town()
    town.denominators = ["B1", "B2", "B3", "B4"].map {
      Denominator(layer: "beat", code: $0, measure: "residents", year: 2020, value: 6_400)
    }
    let report = try await report(town, ["denominator-layer": ["beat"]])
    for feature in try features(report) { #expect(feature["residents"] == .number(100)) }
    #expect(report.record.caveats.map(\.code).contains("evenly-spread-denominator"))
  }

  @Test func tellsHowManyTestsAndFindingsThereWere() async throws {
    let report = try await report(
      town(), ["test": ["permutation"], "replicates": ["999"], "adjust": ["bonferroni"]])
    let summary = try member(report, "summary")
    #expect(summary["tests"] == .integer(256))
    #expect(summary["discoveries"] == .integer(0) && summary["p_threshold"] == .null)
    // 2/1000 times 256 tests is beyond 0.05, whatever the pattern: more replicates are needed.
    #expect(report.record.caveats.map(\.code).contains("too-few-replicates"))
    #expect(summary["morans_i"]?["p_value"]?["alternative"] == "two-sided")
    #expect(summary["classes"]?["not-significant"] == .integer(256))
    #expect(report.table.contains("No unit stands out"))
  }

  /// Random arrangements come near to all of them.
  @Test func simulatingFindsWhatCountingAllFinds() async throws {
    let exact = try await report(town())
    let simulated = try await report(town(), ["test": ["permutation"]])
    let method = try member(exact, "study")["p_values"]?["method"]
    #expect(method == "exact")
    for (one, other) in zip(try features(exact), try features(simulated)) {
      guard case .number(let p)? = one["p"], case .number(let near)? = other["p"] else {
        Issue.record("a cell has no p-value")
        continue
      }
      #expect(abs(p - near) < 0.04)
    }
    // Counted in all arrangements, the quarter is found by the strictest rule too.
    let strict = try await report(town(), ["adjust": ["bonferroni"]])
    #expect(try features(strict).count { $0["class"] == "hot" } >= 5)
  }

  /// One alternative only ever finds what lies on its side.
  @Test func anAlternativeFindsItsSideOnly() async throws {
    let less = try await report(town(), ["alternative": ["less"]])
    #expect(!(try features(less)).contains { $0["class"] == "hot" })
    let greater = try await report(town(), ["alternative": ["greater"]])
    #expect(!(try features(greater)).contains { $0["class"] == "cold" })
  }

  @Test func sameValuesAndIslandsHaveNoStatistic() async throws {
    var even = Town()
    for column in 0..<4 {
      for row in 0..<4 {
        try even.add(2, at: Double(column) * 2_000 + 100, Double(row) * 2_000 + 100)
      }
    }
    let constant = try await report(even, ["size": ["2000"], "adjust": ["bh"]])
    #expect(try features(constant).allSatisfy { $0["undefined_because"] == "constant-values" })
    #expect(try member(constant, "summary")["morans_i"]?["undefined_because"] == "constant-values")
    let alone = try await report(
      town(), ["weights": ["distance-band"], "band": ["100"], "adjust": ["bh"]])
    #expect(try features(alone).allSatisfy { $0["class"] == "no-neighbours" })
    #expect(alone.record.caveats.map(\.code).contains("no-neighbours"))
  }

  @Test func formsAreComplete() async throws {
    let report = try await report(town())
    #expect(report.csv.split(separator: "\n").count == 257)
    #expect(report.table.contains("hot") && report.table.contains("Benjamini and Hochberg"))
    let svg = String(decoding: try report.bytes(as: .svg), as: UTF8.self)
    #expect(svg.contains("Hot: high with its neighbours"))
    let values = try await self.report(town(), ["show": ["value"]])
    #expect(String(decoding: try values.bytes(as: .svg), as: UTF8.self).contains("Incidents"))
    let none = try await self.report(town(), ["statistic": ["none"]])
    #expect(try features(none).allSatisfy { $0["z"] == nil && $0["count"] != nil })
    #expect(none.csv.split(separator: "\n").count == 257)
  }
}
