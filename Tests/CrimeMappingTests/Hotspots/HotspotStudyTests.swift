import CrimeMapping
import GeoJSON
import Geodesy
import Geometry
import Maps
import Records
import Testing

@Suite struct HotspotStudyTests {
  @Test func ranksByMeanDensityAndCountsWhatLiesInside() async throws {
    var town = Town()
    try town.add(40, at: 1_025, 1_025)
    try town.add(20, at: 6_025, 6_025, place: "On or near Mill Lane")
    try town.add(3, at: 6_025, 2_025)
    let report = try await town.report(["offence": ["asb"], "layer": ["beat"]])
    #expect(report.hotspots.map(\.count) == [40, 20])
    #expect(report.hotspots.map(\.rank) == [1, 2])
    #expect(report.hotspots.map { $0.area?.code } == ["B1", "B4"])
    #expect(report.hotspots.map(\.place) == ["On or near High Street", "On or near Mill Lane"])
    #expect(report.record.summary.incidents == 63)
    #expect(report.inHotspots == 60)
    let first = report.hotspots[0]
    #expect(first.share == 40.0 / 63)
    #expect(abs(first.pai - first.share / (first.areaKm2 / 64)) < 1e-9)
    // All 40 stand at one cell's centre, where the kernel has its full height 3/(πh²).
    #expect(abs(first.peakPerKm2 - 40 * 10.610330) < 1e-4)
  }

  @Test func givesEachAreaItsOwnLevelAndRanking() async throws {
    var town = Town()
    try town.add(90, at: 1_025, 1_025)
    try town.add(80, at: 3_025, 3_025)
    try town.add(6, at: 6_025, 6_025)
    let whole = try await town.report(["layer": ["beat"], "hot-share": ["0.005"]])
    #expect(whole.hotspots.map(\.count) == [90, 80])
    let each = try await town.report(["per": ["lpu"], "top": ["1"], "hot-share": ["0.005"]])
    #expect(each.hotspots.map { $0.area?.code } == ["U1", "U2"])
    #expect(each.hotspots.map(\.rank) == [1, 1])
    #expect(each.hotspots.map(\.count) == [90, 6])
    #expect(each.record.summary.areas.map(\.count) == [170, 6])
  }

  @Test func doesNotCutRegionsAtInnerBoundaries() async throws {
    var town = Town()
    try town.add(30, at: 3_975, 1_025)
    try town.add(31, at: 4_025, 1_025)
    let report = try await town.report(["layer": ["beat"], "per": ["beat"]])
    #expect(report.hotspots.count == 1)
    #expect(report.hotspots[0].areas.map(\.code) == ["B1", "B2"])
    #expect(report.hotspots[0].area?.code == "B2")
    #expect(report.hotspots[0].count == 61)
  }

  @Test func cutsOutlinesAtTheStudyAreaAndKeepsItsEdge() async throws {
    var town = Town()
    try town.add(50, at: 25, 1_025)
    let report = try await town.report(["layer": ["beat"]])
    let box = try #require(report.hotspots.first?.shape.box)
    #expect(box.minX == 400_000)
    #expect(report.hotspots[0].count == 50)
  }

  @Test func studiesChosenAreasAlone() async throws {
    var town = Town()
    try town.add(40, at: 1_025, 1_025)
    try town.add(50, at: 6_025, 6_025)
    let report = try await town.report(["layer": ["beat"], "area": ["B1", "beat b2"]])
    #expect(report.record.summary.incidents == 40)
    #expect(report.record.summary.outsideAreas == 0)
    #expect(report.record.terms.areas == ["B1", "B2"])
    #expect(report.record.terms.areaKm2 == 32)
  }

  @Test func leavesOutWhatIsTooSmall() async throws {
    var town = Town()
    try town.add(4, at: 1_025, 1_025)
    let few = try await town.report(["layer": ["beat"]])
    #expect(few.hotspots.isEmpty)
    let allowed = try await town.report(["layer": ["beat"], "min-count": ["4"]])
    #expect(allowed.hotspots.map(\.count) == [4])
    #expect(allowed.record.caveats.map(\.code).contains("small-numbers"))
  }

  @Test func answersWithoutIncidents() async throws {
    let report = try await Town().report(["layer": ["beat"], "offence": ["arson"]])
    #expect(report.hotspots.isEmpty)
    #expect(report.record.summary.incidents == 0)
  }

  @Test func doesNotDependOnRowOrderOrThreads() async throws {
    var town = Town()
    for step in 0..<40 {
      let along = Double(step)
      try town.add(1 + step % 5, at: 500 + along * 137.3, 700 + along * 91.7)
    }
    var shuffled = town
    let order = Array((0..<town.incidents.count).reversed())
    shuffled.incidents.points = order.map { town.incidents.points[$0] }
    let values = ["layer": ["beat"]]
    func features(_ town: Town, threads: Int) async throws -> [Hotspot] {
      try await town.report(values, threads: threads).hotspots
    }
    let one = try await features(town, threads: 1)
    #expect(!one.isEmpty)
    for other in [try await features(town, threads: 3), try await features(shuffled, threads: 2)] {
      #expect(other.map(\.shape) == one.map(\.shape))
      #expect(other.map(\.meanPerKm2) == one.map(\.meanPerKm2))
      #expect(other.map(\.count) == one.map(\.count))
    }
  }

