package import Evidence

/// One thing shown: words or a number, how it is written, and what was counted to make it.
package struct Cell: Hashable, Sendable {
  package let content: Content
  /// Withheld from a public result when any of these is.
  package let tallies: [Tally]

  package enum Content: Hashable, Sendable {
    case text(String)
    case count(Int)
    case number(Double, Style)
    /// `nil` for an end without bound.
    case interval(low: Double?, high: Double?, Style, method: String)
    case pValue(Double)
    /// A statistic without a value, with one clause that says why.
    case undefined(reason: String)
    case withheld(Withheld)
    /// Nothing belongs here.
    case blank
  }

  /// How a number is written for people; programs get all digits.
  package enum Style: Hashable, Sendable {
    case decimals(Int)
    /// A difference, with its sign.
    case signed(Int)
    /// A share of 1 as a percentage.
    case share(Int)
    /// A change in percent, with its sign.
    case change(Int)
    /// A rate: one decimal, and "<0.1" where it would read as nought but is not.
    case rate
    /// So many significant digits.
    case significant
  }

  /// Why a number is not published.
  package enum Withheld: Hashable, Sendable {
    /// It is a count below the threshold.
    case small(below: Int)
    /// A small count could be found out by it.
    case complementary
    /// It was made from counts that are withheld.
    case derived
  }

  package init(_ content: Content, from tallies: [Tally] = []) {
    self.content = content
    self.tallies = tallies
  }
}

extension Cell {
  package static func text(_ text: String, from tallies: [Tally] = []) -> Cell {
    Cell(.text(text), from: tallies)
  }

  package static func count(_ tally: Tally) -> Cell { Cell(.count(tally.count), from: [tally]) }

  /// A whole number that counts no incidents, such as days, areas or residents.
  package static func whole(_ count: Int) -> Cell { Cell(.count(count)) }

  /// A number; one that is not finite has no value.
  package static func number(_ value: Double, _ style: Style, from tallies: [Tally] = []) -> Cell {
    value.isFinite
      ? Cell(.number(value, style), from: tallies)
      : Cell(.undefined(reason: "it has no finite value"), from: tallies)
  }

  package static func number(
    _ value: Double, decimals: Int, from tallies: [Tally] = []
  ) -> Cell { .number(value, .decimals(decimals), from: tallies) }

  package static func interval(
    _ interval: Interval, _ style: Style, from tallies: [Tally] = []
  ) -> Cell {
    Cell(
      .interval(
        low: interval.low.isFinite ? interval.low : nil,
        high: interval.high.isFinite ? interval.high : nil, style, method: interval.method),
      from: tallies)
  }

  package static func pValue(_ value: Double, from tallies: [Tally] = []) -> Cell {
    Cell(.pValue(value), from: tallies)
  }

  package static func undefined(_ why: Undefined, from tallies: [Tally] = []) -> Cell {
    Cell(.undefined(reason: why.reason), from: tallies)
  }

  package static func undefined(_ reason: String, from tallies: [Tally] = []) -> Cell {
    Cell(.undefined(reason: reason), from: tallies)
  }

  package static let blank = Cell(.blank)

  /// The cell of a statistic that may have no value.
  package static func attempt(
    from tallies: [Tally] = [], _ make: () throws(Undefined) -> Cell
  ) -> Cell {
    do throws(Undefined) { return try make() } catch { return .undefined(error, from: tallies) }
  }

  /// The same kept from the public.
  func withheld(_ why: Withheld) -> Cell { Cell(.withheld(why)) }

  var isWithheld: Bool { if case .withheld = content { true } else { false } }

  /// The number as programs get it; `nil` where there is none.
  package var value: Double? {
    switch content {
    case .count(let count): Double(count)
    case .number(let number, _), .pValue(let number): number
    case .text, .interval, .undefined, .withheld, .blank: nil
    }
  }
}
