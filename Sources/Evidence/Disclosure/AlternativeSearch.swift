/// Looks for whole numbers of incidents that bring one row to a wanted value and leave what is told
/// alone, or, where that cannot be, change what costs least to withhold.
struct AlternativeSearch {
  var rules: AlternativeRules
  /// How much linear programming may still do; beyond it the search goes on by single moves only. It
  /// counts work, not time, so that the same counts give the same answer on any machine.
  private var budget = 300_000_000

  private static let mostWork = 30_000_000
  private static let mostBranches = 12
  private static let mostSteps = 120

  private var system: CountSystem { rules.system }

  init(_ rules: AlternativeRules) { self.rules = rules }

  /// Nothing if none was found; one that is returned keeps to the rules.
  mutating func alternative(bringing row: Int, to wanted: Int) -> Alternative? {
    var free = rules
    free.mayWithhold = false
    var swaps = SwapSearch(free, bringing: row, to: wanted)
    if let found = swaps.alternative(within: Self.mostSteps) { return found }
    if budget > 0 {
      var effort = Effort(work: Swift.min(budget, Self.mostWork))
      let before = effort.work
      defer { budget -= before - effort.work }
      if let found = search(row, wanted, programme(bringing: row, to: wanted), &effort) {
        return found
      }
    }
    guard rules.mayWithhold else { return nil }
    swaps = SwapSearch(rules, bringing: row, to: wanted)
    return swaps.alternative(within: Self.mostSteps)
  }

  private struct Effort {
    var work: Int
    var branches = 0
  }

  /// Branches on a size that comes out fractional, the nearer whole number first; each branch goes on
  /// from where the last one stopped.
  private func search(
    _ row: Int, _ wanted: Int, _ start: DualSimplex, _ effort: inout Effort
  ) -> Alternative? {
    effort.branches += 1
    guard effort.branches <= Self.mostBranches && effort.work > 0 else { return nil }
    var programme = start
    let change = programme.solve(within: effort.work)
    effort.work -= programme.work - start.work
    guard let change else { return nil }
    guard let variable = programme.firstFractional else { return whole(change, row, wanted) }
    let value = programme.value(of: variable)
    let down = value - value.rounded(.down) < 0.5
    for isBelow in [down, !down] {
      var branch = programme
      if isBelow {
        branch.high[variable] = value.rounded(.down)
      } else {
        branch.low[variable] = value.rounded(.up)
      }
      if let found = search(row, wanted, branch, &effort) { return found }
    }
    return nil
  }

  private func whole(_ change: [Double], _ row: Int, _ wanted: Int) -> Alternative? {
    var changes: [Alternative.Change] = []
    for (group, by) in change.enumerated() where by.rounded() != 0 {
      changes.append(Alternative.Change(group: group, by: Int(by.rounded())))
    }
    return rules.checked(
      Alternative(changes: changes), bringing: row, by: wanted - system.totals[row])
  }

  private func programme(bringing row: Int, to wanted: Int) -> DualSimplex {
    var limits: [ClosedRange<Double>] = []
    var paid: [ClosedRange<Double>] = []
    for line in system.rows.indices {
      let limit = rules.limit(of: line)
      let high = limit.upperBound == AlternativeRules.noLimit ? .infinity : Double(limit.upperBound)
      let range = Double(limit.lowerBound)...high
      let told = rules.states[line] == .told
      limits.append(told ? 0...0 : range)
      paid.append(told ? range : 0...0)
    }
    let by = Double(wanted - system.totals[row])
    limits[row] = by...by
    let prices = system.rows.indices.map {
      rules.states[$0] == .told && rules.mayWithhold && $0 != row ? rules.costs[$0] : nil
    }
    return DualSimplex(system, limits: limits, costs: prices, paid: paid)
  }
}
