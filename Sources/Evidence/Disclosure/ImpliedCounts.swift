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
    let families = families.map { Set($0).sorted { (totals[$0], $0) < (totals[$1], $1) } }
    for (position, whole) in large.enumerated() {
      for group in rows[whole] { marked[group] = whole }
      let near = large[..<position].reversed().prefix { totals[whole] - totals[$0] < threshold }
      for part in near where isInside(part, whole) { addRest(of: whole, without: [part]) }
      for family in families { addRest(of: whole, ofFamily: family) }
    }
  }

  /// Adds what is left beside the parts of a row that stand in a family: the smallest parts that do not
  /// overlap, as beats are, and the largest, as units are whose beats stand between them.
  /// - Parameter family: ascending by size.
  private mutating func addRest(of whole: Int, ofFamily family: [Int]) {
    let inside = family.filter { isInside($0, whole) }
    guard inside.reduce(0, { $0 + totals[$1] }) > totals[whole] - threshold else { return }
    addRest(of: whole, without: apart(inside))
    addRest(of: whole, without: apart(inside.reversed()))
  }

  /// - Parameter parts: all within the whole, no two with a group in common.
  private mutating func addRest(of whole: Int, without parts: [Int]) {
    let count = totals[whole] - parts.reduce(0) { $0 + totals[$1] }
    guard !parts.isEmpty && count > 0 && count < threshold else { return }
    let taken = Set(parts.flatMap { rows[$0] })
    differences.append(rows[whole].filter { !taken.contains($0) })
  }

  private func isInside(_ part: Int, _ whole: Int) -> Bool {
    part != whole && rows[part].allSatisfy { marked[$0] == whole }
  }

  /// Of some rows those that share no group with any before them.
  private func apart(_ parts: [Int]) -> [Int] {
    var taken = Set<Int>()
    return parts.filter { part in
      guard taken.isDisjoint(with: rows[part]) else { return false }
      taken.formUnion(rows[part])
      return true
    }
  }
}
