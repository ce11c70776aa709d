import CrimeMapping
import Geometry
import Testing

/// The whole way from files to hotspots, judged by the truth that was planted.
///
/// Moving the level to the median of the cells, turning the kernel inside out, or projecting with
/// easting and northing exchanged each make this fail.
@Suite struct DetectionTests {
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func findsFourInFivePlantedHotspots(seed: UInt64) async throws {
    let force = try FictionalStudy(seed: seed)
    let question = try HotspotQuestion(["offence": ["asb"], "per": ["lpu"], "top": ["5"]])
    let report = try await HotspotStudy(question, of: force.data).run()
    let score = DetectionScore(
      of: report.hotspots.map(\.shape), against: force.planted, all: force.planted)
    print("seed \(seed): \(score)")
    #expect(score.planted >= 30)
    #expect(score.found * 5 >= score.planted * 4)
    #expect(score.falselyReported * 4 <= score.reported)
    // The hot ground is bounded, so finding everything by reporting everything does not pass.
    let hot = report.hotspots.reduce(0) { $0 + $1.areaKm2 }
    #expect(hot <= 0.0125 * report.record.terms.areaKm2)
  }
}

@Suite struct DetectionScoreTests {
  private func square(_ x: Double, _ y: Double, side: Double) throws -> MultiPolygon<Point> {
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map {
      Point(x: x + $0.0 * side, y: y + $0.1 * side)
    }
    return MultiPolygon([Polygon(exterior: try Ring(corners: corners))])
  }

  @Test func countsCentresInsideAndShapesThatMeetNothing() throws {
    let planted = [(50.0, 50.0), (500, 500)].map {
      DetectionScore.Planted(centre: Point(x: $0.0, y: $0.1), radius: 20)
    }
    let reported = [
      try square(0, 0, side: 100),  // holds the first centre
      try square(515, 490, side: 30),  // meets the second disc, not its centre
      try square(900, 900, side: 50),  // meets none
    ]
    let score = DetectionScore(of: reported, against: planted, all: planted)
    #expect(score.planted == 2)
    #expect(score.found == 1)
    #expect(score.reported == 3)
    #expect(score.falselyReported == 1)
  }
}
