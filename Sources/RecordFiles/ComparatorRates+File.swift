package import Records

extension ComparatorRates {
  /// Reads a table with the columns `offence` (a code, name or alias of the tree), `comparator` and `rate` (for
  /// 1,000 in twelve months), and `period` if it has one.
  ///
  /// - Throws: when a column is missing, or naming each row whose offence is unknown or repeated for its
  ///   comparator, whose comparator is blank, or whose rate is no number or negative.
  /// - Complexity: O(bytes).
  package init(
    _ file: SourceFile, in tree: OffenceTree = .standard
  ) throws(RecordFileError) {
    let columns = ["offence", "comparator", "rate"]
    var table: NamedColumns
    do {
      table = try NamedColumns(columns + ["period"], of: file)
    } catch {
      // Without a column for the period; a file that lacks another one too is told of that.
      table = try NamedColumns(columns, of: file)
    }
    guard table.rowsRead > 0 else { throw .nothingToRead(path: file.name) }
    var rates: [Rate] = []
    var lines: [Key: Int] = [:]
    try table.forEachRow { (row) throws(RowFault) in
      let rate = try Self.rate(row.values, tree)
      let key = Key(offence: rate.offence, comparator: rate.comparator)
      if let line = lines[key] {
        throw RowFault(
          column: "offence", value: row.values[0],
          reason: "has a rate of \(rate.comparator) in row \(line) already")
      }
      lines[key] = row.line
      rates.append(rate)
    }
    self.init(rates, file: file.name, digest: sha256(of: try file.contents()))
  }

  private struct Key: Hashable {
    let offence: OffenceTree.ID
    let comparator: String
  }

  private static func rate(_ values: [String], _ tree: OffenceTree) throws(RowFault) -> Rate {
    guard let offence = tree.id(named: values[0]) else {
      let near = tree.suggestions(for: values[0])
      let advice = near.isEmpty ? "" : " (did you mean \(near.joined(separator: ", "))?)"
      throw RowFault(
        column: "offence", value: values[0],
        reason: values[0].isEmpty ? "is blank" : "is no offence\(advice)")
    }
    guard !values[1].isEmpty else {
      throw RowFault(column: "comparator", value: "", reason: "is blank")
    }
    return Rate(
      offence: offence, comparator: values[1],
      perThousand: try RowFault.amount(values[2], column: "rate"),
      period: values.count > 3 ? values[3] : "")
  }
}
