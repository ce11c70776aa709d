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
