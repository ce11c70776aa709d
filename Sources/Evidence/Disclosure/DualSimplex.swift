/// The cheapest change of the sizes of groups that brings one count to a wanted value, as a linear
/// programme: minimise what the change costs, subject to bounds of every count.
///
/// Variables are the growth and the shrinking of each group, the rise and the fall of each count that
/// may be changed at a cost, and one bounded variable for each count that ties them together. Changing
/// nothing costs nothing, so that the dual simplex method (Lemke 1954) starts from there, and touches
/// only what the wanted value forces. Costs of groups are told apart by a little, lest it cycle.
///
/// The answer comes in floating point and is checked by its reader, in whole numbers.
struct DualSimplex {
  private let system: CountSystem
  private let groupCount: Int
  private let rowCount: Int
  var low: [Double]
  var high: [Double]
  private var reducedCost: [Double]
  private var value: [Double]
  /// The position in the basis, or -1.
  private var position: [Int]
  /// The variable at each position of the basis.
  private var basis: [Int]
  /// Columns of the inverse of the basis, one after the other, where they are not those of the start.
  private var inverse: [Double] = []
  /// The line whose column each is.
  private var active: [Int] = []
  /// Which column a line has, or -1.
  private var column: [Int]
  private var pivots = 0
  /// How many numbers were touched, about.
  private(set) var work = 0

  private static let tolerance = 1e-7
  private static let mostPivots = 3_000

  /// - Parameters:
  ///   - limits: how far each row may change, at no cost.
  ///   - costs: what a unit of change beyond costs, nothing if it is not to be had; `paid` bounds it.
  init(
    _ system: CountSystem, limits: [ClosedRange<Double>], costs: [Double?],
    paid: [ClosedRange<Double>]
  ) {
    self.system = system
    groupCount = system.groups.count
    rowCount = system.rows.count
    let count = 2 * groupCount + 3 * rowCount
    low = Array(repeating: 0, count: count)
    high = Array(repeating: 0, count: count)
    reducedCost = Array(repeating: 0, count: count)
    value = Array(repeating: 0, count: count)
    position = Array(repeating: -1, count: count)
    column = Array(repeating: -1, count: system.rows.count)
    basis = (0..<rowCount).map { [groupCount] in 2 * groupCount + 2 * system.rows.count + $0 }
    for group in 0..<groupCount {
      // Any fixed sequence without pattern serves.
      let spread = Double((group &* 40_503) & 0xFFFF) / 65_536
      reducedCost[2 * group] = 1e-5 * (1 + spread)
      reducedCost[2 * group + 1] = 1e-5 * (1.5 + spread)
      high[2 * group] = .infinity
      high[2 * group + 1] = Double(system.groups[group])
    }
    for row in 0..<rowCount {
      let tie = basis[row]
      position[tie] = row
      low[tie] = limits[row].lowerBound
      high[tie] = limits[row].upperBound
      guard let cost = costs[row] else { continue }
      let rise = 2 * groupCount + 2 * row
      reducedCost[rise] = cost
      reducedCost[rise + 1] = cost
      high[rise] = paid[row].upperBound
      high[rise + 1] = -paid[row].lowerBound
    }
  }

  /// By how much each group changes; nothing if no change will do, or none was found within so much work.
  mutating func solve(within most: Int) -> [Double]? {
    let end = work + most
    while let leaving = mostViolated() {
      pivots += 1
      guard pivots < Self.mostPivots && work < end else { return nil }
      let row = pivotRow(leaving)
      guard let entering = chooseEntering(for: leaving, row) else { return nil }
      pivot(leaving: leaving, entering: entering, row)
      work += 4 * (row.groups.count + row.lines.count) + groupCount
    }
    return (0..<groupCount).map { value[2 * $0] - value[2 * $0 + 1] }
  }

  func value(of variable: Int) -> Double { value[variable] }

  /// The first growth or shrinking that is not a whole number; it is in the basis.
  var firstFractional: Int? {
    (0..<2 * groupCount).first {
      position[$0] >= 0 && abs(value[$0] - value[$0].rounded()) > 1e-6
    }
  }

  private func mostViolated() -> Int? {
    var worst: Int?
    var most = Self.tolerance
    for (place, variable) in basis.enumerated() {
      let violation = Swift.max(low[variable] - value[variable], value[variable] - high[variable])
      if violation > most {
        most = violation
        worst = place
      }
    }
    return worst
  }

  // MARK: Choosing what enters

  /// A row of the tableau: coefficients by line of the system, and by group that has any.
  private struct PivotRow {
    var lines: [(line: Int, coefficient: Double)] = []
    var groups: [(group: Int, coefficient: Double)] = []
  }

  private struct Entering {
    var variable = -1
    var ratio = Double.infinity
    var coefficient = 0.0
  }

