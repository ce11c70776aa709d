import CrimeMapping
import GeoJSON
import Geometry
import Maps
import Probability
import Records
import Testing

/// Clusters of the small town: who is in them, how they are drawn and described, and what is refused.
@Suite struct ClusterStudyTests {
  /// 40 incidents in Beat B1 on five places 20 m apart, 12 at one point in B4, some by themselves.
  private func town() throws -> Town {
    var town = Town()
    for step in 0..<5 {
      try town.add(8, at: 1_000 + 20 * Double(step), 1_000, place: "On or near Mill Lane")
    }
    try town.add(12, at: 6_000, 6_000, month: "2020-02", isAnonymised: true)
    for step in 0..<4 { try town.add(1, at: 2_500 + 700 * Double(step), 3_000) }
    return town
  }

  private func report(_ town: Town, _ values: [String: [String]], threads: Int = 2) async throws
    -> ClusterReport
  {
    try await ClusterStudy(try ClusterQuestion(values), of: try town.data(), threads: threads).run()
  }

  @Test func describesEachCluster() async throws {
    let report = try await report(try town(), ["layer": ["beat"], "least": ["10"]])
    #expect(report.clusters.map(\.count) == [40, 12])
    let (mill, high) = (report.clusters[0], report.clusters[1])
    #expect(mill.area?.code == "B1" && high.area?.code == "B4")
    #expect(mill.place == "On or near Mill Lane")
    #expect(mill.countsAtPlaces == [8, 8, 8, 8, 8] && high.isSinglePlace)
    #expect(mill.longest == 80 && !mill.isLong)
    #expect(mill.share == 40.0 / 56)
    // A disc of 100 m and a rectangle of 80 m × 200 m, drawn by discs 20 m apart.
    #expect(abs(mill.areaKm2 - (Double.pi * 0.01 + 0.016)) < 3e-4)
    #expect(abs(mill.pai - mill.share / (mill.areaKm2 / 64)) < 1e-9)
    #expect(mill.months.map(\.count) == [40] && high.peak?.count == 12)
    // January and February 2020 have 60 days.
    #expect(abs(mill.perYear - 40 * 365.25 / 60) < 1e-9)
    #expect(mill.evidence.cores == 40 && mill.evidence.distance == 100)
    let overview = report.overview
    #expect(overview.noise == 4 && overview.inClusters == 52 && overview.single == 1)
    #expect(overview.places == 10 && overview.atBusiest == 12)
    #expect(abs(overview.areaKm2 - mill.areaKm2 - high.areaKm2) < 1e-9)
  }

  @Test func ratesBecomeCountsOfThePeriod() async throws {
    let town = try town()
    // 60 days: 60 a year are 9.86, so 10.
    let rate = try await report(town, ["per-year": ["60"]])
    #expect(rate.size.least == 10 && rate.size.rule == .perYear)
    #expect(abs(rate.size.perYear - 10 * 365.25 / 60) < 1e-9)
    // 12 a year are 1.97, too few to be told from chance.
    let few = try await report(town, [:])
    #expect(few.size.least == 3 && few.size.rule == .leastOfThree)
    #expect(few.record.caveats.contains { $0.code == "short-period" })
    let given = try await report(town, ["least": ["7"]])
    #expect(given.size.least == 7 && given.size.rule == .given)
    let nearest = try await report(town, ["method": ["nnh"]])
    #expect(nearest.size.least == 10 && nearest.size.rule == .standard)
  }

  @Test(arguments: [
    ["method": ["st-dbscan"]], ["days": ["7"]], ["method": ["hdbscan"], "distance": ["50"]],
    ["chance": ["0.1"]], ["least": ["5"], "per-year": ["12"]], ["method": ["kmeans"]],
    ["distance": ["0"]], ["method": ["nnh"], "split": ["500"]],
  ])
  func refuses(values: [String: [String]]) async throws {
    let error = await #expect(throws: StudyError.self) { try await report(try town(), values) }
    #expect(error?.parameter.map { values.keys.contains($0) } ?? false)
  }

  @Test func longClustersAreFlaggedAndDivided() async throws {
    var town = Town()
    // Two busy ends of a street, with incidents every 90 m between.
    try town.add(30, at: 1_000, 1_000)
    try town.add(20, at: 2_800, 1_000)
    for step in 1..<20 { try town.add(4, at: 1_000 + 90 * Double(step), 1_000) }
    let long = try await report(town, ["least": ["10"]])
    #expect(long.clusters.map(\.count) == [126])
    #expect(long.clusters[0].isLong && long.overview.long == 1)
    #expect(long.record.caveats.contains { $0.code == "long-clusters" })
    let divided = try await report(town, ["least": ["10"], "split": ["1000"]])
    #expect(divided.clusters.map(\.count) == [30, 20])
    #expect(divided.clusters.allSatisfy { $0.evidence.distance == 50 && !$0.isLong })
    #expect(divided.overview.noise == 76)
  }

