/// Offences in the order of their weighted scores, criterion by criterion, with nothing hidden.
///
/// In the manner of the scoring that partnerships use to choose priorities, but on scales of Hotbeat's own: those of
/// MoRiLE could not be read. Each criterion gives 1 to 5; a score that is missing is left out of the mean and
/// shown as missing, never taken for 0.
package struct PriorityMatrix: Hashable, Sendable {
  package let criteria: [Criterion]
  package let rows: [Row]

  package struct Criterion: Hashable, Sendable {
    package let name: String
    /// How much it counts; 0 leaves it out.
    package let weight: Double

    package init(_ name: String, weight: Double) {
      precondition(weight >= 0 && weight.isFinite, "a weight is not negative")
      self.name = name
      self.weight = weight
    }
  }

  package struct Row: Hashable, Sendable {
    /// The place of the row among those given.
    package let index: Int
    /// From 1 to 5 for each criterion; `nil` where there is none.
    package let scores: [Double?]
    /// The weighted mean of the scores there are; `nil` where there are none.
    package let total: Double?
    /// The share of the weights for which there are scores.
    package let known: Double

    /// Whether no score is missing that counts.
    package var isComplete: Bool { known == 1 }
  }

  /// Rows come out highest first, of equal ones in their order; those with a score missing come after the rest,
  /// as a mean of other criteria cannot be compared.
  /// - Parameter scores: for each row one of each criterion.
  /// - Throws: when all weights are 0.
  package init(_ scores: [[Double?]], criteria: [Criterion]) throws(Undefined) {
    precondition(scores.allSatisfy { $0.count == criteria.count }, "a score for each criterion")
    let all = criteria.reduce(0) { $0 + $1.weight }
    guard all > 0 else { throw Undefined("no criterion has a weight") }
    self.criteria = criteria
    rows = scores.enumerated().map { index, scores in
      var (sum, known) = (0.0, 0.0)
      for (score, criterion) in zip(scores, criteria) {
        guard let score else { continue }
        precondition(1...5 ~= score, "a score lies from 1 to 5")
        sum += score * criterion.weight
        known += criterion.weight
      }
      return Row(
        index: index, scores: scores, total: known > 0 ? sum / known : nil,
        known: known == all ? 1 : known / all)
    }.sorted {
      ($1.isComplete ? 1 : 0, $1.total ?? 0, $0.index)
        < ($0.isComplete ? 1 : 0, $0.total ?? 0, $1.index)
    }
  }

  /// Scores from 1 to 5 by rank: the lowest fifth 1, the highest 5; equal values score alike.
  ///
  /// - Parameter values: `nil` where there is none, which has no score.
  package static func fifths(_ values: [Double?]) -> [Double?] {
    let known = values.compactMap { $0 }
    guard known.count > 1 else { return values.map { $0.map { _ in 3 } } }
    return values.map { value in
      value.map { value in
        let below = Double(known.count { $0 < value })
        let equal = Double(known.count { $0 == value })
        // The middle of its rank among all, from 0 to 1.
        let rank = (below + equal / 2) / Double(known.count)
        return Double(min(4, Int(rank * 5))) + 1
      }
    }
  }
}
