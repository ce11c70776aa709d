import Evidence

/// A reader who knows which counts are parts of which, all that is told, and what the marks mean, and
/// tries every possibility. Shares nothing with the code that chose what to withhold.
struct Attacker {
  /// The counts each kind of incident is in.
  private let countsOfKind: [[Int]]
  private let bounds: [ClosedRange<Int>]
  private let most: Int

  /// - Parameters:
  ///   - counts: the incidents of each count, of which only who shares what with whom is used, and the
  ///     numbers of those that are told.
  ///   - emptyKinds: kinds of incident that are known to be possible although there are none.
  init(
    counts: [[Int32]], marks: [CountMark], threshold: Int, withheldAreLarge: Bool,
    emptyKinds: [[Int]] = []
  ) {
    var kinds = Set(emptyKinds)
    let incidents = Set(counts.joined())
    for incident in incidents {
      kinds.insert(counts.indices.filter { counts[$0].contains(incident) })
    }
    countsOfKind = kinds.sorted { $0.lexicographicallyPrecedes($1) }
    let most = (counts.map(\.count).max() ?? 0) + 2 * threshold
    self.most = most
    bounds = zip(counts, marks).map { count, mark in
      switch mark {
      case .shown: count.count...count.count
      case .small: 0...threshold - 1
      case .withheld: (withheldAreLarge ? threshold : 0)...max(most, threshold) * counts.count
      }
    }
  }

  /// Whether the numbers told leave it possible that the incidents of these kinds are so many.
  func considersPossible(_ value: Int, of member: ([Int]) -> Bool) -> Bool {
    var all = bounds.map { ($0.lowerBound, $0.upperBound) }
    all.append((value, value))
    let kinds = countsOfKind.map { member($0) ? $0 + [bounds.count] : $0 }
    // Kinds of the most counts first: they decide most.
    let ordered = kinds.sorted { ($1.count, $0.first ?? 0) < ($0.count, $1.first ?? 0) }
    var lastKind = [Int](repeating: -1, count: all.count)
    for (position, kind) in ordered.enumerated() {
      for row in kind { lastKind[row] = position }
    }
    guard all.indices.allSatisfy({ lastKind[$0] >= 0 || all[$0].0 <= 0 }) else { return false }
    var sums = [Int](repeating: 0, count: all.count)
    return search(0, ordered, all, lastKind, &sums)
  }

  private func search(
    _ position: Int, _ kinds: [[Int]], _ bounds: [(Int, Int)], _ lastKind: [Int],
    _ sums: inout [Int]
  ) -> Bool {
    guard position < kinds.count else { return true }
    let rows = kinds[position]
    var low = 0
    var high = most
    for row in rows {
      high = min(high, bounds[row].1 - sums[row])
      if lastKind[row] == position { low = max(low, bounds[row].0 - sums[row]) }
    }
    guard low <= high else { return false }
    for size in low...high {
      for row in rows { sums[row] += size }
      defer { for row in rows { sums[row] -= size } }
      if search(position + 1, kinds, bounds, lastKind, &sums) { return true }
    }
    return false
  }
}

/// Counts of a table with the number of incidents in each cell, made of numbered incidents.
struct NumberedIncidents {
  private(set) var next: Int32 = 0

  mutating func take(_ count: Int) -> [Int32] {
    defer { next += Int32(count) }
    return (0..<Int32(count)).map { next + $0 }
  }

  /// The cells of a table, then the sums of its rows, of its columns, and of all.
  static func table(_ cells: [[Int]]) -> [[Int32]] {
    var source = NumberedIncidents()
    let taken = cells.map { row in row.map { source.take($0) } }
    let rows = taken.map { Array($0.joined()) }
    let columns = (cells.first ?? []).indices.map { column in taken.flatMap { $0[column] }.sorted()
    }
    return Array(taken.joined()) + rows + columns + [Array(rows.joined()).sorted()]
  }
}
