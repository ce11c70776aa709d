package import Geometry
package import Probability
package import Records

/// A dense place: its outline, how many incidents it holds, and which.
package struct Cluster: Sendable {
  /// From 1, the largest first.
  package let number: Int
  /// 1 for a cluster of incidents, 2 for one of such clusters, and so on.
  package let order: Int
  /// The number of the cluster of the next order that it is in.
  package let parent: Int?
  /// The outline in metres, cut to the study area.
  package let shape: MultiPolygon<Point>
  package let count: Int
  /// The part of the study's incidents that it holds.
  package let share: Double
  /// Incidents a year of the days observed.
  package let perYear: Double
  package let areaKm2: Double
  /// The share of incidents over the share of the study area (Chainey, Tompson and Uhlig 2008).
  package let pai: Double
  /// How far apart its two farthest incidents are, in metres.
  package let longest: Double
  package let months: [(month: Month, count: Int)]
  package let offences: [(code: String, count: Int)]
  /// The first and last day, and how many days lie between, for clusters in time.
  package let span: (first: String, last: String, days: Double)?
  /// The most frequent location text.
  package let place: String?
  /// The areas that the outline meets, and the one that holds most of its incidents.
  package let areas: [Area]
  package let area: Area?
  /// How many incidents lie at each of its distinct places, most first.
  package let countsAtPlaces: [Int]
  package let evidence: ClusterEvidence

  /// Longer ones are flagged: they may be several places along one road.
  static let longestUnflagged = 1_000.0

  package var isLong: Bool { longest > Self.longestUnflagged }
  package var isSinglePlace: Bool { countsAtPlaces.count == 1 }
  package var perKm2: Double { Double(count) / areaKm2 }
  /// The month with most incidents, the first among equals.
  package var peak: (month: Month, count: Int)? {
    months.max { ($0.count, $1.month.ordinal) < ($1.count, $0.month.ordinal) }
  }
}

/// What the method says of a cluster beside who is in it.
package struct ClusterEvidence: Hashable, Sendable {
  /// How many of its incidents have enough near them, and how near that is, in metres.
  package var cores: Int?
  package var distance: Double?
  /// For how long it stands by itself as density grows, and from what distance downwards, in metres.
  package var stability: Double?
  package var birth: Double?
  /// How often random points make so large a cluster.
  package var pValue: PValue?
}
