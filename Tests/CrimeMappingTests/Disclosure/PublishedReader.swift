import CrimeMapping
import Foundation
import GeoJSON
import TestSupport

/// Reads what was published, form by form, as somebody would who saves them all: every number that stands
/// in any of them for a count, and every mark.
///
/// Which cell counts what is known to everybody; it is taken from the analyst's document. What is told of
/// it is taken from the bytes alone.
struct PublishedReader {
  let tallies: [Tally]
  private(set) var bounds: [ClosedRange<Int>]
  private let threshold: Int
  private var places: [Tally: Int] = [:]

  init(of analyst: Document, threshold: Int = 5) {
    self.threshold = threshold
    var tallies: [Tally] = []
    for cell in Self.counts(of: analyst).map(\.tally) where !tallies.contains(cell) {
      tallies.append(cell)
    }
    self.tallies = tallies
    bounds = tallies.map { _ in 0...CountReader.noBound }
    for (place, tally) in tallies.enumerated() { places[tally] = place }
  }

  struct Count {
    let table: String
    /// The words of its row.
    let row: [String]
    let column: String
    let tally: Tally
  }

  static func counts(of document: Document) -> [Count] {
    document.tables.flatMap { table in
      let names = table.rows.map(Self.words)
      return table.rows.enumerated().flatMap { place, row -> [Count] in
        let words = names[place]
        // A row that its words do not tell from others says nothing of a certain count.
        let isUnclear = names.indices.contains { other in
          other != place && words.allSatisfy { names[other].contains($0) }
        }
        guard !isUnclear else { return [] }
        return zip(table.columns, row).compactMap { column, cell -> Count? in
          guard case .count = cell.content, cell.tallies.count == 1 else { return nil }
          return Count(table: table.id, row: words, column: column.name, tally: cell.tallies[0])
        }
      }
    }
  }

  private static func words(_ row: [Cell]) -> [String] {
    row.compactMap { cell in
      if case .text(let text) = cell.content, cell.tallies.isEmpty { text } else { nil }
    }
  }

  private mutating func learn(_ tally: Tally, _ told: ClosedRange<Int>) {
    guard let place = places[tally] else { return }
    let known = bounds[place]
    let low = max(known.lowerBound, told.lowerBound)
    bounds[place] = low...max(low, min(known.upperBound, told.upperBound))
  }

  /// The tables of the JSON document.
  mutating func read(json bytes: [UInt8], of analyst: Document) throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    let blocks = (value["sections"]?.members ?? []).flatMap { $0["blocks"]?.members ?? [] }
    let counts = Self.counts(of: analyst)
    for block in blocks where block["type"] == .string("table") {
      for row in block["rows"]?.members ?? [] {
        for count in counts where block["id"] == .string(count.table) {
          let texts = row.texts
          guard count.row.allSatisfy({ texts.contains($0) }) else { continue }
          if case .integer(let number)? = row[count.column] { learn(count.tally, number...number) }
          if row[count.column + "_withheld"] == .string("small") {
            learn(count.tally, 0...threshold - 1)
          }
        }
      }
    }
  }

  /// The main table as CSV.
  mutating func read(csv bytes: [UInt8], of analyst: Document) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = lines.first, let main = analyst.tables.first else { return }
    for count in Self.counts(of: analyst) where count.table == main.id {
      guard let column = header.firstIndex(of: count.column) else { continue }
      for line in lines.dropFirst() where count.row.allSatisfy({ line.contains($0) }) {
        if let number = Int(line[column]) { learn(count.tally, number...number) }
        if line[column] == "<\(threshold)" { learn(count.tally, 0...threshold - 1) }
      }
    }
  }

  var reader: CountReader { CountReader(counts: tallies.map(\.incidents), bounds: bounds) }
}

extension JSONValue {
  fileprivate var members: [JSONValue] { if case .array(let values) = self { values } else { [] } }

  fileprivate var texts: [String] {
    guard case .object(let members) = self else { return [] }
    return members.compactMap { if case .string(let text) = $0.value { text } else { nil } }
  }
}
