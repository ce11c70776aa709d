package import Probability

/// Whether the counts of places vary more than Poisson counts would: then windows look surer than they are.
///
/// Pearson's X² of the places over its degrees of freedom, about 1 for Poisson counts. Its distribution is
/// compared with the normal one of the same mean and variance given the total (Haldane 1937, "The exact
/// value of the moments of the distribution of χ²", Biometrika 29), which holds for small expected counts
/// too; with few places it is rough. Places in significant clusters are left out: they vary for a reason.
package struct ScanDispersion: Hashable, Sendable {
  /// Pearson's X² over its degrees of freedom.
  package let index: Double
  package let p: PValue
  /// How many places it is about.
  package let places: Int

  /// `nil` for models other than Poisson, and with fewer than three places or no case outside the clusters.
  init?(_ cases: ScanCases, outside clusters: [ScanCluster]) {
    guard cases.kind == .poisson else { return nil }
    let hidden = Set(clusters.flatMap(\.locations))
    let places = cases.positions.indices.filter { place in
      cases.weights[place] > 0 && !cases.members[place].contains(where: hidden.contains)
    }
    let counts = places.map { place in
      Double(
        cases.cases[place * cases.steps..<(place + 1) * cases.steps].reduce(0) { $0 + Int($1) })
    }
    let (total, weight) = (counts.reduce(0, +), places.reduce(0) { $0 + cases.weights[$1] })
    guard places.count > 2, total > 0 else { return nil }
    let shares = places.map { cases.weights[$0] / weight }
    let squares = zip(counts, shares).reduce(0) { sum, pair in
      let expected = total * pair.1
      return sum + (pair.0 - expected) * (pair.0 - expected) / expected
    }
    let free = Double(places.count - 1)
    let k = Double(places.count)
    let inverse = shares.reduce(0) { $0 + 1 / $1 }
    let variance = 2 * free + (inverse - k * k - 2 * k + 2) / total
    guard variance > 0 else { return nil }
    index = squares / free
    p = NormalDistribution.pValue((squares - free) / variance.squareRoot(), .greater)
    self.places = places.count
  }
}
