import Geometry

/// What counts as a near repeat: an event so near to an earlier one, so soon after it.
package struct NearRepeatLimits: Hashable, Sendable {
  package let metric: PlaneMetric
  /// Events are linked if they are less than this apart, in metres.
  package let distance: Double
  /// And less than this many calendar days.
  package let days: Int
  /// Linked events less than this apart are a repeat, in the same place; others a near repeat.
  package let samePlace: Double

  package init(
    metric: PlaneMetric, distance: Double, days: Int, samePlace: Double = KnoxBands.samePlace
  ) {
    precondition(distance > 0 && days > 0 && samePlace > 0, "nothing is less than nothing apart")
    (self.metric, self.distance, self.days, self.samePlace) = (metric, distance, days, samePlace)
  }
}

/// Two events that are near repeats of each other, each pair once.
package struct NearRepeatLink: Hashable, Sendable {
  /// The number of the earlier event in the list given; without an originator that of the lower rank.
  package let first: Int
  package let second: Int
  /// Whether it is known which came first, so that the first is the originator and the second its follower.
  package let hasOriginator: Bool
  /// How far apart they are, in metres by the metric of the limits.
  package let distance: Double
  /// How many calendar days apart they are.
  package let days: Int
  /// Whether they are in the same place: a repeat, not a near repeat.
  package let isSamePlace: Bool

  /// All links among events, by the day of the first, then its time and rank, then those of the second.
  ///
  /// The originator of a pair is its earlier event. A pair of one day has none unless both have times; then it
  /// is the earlier time, and with equal times the lower rank.
  /// - Complexity: O(*n* log *n* + *p* log *p*) for *p* pairs less than the distance apart.
  package static func all(among events: [SpaceTimeEvent], limits: NearRepeatLimits)
    -> [NearRepeatLink]
  {
    let bands = KnoxBands(distances: [limits.distance], days: [1])
    let pairs = ClosePairs(events.map(\.place), bands: bands, metric: limits.metric)
    var links: [NearRepeatLink] = []
    pairs.forEach { _, a, b in
      guard abs(events[a].day - events[b].day) < limits.days else { return }
      links.append(NearRepeatLink(a, b, among: events, limits: limits))
    }
    return links.sorted { a, b in
      let (first, other) = (events[a.first], events[b.first])
      if first != other { return first.isListedBefore(other) }
      return events[a.second].isListedBefore(events[b.second])
    }
  }

  private init(_ a: Int, _ b: Int, among events: [SpaceTimeEvent], limits: NearRepeatLimits) {
    let (one, other) = (events[a], events[b])
    let oneIsFirst: Bool
    switch (one.instant, other.instant) {
    case _ where one.day != other.day:
      (oneIsFirst, hasOriginator) = (one.day < other.day, true)
    case (let time?, let otherTime?):
      (oneIsFirst, hasOriginator) = ((time, one.rank) < (otherTime, other.rank), true)
    default:
      (oneIsFirst, hasOriginator) = (one.rank < other.rank, false)
    }
    (first, second) = oneIsFirst ? (a, b) : (b, a)
    distance = limits.metric.distance(one.place.x - other.place.x, one.place.y - other.place.y)
    days = abs(one.day - other.day)
    isSamePlace = distance < limits.samePlace
  }
}

extension SpaceTimeEvent {
  /// The order that events are listed in: by day, time of day where known, and rank.
  func isListedBefore(_ other: SpaceTimeEvent) -> Bool {
    (day, instant ?? .max, rank) < (other.day, other.instant ?? .max, other.rank)
  }
}
