import CrimeMapping
import GeoJSON
import Geometry
import Hotspots
import Probability
import Testing

/// `PatternQuestion` on the small town of 8 × 8 km.
struct PatternStudyTests {
  /// Burglaries in tight groups of five, damage at single places: clusters that labels cannot explain.
  private static func town(
    isAnonymised: Bool = false, groups: Int = 12, seed: UInt64 = 5
  ) throws -> Town {
    var town = Town()
    var generator = Philox(seed: seed, stream: 1)
    for _ in 0..<groups {
      let (x, y) = (
        generator.uniform(from: 100, to: 7_900), generator.uniform(from: 100, to: 7_900)
      )
      for _ in 0..<5 {
        try town.add(
          1, at: x + generator.uniform(from: -40, to: 40), y + generator.uniform(from: -40, to: 40),
          offence: "burglary", isAnonymised: isAnonymised)
      }
    }
    for _ in 0..<150 {
      try town.add(
        1, at: generator.uniform(from: 0, to: 8_000), generator.uniform(from: 0, to: 8_000),
        offence: "criminal-damage", isAnonymised: isAnonymised)
    }
    return town
  }

  private func report(
    _ values: [String: [String]], of town: Town, threads: Int = 2
  ) async throws -> PatternReport {
    let data = try town.data()
    return try await PatternQuestion(values.merging(["replicates": ["99"]]) { first, _ in first })
      .report(on: data, in: StudySetting(threads: threads))
  }

  private func curve(of report: PatternReport) throws -> PatternEnvelope {
    var found: PatternEnvelope?
    if case .byDistance(let envelope) = report.result { found = envelope }
    return try #require(found)
  }

  private func text(_ report: PatternReport, _ form: ResultForm) throws -> String {
    String(decoding: try report.bytes(as: form), as: UTF8.self)
  }

  @Test func findsGroupsAmongControls() async throws {
    let report = try await report(
      ["offence": ["burglary"], "controls": ["criminal-damage"], "distances": ["500"]],
      of: try Self.town())
    #expect(report.question.against == .labels && report.question.statistic == .l)
    #expect(report.made.points == 60 && report.made.controls == 150)
    let envelope = try curve(of: report)
    #expect(envelope.distances.first == 10 && envelope.distances.last == 500)
    let tests = try #require(envelope.tests)
    #expect(tests.dclf.value == 0.01 && tests.farthest > 0 && tests.farthestAt <= 120)
    #expect(report.record.caveats.map(\.code).contains("relative-to-controls"))
    #expect(try text(report, .table).contains("More clustered than with the controls: p = 0.010"))
  }

  /// The controls themselves, as if they were the incidents, show nothing. One town in twenty would.
  @Test func findsNothingAmongScatteredOnes() async throws {
    let report = try await report(
      ["offence": ["criminal-damage"], "distances": ["300"], "statistic": ["k"], "seed": ["3"]],
      of: try Self.town(seed: 6))
    #expect(report.question.against == .inhomogeneous && report.made.bandwidth == 2_000)
    #expect(try #require(report.pValue).value > 0.05)
    #expect(try text(report, .table).contains("No departure from chance shows"))
  }

  /// Even spread is no one's null hypothesis: its rejection is never called a finding.
  @Test func neverCallsUnevenSpreadAFinding() async throws {
    for statistic in PatternQuestion.Statistic.allCases where statistic != .cross {
      let report = try await report(
        [
          "offence": ["burglary"], "against": ["uniform"], "statistic": [statistic.rawValue],
          "edge": statistic == .nearest || statistic == .quadrats ? [] : ["translation"],
        ].filter { !$0.value.isEmpty }, of: try Self.town())
      #expect(report.record.caveats.map(\.code).contains("complete-randomness"))
      let table = try text(report, .table)
      #expect(table.contains("no finding") && !table.contains("More clustered"))
      #expect(try #require(report.pValue).value <= 0.02)
    }
  }

  /// Every form says the same; the JSON has one list entry a distance, and no value that is no number.
  @Test(arguments: PatternQuestion.Statistic.allCases)
  func writesEveryForm(statistic: PatternQuestion.Statistic) async throws {
    var values = ["offence": ["burglary"], "statistic": [statistic.rawValue]]
    if statistic != .quadrats { values["controls"] = ["criminal-damage"] }
    let report = try await report(values, of: try Self.town())
    let json = report.json
    #expect(json["study"]?["question"] == .string("pattern"))
    #expect(json["study"]?["statistic"] == .string(statistic.rawValue))
    let result = try #require(json["result"])
    let sentence = try #require(result["sentence"]?.text)
    #expect(sentence.hasSuffix("."))
    if case .byDistance(let envelope) = report.result {
      for name in ["distances_m", "observed", "theoretical", "mean", "low", "high"] {
        let list = try #require(result[name]?.list)
        #expect(list.count == envelope.distances.count)
        #expect(!list.contains(.null))
      }
      #expect(result["tests"]?["how"]?["floor"] == .number(0.01))
    }
    if case .nearest(let test, let indices) = report.result {
      #expect(indices.map(\.correction) == [.none, .donnelly])
      #expect(indices.allSatisfy { $0.meanDistance == test.meanDistance })
      #expect(result["clark_evans"]?.list?.count == 2)
      #expect(try text(report, .table).contains("with Donnelly's correction"))
    }
    let lines = try text(report, .csv).split(whereSeparator: \.isNewline)
    #expect(lines.count > 1 && Set(lines.map { $0.split(separator: ",").count }).count == 1)
    #expect(try text(report, .svg).hasPrefix("<?xml") || text(report, .svg).hasPrefix("<svg"))
    #expect(try text(report, .table).contains(sentence))
  }

