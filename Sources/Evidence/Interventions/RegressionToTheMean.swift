import RealModule

/// What a place that was chosen because it was high may be expected to count next, if nothing is done.
///
/// The count is drawn towards the mean of all places it was chosen among, the more so the less they differ by
/// more than chance: x̂ = m + a/(a + m) (k − m), with m the mean and a = max(0, s² − m) the variance between
/// places (gamma-Poisson by moments; the empirical Bayes method of Hauer 1997, *Observational Before-After
/// Studies in Road Safety*). In incidents of a period of the same length. It says what selection
/// alone does; it knows no trend.
package struct RegressionToTheMean: Hashable, Sendable {
  package let count: Int
  /// What the next period may be expected to count.
  package let expected: Double
  /// a/(a + m): 1 where all differences between places are real, 0 where all are chance.
  package let reliability: Double

  /// - Parameter places: the counts of all places that were looked at, the chosen one among them.
  /// - Throws: with fewer than 10 places, or nothing counted in any.
  package init(count: Int, among places: [Int]) throws(Undefined) {
    guard places.count >= 10 else { throw Undefined("fewer than 10 places to compare with") }
    let number = Double(places.count)
    let mean = Double(places.reduce(0, +)) / number
    guard mean > 0 else { throw Undefined("no place counts anything") }
    let square = places.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    let between = max(0, square / (number - 1) - mean)
    self.count = count
    reliability = between / (between + mean)
    expected = mean + reliability * (Double(count) - mean)
  }

  /// Negative where a fall is to be expected without anything being done.
  package var expectedChange: Double { expected - Double(count) }
}