  private func pivotRow(_ place: Int) -> PivotRow {
    var row = PivotRow()
    for (index, line) in active.enumerated() {
      let coefficient = inverse[index * rowCount + place]
      if abs(coefficient) > 1e-12 { row.lines.append((line, coefficient)) }
    }
    if column[place] < 0 { row.lines.append((place, -1)) }
    var sums = [Double](repeating: 0, count: groupCount)
    for (line, coefficient) in row.lines {
      for group in system.rows[line] { sums[group] += coefficient }
    }
    for (group, sum) in sums.enumerated() where abs(sum) > 1e-12 { row.groups.append((group, sum)) }
    return row
  }

  private func chooseEntering(for leaving: Int, _ row: PivotRow) -> (
    variable: Int, coefficient: Double
  )? {
    let mustRise = value[basis[leaving]] < low[basis[leaving]]
    var best = Entering()
    for (group, coefficient) in row.groups {
      consider(2 * group, coefficient, mustRise, &best)
      consider(2 * group + 1, -coefficient, mustRise, &best)
    }
    for (line, coefficient) in row.lines {
      let rise = 2 * groupCount + 2 * line
      consider(rise, -coefficient, mustRise, &best)
      consider(rise + 1, coefficient, mustRise, &best)
      consider(2 * groupCount + 2 * rowCount + line, -coefficient, mustRise, &best)
    }
    return best.variable < 0 ? nil : (best.variable, best.coefficient)
  }

  /// The ratio test: the variable whose reduced cost vanishes first, of equals the largest pivot.
  private func consider(
    _ candidate: Int, _ coefficient: Double, _ mustRise: Bool, _ best: inout Entering
  ) {
    guard position[candidate] < 0, high[candidate] > low[candidate] else { return }
    let atLow = value[candidate] <= low[candidate]
    guard atLow == mustRise ? coefficient < -Self.tolerance : coefficient > Self.tolerance else {
      return
    }
    let ratio = abs(reducedCost[candidate] / coefficient)
    let isTie = abs(ratio - best.ratio) <= 1e-12
    guard isTie ? abs(coefficient) > abs(best.coefficient) + 1e-9 : ratio < best.ratio else {
      return
    }
    best = Entering(variable: candidate, ratio: ratio, coefficient: coefficient)
  }

  // MARK: Changing the basis

  private mutating func pivot(
    leaving: Int, entering: (variable: Int, coefficient: Double), _ row: PivotRow
  ) {
    let variable = basis[leaving]
    let bound = value[variable] < low[variable] ? low[variable] : high[variable]
    let entries = tableauColumn(of: entering.variable)
    let step = (value[variable] - bound) / entering.coefficient
    for (place, coefficient) in entries.enumerated() where coefficient != 0 {
      value[basis[place]] -= step * coefficient
    }
    value[entering.variable] += step
    value[variable] = bound
    let dualStep = reducedCost[entering.variable] / entering.coefficient
    reduceCosts(by: dualStep, row)
    reducedCost[variable] = -dualStep
    reducedCost[entering.variable] = 0
    position[variable] = -1
    position[entering.variable] = leaving
    basis[leaving] = entering.variable
    updateInverse(at: leaving, entries)
  }

  /// Those in the basis have none and keep none.
  private mutating func reduceCosts(by step: Double, _ row: PivotRow) {
    guard step != 0 else { return }
    func reduce(_ variable: Int, _ coefficient: Double) {
      if position[variable] < 0 { reducedCost[variable] -= step * coefficient }
    }
    for (group, coefficient) in row.groups {
      reduce(2 * group, coefficient)
      reduce(2 * group + 1, -coefficient)
    }
    for (line, coefficient) in row.lines {
      reduce(2 * groupCount + 2 * line, -coefficient)
      reduce(2 * groupCount + 2 * line + 1, coefficient)
      reduce(2 * groupCount + 2 * rowCount + line, -coefficient)
    }
  }

  private func tableauColumn(of variable: Int) -> [Double] {
    var entries = [Double](repeating: 0, count: rowCount)
    func add(_ line: Int, _ sign: Double) {
      let start = column[line] * rowCount
      if start < 0 {
        entries[line] -= sign
      } else {
        for place in 0..<rowCount { entries[place] += sign * inverse[start + place] }
      }
    }
    if variable < 2 * groupCount {
      for line in system.rowsOfGroup[variable / 2] { add(line, variable % 2 == 0 ? 1 : -1) }
    } else if variable < 2 * groupCount + 2 * rowCount {
      let paid = variable - 2 * groupCount
      add(paid / 2, paid % 2 == 0 ? -1 : 1)
    } else {
      add(variable - 2 * groupCount - 2 * rowCount, -1)
    }
    return entries
  }

  private mutating func updateInverse(at place: Int, _ entries: [Double]) {
    if column[place] < 0 {
      column[place] = active.count
      active.append(place)
      inverse += repeatElement(0, count: rowCount)
      inverse[column[place] * rowCount + place] = -1
    }
    let support = entries.indices.filter { $0 != place && abs(entries[$0]) > 1e-12 }
    work += rowCount
    for index in active.indices {
      let start = index * rowCount
      let pivotal = inverse[start + place] / entries[place]
      guard pivotal != 0 else { continue }
      for other in support { inverse[start + other] -= entries[other] * pivotal }
      inverse[start + place] = pivotal
      work += support.count
    }
  }
}
