import Probability
import RealModule

/// The chart that adds up evidence for a raised level: Cₜ = max(0, Cₜ₋₁ + ln [P(yₜ | κμₜ) / P(yₜ | μₜ)]), alarm
/// above a threshold h (Page 1954; for counts Lucas 1985; for the negative binomial Höhle and Paul 2008).
package struct CumulativeSum: Hashable, Sendable {
  /// κ: how many times the expected level the chart is tuned to find.
  package let ratio: Double
  package let threshold: Double
  /// The mean number of months to an alarm while nothing has changed.
  package let averageRunLength: Double

  /// A threshold for months like a typical one.
  ///
  /// The run length comes from a Markov chain over the chart's value in 60 steps (Brook and Evans 1972); the
  /// threshold is that whose run length is nearest above `runLength`.
  /// - Parameters:
  ///   - ratio: above 1.
  ///   - runLength: months, at least 2.
  package init(typical: PredictiveCount, ratio: Double, runLength: Double) {
    precondition(ratio > 1 && runLength >= 2, "a chart finds a rise, and not at once")
    self.ratio = ratio
    let chain = RunLengthChain(typical, ratio: ratio)
    var (low, high) = (0.0, 1.0)
    while chain.averageRunLength(threshold: high) < runLength, high < 1_000 { high *= 2 }
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if chain.averageRunLength(threshold: middle) < runLength {
        low = middle
      } else {
        high = middle
      }
    }
    threshold = high
    averageRunLength = chain.averageRunLength(threshold: high)
  }

  /// The chart's value after a month.
  package func next(after value: Double, count: Double, expected: PredictiveCount) -> Double {
    max(0, value + Self.logRatio(count, expected, ratio))
  }

  /// ln of how many times likelier a count is where the mean is `ratio` times that expected.
  static func logRatio(_ count: Double, _ expected: PredictiveCount, _ ratio: Double) -> Double {
    let mean = expected.mean
    guard expected.variance > mean * (1 + 1e-9) else {
      return count * Double.log(ratio) - (ratio - 1) * mean
    }
    let size = mean * mean / (expected.variance - mean)
    let fall = Double.log((ratio * mean + size) / (mean + size))
    return count * (Double.log(ratio) - fall) - size * fall
  }
}

/// How long a chart runs before it passes a threshold by chance.
struct RunLengthChain {
  /// What each count adds, and how often it occurs; the last takes all beyond.
  private let steps: [(change: Double, probability: Double)]

  init(_ typical: PredictiveCount, ratio: Double) {
    let last = typical.quantile(1 - 1e-9) + 1
    steps = (0...last).map { count in
      let probability = count == last ? typical.atLeast(last) : typical.equal(to: count)
      return (CumulativeSum.logRatio(Double(count), typical, ratio), probability)
    }
  }

  /// The mean number of months from 0 to the first value above the threshold.
  /// - Complexity: O(states · counts + states³).
  func averageRunLength(threshold: Double, states: Int = 60) -> Double {
    let width = 2 * threshold / Double(2 * states - 1)
    var rows = [[Double]](repeating: [Double](repeating: 0, count: states + 1), count: states)
    for state in 0..<states {
      rows[state][state] = 1
      rows[state][states] = 1
      for step in steps {
        let value = Double(state) * width + step.change
        if value > threshold { continue }
        let next = value <= width / 2 ? 0 : min(states - 1, Int((value / width).rounded()))
        rows[state][next] -= step.probability
      }
    }
    return Self.firstUnknown(&rows)
  }

  /// The first unknown of a linear system, by elimination from the last; the rows are diagonally dominant, as
  /// probabilities of staying sum to less than 1.
  private static func firstUnknown(_ rows: inout [[Double]]) -> Double {
    let count = rows.count
    for pivot in stride(from: count - 1, to: 0, by: -1) {
      for row in 0..<pivot where rows[row][pivot] != 0 {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in 0..<pivot { rows[row][column] -= factor * rows[pivot][column] }
        rows[row][count] -= factor * rows[pivot][count]
      }
    }
    return rows[0][count] / rows[0][0]
  }
}
