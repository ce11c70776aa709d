import RealModule

/// How many ways there are to draw so many of some values without replacement with each sum: the conditional
/// permutation distribution of Gi, Gi* and local Moran, from all arrangements instead of random ones.
///
/// The numbers of ways to draw *j* values with the sum *s* are the coefficients of ∏ (1 + *t* *x*^*y*), built
/// up factor by factor as Pagano and Tritchler (1983) do for two samples, equal values together and for every
/// *j* at once. A feature's own value is divided out. Values are whole steps: counts as they are, others to the
/// nearest of some thousand steps of the greatest, and then the tails are bounded from above.
/// - Complexity: O(*d* *k*² *S*) for *d* distinct values, *k* in the longest draw and *S* steps in the greatest
///   sum, whatever the number of features.
struct NeighbourSums: Sendable {
  /// The value of a step.
  let step: Double
  /// Whether all values are whole steps, so that nothing is rounded.
  let isExact: Bool
  /// Each value in steps.
  let steps: [Int]
  /// How many steps each value has moved by being rounded, at most.
  private let rounding: Double
  /// For each *j* the number of ways to draw *j* values, by sum.
  private let ways: [[Double]]

  /// Multiplications that may be spent, a second or two; and the steps that fewer of would be too coarse.
  private static let most = 3e9
  private static let fewestSteps = 400.0
  private static let mostSteps = 4_096.0

  /// - Parameters:
  ///   - values: none below 0.
  ///   - longest: how many the longest draw takes.
  /// - Returns: `nil` where nothing differs, or where it would take too long.
  init?(of values: [Double], longest: Int) {
    guard longest > 0, longest < values.count, let greatest = values.max(), greatest > 0 else {
      return nil
    }
    let k = Double(longest)
    let distinct = Double(Set(values).count)
    func cost(_ steps: Double) -> Double { min(distinct, steps) * k * k / 2 * k * steps }
    let isWhole = values.allSatisfy { $0 == $0.rounded() }
    if isWhole, cost(greatest) <= Self.most {
      (step, isExact) = (1, true)
    } else {
      var steps = Self.mostSteps
      while cost(steps) > Self.most { steps *= 0.8 }
      guard steps >= Self.fewestSteps else { return nil }
      (step, isExact) = (greatest / steps.rounded(), false)
    }
    let step = step
    steps = values.map { Int(($0 / step).rounded()) }
    rounding = isExact ? 0 : 0.5
    var repeats: [Int: Int] = [:]
    for value in steps { repeats[value, default: 0] += 1 }
    ways = Self.ways(repeats.sorted { $0.key < $1.key }, longest: longest)
  }

  private static func ways(_ values: [(key: Int, value: Int)], longest: Int) -> [[Double]] {
    var ways = sizes(values, longest: longest).map { [Double](repeating: 0, count: $0 + 1) }
    ways[0][0] = 1
    // How far each row is filled, so that the zeros beyond are not multiplied.
    var filled = [Int](repeating: -1, count: longest + 1)
    filled[0] = 0
    for (value, repeats) in values {
      for drawn in stride(from: longest, through: 1, by: -1) {
        var choices = 1.0
        for taken in 1...min(drawn, repeats) {
          choices *= Double(repeats - taken + 1) / Double(taken)
          let reach = filled[drawn - taken]
          guard reach >= 0 else { continue }
          add(&ways, from: drawn - taken, to: drawn, shift: taken * value, choices, upTo: reach)
          filled[drawn] = max(filled[drawn], reach + taken * value)
        }
      }
    }
    return ways
  }

  /// The greatest sum of each number of values.
  private static func sizes(_ values: [(key: Int, value: Int)], longest: Int) -> [Int] {
    var sizes = [0]
    for (value, repeats) in values.reversed() {
      for _ in 0..<repeats where sizes.count <= longest {
        sizes.append(sizes[sizes.count - 1] + value)
      }
      if sizes.count > longest { break }
    }
    return sizes
  }

  /// Adds a multiple of one row to another, some places further on. Unsafe, as all the time goes here.
  private static func add(
    _ ways: inout [[Double]], from: Int, to: Int, shift: Int, _ factor: Double, upTo reach: Int
  ) {
    ways[from].withUnsafeBufferPointer { source in
      ways[to].withUnsafeMutableBufferPointer { target in
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        let shifted = target + shift
        var place = 0
        while place <= reach {
          shifted[place] += factor * source[place]
          place &+= 1
        }
      }
    }
  }
}

extension NeighbourSums {
  /// How likely a draw of some of the others has a sum at least, and at most, so high.
  struct Tails: Sendable {
    let atLeast: Double
    let atMost: Double
  }

  /// The distributions of the sums of the values other than one of so many steps.
  func others(than steps: Int) -> Others {
    var rows = [ways[0]]
    for drawn in 1..<ways.count {
      // Ways to draw from all, less those that take the value itself.
      var row = ways[drawn]
      let taken = rows[drawn - 1]
      let reach = min(taken.count, row.count - steps)
      for place in 0..<max(0, reach) {
        row[place + steps] = max(0, row[place + steps] - taken[place])
      }
      rows.append(row)
    }
    return Others(rows: rows, rounding: rounding)
  }

  struct Others: Sendable {
    private let atLeast: [[Double]]
    private let atMost: [[Double]]
    private let rounding: Double

    fileprivate init(rows: [[Double]], rounding: Double) {
      self.rounding = rounding
      atMost = rows.map { row in
        var sum = 0.0
        return row.map {
          sum += $0; return sum
        }
      }
      // Added from the far end, so that small tails keep their digits.
      atLeast = rows.map { row in
        var (sum, tail) = (0.0, row)
        for place in row.indices.reversed() {
          sum += row[place]
          tail[place] = sum
        }
        return tail
      }
    }

    /// - Parameter sum: in steps, not rounded.
    func tails(ofDrawing count: Int, sum: Double) -> Tails {
      let last = atMost[count].count - 1
      let all = atMost[count][last]
      // A sum moves by no more than its values do: what may have been as extreme counts.
      let margin = rounding * Double(count) + 1e-6
      let low = Int((sum - margin).rounded(.up)), high = Int((sum + margin).rounded(.down))
      // There is always the arrangement that was observed.
      return Tails(
        atLeast: min(1, max(low > last ? 0 : atLeast[count][max(0, low)], 1) / all),
        atMost: min(1, max(high < 0 ? 0 : atMost[count][min(last, high)], 1) / all))
    }
  }
}
