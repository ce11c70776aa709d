/// Whether something keeps happening: in how many weeks or months it happened at all.
///
/// A law that asks whether an effect is "persistent or continuing" asks this rather than how often in all: ten
/// incidents in one week and ten in ten weeks are the same count.
package struct Persistence: Hashable, Sendable {
  /// Weeks or months looked at.
  package let periods: Int
  /// Those with an incident or more.
  package let withAny: Int
  /// The most one after the other with an incident, and without.
  package let longestRun: Int
  package let longestGap: Int
  /// How many have passed without one since the last; `nil` where none ever had.
  package let sinceLast: Int?

  /// - Parameter counts: of each period, one after the other, without holes.
  package init(_ counts: [Int]) {
    periods = counts.count
    withAny = counts.count { $0 > 0 }
    longestRun = Self.longest(counts.map { $0 > 0 })
    longestGap = Self.longest(counts.map { $0 == 0 })
    sinceLast = counts.lastIndex { $0 > 0 }.map { counts.count - 1 - $0 }
  }

  private static func longest(_ flags: [Bool]) -> Int {
    var (longest, current) = (0, 0)
    for flag in flags {
      current = flag ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }

  /// The share of periods with an incident, with Wilson's (1927) interval.
  ///
  /// The interval takes periods for independent; incidents come in runs, so it is too narrow where one leads to
  /// the next.
  package func share(confidence: Double = 0.95) throws(Undefined) -> Estimate {
    guard periods > 0 else { throw Undefined("no whole period was observed") }
    return Estimate(
      Double(withAny) / Double(periods),
      try Interval.wilson(withAny, of: periods, confidence: confidence))
  }
}
