import CrimeMapping
import GeoJSON
import Geometry
import Hotspots
import Maps
import Records
import Testing

@Suite struct EmergingStudyTests {
  private static let months = (1...12).map { "2020-\($0 < 10 ? "0" : "")\($0)" }

  /// A few incidents everywhere each month, many in nine cells of the south-west throughout, and in nine of the
  /// north-east in the last month.
  private func town(months: [String] = Self.months) throws -> Town {
    var town = Town()
    for (number, month) in months.enumerated() {
      for cell in 0..<64 {
        let (x, y) = (Double(cell % 8) * 1_000 + 500, Double(cell / 8) * 1_000 + 500)
        try town.add(1 + (cell + number) % 2, at: x, y, month: month)
      }
      for block in 0..<9 {
        let (x, y) = (Double(block % 3) * 1_000 + 500, Double(block / 3) * 1_000 + 500)
        try town.add(30, at: x, y, month: month)
        if number == months.count - 1 { try town.add(60, at: 5_000 + x, 5_000 + y, month: month) }
      }
    }
    return town
  }

  private func report(
    _ town: Town, _ values: [String: [String]] = [:], threads: Int = 2
  ) async throws -> EmergingReport {
    let given = ["layer": ["beat"], "shape": ["square"], "size": ["1000"]]
    let question = try EmergingQuestion(given.merging(values) { $1 })
    return try await question.report(on: town.data(), in: StudySetting(threads: threads))
  }

  private func refusal(_ town: Town, _ values: [String: [String]]) async -> StudyError? {
    do {
      _ = try await report(town, values)
      return nil
    } catch {
      return error as? StudyError
    }
  }

