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

/// What a density shows beside itself: months, changes, ratios, scales.
@Suite struct DensityComparisonTests {
  @Test func tellsWhatRoseAndWhatFell() async throws {
    var town = Town()
    try town.add(60, at: 1_025, 1_025, month: "2020-01")
    try town.add(10, at: 6_025, 6_025, month: "2020-01")
    try town.add(60, at: 1_025, 1_025, month: "2019-01")
    try town.add(60, at: 3_025, 6_025, month: "2019-01")
    let report = try await town.density([
      "layer": ["beat"], "show": ["difference"], "from": ["2020-01"], "to": ["2020-01"],
      "compare-from": ["2019-01"], "compare-to": ["2019-01"],
    ])
    func value(_ x: Double, _ y: Double) -> Double? {
      report.surface.grid.index(at: Point(x: 400_000 + x, y: 400_000 + y)).flatMap {
        report.surface[$0]
      }
    }
    #expect(abs((value(1_025, 1_025) ?? 1)) < 1e-12)
    #expect(abs((value(6_025, 6_025) ?? 0) - 10 * 10.610330 / 31) < 1e-4)
    #expect(abs((value(3_025, 6_025) ?? 0) + 60 * 10.610330 / 31) < 1e-4)
    let places = report.contours.map { contour -> (String, Bool) in
      let direction = contour.properties.first { $0.name == "direction" }?.value
      let isRise = direction == .string("rise")
      let spot = isRise ? Point(x: 406_025, y: 406_025) : Point(x: 403_025, y: 406_025)
      return (isRise ? "rise" : "fall", contour.shape.contains(spot))
    }
    #expect(places.allSatisfy { $0.1 })
    #expect(Set(places.map(\.0)) == ["rise", "fall"])
    #expect(report.record.caveats.map(\.code).contains("many-comparisons"))
  }

