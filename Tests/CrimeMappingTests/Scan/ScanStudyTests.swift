import CrimeMapping
import Foundation
import GeoJSON
import Geometry
import Hotspots
import Maps
import Probability
import RecordFiles
import Records
import Testing

@Suite struct ScanStudyTests {
  /// A year of days in a town: one incident at each of sixteen places every fifth day, at noon, in turn; and a
  /// burst of eight in the last week at one of them.
  private func town(burst: Int = 8) throws -> Town {
    var town = Town()
    for day in 0..<366 {
      for place in 0..<16 where (day + 3 * place) % 5 == 0 {
        try town.add(
          on: day, at: Double(place % 4) * 2_000 + 500, Double(place / 4) * 2_000 + 700)
      }
    }
    for number in 0..<burst {
      try town.add(on: 360 + number % 5, at: 6_520, 700, place: "On or near Mill Lane")
    }
    return town
  }

  private let year = ["from": ["2020-01-01"], "to": ["2020-12-31"]]

  @Test(arguments: [1, 3])
  func raisesAnAlarmForABurst(threads: Int) async throws {
    let report = try await town().scan(year, threads: threads)
    let alarm = try #require(report.alarms.first)
    #expect(alarm.isSignificant)
    #expect(alarm.cluster.observed >= 8)
    #expect(alarm.firstDay == "2020-12-25" && alarm.lastDay == "2020-12-31")
    #expect(alarm.area?.code == "U1")
    #expect(alarm.place == "On or near Mill Lane")
    #expect(alarm.recurrence == 7 / alarm.cluster.p.value)
    #expect(alarm.cluster.p.floor == 0.001)
    let quiet = try await town(burst: 0).scan(year)
    #expect(quiet.alarms.count == 1 && quiet.alarms.first?.isSignificant == false)
  }

