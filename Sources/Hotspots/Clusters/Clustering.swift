import Geometry

/// Which incidents belong together.
///
/// Start reading clusters here; `densityClusters`, `hierarchicalDensityClusters` and
/// `nearestNeighbourClusters` make one. Clusters are numbered from 0: the heaviest first, of equal ones that
/// with the westernmost (then southernmost, then earliest) member first.
package struct Clustering: Hashable, Sendable {
  /// What stands in the place of a cluster's number for an incident in none.
  package static let noise: Int32 = -1

  /// For each incident, in the order given, the number of its cluster.
  package let labels: [Int32]
  /// How many clusters there are.
  package let count: Int

  /// How many incidents are in no cluster.
  package var noiseCount: Int { labels.count { $0 == Self.noise } }

  /// For each cluster the places of its incidents in the list, ascending.
  /// - Complexity: O(*n*).
  package var members: [[Int32]] {
    var members = [[Int32]](repeating: [], count: count)
    for (place, label) in labels.enumerated() where label >= 0 {
      members[Int(label)].append(Int32(place))
    }
    return members
  }
}

/// Where and when something lies, and what it counts for: the order that does not depend on how a list is
/// sorted.
struct CanonicalPlace: Comparable {
  let point: Point
  var time = 0.0
  var weight = 0.0

  static func < (a: CanonicalPlace, b: CanonicalPlace) -> Bool {
    (a.point.x, a.point.y, a.time, a.weight) < (b.point.x, b.point.y, b.time, b.weight)
  }
}

extension Clustering {
  /// Numbers groups anew, as clusters are numbered.
  /// - Parameters:
  ///   - groups: for each incident the number of its group, below `count`, or `noise`; a group may be empty.
  ///   - place: where an incident lies, and what it counts for.
  init(groups: [Int32], count: Int, place: (Int) -> CanonicalPlace) {
    var totals = [Double](repeating: 0, count: count)
    var firsts = [Int](repeating: -1, count: count)
    for (incident, group) in groups.enumerated() where group >= 0 {
      let group = Int(group)
      totals[group] += place(incident).weight
      if firsts[group] < 0 || place(incident) < place(firsts[group]) { firsts[group] = incident }
    }
    let used = (0..<count).filter { firsts[$0] >= 0 }
    let order = used.sorted { a, b in
      totals[a] != totals[b] ? totals[a] > totals[b] : place(firsts[a]) < place(firsts[b])
    }
    var numbers = [Int32](repeating: Self.noise, count: count)
    for (number, group) in order.enumerated() { numbers[group] = Int32(number) }
    labels = groups.map { $0 < 0 ? Self.noise : numbers[Int($0)] }
    self.count = order.count
  }
}
