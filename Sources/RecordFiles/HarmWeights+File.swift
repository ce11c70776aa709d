package import Records

extension HarmWeights {
  /// Reads a table with the columns `offence` (a code, name or alias of the tree) and `weight`.
  ///
  /// - Throws: when a column is missing, or naming each row whose offence is unknown or repeated, or whose
  ///   weight is no number, negative or above 1e9.
  /// - Complexity: O(bytes).
  package init(
    _ file: SourceFile, in tree: OffenceTree = .standard
  ) throws(RecordFileError) {
    var table = try NamedColumns(["offence", "weight"], of: file)
    guard table.rowsRead > 0 else { throw .nothingToRead(path: file.name) }
    var given: [OffenceTree.ID: Double] = [:]
    var lines: [OffenceTree.ID: Int] = [:]
    try table.forEachRow { (row) throws(RowFault) in
      let id = try RowFault.offence(row.values[0], tree)
      if let line = lines[id] {
        throw RowFault(
          column: "offence", value: row.values[0], reason: "has a weight in row \(line) already")
      }
      lines[id] = row.line
      let weight = try RowFault.amount(row.values[1], column: "weight")
      guard weight <= 1e9 else {
        throw RowFault(column: "weight", value: row.values[1], reason: "is above 1e9")
      }
      given[id] = weight
    }
    self.init(given, in: tree, file: file.name, digest: sha256(of: try file.contents()))
  }
}

extension RowFault {
  /// The offence that a code, name or alias stands for.
  static func offence(
    _ name: String, _ tree: OffenceTree
  ) throws(RowFault) -> OffenceTree.ID {
    guard !name.isEmpty else {
      throw RowFault(column: "offence", value: "", reason: "is blank")
    }
    guard let id = tree.id(named: name) else {
      let near = tree.suggestions(for: name)
      let advice = near.isEmpty ? "" : " (did you mean \(near.joined(separator: ", "))?)"
      throw RowFault(column: "offence", value: name, reason: "is no offence\(advice)")
    }
    return id
  }
}