  @Test func saysWhatAReaderMustKnow() async throws {
    var town = Town()
    try town.add(20, at: 1_025, 1_025, month: "2020-01")
    try town.add(20, at: 1_025, 1_025, offence: "theft", month: "2020-03")
    try town.add(2, at: -500, -500)
    town.incidents.points.append(nil)
    town.incidents.occurrences.append(town.incidents.occurrences[0])
    town.incidents.months.append(town.incidents.months[0])
    town.incidents.offences.append(town.incidents.offences[0])
    town.incidents.places.append(nil)
    town.incidents.isAnonymised = town.incidents.points.map { _ in true }
    let report = try await town.report(["layer": ["beat"]])
    let codes = Set(report.record.caveats.map(\.code))
    #expect(
      codes.isSuperset(of: [
        "location-resolution", "anonymised-locations", "month-only-dates", "missing-months",
        "incidents-outside-areas", "incidents-without-location", "crime-and-asb-together",
      ]))
    #expect(report.record.summary.outsideAreas == 2)
    #expect(report.record.summary.withoutLocation == 1)
    #expect(report.record.caveats.contains { $0.sentence.contains("2020-02") })
  }

  @Test func refusesWhatTheDataCannotTell() async throws {
    var town = Town()
    try town.add(20, at: 1_025, 1_025, offence: "violence-and-sexual-offences")
    await #expect(
      throws: StudyError.offenceAskedInPart(
        asked: "Sexual offences", recorded: "Violence and sexual offences")
    ) { try await town.report(["offence": ["sexual-offences"], "layer": ["beat"]]) }
    await #expect(throws: StudyError.boundFinerThanData(parameter: "from", value: "2020-01-05")) {
      try await town.report(["from": ["2020-01-05"], "layer": ["beat"]])
    }
    await #expect(
      throws: StudyError.ambiguousArea(name: "same", layer: "lpu", codes: ["U1", "U2"])
    ) { try await town.report(["area": ["same"]]) }
    await #expect(throws: StudyError.self) { try await town.report(["layer": ["ward"]]) }
    await #expect(throws: StudyError.self) { try await town.report(["offence": ["burglarry"]]) }
  }

  @Test func refusesASubdivisionThatTheDataDoesNotRecord() async throws {
    var town = Town()
    try town.add(20, at: 1_025, 1_025, offence: "burglary")
    await #expect(
      throws: StudyError.offenceAskedInPart(asked: "Residential burglary", recorded: "Burglary")
    ) { try await town.report(["offence": ["burglary-residential"], "layer": ["beat"]]) }
    try town.add(20, at: 1_025, 1_025, offence: "theft-of-vehicle")
    let whole = try await town.report(["offence": ["theft-of-vehicle"], "layer": ["beat"]])
    #expect(whole.hotspots.map(\.count) == [20])
  }

  @Test func refusesARadiusThatWouldTakeMinutes() async throws {
    var town = Town()
    for step in 0..<4_000 { try town.add(1, at: Double(step) * 0.9, Double(step) * 0.7) }
    await #expect(throws: StudyError.tooFarReaching(bandwidth: 100_000, cell: 1)) {
      try await town.report([
        "layer": ["beat"], "area": ["B1"], "kernel": ["triangular"], "bandwidth": ["100000"],
        "cell": ["1"],
      ])
    }
  }

  @Test func takesPeriodsAsHalfOpen() async throws {
    var town = Town()
    for month in ["2019-12", "2020-01", "2020-02", "2020-03"] {
      try town.add(10, at: 1_025, 1_025, month: month)
    }
    let report = try await town.report([
      "layer": ["beat"], "from": ["2020-01"], "to": ["2020-02"],
    ])
    #expect(report.hotspots.map(\.count) == [20])
    #expect(report.hotspots[0].months.map { $0.month.description } == ["2020-01", "2020-02"])
    #expect(report.record.terms.days == 60)
  }

  @Test func writesGeoJSONThatSaysEverything() async throws {
    var town = Town()
    try town.add(40, at: 1_025, 1_025)
    let report = try await town.report(["layer": ["beat"], "per": ["beat"]])
    let collection = try report.featureCollection()
    let text = String(decoding: collection.bytes, as: UTF8.self)
    for member in ["study", "summary", "caveats", "provenance"] {
      #expect(text.contains("\"\(member)\":"))
    }
    let properties = JSONValue.object(collection.features[0].properties)
    #expect(collection.features[0].id == 1)
    #expect(properties["area"] == "B1")
    #expect(properties["parents"] == ["lpu": "U1"])
    #expect(properties["offences"] == ["asb": 40])
    #expect(properties["months"] == ["2020-01": 40])
    #expect(report.table.contains("B1 Beat B1"))
    #expect(report.csv.split(separator: "\n").count == 2)
    #expect(report.map().svg().contains("data-rank=\"1\""))
  }
}
