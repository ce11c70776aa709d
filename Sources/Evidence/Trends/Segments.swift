import RealModule

/// A series as counts over what season, days and known breaks let expect of a level of 1, with the cost of telling
/// a stretch by one level.
package struct Segments {
  package let ordinals: [Int]
  package let dispersion: Double
  /// Sums up to each month.
  private let counts: [Double]
  private let expected: [Double]

  init(_ series: MonthlyCounts, _ model: TrendModel, known: [KnownBreak], dispersion: Double) {
    let shape = series.months.map { month in
      known.reduce(month.days * model.seasonalFactor(at: month.ordinal)) { shape, known in
        month.ordinal >= known.ordinal ? shape * model.factor(of: known) : shape
      }
    }
    self.init(
      counts: series.counts, expected: shape, ordinals: series.ordinals, dispersion: dispersion)
  }

  package init(counts: [Double], expected: [Double], ordinals: [Int], dispersion: Double) {
    self.ordinals = ordinals
    self.dispersion = dispersion
    self.counts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    self.expected = expected.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  package var count: Int { ordinals.count }

  /// Counts per unit of what was expected, over months from one up to another.
  package func level(_ start: Int, _ end: Int) -> Double {
    (counts[end] - counts[start]) / (expected[end] - expected[start])
  }

  /// −2 log-likelihood at the best level, over φ, without what all ways of cutting share.
  package func cost(_ start: Int, _ end: Int) -> Double {
    let sum = counts[end] - counts[start]
    guard sum > 0 else { return 0 }
    return -2 * (sum * Double.log(level(start, end)) - sum) / dispersion
  }

  /// Where segments after the first begin, so that Σ cost + penalty per step is least; of equal ways that with the
  /// later last step.
  ///
  /// A start is dropped once it can no longer be best, which for segments of a least length holds from that length
  /// after it was beaten.
  /// - Complexity: O(*n*) where steps are many, O(*n*²) where there are none.
  package func starts(penalty: Double, shortest: Int) -> [Int] {
    var best = [Double](repeating: .infinity, count: count + 1)
    var previous = [Int](repeating: 0, count: count + 1)
    var (candidates, dropped) = ([0], [Int: Int]())
    best[0] = -penalty
    guard count >= shortest else { return [] }
    for end in shortest...count {
      candidates.removeAll { dropped[$0].map { $0 <= end } ?? false }
      for start in candidates where end - start >= shortest {
        let value = best[start] + cost(start, end) + penalty
        if value <= best[end] { (best[end], previous[end]) = (value, start) }
      }
      for start in candidates where end - start >= shortest && dropped[start] == nil {
        if best[start] + cost(start, end) > best[end] { dropped[start] = end + shortest }
      }
      if end - shortest + 1 >= shortest { candidates.append(end - shortest + 1) }
    }
    return walk(previous)
  }

  private func walk(_ previous: [Int]) -> [Int] {
    var (starts, end) = ([Int](), count)
    while previous[end] > 0 {
      starts.append(previous[end])
      end = previous[end]
    }
    return starts.reversed()
  }
}