  /// The whole area's days, wherever the incidents were.
  @Test func tellsSurgesOfTheWholeArea() async throws {
    let report = try await town(burst: 40).scan(year)
    let surges = try #require(
      try report.featureCollection().foreign.first { $0.name == "summary" }?.value["surges"]?.list)
    #expect(surges.count == 4 && surges[0]["window"] == 7)
    let found = try #require(surges[0]["found"]?.list)
    #expect(found.count == 1 && found[0]["how"]?["method"] == "approximate (Naus 1982)")
    #expect(found[0]["last_day"] == "2020-12-31" || found[0]["last_day"] == "2020-12-30")
    #expect(report.table.contains("Naus' moving window"))
    #expect(report.record.caveats.map(\.code).contains("surges-against-even-time"))
    let quiet = try await town(burst: 0).scan(year)
    #expect(!quiet.table.contains("Naus' moving window"))
  }

  @Test func writesEveryForm() async throws {
    let report = try await town().scan(year)
    let other = try await town().scan(year, threads: 5)
    #expect(report.csv == other.csv && report.map().svg() == other.map().svg())
    #expect(report.table.contains("alarms at the end of 2020-12-31"))
    #expect(report.csv.split(whereSeparator: \.isNewline).count == report.alarms.count + 1)
    let text = String(decoding: try report.bytes(as: .geojson), as: UTF8.self)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let study = try #require(json["study"] as? [String: Any])
    #expect(study["model"] as? String == "permutation")
    #expect(study["windows"] as? [Int] == [7, 14, 28, 56])
    #expect(study["max_share"] as? Double == 0.1 && study["max_radius_m"] as? Int == 1_000)
    #expect(study["first_day"] as? String == "2020-01-01")
    let method = try #require(study["p"] as? [String: Any])
    #expect(method["alternative"] as? String == "greater")
    #expect(method["floor"] as? Double == 0.001)
    let features = try #require(json["features"] as? [[String: Any]])
    let properties = try #require(features.first?["properties"] as? [String: Any])
    #expect(properties["significant"] as? Bool == true)
    #expect(properties["last_day"] as? String == "2020-12-31")
    #expect(report.record.caveats.map(\.code).contains("straight-windows"))
    #expect(report.record.caveats.map(\.code).contains("own-history"))
  }

  /// Each place of a cluster lies in its drawing.
  @Test(arguments: ["circle", "ellipse"])
  func drawsWhatItHolds(shape: String) async throws {
    let report = try await town().scan(
      year.merging(["shape": [shape], "max-radius": ["5000"], "max-share": ["0.5"]]) { $1 })
    let alarm = try #require(report.alarms.first)
    let ring = try #require(alarm.shape.polygons.first?.exterior)
    let (centre, radius) = (alarm.cluster.centre, alarm.cluster.radius)
    #expect(ring.encloses(centre))
    for corner in ring.corners where alarm.cluster.outline.ratio == 1 {
      #expect(corner.distance(to: centre) >= max(radius, 50))
      #expect(corner.distance(to: centre) < max(radius, 50) * 1.001 + 0.02)
    }
  }

  /// Without bounds the last day that the data reaches may not be over, so it is left out, as the first is.
  @Test func scansWholeDaysOnly() async throws {
    let report = try await town().scan([:])
    let alarm = try #require(report.alarms.first)
    #expect(alarm.lastDay == "2020-12-30")
    let caveat = report.record.caveats.first { $0.code == "partial-days" }
    #expect(caveat?.sentence.hasPrefix("8 incidents of days") == true)
  }

  @Test func scansMonthsWhereOnlyMonthsAreKnown() async throws {
    var town = Town()
    for month in 1...9 {
      for place in 0..<12 {
        try town.add(
          1 + (place + month) % 2, at: Double(place) * 600, 1_000, month: "2020-0\(month)",
          isAnonymised: true)
      }
    }
    try town.add(12, at: 3_000, 1_000, month: "2020-09", isAnonymised: true)
    // With a tenth the busy place is no window by itself, and nowhere else is more than explained.
    let narrow = try await town.scan([:])
    #expect(narrow.alarms.isEmpty)
    #expect(narrow.table.contains("No window holds more than is explained."))
    let half = ["max-share": ["0.5"]]
    let report = try await town.scan(half)
    let alarm = try #require(report.alarms.first)
    #expect(alarm.isSignificant)
    #expect(alarm.firstDay == "2020-09-01" && alarm.lastDay == "2020-09-30")
    #expect(alarm.recurrence == 1 / alarm.cluster.p.value)
    #expect(report.subtitle.hasSuffix("windows of 1, 2 months"))
    #expect(report.record.caveats.map(\.code).contains("shared-points"))
    #expect(report.record.caveats.map(\.code).contains("anonymised-locations"))
    // Months after the last with data are no quiet months.
    let longer = try await town.scan(half.merging(["to": ["2021-06"]]) { $1 })
    #expect(longer.alarms.first?.lastDay == "2020-09-30")
    let short = ["from": ["2020-09"]]
    let error = await #expect(throws: StudyError.self) { try await town.scan(short) }
    #expect(error?.parameter == "windows")
  }

  @Test func comparesAreasWithTheirResidents() async throws {
    var town = Town()
    try town.add(60, at: 500, 500)
    try town.add(20, at: 5_000, 500)
    try town.add(20, at: 500, 5_000)
    try town.add(5, at: 5_000, 5_000)
    let values = [
      "when": ["none"], "units": ["beat"], "max-share": ["0.5"], "max-radius": ["9000"],
    ]
    let missing = await #expect(throws: StudyError.self) { try await town.scan(values) }
    #expect(missing?.sentence().contains("residents") == true)
    town.denominators = ["B1", "B2", "B3"].map {
      Denominator(layer: "beat", code: $0, measure: "residents", year: 2020, value: 500)
    }
    let report = try await town.scan(values)
    let alarm = try #require(report.alarms.first)
    #expect(alarm.units.map(\.code) == ["B1"])
    #expect(alarm.cluster.observed == 60 && abs(alarm.cluster.expected - 100 / 3.0) < 1e-9)
    #expect(alarm.cluster.relativeRisk.map { abs($0 - 3) < 1e-9 } == true)
    let expected = LikelihoodRatio.poisson(cases: 100).value(60, size: 100 / 3)
    #expect(abs(alarm.cluster.logLikelihoodRatio - expected) < 1e-9)
    #expect(alarm.shape == alarm.units[0].shape)
    let caveat = report.record.caveats.first { $0.code == "units-without-measure" }
    #expect(
      caveat?.sentence == "1 area has no residents in the store and is left out, with 5 incidents.")
    var tight = values
    tight["max-share"] = ["0.1"]
    let error = await #expect(throws: StudyError.self) { try await town.scan(tight) }
    #expect(error?.parameter == "max-share")
    tight = values
    tight["units"] = ["parish"]
    let unknown = await #expect(throws: StudyError.self) { try await town.scan(tight) }
    #expect(unknown?.parameter == "units")
  }

  /// Twice the residents, twice the incidents: nothing to tell. Over time a trend alone is told of.
  @Test func expectsEachDayAlike() async throws {
    var town = Town()
    for month in 1...8 {
      try town.add(10, at: 500, 500, month: "2020-0\(month)")
      try town.add(20, at: 5_000, 500, month: "2020-0\(month)")
    }
    town.denominators = [("B1", 1_000.0), ("B2", 2_000)].map {
      Denominator(layer: "beat", code: $0, measure: "residents", year: 2020, value: $1)
    }
    let report = try await town.scan([
      "model": ["poisson"], "units": ["beat"], "max-share": ["0.5"], "max-radius": ["9000"],
    ])
    #expect(report.alarms.allSatisfy { !$0.isSignificant })
    #expect(report.record.caveats.map(\.code).contains("even-time"))
  }

  @Test func comparesOffences() async throws {
    var town = Town()
    for place in 0..<20 {
      let (x, y) = (Double(place % 5) * 1_000 + 500, Double(place / 5) * 1_000 + 500)
      try town.add(place == 7 ? 12 : 1, at: x, y, offence: "burglary")
      try town.add(4, at: x, y, offence: "shoplifting")
    }
    let report = try await town.scan([
      "when": ["none"], "offence": ["burglary"], "controls": ["theft"], "max-share": ["0.2"],
    ])
    let alarm = try #require(report.alarms.first)
    #expect(alarm.isSignificant && alarm.cluster.observed == 12)
    // Burglary is theft too, but a case is no control.
    #expect(abs(alarm.cluster.expected - 16 * 31 / 111.0) < 1e-9)
    #expect(report.subtitle.contains("compared with 80 controls"))
    let none = await #expect(throws: StudyError.self) {
      try await town.scan(["when": ["none"], "offence": ["burglary"], "controls": ["robbery"]])
    }
    #expect(none?.parameter == "controls")
  }

  @Test func answersWithNothingWhereNothingHappened() async throws {
    let report = try await town().scan(["offence": ["robbery"]])
    #expect(report.alarms.isEmpty)
    #expect(report.table.contains("There is nothing to scan."))
    #expect(try report.featureCollection().features.isEmpty)
    #expect(report.map().svg().contains("There is nothing to scan"))
  }

  /// Clocks change on two days of the year; each is a day all the same.
  @Test func countsDaysOfTheCalendar() async throws {
    var town = Town()
    for day in 60..<100 { try town.add(on: day, at: 500, 500, hour: 0) }
    for day in 60..<100 { try town.add(on: day, at: 5_000, 500, hour: 23) }
    let report = try await town.scan([
      "from": ["2020-03-01"], "to": ["2020-04-09"], "when": ["retrospective"], "windows": ["1"],
      "max-share": ["0.5"],
    ])
    let text = String(decoding: try report.bytes(as: .geojson), as: UTF8.self)
    #expect(text.contains(#""steps":40"#) && text.contains(#""left_out_of_whole_steps":0"#))
    #expect(report.alarms.allSatisfy { !$0.isSignificant })
  }
}

extension Town {
  func scan(_ values: [String: [String]], threads: Int = 2) async throws -> ScanReport {
    try await ScanStudy(try ScanQuestion(values), of: try data(), threads: threads).run()
  }

  /// One incident of anti-social behaviour on a day of 2020.
  fileprivate mutating func add(
    on day: Int, at x: Double, _ y: Double, hour: Int = 12, place: String = "On or near High Street"
  ) throws {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var (month, rest) = (0, day)
    while rest >= lengths[month] {
      rest -= lengths[month]
      month += 1
    }
    let date = LocalTime(year: 2020, month: month + 1, day: rest + 1, hour: hour)
    let moment = CivilTime.london.instant(date)
    try add(
      1, at: x, y, month: month < 9 ? "2020-0\(month + 1)" : "2020-\(month + 1)", place: place)
    incidents.occurrences[incidents.occurrences.count - 1] = .between(moment, moment)
  }
}