  @Test func comparesWithAnotherPeriodAndWithResidents() async throws {
    var town = Town()
    for beat in 0..<4 {
      let (x, y) = (2_025 + 4_000 * Double(beat % 2), 2_025 + 4_000 * Double(beat / 2))
      for step in 0..<40 {
        let (dx, dy) = (Double(step % 8) * 60 - 240, Double(step / 8) * 60 - 150)
        try town.add(1, at: x + dx, y + dy, month: "2019-01")
        try town.add(beat == 3 ? 4 : 1, at: x + dx, y + dy, month: "2020-01")
      }
    }
    let ratio = try await town.density([
      "layer": ["beat"], "show": ["ratio"], "from": ["2020-01"], "to": ["2020-01"],
      "compare-from": ["2019-01"], "compare-to": ["2019-01"], "bandwidth": ["600"],
    ])
    func value(_ x: Double, _ y: Double) -> Double {
      ratio.surface.grid.index(at: Point(x: 400_000 + x, y: 400_000 + y)).flatMap {
        ratio.surface[$0]
      } ?? 0
    }
    // 160 of 280 cases against 40 of 160 controls, pulled a little to 1.
    #expect(abs(value(6_025, 6_025) - (160.0 / 280) / (40.0 / 160)) < 0.05)
    #expect(abs(value(2_025, 2_025) - (40.0 / 280) / (40.0 / 160)) < 0.05)
    #expect(ratio.contours.contains { $0.shape.contains(Point(x: 406_025, y: 406_025)) })
    await #expect(throws: StudyError.self) {
      try await town.density([
        "layer": ["beat"], "show": ["ratio"], "compare-layer": ["beat"],
      ])
    }
  }

  @Test func comparesWithResidents() async throws {
    var town = Town()
    for (code, value) in [("B1", 4_000.0), ("B2", 1_000), ("B3", 1_000), ("B4", 2_000)] {
      town.denominators += [2021, 2022].map {
        Denominator(
          layer: "beat", code: code, measure: "residents", year: $0,
          value: $0 == 2022 ? value : 7)
      }
    }
    // 16 times as many in B1 as in B2 and B3; in B4 as many as its residents lead to expect.
    for (x, y, step) in [(0.0, 0.0, 100.0), (4_000, 0, 400), (0, 4_000, 400), (4_000, 4_000, 283)] {
      for column in stride(from: step / 2, to: 4_000, by: step) {
        for row in stride(from: step / 2, to: 4_000, by: step) {
          try town.add(1, at: x + column, y + row)
        }
      }
    }
    let report = try await town.density([
      "layer": ["beat"], "show": ["ratio"], "compare-layer": ["beat"], "bandwidth": ["800"],
      "cell": ["100"],
    ])
    func value(_ x: Double, _ y: Double) -> Double {
      report.surface.grid.index(at: Point(x: 400_000 + x, y: 400_000 + y)).flatMap {
        report.surface[$0]
      } ?? 0
    }
    let all = Double(town.incidents.points.count)
    // The share of incidents over that of residents; both raised by a hundredth of the density of residents
    // in B1, which is four times that in B2.
    #expect(abs(value(2_000, 2_000) - (1_600 / all / 0.5 + 0.01) / 1.01) < 0.01)
    #expect(abs(value(6_000, 2_000) - (100 / all / 0.125 + 0.04) / 1.04) < 0.01)
    #expect(report.unit.contains("residents"))
    #expect(report.record.caveats.map(\.code).contains("evenly-spread-denominator"))
    let higher = report.contours.filter { contour in
      contour.properties.contains { $0.name == "direction" && $0.value == .string("higher") }
    }
    #expect(higher.contains { $0.shape.contains(Point(x: 402_000, y: 402_000)) })
    #expect(!higher.contains { $0.shape.contains(Point(x: 406_000, y: 402_000)) })
  }

  @Test func showsEachMonthAtTheSameLevels() async throws {
    var town = Town()
    try town.add(30, at: 1_025, 1_025, month: "2020-01")
    try town.add(30, at: 6_025, 6_025, month: "2020-03")
    let report = try await town.density([
      "layer": ["beat"], "show": ["months"], "from": ["2020-01"], "to": ["2020-03"],
      "months-width": ["1"],
    ])
    func months(at x: Double, _ y: Double) -> Set<String> {
      let there = report.contours.filter {
        $0.shape.contains(Point(x: 400_000 + x, y: 400_000 + y))
      }
      return Set(
        there.compactMap { contour in
          guard
            case .string(let month)? = contour.properties.first(where: { $0.name == "month" })?
              .value
          else { return nil }
          return month
        })
    }
    #expect(months(at: 1_025, 1_025) == ["2020-01"])
    #expect(months(at: 6_025, 6_025) == ["2020-03"])
    await #expect(throws: StudyError.self) { _ = try await town.density(["show": ["nothing"]]) }
  }

  @Test func showsHowHotGroundHoldsOverBandwidths() async throws {
    var town = Town()
    try town.add(200, at: 1_025, 1_025)
    for step in 0..<100 {
      try town.add(1, at: 4_500 + Double(step % 10) * 300, 4_500 + Double(step / 10) * 300)
    }
    let report = try await town.density([
      "layer": ["beat"], "show": ["scales"], "scale": ["150", "300", "600"],
    ])
    let cell = try #require(report.surface.grid.index(at: Point(x: 401_025, y: 401_025)))
    #expect(report.surface[cell] == 1)
    #expect(report.breaks.count == 3)
  }

  @Test func leavesOutMonthsWithoutData() async throws {
    var town = Town()
    try town.add(30, at: 1_025, 1_025, month: "2020-01")
    let question = [
      "layer": ["beat"], "show": ["months"], "from": ["2020-01"], "to": ["2020-01"],
    ]
    let alone = try await town.density(question)
    let longer = try await town.density(question.merging(["to": ["2020-04"]]) { $1 })
    #expect(alone.contours.map(\.shape) == longer.contours.map(\.shape))
    #expect(longer.contours.count == alone.contours.count)
    #expect(longer.record.caveats.map(\.code).contains("missing-months"))
  }

  @Test func comparesWithNothingThatIsNotKnown() async throws {
    var town = Town()
    try town.add(30, at: 1_025, 1_025, month: "2020-01")
    for show in ["difference", "ratio"] {
      await #expect(throws: StudyError.self) {
        try await town.density([
          "layer": ["beat"], "show": [show], "from": ["2020-01"], "to": ["2020-01"],
          "compare-from": ["2018-01"], "compare-to": ["2018-02"],
        ])
      }
    }
  }
}
