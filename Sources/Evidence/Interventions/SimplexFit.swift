import RealModule

/// Weights of some columns, none negative and together 1, whose mixture comes closest to a target.
///
/// Minimises Σ (y − Σ wⱼ xⱼ)² by an active set (after Lawson and Hanson 1974, "Solving Least Squares Problems",
/// chapter 23, with the sum held at 1): columns enter by the steepest gain, ties by their order, and leave
/// where their weight would turn negative; what is left is solved by orthogonal triangularisation. Columns that
/// are mixtures of those in use do not enter. The result is the optimum, not a step towards it.
struct SimplexFit {
  let weights: [Double]
  /// Σ (y − Σ wⱼ xⱼ)².
  let squaredError: Double

  /// - Complexity: O(columns · rows) a step, and as many steps as columns come into use, in practice.
  init(columns: [[Double]], target: [Double]) {
    precondition(!columns.isEmpty && columns.allSatisfy { $0.count == target.count })
    var search = Search(columns: columns, target: target)
    search.run()
    weights = search.weights
    squaredError = search.squaredError
  }

  private struct Search {
    let columns: [[Double]]
    let target: [Double]
    /// In the order in which they entered.
    var used: [Int]
    var weights: [Double]

    init(columns: [[Double]], target: [Double]) {
      self.columns = columns
      self.target = target
      let errors = columns.map { column in
        zip(column, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let best = errors.indices.min { (errors[$0], $0) < (errors[$1], $1) } ?? 0
      used = [best]
      weights = columns.indices.map { $0 == best ? 1 : 0 }
    }

    var residuals: [Double] {
      target.indices.map { row in
        used.reduce(target[row]) { $0 - weights[$1] * columns[$1][row] }
      }
    }

    var squaredError: Double { residuals.reduce(0) { $0 + $1 * $1 } }

    mutating func run() {
      // Each round lowers the error, so no set of columns comes twice; the bound is for rounding.
      var refused: Set<Int> = []
      for _ in 0..<(20 * columns.count + 20) {
        guard let next = steepest(leavingOut: refused) else { return }
        let before = (used, weights, squaredError)
        used.append(next)
        if settle(), squaredError < before.2 {
          refused = []
        } else {
          (used, weights) = (before.0, before.1)
          refused.insert(next)
        }
      }
    }

    /// The column whose weight, raised at the others' cost, lowers the error fastest; `nil` at the optimum.
    func steepest(leavingOut refused: Set<Int>) -> Int? {
      let residuals = residuals
      func gain(_ column: Int) -> Double {
        zip(columns[column], residuals).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let level = used.reduce(0) { $0 + weights[$1] * gain($1) }
      let size =
        target.reduce(0) { $0 + $1 * $1 }
        + columns.reduce(0) { max($0, $1.reduce(0) { $0 + $1 * $1 }) }
      let open = columns.indices.filter { !used.contains($0) && !refused.contains($0) }
      let gains = open.map { ($0, gain($0) - level) }.filter { $0.1 > 1e-13 * size }
      return gains.max { ($0.1, -$0.0) < ($1.1, -$1.0) }?.0
    }

    /// Moves to the best weights of the columns in use, dropping those that would turn negative; `false`
    /// where they do not determine weights.
    mutating func settle() -> Bool {
      while true {
        guard let best = equalityFit() else { return false }
        guard let step = firstCrossing(towards: best) else {
          for (place, column) in used.enumerated() { weights[column] = best[place] }
          return true
        }
        for (place, column) in used.enumerated() {
          weights[column] += step * (best[place] - weights[column])
        }
        let crossed = used.indices.filter { best[$0] < 0 && weights[used[$0]] <= 1e-14 }
        for place in crossed { weights[used[place]] = 0 }
        used = used.indices.filter { !crossed.contains($0) }.map { used[$0] }
      }
    }

    /// How far one can go towards some weights before the first is 0; `nil` where none gets there.
    func firstCrossing(towards best: [Double]) -> Double? {
      used.indices.filter { best[$0] < 0 }
        .map { weights[used[$0]] / (weights[used[$0]] - best[$0]) }.min()
    }

    /// Weights of any sign that add up to 1: least squares of the differences from the first column.
    func equalityFit() -> [Double]? {
      guard let first = used.first else { return nil }
      let rest = used.dropFirst().map { column in
        zip(columns[column], columns[first]).map { $0 - $1 }
      }
      let aim = zip(target, columns[first]).map { $0 - $1 }
      guard rest.count <= aim.count,
        let solved = try? LeastSquares(
          Array(rest), names: used.dropFirst().map { "column \($0)" }, target: aim
        ).solution
      else { return nil }
      return [1 - solved.reduce(0, +)] + solved
    }
  }
}
