import RealModule

/// The choice of what to withhold, count by count.
///
/// What is withheld for one protected count stays withheld, so that alternatives found stay possible.
struct SuppressionChoice {
  let system: CountSystem
  private var search: AlternativeSearch
  private var alternatives: [Alternative] = []
  /// The least and greatest value of each row among the alternatives and the truth.
  private var reach: [ClosedRange<Int>]

  var states: [RowState] { search.rules.states }

  init(_ system: CountSystem) {
    self.system = system
    let states: [RowState] = system.totals.enumerated().map { row, total in
      if row >= system.countRows { return .implied }
      if system.secretRows.contains(row) { return .withheld }
      return total < system.threshold ? .small : .told
    }
    reach = system.totals.map { $0...$0 }
    // Losing a large count loses more, but not in proportion.
    search = AlternativeSearch(
      AlternativeRules(
        system: system, states: states, withheldAreLarge: system.secretRows.isEmpty,
        costs: system.totals.map { Double.log(1 + Double($0)) }, mayWithhold: true))
  }

  /// Rows that are protected, in the order in which they are.
  private var sensitive: [Int] {
    system.rows.indices.filter {
      system.totals[$0] < system.threshold || system.secretRows.contains($0)
    }
  }

  // MARK: Protecting

  mutating func protectAll() {
    for row in sensitive { protect(row) }
  }

  private mutating func protect(_ row: Int) {
    widen(row)
    if isProtected(row) { return }
    // The marks themselves say too much of this one: they must say less.
    search.rules.withheldAreLarge = false
    if states[row] == .small { search.rules.states[row] = .withheld }
    widen(row)
    if isProtected(row) { return }
    for group in system.rows[row] {
      for line in system.rowsOfGroup[group] where states[line] != .implied {
        search.rules.states[line] = .withheld
      }
    }
    widen(row)
    precondition(isProtected(row), "nothing told bounds a count all of whose company is withheld")
  }

  /// Whether as many values are possible as are promised: all below the threshold, or all but one
  /// where the marks say that much, but never fewer than two.
  private func isProtected(_ row: Int) -> Bool {
    reach[row].count >= max(2, system.threshold - 1)
  }

  /// Finds alternatives towards the least and the most that a reader shall think possible.
  private mutating func widen(_ row: Int) {
    let total = system.totals[row]
    let goals = goals(of: row)
    for wanted in goals.lowerBound..<max(goals.lowerBound, total)
    where wanted < reach[row].lowerBound {
      if reachOut(row, to: wanted) { break }
    }
    guard total < goals.upperBound else { return }
    for wanted in (total + 1...goals.upperBound).reversed() where wanted > reach[row].upperBound {
      if reachOut(row, to: wanted) { break }
    }
  }

  /// From none to just below the threshold; as far from a secret count that is larger.
  private func goals(of row: Int) -> ClosedRange<Int> {
    let most = system.threshold - 1
    let total = system.totals[row]
    return system.secretRows.contains(row) ? max(0, total - most)...total + most : 0...most
  }

  private mutating func reachOut(_ row: Int, to wanted: Int) -> Bool {
    guard let found = search.alternative(bringing: row, to: wanted) else { return false }
    for line in found.rowChanges(in: system).keys where states[line] == .told {
      search.rules.states[line] = .withheld
    }
    add(found)
    var rules = search.rules
    rules.mayWithhold = false
    let opposite = Alternative(changes: found.changes.map { .init(group: $0.group, by: -$0.by) })
    if rules.holds(opposite) { add(opposite) }
    return true
  }

  private mutating func add(_ alternative: Alternative) {
    alternatives.append(alternative)
    for (row, by) in alternative.rowChanges(in: system) {
      let value = system.totals[row] + by
      reach[row] = min(reach[row].lowerBound, value)...max(reach[row].upperBound, value)
    }
  }

  // MARK: Telling what need not have been withheld

  private static let mostTrials = 60

  /// Tells again what the protection of later counts has made superfluous, the largest first.
  mutating func tellAgain() {
    let withheld = system.rows.indices.filter {
      states[$0] == .withheld && system.totals[$0] >= system.threshold
        && !system.secretRows.contains($0)
    }
    let order = withheld.sorted { (-system.totals[$0], $0) < (-system.totals[$1], $1) }
    for row in order.prefix(Self.mostTrials) {
      var trial = self
      if trial.tell(row) { self = trial }
    }
  }

  /// Whether all that was possible for protected counts still is when a row is told.
  private mutating func tell(_ row: Int) -> Bool {
    let before = reach
    search.rules.states[row] = .told
    search.rules.mayWithhold = false
    defer { search.rules.mayWithhold = true }
    let kept = alternatives.filter { $0.rowChanges(in: system)[row] == nil }
    alternatives = []
    reach = system.totals.map { $0...$0 }
    for alternative in kept { add(alternative) }
    for line in sensitive {
      let goals = goals(of: line)
      let wide = [
        max(before[line].lowerBound, goals.lowerBound),
        min(before[line].upperBound, goals.upperBound),
      ]
      for wanted in wide where !reach[line].contains(wanted) {
        guard let found = search.alternative(bringing: line, to: wanted) else { return false }
        add(found)
      }
    }
    return sensitive.allSatisfy { isProtected($0) }
  }

  /// What remains possible for each protected row, once more by the final rules.
  func protections() -> [Protection] {
    var rules = search.rules
    rules.mayWithhold = false
    precondition(
      alternatives.allSatisfy { rules.holds($0) } && sensitive.allSatisfy { isProtected($0) },
      "what was found possible stays possible as more is withheld")
    var first = [Int?](repeating: nil, count: system.rows.count)
    for (count, row) in system.rowOfCount.enumerated().reversed() {
      if let row { first[row] = count }
    }
    return sensitive.map {
      Protection(count: first[$0], value: system.totals[$0], possible: reach[$0])
    }
  }
}
