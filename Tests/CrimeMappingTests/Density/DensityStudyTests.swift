import Areas
import CrimeMapping
import Foundation
import GeoJSON
import Geodesy
import Geometry
import Hotspots
import Maps
import Records
import Testing

@Suite struct DensityStudyTests {
  /// METHODS, section 3: 10.610330 per km² at the centre of a quartic kernel of 300 m.
  @Test func isTheSumOfKernelsPerSquareKilometre() async throws {
    var town = Town()
    try town.add(40, at: 1_025, 1_025)
    let report = try await town.density(["layer": ["beat"]])
    let cell = try #require(
      report.surface.grid.index(at: Point(x: 401_025, y: 401_025)))
    #expect(abs((report.surface[cell] ?? 0) - 40 * 10.610330) < 1e-4)
    #expect(report.unit == "incidents per km²")
    #expect(report.record.surface?.kernel.radius == 300)
    #expect(report.record.surface?.locations == .given)
    #expect(report.record.caveats.allSatisfy { $0.code != "no-edge-correction" })
  }

  /// At the corner of the study area a quarter of the kernel is inside; on its side a half.
  @Test(arguments: ["uniform", "none"])
  func correctsTheEdge(edge: String) async throws {
    var town = Town()
    try town.add(1, at: 0, 0)
    let report = try await town.density([
      "layer": ["beat"], "edge": [edge], "kernel": ["gaussian"], "standard-deviation": ["100"],
    ])
    let corner = try #require(report.surface.grid.index(at: Point(x: 400_010, y: 400_010)))
    let inside = try #require(report.surface[corner])
    let kernel = try #require(Kernel(.gaussian, standardDeviation: 100))
    // The cell's centre lies 25 m inside both sides, where Φ(¼)² of the kernel is in the area.
    let mass = edge == "none" ? 1 : 0.5987063256829237 * 0.5987063256829237
    let expected = kernel.density(atSquaredDistance: 2 * 25 * 25) * 1e6 / mass
    #expect(abs(inside - expected) < 1e-9 * expected)
    #expect((edge == "none") == report.record.caveats.map(\.code).contains("no-edge-correction"))
  }

  /// Jones and Diggle: the surface holds exactly the incidents; the rest is the sum over cells.
  @Test func holdsTheIncidentsWithJonesDiggle() async throws {
    var town = Town()
    for place in [(10.0, 10.0), (7_990, 4_000), (3_000, 3_000), (5, 6_000)] {
      try town.add(5, at: place.0, place.1)
    }
    let report = try await town.density([
      "layer": ["beat"], "edge": ["jones-diggle"], "bandwidth": ["600"],
    ])
    let held = report.surface.computed.indices.reduce(0) { $0 + (report.surface[$1] ?? 0) }
    #expect(abs(held * report.surface.grid.cellArea / 1e6 - 20) < 0.02)
  }

  @Test func givesExactValuesAtPlaces() async throws {
    var town = Town()
    try town.add(7, at: 2_000, 2_000)
    let projection = try town.data().projection
    let places = projection.positions(of: [
      Point(x: 402_000, y: 402_000), Point(x: 402_100, y: 402_000), Point(x: 300_000, y: 402_000),
    ]).compactMap { $0 }
    let report = try await town.density([
      "layer": ["beat"], "at": places.map { "\($0.longitude),\($0.latitude)" },
    ])
    let kernel = try #require(Kernel(.quartic, radius: 300))
    try #require(report.values.count == 3)
    // Degrees with 17 digits come back to a millimetre.
    #expect(abs((report.values[0].value ?? 0) / (7 * kernel.peak * 1e6) - 1) < 1e-6)
    let beside = 7 * kernel.density(atSquaredDistance: 10_000) * 1e6
    #expect(abs((report.values[1].value ?? 0) / beside - 1) < 1e-4)
    #expect(report.values[2].value == nil)
    #expect(report.csv.split(separator: "\n").count == 4)
    let points = try report.featureCollection().features.filter {
      if case .point = $0.geometry { true } else { false }
    }
    #expect(points.count == 3)
  }

  @Test func drawsLevelsThatHoldSharesOfIncidents() async throws {
    var town = Town()
    try town.add(60, at: 1_025, 1_025)
    try town.add(40, at: 6_025, 6_025)
    try town.add(10, at: 7_990, 20)
    let report = try await town.density(["layer": ["beat"]])
    try #require(report.breaks.count == 4)
    #expect(report.breaks.map(\.level) == report.breaks.map(\.level).sorted())
    let areas = report.contours.map(\.shape.area)
    #expect(areas == areas.sorted(by: >))
    let town64 = 8_000.0 * 8_000
    #expect(areas.allSatisfy { $0 > 0 && $0 < town64 })
    let boxes = report.contours.compactMap(\.shape.box)
    #expect(boxes.allSatisfy { $0.minX >= 400_000 && $0.maxX <= 408_000.001 })
    let equal = try await town.density(["layer": ["beat"], "breaks": ["equal"]])
    #expect(equal.breaks.count == 4)
    let given = try await town.density(["layer": ["beat"], "level": ["5", "50"]])
    #expect(given.breaks.map(\.level) == [5, 50])
  }

  @Test func spreadsAnonymisedLocationsUnlessToldNotTo() async throws {
    var town = Town()
    // Points half a kilometre apart, so that each stands for a quarter of a square kilometre.
    for column in 0..<16 {
      for row in 0..<16 {
        try town.add(
          1, at: 250 + 500 * Double(column), 250 + 500 * Double(row), isAnonymised: true)
      }
    }
    let question = ["layer": ["beat"], "bandwidth": ["100"]]
    let spread = try await town.density(question)
    let given = try await town.density(
      question.merging(["locations": ["as-given"]]) { $1 })
    #expect(spread.record.surface?.locations == .anonymised)
    #expect(given.record.surface?.locations == .given)
    func peak(_ report: DensityReport) -> Double {
      report.surface.computed.indices.compactMap { report.surface[$0] }.max() ?? 0
    }
    // One in each quarter of a square kilometre: 4 per km². A point by itself makes 95.49, and 35 m beside
    // it, where the nearest centres of cells are, 73.11.
    #expect(peak(spread) < peak(given) / 2)
    #expect(abs(peak(given) - 73.11) < 0.01)
    #expect(spread.record.caveats.map(\.code).contains("location-resolution"))
    #expect(given.record.caveats.map(\.code).contains("locations-as-given"))
    let resolution = try #require(spread.record.surface?.resolution)
    #expect(abs(resolution.medianRadius - (250_000 / Double.pi).squareRoot()) < 10)
  }

  /// Residents are spread evenly over their beat, so that incidents in proportion to them make a ratio of 1.
  @Test(arguments: ["abramson", "nearest"])
  func adaptsBandwidths(rule: String) async throws {
    var town = Town()
    for step in 0..<60 { try town.add(1, at: 1_000 + Double(step), 1_000 + Double(step % 7) * 10) }
    for step in 0..<10 { try town.add(1, at: 5_000 + Double(step) * 250, 5_500) }
    let report = try await town.density(["layer": ["beat"], "adaptive": [rule]])
    let deviations = try #require(report.record.surface?.deviations)
    #expect(deviations.least >= 50)
    #expect(deviations.most > 1.5 * deviations.least)
    let held = report.surface.computed.indices.reduce(0) { $0 + (report.surface[$1] ?? 0) }
    // Each incident is weighed by the share of its own kernel, so the surface holds them all.
    #expect(abs(held * report.surface.grid.cellArea / 1e6 - 70) < 0.5)
  }

  @Test(arguments: BandwidthRule.allCases)
  func choosesABandwidthByRule(rule: BandwidthRule) async throws {
    var town = Town()
    for step in 0..<300 {
      let angle = Double(step) * 2.4
      let radius = 60 * Double(step).squareRoot()
      try town.add(1, at: 4_000 + radius * cos(angle), 4_000 + radius * sin(angle))
    }
    let report = try await town.density([
      "layer": ["beat"], "bandwidth": [rule.rawValue], "cell": ["20"],
    ])
    #expect(report.record.surface?.choice?.rule == rule)
    #expect((report.record.surface?.kernel.standardDeviation ?? 0) > 5)
    let bytes = try report.featureCollection().bytes
    #expect(
      String(decoding: bytes, as: UTF8.self).contains("\"bandwidth_rule\":\"\(rule.rawValue)\""))
  }

  @Test func isWrittenAsGridAndPicture() async throws {
    var town = Town()
    try town.add(40, at: 1_025, 1_025)
    let report = try await town.density(["layer": ["beat"], "cell": ["200"]])
    let lines = String(decoding: report.asciiGrid, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 6 + report.surface.grid.rows)
    #expect(try report.image.page().starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try report.image.plain().count < report.image.page().count)
    #expect(report.table.contains("of incidents on"))
  }

  @Test func isTheSameOnAnyNumberOfThreads() async throws {
    var town = Town()
    for step in 0..<200 { try town.add(1, at: 30 * Double(step), 17 * Double(step)) }
    let one = try await town.density(["layer": ["beat"]], threads: 1)
    let three = try await town.density(["layer": ["beat"]], threads: 3)
    #expect(one.surface.computed == three.surface.computed)
  }

  /// Of a month without any data nothing is known: it neither dilutes its neighbours nor has a frame.
  /// Areas that overlap are one ground: edges inside it correct nothing.
  @Test func takesOverlappingAreasForOneGround() async throws {
    var town = Town()
    try town.add(20, at: 2_025, 2_025)
    try town.add(20, at: 7_900, 4_025)
    let data = try town.data()
    func square(_ x: Double, _ y: Double, _ size: Double) throws -> MultiPolygon<Point> {
      let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map {
        Point(x: 400_000 + x + $0.0 * size, y: 400_000 + y + $0.1 * size)
      }
      return MultiPolygon([Polygon(exterior: try Ring(corners: corners))])
    }
    let whole = [Area(layer: "x y", code: "1", name: "1", shape: try square(0, 0, 8_000))]
    let inner = Area(layer: "x y", code: "2", name: "2", shape: try square(1_000, 1_000, 1_200))
    for edge in ["uniform", "jones-diggle"] {
      let question = try DensityQuestion(["edge": [edge]])
      let one = try await DensityStudy(
        question, of: data, studyArea: AreaLayer(name: "x y", areas: whole)
      ).run()
      let two = try await DensityStudy(
        question, of: data, studyArea: AreaLayer(name: "x y", areas: whole + [inner])
      ).run()
      let worst = zip(one.surface.computed, two.surface.computed).map { abs($0 - $1) }.max() ?? 1
      #expect(worst <= 1e-9 * (one.surface.computed.max() ?? 0), "\(edge)")
    }
  }
}
