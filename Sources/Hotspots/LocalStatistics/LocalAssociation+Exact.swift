package import Probability
import SpatialIndex

extension LocalAssociation {
  /// Findings from the distribution over all arrangements of the other values: `ConditionalPermutation` with
  /// infinitely many replicates, so that no p-value has a floor.
  ///
  /// For whole values such as counts p-values are exact. Others are rounded to some thousand steps of the
  /// greatest, and p-values bounded from above, which the method says.
  /// - Returns: `nil` where neighbours weigh differently, all values are the same, or it would take too long.
  /// - Complexity: as `NeighbourSums`, and O(*k S*) for each distinct value.
  package func exactFindings(
    _ alternative: PValue.Alternative = .twoSided, by rule: MultipleTestRule, level: Double = 0.05,
    threads: Int = 2
  ) async -> LocalFindings? {
    let others = weights.withoutSelf()
    guard others.hasEvenRows else { return nil }
    // A sum of so many values moves with all of them.
    let least = min(0, values.min() ?? 0)
    let values = least < 0 ? self.values.map { $0 - least } : self.values
    let longest = (0..<count).reduce(0) { max($0, others.row(of: $1).count) }
    guard let sums = NeighbourSums(of: values, longest: longest) else { return nil }
    let tails = await sums.tails(of: others, values: values, threads: threads)
    let method: PValue.Method =
      sums.isExact ? .exact : .approximate("all arrangements, values rounded, bounded from above")
    let pValues = features.indices.map { feature -> PValue? in
      guard case .success = features[feature].score, let tails = tails[feature] else { return nil }
      return pValue(of: feature, tails, alternative, method)
    }
    return LocalFindings(pValues, of: self, rule: rule, level: level)
  }

  private func pValue(
    of feature: Int, _ tails: NeighbourSums.Tails, _ alternative: PValue.Alternative,
    _ method: PValue.Method
  ) -> PValue {
    var (above, below) = (tails.atLeast, tails.atMost)
    // The product with a value below the mean is high where the neighbours' sum is low.
    if case .moran = statistic, values[feature] < mean { swap(&above, &below) }
    let value: Double =
      switch alternative {
      case .greater: above
      case .less: below
      case .twoSided: min(1, 2 * min(above, below))
      }
    return PValue(value, alternative, method)
  }
}

extension NeighbourSums {
  /// The tails of each feature's neighbours; `nil` for those without any.
  fileprivate func tails(
    of weights: SpatialWeights, values: [Double], threads: Int
  ) async -> [Tails?] {
    let own = Set(steps).sorted()
    let members = Dictionary(grouping: values.indices) { steps[$0] }
    let found = await inParallel(own.count, threads: threads) { number -> [(Int, Tails)] in
      let others = others(than: own[number])
      return (members[own[number]] ?? []).compactMap { feature in
        let row = weights.row(of: feature)
        guard !row.isEmpty else { return nil }
        let sum = row.reduce(0.0) { $0 + values[Int(weights.neighbours[$1])] }
        return (feature, others.tails(ofDrawing: row.count, sum: sum / step))
      }
    }
    var tails = [Tails?](repeating: nil, count: values.count)
    for (feature, tail) in found.joined() { tails[feature] = tail }
    return tails
  }
}

extension SpatialWeights {
  /// Whether all neighbours of a feature weigh the same.
  fileprivate var hasEvenRows: Bool {
    (0..<count).allSatisfy { feature in
      let row = row(of: feature)
      return row.allSatisfy { weights[$0] == weights[row.lowerBound] }
    }
  }
}
