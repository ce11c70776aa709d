package import Probability
import RealModule

/// How probable it is that some window, moved along a series of Poisson counts, holds many events.
///
/// Naus (1982), "Approximations for distributions of scan statistics", JASA 77:177–183: the chance of no such
/// window among *v* windows laid end to end is Q₂ (Q₃ / Q₂)^(v − 2), with Q₂ and Q₃ exact for two and three.
/// The events of one window are Poisson with a mean known beforehand; a mean estimated from the series makes
/// the probability slightly too small when the surge itself raises it.
package struct MovingWindow: Hashable, Sendable {
  /// Mean number of events per window.
  package let mean: Double
  /// How many window lengths the series has.
  package let windows: Double
  package let rule: Rule

  /// Details on which published formulas differ.
  package struct Rule: Hashable, Sendable {
    package enum Exponent: Hashable, Sendable {
      /// v − 2, the number of steps from two windows to all.
      case windows
      /// L − k for a series of L counts and windows of k, as `ptools::scanw` has it; the same for k = 2.
      case counts(Int, window: Int)
    }

    package enum LastTerm: String, Hashable, Sendable {
      /// A₄ is summed to n − 1.
      case complete
      /// A₄ is summed to n − 2, as `ptools::scanw` does.
      case short
    }

    package var exponent: Exponent
    package var lastTerm: LastTerm

    package init(exponent: Exponent = .windows, lastTerm: LastTerm = .complete) {
      self.exponent = exponent
      self.lastTerm = lastTerm
    }
  }

  package init(mean: Double, windows: Double, rule: Rule = Rule()) {
    precondition(mean >= 0 && windows >= 2, "a moving window needs a series of two windows")
    self.mean = mean
    self.windows = windows
    self.rule = rule
  }

  /// P(some window holds at least this many events); 1 for a count of 0 or less.
  ///
  /// - Complexity: O(n²) for a count of n.
  package func probability(atLeast count: Int) -> Double {
    guard count > 0 else { return 1 }
    guard count > 1 else { return -Double.expMinusOne(-mean * windows) }
    let terms = Terms(mean: mean, count: count)
    let (two, three) = (terms.two, terms.three(rule.lastTerm))
    let exponent: Double =
      switch rule.exponent {
      case .windows: windows - 2
      case .counts(let counts, let window): Double(counts - window)
      }
    // Far below the mean the formula's terms cancel; the probability is then 1.
    guard two > 0, three > 0, three <= two else { return two > 0 && three > two ? 1 - two : 1 }
    let none = two * Double.exp(exponent * Double.log(three / two))
    return min(1, max(0, 1 - none))
  }

  /// Q₂ and Q₃ of Naus for one count.
  private struct Terms {
    let n: Double
    let mean: Double
    let count: Int
    let poisson: PoissonDistribution

    init(mean: Double, count: Int) {
      self.mean = mean
      self.count = count
      n = Double(count)
      poisson = PoissonDistribution(mean: mean)
    }

    func p(_ k: Int) -> Double { poisson.equal(to: k) }
    func f(_ k: Int) -> Double { poisson.atMost(k) }

    var two: Double {
      let all = f(count - 1)
      return all * all - (n - 1) * p(count) * p(count - 2) - (n - 1 - mean) * p(count)
        * f(count - 3)
    }

    func three(_ last: Rule.LastTerm) -> Double {
      let all = f(count - 1)
      let a1 = 2 * p(count) * all * ((n - 1) * f(count - 2) - mean * f(count - 3))
      let a2 =
        0.5 * p(count) * p(count)
        * ((n - 1) * (n - 2) * f(count - 3) - 2 * (n - 2) * mean * f(count - 4) + mean * mean
          * f(count - 5))
      let a3 = (1..<count).reduce(0.0) { sum, r in
        sum + p(2 * count - r) * f(r - 1) * f(r - 1)
      }
      let end = last == .complete ? count - 1 : count - 2
      let a4 =
        end < 2
        ? 0
        : (2...end).reduce(0.0) { sum, r in
          sum + p(2 * count - r) * p(r) * (Double(r - 1) * f(r - 2) - mean * f(r - 3))
        }
      return all * all * all - a1 + a2 + a3 - a4
    }
  }
}

/// Runs of a regular series of counts that hold more than chance would put anywhere in it.
package struct SurgeScan: Hashable, Sendable {
  /// A run of counts, such as of weeks.
  package struct Surge: Hashable, Sendable {
    /// Which counts of the series.
    package let steps: Range<Int>
    package let count: Int
    package let expected: Double
    package let p: PValue
  }

  /// The windows that reach the level, the least probable first and the earlier of equals; none overlaps
  /// one before it.
  package let surges: [Surge]
  /// Mean number of events per window.
  package let mean: Double

  /// Looks at every run of `window` counts.
  ///
  /// The mean is that of `baseline` per count, or of the whole series: then a surge speaks a little against
  /// itself. Returns `nil` where the series is shorter than two windows.
  /// - Complexity: O(*n*) for *n* counts, and O(*c*²) for each different number *c* of events in a window.
  package init?(_ series: [Int], window: Int, baseline: Double? = nil, level: Double = 0.05) {
    precondition(window > 0 && series.allSatisfy { $0 >= 0 })
    guard series.count >= 2 * window else { return nil }
    mean = Double(window) * (baseline ?? Double(series.reduce(0, +)) / Double(series.count))
    let moving = MovingWindow(mean: mean, windows: Double(series.count) / Double(window))
    var counts: [Int] = []
    var sum = series.prefix(window).reduce(0, +)
    counts.append(sum)
    for end in window..<series.count {
      sum += series[end] - series[end - window]
      counts.append(sum)
    }
    var known: [Int: Double] = [:]
    var found: [Surge] = []
    for start in counts.indices where Double(counts[start]) > mean {
      let value = known[counts[start]] ?? moving.probability(atLeast: counts[start])
      known[counts[start]] = value
      guard value <= level else { continue }
      found.append(
        Surge(
          steps: start..<start + window, count: counts[start], expected: mean,
          p: PValue(value, .greater, .approximate("Naus 1982"))))
    }
    found.sort { ($1.count, $0.steps.lowerBound) < ($0.count, $1.steps.lowerBound) }
    surges = found.reduce(into: []) { kept, next in
      if !kept.contains(where: { $0.steps.overlaps(next.steps) }) { kept.append(next) }
    }
  }
}
