/// A reader of what was published, who knows which counts are parts of which and between which bounds each
/// lies, and tries to work out what is withheld. Shares nothing with the code that chose what to withhold.
package struct CountReader {
  /// The counts each kind of incident is in.
  private let countsOfKind: [[Int]]
  private var bounds: [ClosedRange<Int>]
  private let most: Int

  /// - Parameters:
  ///   - counts: the incidents of each count, of which only who shares what with whom is used.
  ///   - bounds: what is told of each: one number where it is told as it is.
  ///   - emptyKinds: kinds of incident that are known to be possible although there are none.
  package init(counts: [[Int32]], bounds: [ClosedRange<Int>], emptyKinds: [[Int]] = []) {
    var kindOf: [Int32: [Int]] = [:]
    for (position, count) in counts.enumerated() {
      for incident in count { kindOf[incident, default: []].append(position) }
    }
    countsOfKind = Set(kindOf.values).union(emptyKinds).sorted { $0.lexicographicallyPrecedes($1) }
    self.bounds = bounds
    most = bounds.reduce(10) {
      $1.upperBound < CountReader.noBound ? max($0, $1.upperBound + 10) : $0
    }
  }

  /// More than any count.
  package static let noBound = 1_000_000

  /// Tightens what is known of each kind from each count and back, until nothing changes, as one does with
  /// a pencil; then says what each count can be. Finds less than trying everything, of any number of counts.
  package func narrowed() -> [ClosedRange<Int>] {
    var counts = bounds.map { ($0.lowerBound, $0.upperBound) }
    var kinds = countsOfKind.map { _ in (0, Self.noBound) }
    var kindsOfCount = counts.map { _ in [Int]() }
    for (kind, rows) in countsOfKind.enumerated() {
      for row in rows { kindsOfCount[row].append(kind) }
    }
    // A count of counts: parts that make up a whole are known by their sum too.
    let sums = Self.partitions(kindsOfCount)
    var changes = true
    while changes {
      changes = false
      func tighten(_ whole: inout (Int, Int), _ low: Int, _ high: Int) {
        if low > whole.0 { (whole.0, changes) = (low, true) }
        if high < whole.1 { (whole.1, changes) = (high, true) }
      }
      for (row, members) in kindsOfCount.enumerated() {
        let low = members.reduce(0) { $0 + kinds[$1].0 }
        let high = members.reduce(0) { $0 + kinds[$1].1 }
        tighten(&counts[row], low, min(high, Self.noBound))
        for kind in members {
          let otherLow = low - kinds[kind].0
          let otherHigh = high - kinds[kind].1
          tighten(&kinds[kind], counts[row].0 - otherHigh, counts[row].1 - otherLow)
        }
      }
      for (whole, parts) in sums {
        let low = parts.reduce(0) { $0 + counts[$1].0 }
        let high = parts.reduce(0) { $0 + counts[$1].1 }
        tighten(&counts[whole], low, high)
        for part in parts {
          let otherHigh = high - counts[part].1
          let otherLow = low - counts[part].0
          tighten(&counts[part], counts[whole].0 - otherHigh, counts[whole].1 - otherLow)
        }
      }
    }
    return counts.map { $0.0...max($0.0, $0.1) }
  }

  /// Wholes with those of their parts, the largest or the smallest first, that make them up.
  private static func partitions(_ members: [[Int]]) -> [(Int, [Int])] {
    let sets = members.map { Set($0) }
    var found: [(Int, [Int])] = []
    for whole in sets.indices where !sets[whole].isEmpty {
      let inside = sets.indices.filter {
        $0 != whole && !sets[$0].isEmpty && sets[$0].isStrictSubset(of: sets[whole])
      }
      let ascending = inside.sorted { (sets[$0].count, $0) < (sets[$1].count, $1) }
      // Each part once as the first, so that rows and columns of a table both come up.
      for first in inside {
        for order in [ascending, ascending.reversed()] {
          var left = sets[whole].subtracting(sets[first])
          var parts = [first]
          for part in order where part != first && sets[part].isSubset(of: left) {
            left.subtract(sets[part])
            parts.append(part)
          }
          if left.isEmpty
            && !found.contains(where: { $0.0 == whole && $0.1.sorted() == parts.sorted() })
          {
            found.append((whole, parts))
          }
        }
      }
    }
    return found
  }

  /// Whether the numbers told leave it possible that the incidents of these kinds are so many.
  package func considersPossible(_ value: Int, of member: ([Int]) -> Bool) -> Bool {
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
package struct NumberedIncidents {
  private var next: Int32 = 0

  package init() {}

  package mutating func take(_ count: Int) -> [Int32] {
    defer { next += Int32(count) }
    return (0..<Int32(count)).map { next + $0 }
  }

  /// The cells of a table, then the sums of its rows, of its columns, and of all.
  package static func table(_ cells: [[Int]]) -> [[Int32]] {
    var source = NumberedIncidents()
    let taken = cells.map { row in row.map { source.take($0) } }
    let rows = taken.map { Array($0.joined()) }
    let columns = (cells.first ?? []).indices.map { column in taken.flatMap { $0[column] }.sorted()
    }
    return Array(taken.joined()) + rows + columns + [Array(rows.joined()).sorted()]
  }
}