  /// The properties of the cell with its centre at a place.
  private func cell(
    _ report: EmergingReport, _ x: Double, _ y: Double
  ) throws -> [String: JSONValue] {
    let feature = try #require(
      try report.featureCollection().features.first { feature in
        feature.properties.contains(.init("x", .number(400_000 + x)))
          && feature.properties.contains(.init("y", .number(400_000 + y)))
      })
    return Dictionary(uniqueKeysWithValues: feature.properties.map { ($0.name, $0.value) })
  }

  @Test func tellsWhatIsNewFromWhatLasts() async throws {
    let report = try await report(try town())
    #expect(report.count == 64 && report.counts.steps == 12)
    let lasting = try cell(report, 1_500, 1_500)
    // Months of equal counts differ in length, which its trend may see.
    #expect(lasting["class"] == "persistent-hot" || lasting["class"] == "diminishing-hot")
    #expect(lasting["states"] == "HHHHHHHHHHHH")
    #expect(lasting["neighbours"] == 8 && lasting["hot_share"] == .number(1))
    let new = try cell(report, 6_500, 6_500)
    #expect(new["class"] == "new-hot" && new["states"] == "...........H")
    #expect(new["class_before"] == "no-pattern" && new["changed_by"] != .null)
    #expect(new["count_last"]?.text.flatMap { Int($0) } ?? 0 > 60)
    #expect(report.record.summary.incidents == Int(report.counts.values.reduce(0, +)))
  }

  /// An empty cell beside busy ones is hot: what is hot is a neighbourhood.
  @Test func callsNeighbourhoodsHot() async throws {
    var town = Town()
    for (number, month) in Self.months.enumerated() {
      for y in [500.0, 1_500, 2_500] { try town.add(40 + number % 3, at: 1_500, y, month: month) }
    }
    let report = try await report(town)
    let beside = try cell(report, 2_500, 1_500)
    #expect(beside["count"] == 0 && beside["class"] == "persistent-hot")
    #expect(report.record.caveats.map(\.code).contains("hot-neighbourhood"))
    #expect(!report.record.caveats.map(\.code).contains("normal-approximation"))
    #expect(report.record.provenance.simulation?.replicates == 9_999)
    let theirs = try await self.report(town, ["compatible": ["arcgis"]])
    #expect(
      theirs.record.caveats.first { $0.code == "normal-approximation" }?.sentence
        .contains("More than half of the counts are 0") == false)
    #expect(try cell(theirs, 2_500, 1_500)["class"] == "left-out")
    #expect(theirs.question.rules == .arcgis)
  }

  @Test func takesMonthsWhereOnlyMonthsAreKnown() async throws {
    let town = try town()
    let report = try await report(town)
    #expect(report.record.caveats.map(\.code).contains("unequal-steps"))
    let refused = await refusal(town, ["step": ["28"]])
    guard case .refused("step", _) = refused else {
      Issue.record("steps of days were not refused")
      return
    }
  }

  @Test func countsInStepsOfDays() async throws {
    var town = Town()
    // Ten days before the first whole step, twelve steps, each with an incident on its first and last day.
    let start = try #require(TimeBound("2021-01-01")).start.seconds
    for day in stride(from: 10, to: 10 + 12 * 28, by: 1) {
      try town.add(1, at: Double(day % 8) * 1_000 + 500, 500)
      let moment = Instant(seconds: start + Int64(day) * 86_400 + 43_200)
      town.incidents.occurrences[town.incidents.occurrences.count - 1] = .between(moment, moment)
      town.incidents.months[town.incidents.months.count - 1] = try #require(
        Month(ordinal: 2021 * 12 + Int32(day / 31)))
    }
    try town.add(1, at: 500, 500)
    let early = Instant(seconds: start + 43_200)
    town.incidents.occurrences[town.incidents.occurrences.count - 1] = .between(early, early)
    town.incidents.months[town.incidents.months.count - 1] = try #require(Month("2021-01"))
    let report = try await report(town)
    #expect(report.counts.steps == 12)
    for step in 0..<12 {
      #expect((0..<64).reduce(0.0) { $0 + report.counts[$1, step] } == 28)
    }
    #expect(report.record.caveats.map(\.code).contains("partial-steps"))
    let weekly = try await self.report(town, ["step": ["7"]])
    #expect(weekly.counts.steps == 49)
  }

  @Test func refusesTooFewSteps() async throws {
    let refused = await refusal(try town(months: Array(Self.months.prefix(9))), [:])
    guard case .refused("from", let reason) = refused else {
      Issue.record("nine steps were not refused")
      return
    }
    #expect(reason.contains("only 9 whole steps"))
  }

  @Test func doesNotReachOverMissingMonths() async throws {
    let months = Self.months.filter { $0 != "2020-06" }
    let report = try await report(try town(months: months))
    #expect(report.counts.steps == 11 && report.counts.breaks == [5])
    let codes = report.record.caveats.map(\.code)
    #expect(codes.contains("missing-months") && codes.contains("gaps-between-steps"))
  }

  @Test func refusesWhatDoesNotGoTogether() {
    #expect(throws: StudyError.self) {
      try EmergingQuestion(["baseline": ["step"], "previous": ["2"]])
    }
    #expect(throws: StudyError.self) { try EmergingQuestion(["step": ["2.5"]]) }
    #expect(throws: StudyError.self) { try EmergingQuestion(["compatible": ["sfdep"]]) }
    #expect(throws: StudyError.self) {
      try EmergingQuestion(["test": ["normal"], "replicates": ["99"]])
    }
  }

  /// From z and the stated level a reader can rebuild every class.
  @Test func publishesWhatItsClassesAreMadeOf() async throws {
    let collection = try (try await report(try town())).featureCollection()
    let study = try #require(collection.foreign.first { $0.name == "study" }?.value)
    #expect(study["rules"] == "hotbeat-1" && study["previous_steps"] == 1)
    #expect(study["baseline"] == "cube" && study["weights"] == "queen")
    for feature in collection.features {
      let values = Dictionary(uniqueKeysWithValues: feature.properties.map { ($0.name, $0.value) })
      guard case .array(let z)? = values["z"], case .array(let q)? = values["q"],
        case .string(let letters)? = values["states"]
      else {
        Issue.record("a series is missing")
        return
      }
      let states = zip(z, q).map { z, q -> BinState in
        guard case .number(let z) = z, case .number(let q) = q, q <= 0.05 else { return .neither }
        return z > 0 ? .hot : .cold
      }
      #expect(states.map { $0 == .hot ? "H" : $0 == .cold ? "C" : "." }.joined() == letters)
      let direction = values["trend"]?["direction"]?.text.flatMap(MannKendall.Trend.init)
      let pattern = EmergingRules.hotbeat.pattern(of: states, trend: direction ?? .none)
      #expect(values["class"] == .string(pattern.name))
    }
  }

  @Test func doesNotDependOnThreadsOrOrder() async throws {
    let town = try town()
    var turned = Town()
    for index in town.incidents.points.indices.reversed() {
      turned.incidents.points.append(town.incidents.points[index])
      turned.incidents.occurrences.append(town.incidents.occurrences[index])
      turned.incidents.months.append(town.incidents.months[index])
      turned.incidents.offences.append(town.incidents.offences[index])
      turned.incidents.places.append(town.incidents.places[index])
      turned.incidents.isAnonymised.append(town.incidents.isAnonymised[index])
    }
    let one = try await report(town, threads: 1)
    let other = try await report(turned, threads: 3)
    #expect(one.csv == other.csv && one.map().svg() == other.map().svg())
  }

  @Test func writesTables() async throws {
    let report = try await report(try town())
    #expect(report.table.contains("New hot spot") && report.table.contains("Persistent hot spot"))
    #expect(report.table.contains("With the last step"))
    let lines = report.csv.split(separator: "\n")
    #expect(lines.count == 65)
    #expect(
      lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 63 })
    #expect(lines[0].hasSuffix("q_2020-12") && lines[0].contains(",z_2020-01,"))
  }
}
