// What is told of counts and times, as pure functions: how much (rates), what changed, where it is
// heading (trends), when (timing), how concentrated, and whether what was done worked (interventions).
// Nothing here knows of incidents, areas or files: `CrimeMapping` counts, and asks.

/// A number with the interval it must be told with.
package struct Estimate: Hashable, Sendable {
  package let value: Double
  package let interval: Interval

  package init(_ value: Double, _ interval: Interval) {
    self.value = value
    self.interval = interval
  }

  /// The same in another unit, such as per 1,000.
  /// - Parameter factor: not negative.
  package func scaled(by factor: Double) -> Estimate {
    Estimate(value * factor, interval.scaled(by: factor))
  }
}

/// Between which values a number lies, with which confidence, and by which method that was found.
package struct Interval: Hashable, Sendable {
  /// May be infinite on either side, where the data set no bound.
  package let low: Double
  package let high: Double
  /// Such as 0.95.
  package let confidence: Double
  /// What the field calls the method, such as "exact Poisson" or "Byar".
  package let method: String

  package init(_ low: Double, _ high: Double, confidence: Double, method: String) {
    precondition(low <= high, "an interval has its lower end first")
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
    self.low = low
    self.high = high
    self.confidence = confidence
    self.method = method
  }

  package func scaled(by factor: Double) -> Interval {
    precondition(factor >= 0, "a factor keeps the ends in order")
    return Interval(low * factor, high * factor, confidence: confidence, method: method)
  }

  package func contains(_ value: Double) -> Bool { low <= value && value <= high }
}

/// Why a statistic has no value; never written as a number.
package struct Undefined: Error, Hashable, Sendable {
  /// One clause without a full stop, such as "nothing happened in the first period".
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}
