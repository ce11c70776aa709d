/// Small numbers that large counts give away by subtraction: a total less one of its parts, and a total
/// less all the parts that stand together in a table.
struct ImpliedCounts {
  /// The groups of each, ascending; each holds fewer incidents than the threshold.
  private(set) var differences: [[Int]] = []
  private let rows: [[Int]]
  private let totals: [Int]
  private let threshold: Int
  /// Which row a group was last marked to be in.
  private var marked: [Int]

  /// - Complexity: for *r* rows of *g* groups, O(*r* *g*) and O(*r* *m*) for *m* members of families,
  ///   beside O(*g*) for each pair of rows whose counts differ by less than the threshold.
  init(rows: [[Int]], groups: [Int], families: [[Int]], threshold: Int) {
    self.rows = rows
    self.threshold = threshold
    marked = [Int](repeating: -1, count: groups.count)
    let totals = rows.map { $0.reduce(0) { $0 + groups[$1] } }
    self.totals = totals
    let large = rows.indices.filter { totals[$0] >= threshold }
      .sorted { (totals[$0], $0) < (totals[$1], $1) }
    let disjoint = families.map { Set($0).sorted() }.filter { areDisjoint($0) }
    for (position, whole) in large.enumerated() {
      for group in rows[whole] { marked[group] = whole }
      let near = large[..<position].reversed().prefix { totals[whole] - totals[$0] < threshold }
      for part in near { addRest(of: whole, without: [part]) }
      for family in disjoint { addRest(of: whole, without: family) }
    }
  }

  /// Adds what is left of a row that is marked, beside those of its parts that it holds whole.
  /// - Parameter parts: no two share a group.
  private mutating func addRest(of whole: Int, without parts: [Int]) {
    let inside = parts.filter { part in
      part != whole && rows[part].allSatisfy { marked[$0] == whole }
    }
    let count = totals[whole] - inside.reduce(0) { $0 + totals[$1] }
    guard !inside.isEmpty && count > 0 && count < threshold else { return }
    var taken = Set<Int>()
    for part in inside { taken.formUnion(rows[part]) }
    differences.append(rows[whole].filter { !taken.contains($0) })
  }

  private func areDisjoint(_ family: [Int]) -> Bool {
    var taken = Set<Int>()
    return family.allSatisfy { row in
      rows[row].allSatisfy { taken.insert($0).inserted }
    }
  }
}
