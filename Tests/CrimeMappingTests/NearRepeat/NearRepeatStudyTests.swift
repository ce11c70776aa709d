import CrimeMapping
import Geodesy
import GeoJSON
import Geometry
import Hotspots
import Maps
import Probability
import RecordFiles
import Records
import Testing

extension Town {
  /// An incident of a known day, or moment where the hour is given; a span where it may have been several days.
  mutating func add(
    at x: Double, _ y: Double, day: Int, hour: Int? = nil, spanDays: Int = 1, id: String? = nil,
    offence: String = "burglary"
  ) throws {
    let start = CivilTime.london.instant(
      LocalTime(year: 2020, month: 3, day: 1, hour: hour ?? 0))
    let from = Instant(seconds: start.seconds + Int64(day) * 86_400)
    let to = hour == nil ? Instant(seconds: from.seconds + Int64(spanDays) * 86_400) : from
    incidents.points.append(Point(x: 400_000 + x, y: 400_000 + y))
    incidents.occurrences.append(.between(from, to))
    incidents.months.append(CivilTime.london.month(of: from))
    incidents.offences.append(try #require(OffenceTree.standard.id(code: offence)))
    incidents.places.append("On High Street")
    incidents.isAnonymised.append(false)
    incidents.ids.pad(to: incidents.count - 1)
    incidents.ids.append((id ?? "").utf8)
  }

  func nearRepeats(_ values: [String: [String]] = [:], threads: Int = 2) async throws
    -> NearRepeatReport
  {
    try await NearRepeatQuestion(values).report(
      on: try data(), in: StudySetting(threads: threads))
  }
}

@Suite struct NearRepeatStudyTests {
  /// Sixty burglaries anywhere in the town on any of 80 days, each followed by another 40 m away, 2 days later.
  private static func plantedTown() throws -> Town {
    var town = Town()
    var generator = Philox(seed: 4, stream: 4)
    for number in 0..<60 {
      let (x, y) = (Double(generator.index(below: 7_000)), Double(generator.index(below: 7_000)))
      let day = generator.index(below: 80)
      try town.add(at: x, y, day: day, id: "A\(number)")
      try town.add(at: x + 40, y, day: day + 2, id: "B\(number)")
    }
    return town
  }

  @Test func findsWhatWasPlanted() async throws {
    let report = try await Self.plantedTown().nearRepeats()
    #expect(report.record.summary.incidents == 120)
    let near = report.knox.cell(distance: 1, days: 0)
    #expect(near.observed >= 60)
    #expect(near.qValue ?? 1 <= 0.05)
    #expect((near.ratio ?? 0) > 5)
    #expect(report.knox.overall?.value == 0.001)
    #expect(report.repeats.count(of: .originator) + report.repeats.count(of: .both) >= 60)
    #expect(report.table.contains("[0, 7)") && report.table.contains("(0, 100)"))
    #expect(report.table.contains("same place"))
  }

  @Test func linkedIncidentsAreListedApartFromPairs() async throws {
    var town = Town()
    for day in 0..<4 { try town.add(at: 100, 100, day: day, id: "R\(day)") }
    for place in 0..<8 { try town.add(at: 1_000 + 500 * Double(place), 3_000, day: 40 + place) }
    let report = try await town.nearRepeats(["replicates": ["99"]])
    // Four burglaries of one house: six pairs, three followers.
    #expect(report.knox.cell(distance: 0, days: 0).observed == 6)
    #expect(report.repeats.links.count == 6)
    #expect(report.repeats.count(of: .follower) == 1 && report.repeats.count(of: .both) == 2)
    #expect(report.repeats.count(of: .unlinked) == 8)
    let collection = report.featureCollection()
    #expect(collection.features.count == 4 + 6)
    let text = String(decoding: collection.bytes, as: UTF8.self)
    #expect(text.contains("\"originator_id\":\"R0\""))
    #expect(text.contains("\"counts\":\"pairs\""))
    #expect(!text.contains(":nan") && !text.contains(":inf"))
    #expect(report.incidentCSV.split(separator: "\n").count == 5)
    #expect(report.pairCSV.split(separator: "\n").count == 21)
  }

