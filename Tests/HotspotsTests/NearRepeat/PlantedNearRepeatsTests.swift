import Foundation
import Geometry
import Hotspots
import Probability
import TestSupport
import Testing

/// Events among which near repeats were planted.
struct PlantedNearRepeatsTests {
  static func events() throws -> [SpaceTimeEvent] {
    let text = try String(
      contentsOf: OpenData.project.appending(path: "Tests/ReferenceData/events_xyt.csv"),
      encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().enumerated().compactMap {
      rank, line in
      let fields = line.split(separator: ",")
      guard let x = Double(fields[0]), let y = Double(fields[1]), let day = Int(fields[2]) else {
        return nil
      }
      return SpaceTimeEvent(place: Point(x: x, y: y), day: day, rank: rank)
    }
  }

  @Test func areFound() async throws {
    let events = try Self.events()
    #expect(events.count == 250)
    let test = try await KnoxTest.shuffled(
      events, bands: .usual, metric: .euclidean, replicates: 999, seed: 1)
    #expect(test.overall?.value == 0.001)
    // They lie within 200 m and a week of their first; nothing else stands out.
    let found = test.cells.indices.filter { (test.cells[$0].qValue ?? 1) <= 0.05 }
    #expect(found == [4, 8])
    // No two are in one place: that band was not tested.
    #expect(test.cells[0].pValue == nil && test.cells[0].ratio == nil)
    #expect((test.cell(distance: 1, days: 0).ratio ?? 0) > 4)
  }
}
