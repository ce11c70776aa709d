import Records

/// Which incidents a count counts.
///
/// Documents name the tallies of every number, so that disclosure control sees which numbers can be made from
/// which: it needs the incidents, not only how many they are.
package struct Tally: Hashable, Sendable {
  /// Places of incidents among the `IncidentColumns`, ascending, each once.
  package let incidents: [Int32]
  private let digest: Int

  package var count: Int { incidents.count }

  /// - Complexity: O(*n*) where they are sorted already, else O(*n* log *n*).
  package init(_ incidents: some Sequence<Int32>) {
    var list = Array(incidents)
    if zip(list, list.dropFirst()).contains(where: { $0 >= $1 }) { list.sort() }
    precondition(
      zip(list, list.dropFirst()).allSatisfy { $0 < $1 }, "an incident counts once in a tally")
    self.incidents = list
    digest = list.hashValue
  }

  /// Those of the tally for which something holds.
  package func filter(_ isCounted: (Int32) -> Bool) -> Tally { Tally(incidents.filter(isCounted)) }

  package static func == (a: Tally, b: Tally) -> Bool {
    a.digest == b.digest && a.incidents == b.incidents
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  package static let none = Tally([])
}
