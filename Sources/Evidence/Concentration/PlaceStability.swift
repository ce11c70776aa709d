/// Whether the busiest places of one period are those of another.
///
/// Some of the busiest places are so by chance and will be ordinary next time; only what holds over time can
/// be planned for.
package struct PlaceStability: Hashable, Sendable {
  /// How many places were the busiest of either period, ties broken by the order of the places.
  package let top: Int
  /// How many of them are the same.
  package let inBoth: Int
  /// Shared over all that are in either list.
  package let jaccard: Double
  /// How many would be the same if the second period's were any places.
  package let inBothByChance: Double
  /// The share of the first period's incidents in its busiest places, and of the second's in the same places.
  package let shareThen: Double
  package let shareAfter: Double
  /// The same of as many of the second period's own busiest places: the most there could be.
  package let shareOfOwn: Double

  /// - Parameters:
  ///   - first: the counts of all places, and `second` those of the same places in another period.
  ///   - top: how many are the busiest, from 1 to all.
  /// - Throws: when a period has no incident.
  package init(_ first: [Int], _ second: [Int], top: Int) throws(Undefined) {
    precondition(first.count == second.count && 1...max(1, first.count) ~= top)
    let (allFirst, allSecond) = (first.reduce(0, +), second.reduce(0, +))
    guard allFirst > 0 else { throw Undefined("nothing happened in the first period") }
    guard allSecond > 0 else { throw Undefined("nothing happened in the second period") }
    let (then, after) = (Self.busiest(top, of: first), Self.busiest(top, of: second))
    self.top = top
    inBoth = Set(then).intersection(after).count
    jaccard = Double(inBoth) / Double(2 * top - inBoth)
    inBothByChance = Double(top * top) / Double(first.count)
    shareThen = Double(then.reduce(0) { $0 + first[$1] }) / Double(allFirst)
    shareAfter = Double(then.reduce(0) { $0 + second[$1] }) / Double(allSecond)
    shareOfOwn = Double(after.reduce(0) { $0 + second[$1] }) / Double(allSecond)
  }

  /// The busiest places, the first of equal ones before others.
  package static func busiest<Value: Comparable>(_ top: Int, of values: [Value]) -> [Int] {
    let order = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    return Array(order.prefix(top))
  }
}

/// Spearman's rank correlation (1904): 1 when places rank alike in two lists, 0 when the ranks have nothing in
/// common, -1 when they are reversed. Equal values share the mean of their ranks.
///
/// - Throws: when there are fewer than two places, or all of a list are equal.
/// - Complexity: O(*n* log *n*).
package func rankCorrelation(_ first: [Double], _ second: [Double]) throws(Undefined) -> Double {
  precondition(first.count == second.count)
  guard first.count > 1 else { throw Undefined("there are fewer than two places") }
  let (a, b) = (midranks(first), midranks(second))
  let mean = Double(first.count + 1) / 2
  var (products, squaresA, squaresB) = (0.0, 0.0, 0.0)
  for (x, y) in zip(a, b) {
    products += (x - mean) * (y - mean)
    squaresA += (x - mean) * (x - mean)
    squaresB += (y - mean) * (y - mean)
  }
  guard squaresA > 0, squaresB > 0 else { throw Undefined("all places of a list are equal") }
  return products / (squaresA * squaresB).squareRoot()
}

private func midranks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  var ranks = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
    start = end
  }
  return ranks
}
