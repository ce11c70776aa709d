import CrimeMapping

extension Document {
  /// A table by its name.
  func table(_ id: String) -> ResultTable? { tables.first { $0.id == id } }

  /// A shaded table by its name.
  func shaded(_ id: String) -> ShadedTable? {
    sections.flatMap(\.blocks).lazy.compactMap {
      if case .shaded(let table) = $0, table.id == id { table } else { nil }
    }.first
  }

  /// All its sentences.
  var words: String {
    sections.flatMap(\.blocks).flatMap { block -> [String] in
      switch block {
      case .paragraph(let sentence): [sentence.text]
      case .list(let sentences): sentences.map(\.text)
      default: []
      }
    }.joined(separator: "\n")
  }
}

extension ResultTable {
  /// What a row shows, by the text of its first column, under a column's name.
  func cell(_ row: String, _ column: String) -> Cell? {
    guard let place = columns.firstIndex(where: { $0.name == column }) else { return nil }
    return rows.first { $0[0].text == row }?[place]
  }
}
