/// Counts as sums over groups of incidents that all the counts treat alike: a matrix of zeros and ones.
///
/// Only groups that hold incidents are kept. For a reader there are more, which hold nothing as it
/// happens: they only add to what is possible, so that leaving them out errs to the safe side.
struct CountSystem {
  let threshold: Int
  /// How many incidents each group holds, all above 0.
  let groups: [Int]
  /// The groups of each row, ascending, no two rows the same. The rows of counts come first, then
  /// differences that counts give away.
  let rows: [[Int]]
  /// How many rows are counts.
  let countRows: Int
  /// Rows of counts that are withheld whatever their size.
  let secretRows: Set<Int>
  /// The row of each count; nothing for counts of no incident.
  let rowOfCount: [Int?]
  /// The rows of each group, ascending.
  let rowsOfGroup: [[Int]]
  /// How many incidents each row holds.
  let totals: [Int]

  init(_ counts: [[Int32]], families: [[Int]], secret: [Int], threshold: Int) {
    self.threshold = threshold
    let partition = IncidentGroups(counts)
    groups = partition.sizes
    var rows: [[Int]] = []
    var known: [[Int]: Int] = [:]
    var rowOfCount: [Int?] = []
    for members in partition.groupsOfCounts {
      guard !members.isEmpty else {
        rowOfCount.append(nil)
        continue
      }
      if known[members] == nil { rows.append(members) }
      let row = known[members, default: rows.count - 1]
      known[members] = row
      rowOfCount.append(row)
    }
    countRows = rows.count
    self.rowOfCount = rowOfCount
    secretRows = Set(secret.compactMap { rowOfCount[$0] })
    let rowFamilies = families.map { family in family.compactMap { rowOfCount[$0] } }
    let implied = ImpliedCounts(
      rows: rows, groups: groups, families: rowFamilies, threshold: threshold)
    for members in implied.differences where known[members] == nil {
      known[members] = rows.count
      rows.append(members)
    }
    self.rows = rows
    var rowsOfGroup: [[Int]] = Array(repeating: [], count: partition.sizes.count)
    for (row, members) in rows.enumerated() {
      for group in members { rowsOfGroup[group].append(row) }
    }
    self.rowsOfGroup = rowsOfGroup
    totals = rows.map { $0.reduce(0) { $0 + partition.sizes[$1] } }
  }
}

/// Incidents grouped by the counts they are in.
struct IncidentGroups {
  /// How many incidents each group holds. Groups are in the order of the counts they are in, so that it
  /// is the same however incidents are numbered.
  let sizes: [Int]
  /// The groups of each count, ascending.
  let groupsOfCounts: [[Int]]

  /// - Complexity: O(*n* log *n*) for counts of *n* incidents together.
  init(_ counts: [[Int32]]) {
    let last = counts.reduce(-1) { Swift.max($0, Int($1.last ?? -1)) }
    // Each count moves its incidents out of their group into a new one.
    var groupOf = [Int](repeating: 0, count: last + 1)
    var successor = [Int](repeating: 0, count: 1)
    var movedBy = [Int](repeating: -1, count: 1)
    for (position, count) in counts.enumerated() {
      for incident in count {
        let group = groupOf[Int(incident)]
        if movedBy[group] != position {
          movedBy[group] = position
          successor[group] = successor.count
          successor.append(0)
          movedBy.append(-1)
        }
        groupOf[Int(incident)] = successor[group]
      }
    }
    var numbers = [Int](repeating: -1, count: successor.count)
    var sizes: [Int] = []
    for group in groupOf where group != 0 {
      if numbers[group] < 0 {
        numbers[group] = sizes.count
        sizes.append(0)
      }
      sizes[numbers[group]] += 1
    }
    var countsOfGroups = [[Int]](repeating: [], count: sizes.count)
    for (position, count) in counts.enumerated() {
      for incident in count {
        let group = numbers[groupOf[Int(incident)]]
        if countsOfGroups[group].last != position { countsOfGroups[group].append(position) }
      }
    }
    let order = sizes.indices.sorted {
      countsOfGroups[$0].lexicographicallyPrecedes(countsOfGroups[$1])
    }
    self.sizes = order.map { sizes[$0] }
    var groupsOfCounts = [[Int]](repeating: [], count: counts.count)
    for (place, group) in order.enumerated() {
      for count in countsOfGroups[group] { groupsOfCounts[count].append(place) }
    }
    self.groupsOfCounts = groupsOfCounts
  }
}
