package import Geometry

/// One event with its place and its day.
package struct SpaceTimeEvent: Hashable, Sendable {
  /// In metres.
  package let place: Point
  /// The local calendar day, counted from any day.
  package let day: Int
  /// When on any scale it happened, to order events of one day; `nil` where only the day is known.
  package let instant: Int?
  /// The place of its identifier among all, sorted: decides where place, day and instant are equal.
  package let rank: Int

  package init(place: Point, day: Int, instant: Int? = nil, rank: Int) {
    precondition(place.isFinite, "an event must have a place")
    (self.place, self.day, self.instant, self.rank) = (place, day, instant, rank)
  }
}
