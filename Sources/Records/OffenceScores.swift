/// Scores of offences by criteria that people set, such as public expectation, from 1 to 5.
package struct OffenceScores: Hashable, Sendable {
  /// The table's file, without its folder, and the SHA-256 of its bytes in hexadecimal.
  package let file: String
  package let digest: String
  /// In the order of their first row.
  package let criteria: [String]
  private let scores: [OffenceTree.ID: [String: Double]]

  package init(
    _ scores: [OffenceTree.ID: [String: Double]], criteria: [String], file: String, digest: String
  ) {
    precondition(
      scores.values.allSatisfy { $0.values.allSatisfy { 1...5 ~= $0 } },
      "scores are from 1 to 5")
    self.scores = scores
    self.criteria = criteria
    self.file = file
    self.digest = digest
  }

  /// The score of an offence, or else of the nearest one above it; `nil` when neither has one.
  package func score(
    of offence: OffenceTree.ID, by criterion: String, in tree: OffenceTree = .standard
  ) -> Double? {
    var current: OffenceTree.ID? = offence
    while let here = current {
      if let score = scores[here]?[criterion] { return score }
      current = tree[here].parent.flatMap { tree.id(code: $0) }
    }
    return nil
  }
}
