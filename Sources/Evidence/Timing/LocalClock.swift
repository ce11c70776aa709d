/// What clocks of a place show at any moment: seconds of Coordinated Universal Time in, local seconds out.
///
/// Evidence knows no time zones; whoever asks brings the offsets of one. Arithmetic is done in Coordinated
/// Universal Time and only labels are local, so an hour that clocks show twice is two hours long and one
/// that they skip has none.
package struct LocalClock: Hashable, Sendable {
  /// Seconds east of Greenwich before the first change.
  private let offset: Int64
  private let changes: [Change]

  /// A moment from which on clocks stand so many seconds east of Greenwich.
  package struct Change: Hashable, Sendable {
    package let moment: Int64
    package let offset: Int64

    package init(moment: Int64, offset: Int64) {
      self.moment = moment
      self.offset = offset
    }
  }

  package static let utc = LocalClock(offset: 0, changes: [])

  /// - Parameter changes: ascending.
  package init(offset: Int64, changes: [Change]) {
    precondition(
      zip(changes, changes.dropFirst()).allSatisfy { $0.moment < $1.moment },
      "changes of clocks come one after the other")
    self.offset = offset
    self.changes = changes
  }

  /// The clock between two moments, from what tells the offset of any moment; each change is found to the
  /// second. Two changes within a day would cancel each other, and no place has ever had them.
  ///
  /// - Complexity: O(days).
  package init(from first: Int64, through last: Int64, offset: (Int64) -> Int64) {
    var changes: [Change] = []
    var (moment, known) = (first, offset(first))
    self.offset = known
    while moment < last {
      let next = min(moment + 86_400, last)
      let found = offset(next)
      if found != known {
        changes.append(Change(moment: Self.bisect(moment, next, known, offset), offset: found))
        known = found
      }
      moment = next
    }
    self.changes = changes
  }

  /// The first moment after `low` with another offset.
  private static func bisect(
    _ low: Int64, _ high: Int64, _ known: Int64, _ offset: (Int64) -> Int64
  ) -> Int64 {
    var (low, high) = (low, high)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offset(middle) == known { low = middle } else { high = middle }
    }
    return high
  }

  /// What clocks show, in seconds since they showed the start of 1970.
  package func local(_ moment: Int64) -> Int64 { moment + offset(at: moment) }

  /// Seconds after the midnight that clocks showed last.
  package func timeOfDay(_ moment: Int64) -> Int64 { local(moment).remainderUp(86_400) }

  /// The day that clocks show, counted from 1 January 1970.
  package func day(_ moment: Int64) -> Int { Int(local(moment).quotientDown(86_400)) }

  /// How many days of the calendar pass between two moments; one on which clocks change is one.
  package func days(from start: Int64, to end: Int64) -> Double {
    Double(local(end) - local(start)) / 86_400
  }

  private func offset(at moment: Int64) -> Int64 {
    changes.last { $0.moment <= moment }?.offset ?? offset
  }

  /// Calls `body` with the local seconds of each stretch of a span in which no clock is changed.
  package func forEachStretch(
    from start: Int64, to end: Int64, _ body: (_ start: Int64, _ end: Int64) -> Void
  ) {
    var (moment, offset) = (start, offset(at: start))
    for change in changes where change.moment > start && change.moment < end {
      body(moment + offset, change.moment + offset)
      (moment, offset) = (change.moment, change.offset)
    }
    if moment < end { body(moment + offset, end + offset) }
  }
}

/// A day of the week; a week starts on Monday.
package enum DayOfWeek: Int, CaseIterable, Hashable, Sendable, Comparable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// The weekday of a day counted from 1 January 1970, which was a Thursday.
  package init(ofDay day: Int) {
    self = Self.allCases[(day + 3).remainderUp(7)]
  }

  package static func < (a: DayOfWeek, b: DayOfWeek) -> Bool { a.rawValue < b.rawValue }
}

extension BinaryInteger {
  /// The remainder from 0 to below the divisor, of negative numbers too.
  func remainderUp(_ divisor: Self) -> Self {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  /// The quotient rounded down, of negative numbers too.
  func quotientDown(_ divisor: Self) -> Self { (self - remainderUp(divisor)) / divisor }
}
