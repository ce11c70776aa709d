/// How many there were for so many people (or addresses, or km of street), and how sure that is.
package struct Rate: Hashable, Sendable {
  package let count: Int
  /// What the count is divided by: people, or people times years.
  package let exposure: Double
  /// For how many of the exposure the rate is told, such as 1,000.
  package let per: Double
  /// With the interval of the count's method.
  package let estimate: Estimate

  /// Counts below this make a rate that is told with a warning.
  package static let small = 10

  /// - Throws: where there is nobody to count for.
  package init(
    _ count: Int, of exposure: Double, per: Double = 1_000, confidence: Double = 0.95
  ) throws(Undefined) {
    precondition(count >= 0, "a count is at least 0")
    precondition(exposure >= 0 && per > 0, "an exposure is at least 0")
    guard exposure > 0, exposure.isFinite else {
      throw Undefined("there is nothing to divide by")
    }
    self.count = count
    self.exposure = exposure
    self.per = per
    estimate = Estimate(Double(count), .poisson(count, confidence: confidence))
      .scaled(by: per / exposure)
  }

  package var value: Double { estimate.value }
  package var interval: Interval { estimate.interval }
  package var isSmall: Bool { count < Self.small }

  /// The rate of a group: the mean of its members' *rates*, whatever their size, as for most similar forces.
  ///
  /// Not their pooled rate, in which large members weigh more.
  /// - Throws: of no member.
  package static func groupAverage(_ rates: [Double]) throws(Undefined) -> Double {
    guard !rates.isEmpty else { throw Undefined("the group has no members with a rate") }
    // Sorted, so that the members' order has no influence.
    return rates.sorted().reduce(0, +) / Double(rates.count)
  }
}