  /// Nothing is told below what anonymisation points bear.
  @Test func refusesDistancesBelowTheCatchments() async throws {
    let town = try Self.town(isAnonymised: true, groups: 4)
    for values in [
      ["distances": ["200"]], ["shortest": ["20"]], ["statistic": ["nearest"]],
      ["statistic": ["quadrats"], "against": ["uniform"], "quadrats": ["200"]],
    ] {
      let error = await #expect(throws: StudyError.self) {
        try await report(values.merging(["offence": ["criminal-damage"]]) { $1 }, of: town)
      }
      #expect(try #require(error).sentence().contains("anonymi"), "\(values)")
    }
    let far = try await report(
      ["offence": ["criminal-damage"], "distances": ["2000"]], of: town)
    let envelope = try curve(of: far)
    let scale = 2 * (try #require(far.made.resolution).ninthDecileRadius)
    #expect(envelope.distances[0] >= scale && envelope.distances[0] < scale + 50)
    #expect(far.record.caveats.map(\.code).contains("catchment-scale"))
  }

  /// Coordinates rounded to a lattice bear nothing below its diagonal.
  @Test func startsBeyondALattice() async throws {
    var town = Town()
    var generator = Philox(seed: 2, stream: 2)
    for _ in 0..<120 {
      try town.add(
        1, at: 100 * Double(generator.index(below: 80)), 100 * Double(generator.index(below: 80)),
        offence: "burglary")
    }
    let report = try await report(["offence": ["burglary"]], of: town)
    let envelope = try curve(of: report)
    #expect(envelope.distances[0] == 160)
    #expect(report.record.caveats.map(\.code).contains("coarse-coordinates"))
    let error = await #expect(throws: StudyError.self) {
      try await self.report(["offence": ["burglary"], "statistic": ["nearest"]], of: town)
    }
    #expect(try #require(error).sentence().contains("rounded to 100 m"))
  }

  /// How many share their place is told, also where locations are exact.
  @Test func tellsHowManyShareTheirPlace() async throws {
    var town = try Self.town()
    try town.add(7, at: 4_000, 4_000, offence: "robbery")
    try town.add(2, at: 4_100, 4_000, offence: "robbery")
    try town.add(1, at: 4_300, 4_500, offence: "robbery")
    let report = try await report(
      ["offence": ["robbery"], "controls": ["criminal-damage"]], of: town)
    #expect(report.made.stacked == 9 && report.made.places == 3 && report.made.busiest == 7)
    #expect(report.record.caveats.map(\.code).contains("stacked-points"))
  }

  /// What is among the incidents is not among the controls too.
  @Test func takesIncidentsOutOfTheControls() async throws {
    let town = try Self.town()
    let report = try await report(
      ["offence": ["burglary"], "controls": ["burglary", "criminal-damage"]], of: town)
    #expect(report.made.controls == 150)
    let error = await #expect(throws: StudyError.self) {
      try await self.report(["offence": ["burglary"], "controls": ["burglary"]], of: town)
    }
    #expect(error?.parameter == "controls")
  }

  @Test(
    arguments: [
      (["against": ["labels"]], "against"),
      (["controls": ["asb"], "against": ["uniform"]], "controls"),
      (["statistic": ["pcf"], "edge": ["border"]], "edge"),
      (["bandwidth": ["300"], "against": ["uniform"]], "bandwidth"),
      (["statistic": ["quadrats"], "against": ["inhomogeneous"]], "against"),
      (["statistic": ["quadrats"], "distances": ["300"]], "distances"),
      (["quadrats": ["4"]], "quadrats"), (["statistic": ["m"]], "statistic"),
      (["statistic": ["nearest"], "edge": ["none"]], "edge"), (["statistic": ["cross"]], "against"),
    ] as [([String: [String]], String)])
  func refusesWhatDoesNotGoTogether(values: [String: [String]], parameter: String) {
    let error = #expect(throws: StudyError.self) { try PatternQuestion(values) }
    #expect(error?.parameter == parameter)
  }

  @Test func refusesWhatTheDataCannotTell() async throws {
    let town = try Self.town()
    for (values, parameter) in [
      (["distances": ["2001"]], "distances"), (["offence": ["robbery"]], "offence"),
      (["step": ["300"], "distances": ["200"]], "step"),
      (["offence": ["criminal-damage"], "bandwidth": ["600"]], "bandwidth"),
    ] as [([String: [String]], String)] {
      let error = await #expect(throws: StudyError.self) {
        try await report(values, of: town)
      }
      #expect(error?.parameter == parameter)
    }
  }

  /// The same bytes on any threads and in any order of the incidents, but for the time it took.
  @Test func isTheSameOnAnyThreads() async throws {
    let values = ["offence": ["burglary"], "controls": ["criminal-damage"]]
    let one = try await report(values, of: try Self.town(), threads: 1)
    let three = try await report(values, of: try Self.town(), threads: 3)
    #expect(try text(one, .csv) == text(three, .csv))
    #expect(one.pValue == three.pValue)
  }
}

extension JSONValue {
  var list: [JSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }
}