  @Test func methodsFindTheSamePlaces() async throws {
    // Without a distance, hdbscan adds two stray incidents that lie nearer to the street than to others.
    for (method, counts) in [("dbscan", [40, 12]), ("hdbscan", [42, 12]), ("nnh", [40, 12])] {
      let report = try await report(try town(), ["method": [method], "least": ["10"]])
      #expect(report.clusters.filter { $0.order == 1 }.map(\.count) == counts)
      let codes = report.record.caveats.map(\.code)
      #expect(codes.contains("clusters-of-anonymisation-points"))
      // Stacks at anonymisation points are not compared with random points.
      #expect(codes.contains("no-random-pattern") == (method == "nnh"))
      #expect(codes.contains("no-test-against-chance"))
      #expect(!codes.contains("complete-randomness"))
    }
  }

  @Test func comparesNeighboursWithRandomPoints() async throws {
    var town = Town()
    for step in 0..<12 { try town.add(1, at: 1_000 + 2 * Double(step), 1_000) }
    for step in 0..<30 { try town.add(1, at: 300 + 250 * Double(step), 400 + 241 * Double(step)) }
    let report = try await report(town, ["method": ["nnh"], "replicates": ["99"], "seed": ["4"]])
    let first = try #require(report.clusters.first)
    #expect(first.evidence.pValue?.value == 0.01)
    #expect(report.record.caveats.contains { $0.code == "complete-randomness" })
    let simulation = try #require(report.record.provenance.simulation)
    #expect(simulation.seed == 4 && simulation.replicates == 99)
  }

  @Test func findsClustersInTime() async throws {
    var town = Town()
    try town.add(9, at: 1_000, 1_000)
    for number in 0..<9 {
      // Three days, and three more a hundred days later; three every half year.
      let day = number < 3 ? number : number < 6 ? 100 + number : 200 * number
      let start = Instant(seconds: 1_577_880_000 + Int64(day) * 86_400)
      town.incidents.occurrences[number] = .between(start, Instant(seconds: start.seconds + 3_600))
    }
    let report = try await report(
      town, ["method": ["st-dbscan"], "days": ["7"], "least": ["3"]])
    #expect(report.clusters.map(\.count) == [3, 3])
    #expect(report.clusters[0].span?.first == "2020-01-01")
    #expect(report.clusters[0].span?.last == "2020-01-03")
    #expect(report.overview.noise == 3)
    #expect(abs(report.size.perYear - 3 * 365.25 / 14) < 1e-9)
  }

  @Test func nothingAsksForNothing() async throws {
    for method in ["dbscan", "hdbscan", "nnh"] {
      let empty = try await report(Town(), ["method": [method], "layer": ["lpu"]])
      #expect(empty.clusters.isEmpty && empty.overview.noise == 0 && empty.overview.pai == nil)
      _ = try empty.bytes(as: .geojson)
      _ = try empty.bytes(as: .svg)
      #expect(empty.table.contains("No place meets the criteria."))
    }
  }

  @Test func neitherOrderNorThreadsChangeTheResult() async throws {
    let first = try town()
    var other = first
    let order = first.incidents.points.indices.reversed()
    other.incidents.points = order.map { first.incidents.points[$0] }
    other.incidents.months = order.map { first.incidents.months[$0] }
    other.incidents.occurrences = order.map { first.incidents.occurrences[$0] }
    other.incidents.offences = order.map { first.incidents.offences[$0] }
    other.incidents.isAnonymised = order.map { first.incidents.isAnonymised[$0] }
    var places = PooledTexts()
    for place in order { places.append(first.incidents.places[place]) }
    other.incidents.places = places
    for method in ["dbscan", "hdbscan", "nnh"] {
      let a = try await report(first, ["method": [method], "least": ["5"]], threads: 1)
      let b = try await report(other, ["method": [method], "least": ["5"]], threads: 3)
      #expect(a.clusters.map(\.shape) == b.clusters.map(\.shape))
      #expect(a.csv == b.csv)
    }
  }

  @Test func writesAllForms() async throws {
    let report = try await report(try town(), ["layer": ["beat"], "least": ["10"]])
    let collection = try report.featureCollection()
    #expect(collection.features.count == 2)
    for feature in collection.features {
      guard case .polygons = feature.geometry else {
        Issue.record("not a polygon")
        continue
      }
    }
    let text = String(decoding: collection.bytes, as: UTF8.self)
    #expect(text.contains("\"least\":10,\"least_per_year\":60.875"))
    #expect(report.csv.split(whereSeparator: \.isNewline).count == 3)
    #expect(report.table.contains("52 of them in 2 clusters"))
    let map = report.map()
    #expect(map.marks.map(\.number) == [1, 2])
    #expect(map.legend.map(\.name) == ["Cluster", "All in one place"])
  }
}
