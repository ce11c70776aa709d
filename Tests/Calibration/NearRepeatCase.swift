import Geometry
import Hotspots
import Probability

/// The Knox test of about 300 burglaries of a year, some followed by another within 150 m and 10 days.
///
/// There are more in the middle of the town and in winter, which the test takes as they are.
struct NearRepeatCase: CalibrationCase {
  private static let replicates = 199

  var subject: Subject { .nearRepeats }
  var null: String { "300 incidents of a year, uneven in space and in time" }
  var strengths: [Double] { [0, 0.02, 0.04, 0.06, 0.08, 0.12] }

  var tests: [CalibratedTest] {
    let dealt = "permutation, R = \(Self.replicates)"
    return [
      CalibratedTest(name: "Knox, 200 m and 14 days", basis: dealt),
      CalibratedTest(name: "Knox, 12 bands as one test", basis: dealt),
    ]
  }

  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    let events = events(repeats: strength, &generator)
    let one = KnoxBands(distances: [200], days: [14])
    let many = KnoxBands(distances: [100, 200, 300, 400], days: [7, 14, 28])
    let knox = { (bands: KnoxBands) in
      try? await KnoxTest.shuffled(
        events, bands: bands, metric: .euclidean, replicates: Self.replicates, seed: seed,
        threads: 1)
    }
    let (single, table) = (await knox(one), await knox(many))
    return [
      single?.cell(distance: 0, days: 0).pValue.map { $0.value <= 0.05 },
      table?.overall.map { $0.value <= 0.05 },
    ]
  }

  private func events(repeats: Double, _ generator: inout Philox) -> [SpaceTimeEvent] {
    var events: [SpaceTimeEvent] = []
    while events.count < 300 {
      if let last = events.last, generator.uniform(from: 0, to: 1) < repeats {
        let place = Point(
          x: last.place.x + generator.uniform(from: -100, to: 100),
          y: last.place.y + generator.uniform(from: -100, to: 100))
        let day = min(364, last.day + generator.index(below: 10))
        events.append(SpaceTimeEvent(place: place, day: day, rank: events.count))
      } else {
        events.append(
          SpaceTimeEvent(
            place: Self.place(&generator), day: Self.day(&generator), rank: events.count))
      }
    }
    return events
  }

  /// Half of all within the middle third.
  private static func place(_ generator: inout Philox) -> Point {
    let span = generator.uniform(from: 0, to: 1) < 0.5 ? 1_000.0..<2_000 : 0.0..<3_000
    return Point(
      x: generator.uniform(from: span.lowerBound, to: span.upperBound),
      y: generator.uniform(from: span.lowerBound, to: span.upperBound))
  }

  /// Twice as many in the first half of the year.
  private static func day(_ generator: inout Philox) -> Int {
    generator.uniform(from: 0, to: 1) < 2.0 / 3
      ? generator.index(below: 182) : 182 + generator.index(below: 183)
  }
}
