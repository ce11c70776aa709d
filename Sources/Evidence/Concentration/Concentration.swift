/// How few places hold most of what happens.
///
/// Places without any incident count as places: leaving them out is the commonest mistake, and makes everything
/// look more even than it is. A share such as "half in 5 % of places" (Weisburd 2015) means little where there
/// are fewer incidents than places, as chance alone then leaves most places empty: tell the generalised
/// Gini and what chance would give beside it.
package struct Concentration: Hashable, Sendable {
  /// Incidents.
  package let events: Int
  /// All places, those without incidents among them.
  package let places: Int
  /// How many places have at least one.
  package let placesWithAny: Int
  /// 0 when all places have as many; near 1 when one has all. Each place is compared with each.
  package let gini: Double
  /// The same when 0 means as even as so many incidents allow: with fewer incidents than places, one each in
  /// different places.
  package let generalisedGini: Double
  /// The counts, from the largest.
  private let descending: [Int]

  /// - Parameter counts: of every place; none negative.
  /// - Throws: when there is no place, or no incident.
  /// - Complexity: O(*n* log *n*).
  package init(_ counts: [Int]) throws(Undefined) {
    precondition(counts.allSatisfy { $0 >= 0 }, "a count is not negative")
    guard !counts.isEmpty else { throw Undefined("there is no place") }
    descending = counts.sorted(by: >)
    events = counts.reduce(0, +)
    guard events > 0 else { throw Undefined("there is no incident") }
    places = counts.count
    placesWithAny = counts.count { $0 > 0 }
    let rankSum = Self.rankSum(descending)
    gini = Self.gini(rankSum, events: events, places: places)
    generalisedGini = Self.generalisedGini(rankSum, events: events, places: places)
  }

  /// The sum of every count times its place in ascending order, from 1; exact.
  private static func rankSum(_ descending: [Int]) -> Int {
    let places = descending.count
    var sum = 0
    for (place, count) in descending.enumerated() {
      if count == 0 { break }
      sum += (places - place) * count
    }
    return sum
  }

  /// (2 Σ i y_i)/n - (n+1)/n, y_i being ascending shares.
  private static func gini(_ rankSum: Int, events: Int, places: Int) -> Double {
    let (n, total) = (Double(places), Double(events))
    return max(0, (2 * Double(rankSum) - (n + 1) * total) / (n * total))
  }

  /// max(1/C, 1/n)(2 Σ i y_i - n - 1) - max(n/C, 1) + 1 (after Bernasco and Steenbeek 2017).
  private static func generalisedGini(_ rankSum: Int, events: Int, places: Int) -> Double {
    let (n, total) = (Double(places), Double(events))
    let excess = (2 * Double(rankSum) - (n + 1) * total) / total
    return max(0, excess / min(total, n) - max(n / total, 1) + 1)
  }

  /// The fewest places that together hold at least a share of the incidents.
  package func fewestPlaces(holding share: Double) -> Int {
    precondition(share > 0 && share <= 1, "a share lies between 0 and 1")
    var held = 0
    for (place, count) in descending.enumerated() {
      held += count
      // Not held / events, which may round below a share it equals.
      if Double(held) >= share * Double(events) - 1e-9 { return place + 1 }
    }
    return places
  }

  /// The share of incidents that the busiest places hold, of equal ones any.
  package func share(ofBusiest places: Int) -> Double {
    precondition(0...self.places ~= places, "no more places than there are")
    return Double(descending.prefix(places).reduce(0, +)) / Double(events)
  }

  /// Points of the Lorenz curve, busiest places first: the share of all places, and the share of incidents they
  /// hold. Points on a straight line between others are left out.
  package var lorenz: [(places: Double, events: Double)] {
    var points: [(places: Double, events: Double)] = [(0, 0)]
    var held = 0
    for (place, count) in descending.enumerated() {
      held += count
      let isLast = place + 1 == places
      if isLast || descending[place + 1] != count {
        points.append(
          (Double(place + 1) / Double(places), Double(held) / Double(events)))
      }
    }
    return points
  }
}
