/// How far apart two places are.
package enum PlaneMetric: String, CaseIterable, Hashable, Sendable {
  /// |ΔE| + |ΔN|, the way along a grid of streets.
  case manhattan
  /// The straight line.
  case euclidean

  /// The distance of two places whose coordinates differ by so much, in metres.
  func distance(_ dx: Double, _ dy: Double) -> Double {
    switch self {
    case .manhattan: abs(dx) + abs(dy)
    case .euclidean: (dx * dx + dy * dy).squareRoot()
    }
  }
}

/// The bands of distance and of time that pairs of events are sorted into, each half-open: [from, below).
///
/// The first of each starts at 0, every other one where the one before ends. What lies beyond the last can
/// be a band of its own, without an end.
package struct KnoxBands: Hashable, Sendable {
  /// Where the bands of distance end, ascending, in metres.
  package let distances: [Double]
  /// Where the bands of time end, ascending, in whole calendar days.
  package let days: [Int]
  /// Whether pairs farther apart than the last distance are a band too.
  package let hasFar: Bool
  /// Whether pairs longer apart than the last number of days are a band too.
  package let hasLate: Bool

  /// A distance that only the same place is below: [0, `samePlace`) holds 0 alone.
  package static let samePlace = Double.leastNonzeroMagnitude
  /// The most days that a band can end at.
  package static let mostDays = Int(Int16.max)

  package init(distances: [Double], days: [Int], hasFar: Bool = false, hasLate: Bool = false) {
    precondition(!distances.isEmpty && !days.isEmpty, "there must be a band")
    precondition(
      zip([0] + distances, distances).allSatisfy { $0 < $1 && $1.isFinite },
      "bands of distance must ascend from 0")
    precondition(
      zip([0] + days, days).allSatisfy { $0 < $1 } && days.allSatisfy { $0 <= Self.mostDays },
      "bands of days must ascend from 0 to at most 32,767")
    (self.distances, self.days, self.hasFar, self.hasLate) = (distances, days, hasFar, hasLate)
  }

  package var distanceCount: Int { distances.count + (hasFar ? 1 : 0) }
  package var dayCount: Int { days.count + (hasLate ? 1 : 0) }
  /// How many cells the table has: the bands of days of the first distance, of the second, and so on.
  package var cellCount: Int { distanceCount * dayCount }
  /// The distance that all but the far pairs are below.
  package var reach: Double { distances[distances.count - 1] }
  /// Whether the first band holds nothing but pairs in the same place.
  package var startsWithSamePlace: Bool { distances[0] == Self.samePlace }

  /// The band of distance that two places are in; `nil` where it is beyond all that have an end.
  func band(ofDistance distance: Double) -> Int? { distances.firstIndex { distance < $0 } }

  /// The band of time; `nil` beyond all that have an end.
  func band(ofDays apart: Int) -> Int? { days.firstIndex { apart < $0 } }
}
