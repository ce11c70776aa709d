/// By how many percent a rate changed.
package struct PercentChange: Hashable, Sendable {
  package let ratio: RateRatio

  package init(_ ratio: RateRatio) { self.ratio = ratio }

  package init(from before: Int, to after: Int) {
    ratio = RateRatio(before: .init(before), after: .init(after))
  }

  /// Whether a percentage may be told: on a base under 20 it says more about the base than about the change.
  package var isTold: Bool { ratio.before.count >= RateRatio.small }

  /// 100 (RR − 1), whatever the base.
  /// - Throws: where nothing happened before: the two counts are all that can be told.
  package func value() throws(Undefined) -> Double { 100 * (try ratio.value() - 1) }

  /// - Throws: where nothing happened at all.
  package func interval(confidence: Double = 0.95) throws(Undefined) -> Interval {
    Self.percent(try ratio.interval(confidence: confidence))
  }

  package static func percent(_ ratio: Interval) -> Interval {
    Interval(
      100 * (ratio.low - 1), 100 * (ratio.high - 1), confidence: ratio.confidence,
      method: ratio.method)
  }
}
