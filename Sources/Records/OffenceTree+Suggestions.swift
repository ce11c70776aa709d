extension OffenceTree {
  /// The codes of offences with names close to a misspelt one, the closest first.
  ///
  /// Close means within a third of the name's length in edits (Levenshtein 1966), or starting alike.
  /// - Complexity: O(names × length²).
  package func suggestions(for name: String, limit: Int = 3) -> [String] {
    let wanted = Array(name.lowercased())
    var best: [(code: String, edits: Int)] = []
    for offence in offences {
      let names = ([offence.code, offence.name] + offence.aliases).map { Array($0.lowercased()) }
      let edits = names.map { candidate in
        candidate.starts(with: wanted) && wanted.count >= 3 ? 1 : editDistance(wanted, candidate)
      }
      if let fewest = edits.min(), fewest <= max(1, wanted.count / 3) {
        best.append((offence.code, fewest))
      }
    }
    return best.sorted { ($0.edits, $0.code) < ($1.edits, $1.code) }.prefix(limit).map(\.code)
  }
}

/// How many letters must be put in, taken out or replaced to turn one word into the other.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in b.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
