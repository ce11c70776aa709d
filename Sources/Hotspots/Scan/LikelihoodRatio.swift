import RealModule

/// By how much a window is better explained by a rate of its own: the logarithm of the likelihood ratio.
///
/// A window has a *size* beside its number of cases: the cases expected in it (Poisson, space-time
/// permutation) or the number of individuals, cases and controls, in it (Bernoulli). Kulldorff (1997), "A
/// spatial scan statistic", Communications in Statistics – Theory and Methods 26:1481–1496, for both models;
/// Kulldorff et al. (2005), PLoS Medicine 2:e59, for the permutation.
package enum LikelihoodRatio: Hashable, Sendable {
  /// c ln(c/μ) + (C − c) ln((C − c)/(C − μ)), where C cases are expected in all.
  case poisson(cases: Int)
  /// The same for C cases among N individuals, each a case or a control.
  case bernoulli(cases: Int, individuals: Int)

  /// All cases.
  package var cases: Int {
    switch self {
    case .poisson(let cases), .bernoulli(let cases, _): cases
    }
  }

  /// The size of the window that holds everything.
  package var total: Double {
    switch self {
    case .poisson(let cases): Double(cases)
    case .bernoulli(_, let individuals): Double(individuals)
    }
  }

  /// The logarithm for a window, whichever of inside and outside has the higher rate; at least 0.
  ///
  /// Infinite only where cases lie where none can be; `0 ln 0` is 0.
  package func value(_ count: Int, size: Double) -> Double {
    let (c, all) = (Double(count), Double(cases))
    switch self {
    case .poisson:
      return max(0, Self.entropy(c, size) + Self.entropy(all - c, all - size))
    case .bernoulli(_, let individuals):
      let outside = Double(individuals) - size
      let own =
        Self.entropy(c, size) + Self.entropy(size - c, size)
        + Self.entropy(all - c, outside) + Self.entropy(outside - all + c, outside)
      let common =
        Self.entropy(all, Double(individuals))
        + Self.entropy(Double(individuals) - all, Double(individuals))
      return max(0, own - common)
    }
  }

  /// a ln(a / b), 0 for a = 0.
  private static func entropy(_ a: Double, _ b: Double) -> Double {
    a > 0 ? a * Double.log(a / b) : 0
  }

  /// The cases expected in a window of a size.
  package func expected(size: Double) -> Double { size * Double(cases) / total }

  /// The risk inside over the risk outside; `nil` where either has no value.
  package func relativeRisk(_ count: Int, size: Double) -> Double? {
    let (inside, outside) = (Double(count) / size, Double(cases - count) / (total - size))
    guard inside.isFinite, outside.isFinite, outside > 0 else { return nil }
    return inside / outside
  }

  /// How the logarithm changes with the size of the window.
  private func slope(_ count: Int, size: Double) -> Double {
    let (c, all) = (Double(count), Double(cases))
    switch self {
    case .poisson: return -c / size + (all - c) / (all - size)
    case .bernoulli(_, let individuals):
      let outside = Double(individuals) - size
      return Double.log((size - c) / size) - Double.log((outside - all + c) / outside)
    }
  }

  /// The sizes that a count can have at all, the even one included.
  private func sizes(_ count: Int) -> (even: Double, least: Double, most: Double) {
    let even = Double(count) * total / Double(cases)
    switch self {
    case .poisson: return (even, 0, total)
    case .bernoulli: return (even, Double(count), total - Double(cases - count))
    }
  }

  /// The largest size at which so many cases are too many by at least `level`; `nil` where none is.
  ///
  /// The logarithm falls as the size grows, until the rates are equal. Rounded outwards, so that comparing
  /// a size with it never loses a window.
  func largestSize(_ count: Int, level: Double) -> Double? {
    let (even, least, _) = sizes(count)
    guard count > 0 else { return nil }
    guard level > 0 else { return even * (1 + 1e-9) }
    guard value(count, size: max(least, 1e-300)) >= level else { return nil }
    return root(count, level: level, between: max(least, 1e-300), and: even) * (1 + 1e-6)
  }

  /// The smallest size at which so few cases are too few by at least `level`; `nil` where none is.
  func smallestSize(_ count: Int, level: Double) -> Double? {
    let (even, _, most) = sizes(count)
    guard count < cases else { return nil }
    guard level > 0 else { return even * (1 - 1e-9) }
    let end: Double = if case .poisson = self { most * (1 - 1e-15) } else { most }
    guard value(count, size: end) >= level else { return nil }
    return root(count, level: level, between: end, and: even) * (1 - 1e-6)
  }

  /// Newton's steps, halving the bracket where they would leave it; good to about 1e-9 of the size, since the
  /// last step, of less than 1e-5, doubles the digits.
  private func root(_ count: Int, level: Double, between far: Double, and even: Double) -> Double {
    var (high, low) = (far, even)
    // Near the even size the logarithm is about (c − size)² / (2 size).
    var size = even + (far < even ? -1 : 1) * (2 * even * level).squareRoot()
    for _ in 0..<100 {
      let inside = min(high, low) < size && size < max(high, low)
      if !inside { size = (high + low) / 2 }
      let excess = value(count, size: size) - level
      if excess >= 0 { high = size } else { low = size }
      if abs(high - low) <= 1e-7 * abs(high) { break }
      let next = size - excess / slope(count, size: size)
      if abs(next - size) <= 1e-5 * size { return max(min(next, max(high, low)), min(high, low)) }
      size = next
    }
    return high
  }
}
