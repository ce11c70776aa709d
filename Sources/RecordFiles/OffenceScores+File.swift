package import Records

extension OffenceScores {
  /// Reads a table with the columns `offence` (a code, name or alias of the tree), `criterion` and `score`
  /// (from 1 to 5).
  ///
  /// - Throws: when a column is missing, or naming each row whose offence is unknown, whose criterion is blank or
  ///   scored twice, or whose score is not from 1 to 5.
  /// - Complexity: O(bytes).
  package init(
    _ file: SourceFile, in tree: OffenceTree = .standard
  ) throws(RecordFileError) {
    var table = try NamedColumns(["offence", "criterion", "score"], of: file)
    guard table.rowsRead > 0 else { throw .nothingToRead(path: file.name) }
    var scores: [OffenceTree.ID: [String: Double]] = [:]
    var criteria: [String] = []
    try table.forEachRow { (row) throws(RowFault) in
      let id = try RowFault.offence(row.values[0], tree)
      let criterion = row.values[1].lowercased()
      guard !criterion.isEmpty else {
        throw RowFault(column: "criterion", value: "", reason: "is blank")
      }
      let score = try RowFault.amount(row.values[2], column: "score")
      guard 1...5 ~= score else {
        throw RowFault(column: "score", value: row.values[2], reason: "is not from 1 to 5")
      }
      guard scores[id, default: [:]].updateValue(score, forKey: criterion) == nil else {
        throw RowFault(column: "criterion", value: criterion, reason: "is scored twice")
      }
      if !criteria.contains(criterion) { criteria.append(criterion) }
    }
    self.init(
      scores, criteria: criteria, file: file.name, digest: sha256(of: try file.contents()))
  }
}
