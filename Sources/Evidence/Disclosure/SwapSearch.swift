/// Looks for an alternative by moving single incidents, mending at each step the narrowest count that is
/// out of order.
///
/// A tabu search (Glover 1986): it takes the move that leaves least amiss, even if that is more than
/// before, and does not soon take it back. It is fast where counts overlap much and linear programmes
/// come out fractional, and proves nothing where it finds nothing.
struct SwapSearch {
  private let rules: AlternativeRules
  private let row: Int
  private let wantedChange: Int
  /// By how much each row may change for `prices`; beyond, it is forbidden.
  private var limits: [ClosedRange<Int>]
  /// What a unit of change costs.
  private var prices: [Double]
  private var growth: [Int]
  private var rowChange: [Int]
  /// Rows that were ever moved, the narrowest first, and the one that is wanted.
  private var touched: [Int] = []
  private var isTouched: [Bool]
  private var lastMove: [(step: Int, by: Int)]

  /// More than withholding anything costs.
  private static let forbidden = 1e6
  private static let rest = 12

  private var system: CountSystem { rules.system }

  init(_ rules: AlternativeRules, bringing row: Int, to wanted: Int) {
    self.rules = rules
    self.row = row
    let system = rules.system
    wantedChange = wanted - system.totals[row]
    limits = system.rows.indices.map { rules.limit(of: $0) }
    prices = system.rows.indices.map {
      rules.states[$0] != .told ? 0 : rules.mayWithhold ? rules.costs[$0] : Self.forbidden
    }
    limits[row] = wantedChange...wantedChange
    prices[row] = 0
    growth = Array(repeating: 0, count: system.groups.count)
    rowChange = Array(repeating: 0, count: system.rows.count)
    isTouched = Array(repeating: false, count: system.rows.count)
    lastMove = Array(repeating: (-Self.rest, 0), count: system.groups.count)
    touch(row)
  }

  /// The cheapest alternative met within so many steps; nothing if none keeps to the rules.
  mutating func alternative(within steps: Int) -> Alternative? {
    var best: (cost: Double, growth: [Int])?
    for step in 0..<steps {
      let cost = touched.reduce(0) { $0 + penalty($1, rowChange[$1]) }
      if cost < Self.forbidden && cost < best?.cost ?? .infinity { best = (cost, growth) }
      guard cost > 0, let amiss = touched.first(where: { penalty($0, rowChange[$0]) > 0 }),
        let move = bestMove(in: amiss, step)
      else { break }
      apply(move, step)
    }
    guard let best else { return nil }
    let changes = best.growth.enumerated().filter { $0.element != 0 }
      .map { Alternative.Change(group: $0.offset, by: $0.element) }
    return rules.checked(Alternative(changes: changes), bringing: row, by: wantedChange)
  }

  /// What it costs that a row changes by so much.
  private func penalty(_ line: Int, _ by: Int) -> Double {
    let limit = limits[line]
    let beyond = max(limit.lowerBound - by, by - limit.upperBound, 0)
    return prices[line] * Double(abs(by)) + Self.forbidden * Double(beyond)
  }

  private struct Move {
    let group: Int
    let by: Int
  }

  private func bestMove(in line: Int, _ step: Int) -> Move? {
    let goal = line == row ? wantedChange : 0
    let by = rowChange[line] > goal ? -1 : 1
    var best: Move?
    var least = Double.infinity
    for group in system.rows[line] where system.groups[group] + growth[group] + by >= 0 {
      if lastMove[group].by == -by, step - lastMove[group].step < Self.rest { continue }
      var cost = 0.0
      for line in system.rowsOfGroup[group] {
        cost += penalty(line, rowChange[line] + by) - penalty(line, rowChange[line])
      }
      if cost < least {
        least = cost
        best = Move(group: group, by: by)
      }
    }
    return best
  }

  private mutating func apply(_ move: Move, _ step: Int) {
    growth[move.group] += move.by
    lastMove[move.group] = (step, move.by)
    for line in system.rowsOfGroup[move.group] {
      rowChange[line] += move.by
      touch(line)
    }
  }

  private mutating func touch(_ line: Int) {
    guard !isTouched[line] else { return }
    isTouched[line] = true
    let size = (system.rows[line].count, line)
    let place = touched.firstIndex { (system.rows[$0].count, $0) > size } ?? touched.count
    touched.insert(line, at: place)
  }
}
