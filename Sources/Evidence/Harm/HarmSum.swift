/// What incidents of several kinds count for: as many as they are, by harm, and by the square root of harm.
///
/// Harm lets a few grave incidents outweigh hundreds of others, and makes "frequency deserts" of maps; its square
/// root lies between count and harm. The three are told side by side (Sherman, Neyroud and Neyroud 2016, "The
/// Cambridge Crime Harm Index").
package struct HarmSum: Hashable, Sendable {
  /// Incidents whose kind has a weight; only of these are the other two.
  package private(set) var weighed = 0
  /// The sum of the weights, such as days of custody.
  package private(set) var harm = 0.0
  /// The sum of their square roots.
  package private(set) var rootHarm = 0.0
  /// Incidents whose kind has no weight: counted, and never given 0.
  package private(set) var unweighed = 0

  package init() {}

  /// All incidents.
  package var count: Int { weighed + unweighed }

  /// Adds so many incidents of one kind.
  /// - Parameter weight: of one of them; `nil` where none is given.
  package mutating func add(_ count: Int, weight: Double?) {
    precondition(count >= 0 && weight.map { $0 >= 0 && $0.isFinite } ?? true)
    guard let weight else { return unweighed += count }
    weighed += count
    harm += Double(count) * weight
    rootHarm += Double(count) * weight.squareRoot()
  }
}

/// Which places or offences come first by count, by harm and by its square root, and how far the lists agree.
package struct HarmRanks: Hashable, Sendable {
  /// The ranks of each, from 1; `nil` below the floor. Equal values rank by their order.
  package let byCount: [Int?]
  package let byHarm: [Int?]
  package let byRootHarm: [Int?]
  /// How many are ranked.
  package let ranked: Int

  /// What has no weight has no rank by harm.
  /// - Parameter floor: with fewer incidents than this, one is not ranked: one homicide is no pattern.
  package init(_ sums: [HarmSum], floor: Int) {
    let eligible = sums.indices.filter { sums[$0].count >= max(1, floor) }
    let weighed = eligible.filter { sums[$0].weighed > 0 }
    ranked = eligible.count
    byCount = Self.ranks(eligible, of: sums) { Double($0.count) }
    byHarm = Self.ranks(weighed, of: sums, by: \.harm)
    byRootHarm = Self.ranks(weighed, of: sums, by: \.rootHarm)
  }

  private static func ranks(
    _ eligible: [Int], of sums: [HarmSum], by value: (HarmSum) -> Double
  ) -> [Int?] {
    var ranks = [Int?](repeating: nil, count: sums.count)
    let order = eligible.sorted { (value(sums[$1]), $0) < (value(sums[$0]), $1) }
    for (rank, place) in order.enumerated() { ranks[place] = rank + 1 }
    return ranks
  }

  /// How much two lists of the first few have in common: shared over all in either (Jaccard 1912).
  /// - Throws: when nothing is ranked.
  package static func overlap(
    ofFirst top: Int, _ a: [Int?], _ b: [Int?]
  ) throws(Undefined) -> (shared: Int, jaccard: Double) {
    precondition(top > 0 && a.count == b.count)
    let first = Set(a.indices.filter { a[$0].map { $0 <= top } ?? false })
    let second = Set(b.indices.filter { b[$0].map { $0 <= top } ?? false })
    let either = first.union(second).count
    guard either > 0 else { throw Undefined("nothing is ranked") }
    let shared = first.intersection(second).count
    return (shared, Double(shared) / Double(either))
  }
}
