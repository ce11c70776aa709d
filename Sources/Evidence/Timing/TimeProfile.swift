/// When incidents happen: their aoristic weights in every hour of a period, from which hours, weekdays, nights
/// and days of a calendar are told.
///
/// Weights are exact to the second (Ratcliffe and McCullagh 1998; Ratcliffe 2002). Spans of more than a week
/// are in all 168 hours of the week alike, and counted. Each incident belongs whole to the period, although
/// its span may run past its end.
package struct TimeProfile: Sendable {
  package let clock: LocalClock
  /// The hour at which days start, from 0 to 23.
  package let dayStarts: Int
  /// The spans that are told of, in the order of time.
  package let spans: [TimeSpan]
  package let heaping: Heaping
  /// Moments at 00:00 that were left out, as their time of day is unknown.
  package let leftOut: Int
  /// The weight of the spans that are in all hours alike.
  package let spread: Double
  /// How incidents vary between days.
  package let dispersion: TimeDispersion
  let timeline: HourTimeline

  /// What becomes of a moment at 00:00, which most systems write where no time is known.
  package enum MidnightRule: String, CaseIterable, Hashable, Sendable {
    case leftOut = "leave-out"
    /// Its day is known, so its weight is in each hour of it alike.
    case wholeDay = "whole-day"
    /// It happened then.
    case exact
  }

  /// - Parameters:
  ///   - spans: in any order.
  ///   - start: the first moment of the period, and `end` the first after it.
  /// - Complexity: O(*n* log *n* + hours) for *n* spans, each touching 168 hours at most.
  package init(
    _ given: [TimeSpan], from start: Int64, to end: Int64, clock: LocalClock, dayStarts: Int,
    midnight: MidnightRule = .leftOut
  ) {
    self.clock = clock
    self.dayStarts = dayStarts
    heaping = Heaping(given, by: clock)
    let read = given.compactMap { midnight.reading($0, by: clock) }.sorted()
    spans = read
    leftOut = given.count - read.count
    spread = read.reduce(0) { $1.isSpread ? $0 + $1.weight : $0 }
    timeline = HourTimeline(read, from: start, to: end, clock: clock)
    dispersion = TimeDispersion(timeline, dayStarts: dayStarts)
  }

  /// The weight of all incidents told of.
  package var total: Double { spans.reduce(0) { $0 + $1.weight } }

  /// The weight in each hour of each weekday.
  package var weekGrid: WeekGrid {
    var grid = WeekGrid(dayStarts: dayStarts)
    grid.addToAll(spread / 168)
    for (index, weight) in timeline.weights.enumerated() where weight > 0 {
      grid.add(weight, toLocalHour: timeline.firstHour + index)
    }
    return grid
  }

  /// How many hours of the period each hour of each weekday was.
  package var hoursObserved: WeekGrid {
    var grid = WeekGrid(dayStarts: dayStarts)
    for (index, seconds) in timeline.seconds.enumerated() where seconds > 0 {
      grid.add(Double(seconds) / 3_600, toLocalHour: timeline.firstHour + index)
    }
    return grid
  }

  /// The weight inside a window, and the share of the period's time that the window takes.
  package func inside(_ window: WeeklyWindow) -> (weight: Double, shareOfTime: Double) {
    let weight = spans.reduce(0) { $0 + $1.weight * window.share(of: $1, by: clock) }
    let period = timeline.end - timeline.start
    let inside = window.seconds(from: timeline.start, to: timeline.end, by: clock)
    return (weight, period > 0 ? Double(inside) / Double(period) : window.shareOfWeek)
  }
}

extension TimeProfile.MidnightRule {
  /// The span as it is told of; `nil` where it is left out.
  package func reading(_ span: TimeSpan, by clock: LocalClock) -> TimeSpan? {
    guard self != .exact, span.isMidnightMoment(by: clock) else { return span }
    guard self == .wholeDay else { return nil }
    // Clocks may change on that day; its end is where they show midnight again.
    let next = clock.local(span.start) + 86_400
    let guess = span.start + 86_400
    return TimeSpan(
      start: span.start, end: guess + (next - clock.local(guess)), weight: span.weight)
  }
}

/// The weight and the length of every hour of the local clock from the first to the last that matters.
struct HourTimeline: Sendable {
  let start: Int64
  let end: Int64
  /// Counted from the start of 1970.
  let firstHour: Int
  private(set) var weights: [Double]
  /// The sums of squares of single incidents' weights, the variance of the sum if incidents are independent.
  private(set) var squares: [Double]
  /// How many seconds of the period each hour holds: 7,200 where clocks show it twice, none where they
  /// skip it.
  private(set) var seconds: [Int64]

  /// - Parameter spans: ascending.
  init(_ spans: [TimeSpan], from start: Int64, to end: Int64, clock: LocalClock) {
    let told = spans.filter { !$0.isSpread }
    let first = told.reduce(start) { min($0, $1.start) }
    let last = told.reduce(max(start, end)) { max($0, $1.end) }
    // A day more on either side, as clocks change.
    firstHour = Int(clock.local(first).quotientDown(3_600)) - 24
    let count = Int(clock.local(last).quotientDown(3_600)) + 25 - firstHour
    (self.start, self.end) = (start, end)
    weights = [Double](repeating: 0, count: count)
    squares = weights
    seconds = [Int64](repeating: 0, count: count)
    for span in told {
      for (hour, share) in span.hours(clock) {
        let weight = span.weight * share
        weights[hour - firstHour] += weight
        squares[hour - firstHour] += weight * weight
      }
    }
    addSeconds(clock)
  }

  private mutating func addSeconds(_ clock: LocalClock) {
    var found = seconds
    clock.forEachStretch(from: start, to: end) { start, end in
      var moment = start
      while moment < end {
        let hour = moment.quotientDown(3_600)
        let next = min(end, (hour + 1) * 3_600)
        found[Int(hour) - firstHour] += next - moment
        moment = next
      }
    }
    seconds = found
  }
}
