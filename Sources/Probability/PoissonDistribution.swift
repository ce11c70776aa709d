import RealModule

/// The distribution of a count of independent rare events.
///
/// Sums run from their smallest term, so that small tails keep their digits.
package struct PoissonDistribution: Hashable, Sendable {
  package let mean: Double

  package init(mean: Double) {
    precondition(mean >= 0 && mean.isFinite, "a Poisson mean is at least 0")
    self.mean = mean
  }

  /// P(X = k); 0 for a negative count.
  package func equal(to count: Int) -> Double {
    guard count >= 0 else { return 0 }
    guard mean > 0 else { return count == 0 ? 1 : 0 }
    let k = Double(count)
    return Double.exp(k * Double.log(mean) - mean - Double.logGamma(k + 1))
  }

  /// P(X ≤ k); 0 for a negative count.
  /// - Complexity: O(*k*), at most about 40 √*mean* terms.
  package func atMost(_ count: Int) -> Double {
    guard count >= 0 else { return 0 }
    return Double(count) < mean ? lowerTail(count) : 1 - upperTail(count + 1)
  }

  /// P(X ≥ k), exact far into the tail; 1 for a count of 0 or less.
  /// - Complexity: as `atMost(_:)`.
  package func atLeast(_ count: Int) -> Double {
    guard count > 0 else { return 1 }
    return Double(count) > mean ? upperTail(count) : 1 - lowerTail(count - 1)
  }

  /// Terms shrink downwards from a count below the mean.
  private func lowerTail(_ count: Int) -> Double {
    var term = equal(to: count)
    var terms = [term]
    var k = Double(count)
    while k > 0, term > (terms.first ?? 0) * 0x1p-60 {
      term *= k / mean
      terms.append(term)
      k -= 1
    }
    return terms.reversed().reduce(0, +)
  }

  /// Terms shrink upwards from a count above the mean.
  private func upperTail(_ count: Int) -> Double {
    var term = equal(to: count)
    var terms = [term]
    var k = Double(count)
    while term > (terms.first ?? 0) * 0x1p-60 {
      k += 1
      term *= mean / k
      terms.append(term)
    }
    return terms.reversed().reduce(0, +)
  }
}
