import RealModule

/// A part of a kernel's mass that an edge cuts off, seen from the kernel's centre.
///
/// Lengths are in widths of the kernel: its radius, or a Gaussian's standard deviation. On a line that
/// passes the centre at the distance p, a position at the distance t from the foot of the perpendicular
/// is at ρ² = p² + t² and takes up the angle dφ = p dt / ρ². The integral is
///
///     ∫ mass(within ρ) dφ = p ∫ mass(within ρ)/ρ² dt
///
/// which has no pole at p = 0, where it is 0. It is odd in p: negative for a centre to the right.
protocol EdgeIntegral: Sendable {
  /// The integral over a piece of an edge within the kernel's reach.
  func difference(_ p: Double, from start: Double, to end: Double) -> Double
}

/// mass = 3ρ² − 3ρ⁴ + ρ⁶.
struct QuarticIntegral: EdgeIntegral {
  func difference(_ p: Double, from start: Double, to end: Double) -> Double {
    let square = p * p
    // ∫ 3 − 3(p² + t²) + (p² + t²)² dt
    let (constant, cubic) = (3 - 3 * square + square * square, 2 * square / 3 - 1)
    func antiderivative(_ t: Double) -> Double {
      let s = t * t
      return t * (constant + s * (cubic + s * 0.2))
    }
    return p * (antiderivative(end) - antiderivative(start))
  }
}

/// mass = 2ρ² − ρ⁴.
struct EpanechnikovIntegral: EdgeIntegral {
  func difference(_ p: Double, from start: Double, to end: Double) -> Double {
    let constant = 2 - p * p
    return p
      * (end * (constant - end * end / 3) - start * (constant - start * start / 3))
  }
}

/// mass = ρ².
struct UniformIntegral: EdgeIntegral {
  func difference(_ p: Double, from start: Double, to end: Double) -> Double {
    p * (end - start)
  }
}

/// mass = 3ρ² − 2ρ³.
struct TriangularIntegral: EdgeIntegral {
  func difference(_ p: Double, from start: Double, to end: Double) -> Double {
    let square = p * p
    let (atStart, atEnd) = (
      (square + start * start).squareRoot(), (square + end * end).squareRoot()
    )
    // 2 ∫ ρ dt = tρ + p² asinh(t/p)
    let cone =
      end * atEnd - start * atStart
      + square * logarithm(square, from: (start, atStart), to: (end, atEnd))
    return p * (3 * (end - start) - cone)
  }

  /// asinh(end/p) − asinh(start/p), where asinh(t/p) = log((ρ + t)/p) = −log((ρ − t)/p): whichever adds.
  private func logarithm(
    _ square: Double, from start: (t: Double, rho: Double), to end: (t: Double, rho: Double)
  ) -> Double {
    // Below, p² × log is under 1e-297, and p² would soon be 0.
    guard square > 1e-300 else { return 0 }
    if start.t >= 0 { return Double.log((end.rho + end.t) / (start.rho + start.t)) }
    if end.t <= 0 { return Double.log((start.rho - start.t) / (end.rho - end.t)) }
    return Double.log((end.rho + end.t) * (start.rho - start.t) / square)
  }
}

/// mass = 1 − exp(−ρ²/2).
///
/// The integral of the rest, exp(−ρ²/2) dφ, is 2π times Owen's T function (Owen 1956). This one has an
/// integrand without a pole, (1 − exp(−s))/(2s) for s = ρ²/2, whose 16th derivative is below 3e5; so the
/// rule of Gauss and Legendre with 8 nodes errs by less than 1e-17 on a piece of length 1.
struct GaussianIntegral: EdgeIntegral {
  func difference(_ p: Double, from start: Double, to end: Double) -> Double {
    guard end > start else { return 0 }
    let panels = (end - start).rounded(.up)
    let half = (end - start) / (2 * panels)
    var sum = 0.0
    for panel in 0..<Int(panels) {
      let t = start + (2 * Double(panel) + 1) * half + half * Self.nodes
      let s = 0.5 * (p * p + t * t)
      for lane in 0..<8 { sum += Self.weights[lane] * Self.meanExponential(s[lane]) }
    }
    return 0.5 * p * half * sum
  }

  /// (1 − exp(−s))/s: the mean of exp(−x) for x from 0 to s.
  private static func meanExponential(_ s: Double) -> Double {
    s > 0 ? -Double.expMinusOne(-s) / s : 1
  }

  /// The nodes on −1…1 and their weights (Abramowitz and Stegun 1964, table 25.4).
  private static let nodes = SIMD8(
    -0.960289856497536231684, -0.796666477413626739592, -0.525532409916328985818,
    -0.183434642495649804939, 0.183434642495649804939, 0.525532409916328985818,
    0.796666477413626739592, 0.960289856497536231684)
  private static let weights = SIMD8(
    0.101228536290376259153, 0.222381034453374470544, 0.313706645877887287338,
    0.362683783378361982965, 0.362683783378361982965, 0.313706645877887287338,
    0.222381034453374470544, 0.101228536290376259153)
}
