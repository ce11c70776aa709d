import Geometry
import Hotspots
import Probability

/// The Knox table by its definition: every pair, every band.
func slowTable(_ events: [SpaceTimeEvent], bands: KnoxBands, metric: PlaneMetric) -> [Int] {
  var table = [Int](repeating: 0, count: bands.cellCount)
  for first in events.indices {
    for second in events.indices where second > first {
      let (a, b) = (events[first], events[second])
      let (dx, dy) = (abs(a.place.x - b.place.x), abs(a.place.y - b.place.y))
      let distance = metric == .manhattan ? dx + dy : (dx * dx + dy * dy).squareRoot()
      let row = bands.distances.firstIndex { distance < $0 } ?? bands.distances.count
      let column = bands.days.firstIndex { abs(a.day - b.day) < $0 } ?? bands.days.count
      guard row < bands.distanceCount, column < bands.dayCount else { continue }
      table[row * bands.dayCount + column] += 1
    }
  }
  return table
}

/// Events on the corners of a lattice, so that many share a place or lie just on the end of a band.
func latticeEvents(
  _ count: Int, side: Int = 12, step: Double = 50, days: Int = 40, seed: UInt64 = 1
) -> [SpaceTimeEvent] {
  var generator = Philox(seed: seed, stream: 0)
  return (0..<count).map { rank in
    SpaceTimeEvent(
      place: Point(
        x: step * Double(generator.index(below: side)),
        y: step * Double(generator.index(below: side))),
      day: generator.index(below: days), rank: rank)
  }
}

/// Events anywhere in a square, on any day.
func evenEvents(_ count: Int, side: Double, days: Int, seed: UInt64) -> [SpaceTimeEvent] {
  var generator = Philox(seed: seed, stream: 1)
  return (0..<count).map { rank in
    SpaceTimeEvent(
      place: Point(
        x: side * Double(generator.index(below: 1 << 20)) / Double(1 << 20),
        y: side * Double(generator.index(below: 1 << 20)) / Double(1 << 20)),
      day: generator.index(below: days), rank: rank)
  }
}

extension KnoxBands {
  /// The bands that reports have where nothing else is asked.
  static let usual = KnoxBands(
    distances: [KnoxBands.samePlace, 100, 200, 300, 400], days: [7, 14, 21, 28])

  static let usualWithRest = KnoxBands(
    distances: [KnoxBands.samePlace, 100, 200, 300, 400], days: [7, 14, 21, 28], hasFar: true,
    hasLate: true)
}