  @Test func monthsAndAnonymisedPointsAreRefused() async throws {
    var months = Town()
    try months.add(3, at: 10, 10, offence: "burglary")
    try months.add(at: 20, 20, day: 3)
    await #expect {
      _ = try await months.nearRepeats()
    } throws: { error in
      let sentence = (error as? StudyError)?.sentence() ?? ""
      return sentence.contains("3 of these 4 incidents are known by their month only")
    }
    var anonymised = Town()
    try anonymised.add(at: 20, 20, day: 3)
    anonymised.incidents.isAnonymised[0] = true
    await #expect {
      _ = try await anonymised.nearRepeats()
    } throws: { error in
      ((error as? StudyError)?.sentence() ?? "").contains("anonymisation points")
    }
  }

  /// An identifier at the same place and time is one incident, whatever it is listed as; rows without are kept.
  @Test func repeatedRowsAreResolvedByTheirIdentifier() async throws {
    var town = Town()
    try town.add(at: 100, 100, day: 1, id: "X")
    try town.add(at: 100, 100, day: 1, id: "X", offence: "burglary-residential")
    try town.add(at: 100, 100, day: 5, id: "X")
    try town.add(at: 300, 300, day: 2)
    try town.add(at: 300, 300, day: 2)
    let report = try await town.nearRepeats(["replicates": ["99"]])
    #expect(report.record.summary.incidents == 5)
    #expect(report.knox.events == 4)
    let codes = Set(report.record.caveats.map(\.code))
    #expect(
      codes.isSuperset(of: ["repeated-identifiers", "identifiers-elsewhere", "look-alike-rows"]))
    #expect(report.knox.cell(distance: 0, days: 0).observed == 2)
    let once = try await town.nearRepeats(["replicates": ["99"], "alike": ["once"]])
    #expect(once.knox.events == 3)
    #expect(once.knox.cell(distance: 0, days: 0).observed == 1)
  }

  /// Points on a lattice of 50 m are told, and a point is then no place.
  @Test func coarseCoordinatesAreTold() async throws {
    var (town, fine) = (Town(), Town())
    for number in 0..<40 {
      let (x, y) = (Double(number % 8) * 50, Double(number / 8) * 150)
      try town.add(at: x, y, day: number)
      try fine.add(at: x + Double(number) * 0.7, y, day: number)
    }
    let coarse = try await town.nearRepeats(["replicates": ["19"]])
    let caveat = coarse.record.caveats.first { $0.code == "coarse-coordinates" }
    #expect(caveat?.sentence.contains("50 m") == true)
    #expect(coarse.pairCSV.contains("same point") && !coarse.pairCSV.contains("same place"))
    let exact = try await fine.nearRepeats(["replicates": ["19"]])
    #expect(!exact.record.caveats.map(\.code).contains("coarse-coordinates"))
  }

  /// A day is the local one: half past midnight in summer is the day before in Greenwich's time.
  @Test func daysAreThoseOfTheZone() async throws {
    var town = Town()
    // 1 March 2020 and 106 days is in summer: 23:30 of Greenwich is 00:30 of London, the next day.
    try town.add(at: 0, 0, day: 106, hour: 23, id: "a")
    try town.add(at: 10, 0, day: 107, hour: 12, id: "b")
    let london = try await town.nearRepeats(["replicates": ["9"], "days": ["1,7"]])
    #expect(london.knox.cell(distance: 1, days: 0).observed == 1)
    let greenwich = try await town.nearRepeats([
      "replicates": ["9"], "days": ["1,7"], "time-zone": ["UTC"],
    ])
    #expect(greenwich.knox.cell(distance: 1, days: 1).observed == 1)
    #expect(throws: StudyError.self) { try NearRepeatQuestion(["time-zone": ["Mars"]]) }
  }

  @Test func uncertainDaysAreToldOrRefused() async throws {
    var town = Town()
    try town.add(at: 0, 0, day: 1, spanDays: 3, id: "a")
    for day in 4..<9 { try town.add(at: 10 * Double(day), 0, day: day) }
    let report = try await town.nearRepeats(["replicates": ["99"]])
    #expect(report.record.caveats.map(\.code).contains("uncertain-days"))
    #expect(report.repeats.links.map(\.days).max() == 6)
    let late = try await town.nearRepeats(["replicates": ["99"], "day-of": ["end"]])
    #expect(late.repeats.links.map(\.days).max() == 5)
    var vague = Town()
    for number in 0..<3 { try vague.add(at: 0, Double(number), day: 0, spanDays: 20) }
    await #expect(throws: StudyError.self) { _ = try await vague.nearRepeats() }
  }

  @Test func calculatorsBandsBearBothLabels() async throws {
    let report = try await Self.plantedTown().nearRepeats([
      "compatible": ["nrc"], "replicates": ["99"],
    ])
    #expect(report.knox.metric == .manhattan)
    #expect(report.table.contains("101 to 200 [100, 200)"))
    #expect(report.table.contains("Same location [0, 1)"))
    #expect(report.table.contains("1 to 100 [1, 100)"))
    #expect(report.table.contains("8 to 14 [7, 14)"))
    #expect(report.table.contains("More than 21 [21, ∞)"))
    #expect(report.record.caveats.map(\.code).contains("calculator-labels"))
    let pairs = report.knox.cells.reduce(0) { $0 + $1.observed }
    #expect(pairs == 7_140)
  }

  @Test func tooFewReplicatesAreTold() async throws {
    let few = try await Self.plantedTown().nearRepeats(["replicates": ["99"]])
    #expect(few.record.caveats.map(\.code).contains("few-replicates"))
    let enough = try await Self.plantedTown().nearRepeats()
    #expect(!enough.record.caveats.map(\.code).contains("few-replicates"))
  }

  @Test func threadsAndOrderChangeNothing() async throws {
    let town = try Self.plantedTown()
    var turned = Town()
    for row in (0..<town.incidents.count).reversed() {
      turned.incidents.points.append(town.incidents.points[row])
      turned.incidents.occurrences.append(town.incidents.occurrences[row])
      turned.incidents.months.append(town.incidents.months[row])
      turned.incidents.offences.append(town.incidents.offences[row])
      turned.incidents.places.append(town.incidents.places[row])
      turned.incidents.isAnonymised.append(false)
      turned.incidents.ids.append((town.incidents.ids[row] ?? "").utf8)
    }
    let first = try await town.nearRepeats(threads: 1)
    for (town, threads) in [(town, 3), (turned, 2)] {
      let other = try await town.nearRepeats(threads: threads)
      #expect(other.table == first.table)
      #expect(other.incidentCSV == first.incidentCSV)
      #expect(other.pairCSV == first.pairCSV)
      #expect(other.map().svg() == first.map().svg())
    }
  }

  @Test(arguments: [
    ("distances", "100,50"), ("distances", "a"), ("distances", "0"), ("distances", "-1,5"),
    ("days", "0,7"), ("days", "1.5"), ("days", ""), ("metric", "maximum"), ("show", "all"),
    ("link-days", "0"), ("distances", "1,2,3,4,5,6,7,8,9,10,11,12,13"),
  ])
  func badValuesAreNamed(name: String, value: String) {
    let error = #expect(throws: StudyError.self) { try NearRepeatQuestion([name: [value]]) }
    #expect(error?.parameter == name)
  }

  @Test func nothingIsStillAnAnswer() async throws {
    var town = Town()
    try town.add(at: 0, 0, day: 1)
    for show in ["table", "chains"] {
      let report = try await town.nearRepeats(["show": [show], "offence": ["homicide"]])
      for form in NearRepeatQuestion.method.forms {
        #expect(!(try report.bytes(as: form)).isEmpty)
      }
      #expect(report.knox.overall == nil)
    }
  }
}
