import Geometry
import Hotspots
import Probability

/// The Knox table of 5 by 4 bands against 999 shuffles of the days.
struct NearRepeatCase {
  let events: Int
  private static let replicates = 999

  func run() async throws -> Measurement {
    var generator = Philox(seed: 8, stream: 0)
    let sample = DensityCase.sample(events).enumerated().map {
      SpaceTimeEvent(place: $1, day: generator.index(below: 365), rank: $0)
    }
    let bands = KnoxBands(
      distances: [KnoxBands.samePlace, 100, 200, 300, 400], days: [7, 14, 21, 28])
    var sink = 0
    let before = processorSeconds()
    let time = try await median(of: 3) {
      let test = try await KnoxTest.shuffled(
        sample, bands: bands, metric: .euclidean, replicates: Self.replicates, seed: 1)
      sink += test.cells[0].observed
    }
    let processor = (processorSeconds() - before) / 4
    // The plain way: every pair in every shuffle; of one shuffle the pairs of some events, scaled up.
    let some = min(events, 200)
    let plain = seconds {
      for event in sample.prefix(some) { sink += Self.fullScan(of: sample, from: event, bands) }
    }
    precondition(sink >= 0)
    let all = plain / Double(some) * Double(events) / 2 * Double(Self.replicates)
    return Measurement(
      bench: "near-repeat", n: events,
      parameters: "5 by 4 bands to 400 m and 28 days, 999 shuffles",
      median: time, runs: 3, threads: 2, baseline: "all pairs in each shuffle, scaled",
      ratio: all / time,
      rate: "\(Int(Double(Self.replicates) / time)) shuffles/s", processor: processor)
  }

  /// How many events are in the first bands with one, by looking at every event.
  private static func fullScan(
    of events: [SpaceTimeEvent], from event: SpaceTimeEvent, _ bands: KnoxBands
  ) -> Int {
    var table = [Int](repeating: 0, count: bands.cellCount)
    for other in events {
      let distance = event.place.distance(to: other.place)
      let days = abs(event.day - other.day)
      guard let row = bands.distances.firstIndex(where: { distance < $0 }),
        let column = bands.days.firstIndex(where: { days < $0 })
      else { continue }
      table[row * bands.dayCount + column] += 1
    }
    return table[0]
  }
}
