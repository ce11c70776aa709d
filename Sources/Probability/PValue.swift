/// How often chance alone gives at least what was observed, with how that was found out.
///
/// One definition for every test: no p-value is told without its alternative and its method, and a simulated
/// one never goes below its floor.
package struct PValue: Hashable, Sendable {
  package let value: Double
  package let alternative: Alternative
  package let method: Method

  /// Which results speak against chance.
  package enum Alternative: String, CaseIterable, Hashable, Sendable {
    case greater, less
    case twoSided = "two-sided"
  }

  /// How a p-value was found.
  package enum Method: Hashable, Sendable {
    /// From the distribution itself, or all arrangements.
    case exact
    /// From so many random replicates, the observed one counted among them.
    case monteCarlo(replicates: Int)
    /// From random replicates until enough were extreme (`SequentialTest`).
    case sequential(replicates: Int, most: Int)
    /// From a distribution that holds only nearly, such as the normal one.
    case approximate(String)
  }

  package init(_ value: Double, _ alternative: Alternative, _ method: Method) {
    precondition(value >= 0 && value <= 1, "a p-value is a probability")
    self.value = value
    self.alternative = alternative
    self.method = method
  }

  /// The smallest value that so many replicates can give; `nil` where nothing was simulated.
  package var floor: Double? {
    let least: Double =
      switch method {
      case .monteCarlo(let replicates): 1 / Double(replicates + 1)
      case .sequential(_, let most): 1 / Double(most + 1)
      case .exact, .approximate: 0
      }
    guard least > 0 else { return nil }
    return alternative == .twoSided ? min(1, 2 * least) : least
  }

  /// The standard error that is left from simulating; `nil` where nothing was simulated.
  package var monteCarloError: Double? {
    let replicates: Int
    switch method {
    case .monteCarlo(let count), .sequential(let count, _): replicates = count
    case .exact, .approximate: return nil
    }
    guard alternative == .twoSided else {
      return (value * (1 - value) / Double(replicates)).squareRoot()
    }
    // Twice the smaller tail: its error is twice the tail's.
    let tail = value / 2
    return 2 * (tail * (1 - tail) / Double(replicates)).squareRoot()
  }
}

/// How many replicates reached what was observed, from above and from below.
package struct ExtremeCounts: Hashable, Sendable {
  package private(set) var atLeast = 0
  package private(set) var atMost = 0
  package private(set) var replicates = 0

  package init() {}

  package init(atLeast: Int, atMost: Int, replicates: Int) {
    precondition(max(atLeast, atMost) <= replicates && atLeast + atMost >= replicates)
    self.atLeast = atLeast
    self.atMost = atMost
    self.replicates = replicates
  }

  /// Counts one replicate.
  /// - Parameter tolerance: statistics so near to each other are equal: sums of the same numbers in another
  ///   order differ in their last digits, and a tie must count on both sides.
  package mutating func add(_ simulated: Double, observed: Double, tolerance: Double = 0) {
    replicates += 1
    if simulated >= observed - tolerance { atLeast += 1 }
    if simulated <= observed + tolerance { atMost += 1 }
  }

  package static func + (a: ExtremeCounts, b: ExtremeCounts) -> ExtremeCounts {
    ExtremeCounts(
      atLeast: a.atLeast + b.atLeast, atMost: a.atMost + b.atMost,
      replicates: a.replicates + b.replicates)
  }

  /// (1 + extreme) / (replicates + 1), the observed pattern being one of those that chance could give
  /// (Dwass 1957; Phipson and Smyth 2010); two-sided is twice the smaller side, at most 1.
  package func pValue(_ alternative: PValue.Alternative) -> PValue {
    let all = Double(replicates + 1)
    let (above, below) = (Double(atLeast + 1) / all, Double(atMost + 1) / all)
    let value: Double =
      switch alternative {
      case .greater: above
      case .less: below
      case .twoSided: min(1, 2 * min(above, below))
      }
    return PValue(value, alternative, .monteCarlo(replicates: replicates))
  }
}
