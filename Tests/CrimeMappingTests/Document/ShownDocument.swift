import CrimeMapping
import Testing

extension Document {
  /// The words of all sentences outside tables.
  var sentences: [String] {
    sections.flatMap(\.blocks).flatMap { block -> [String] in
      switch block {
      case .paragraph(let sentence): [sentence.text]
      case .list(let sentences): sentences.map(\.text)
      default: []
      }
    }
  }

  /// A row of the main table by what stands in one of its columns, its cells by the names of theirs.
  func row(_ value: String, in column: String) throws -> [String: Cell] {
    let table = try #require(tables.first)
    let place = try #require(table.columns.firstIndex { $0.name == column })
    let row = try #require(table.rows.first { $0[place].text == value }, "\(value)")
    return Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row))
  }

  func term(_ name: String) -> String? { terms.first { $0.name == name }?.value.text }

  var caveatCodes: [String] { record.caveats.map(\.code) }
}
