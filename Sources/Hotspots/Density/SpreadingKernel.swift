import RealModule

/// The kernel by which places are spread over eight nodes of an axis, one unit apart, and the taps by which
/// the nodes are then smoothed, so that both together are a Gaussian.
///
/// The kernel is φ(z) = exp(β(√(1 − (z/4)²) − 1)) for |z| < 4 (Barnett, Magland and af Klinteberg 2019, "A
/// parallel nonuniform fast Fourier transform library based on an exponential of semicircle kernel",
/// equation 1.8): next to nothing of it is left at the frequencies that a Gaussian wider than `narrowest`
/// would fold over. What it blurs is divided out in the taps.
struct SpreadingKernel: Sendable {
  /// The narrowest standard deviation, in nodes, for which the Gaussian is right to 5e-9 of its peak.
  static let narrowest = 3.5
  static let width = 8
  /// The degree of the polynomials that stand for the kernel between two nodes.
  static let degree = 13

  /// The best of 18 to 23 for Gaussians of 3.5 to 7 nodes: smaller, and more is folded over; larger, and
  /// dividing the blur out magnifies rounding at the kernel's ends.
  private static let beta = 21.5
  private static let half = Double(width) / 2

  private static func value(at z: Double) -> Double {
    let rest = 1 - (z / half) * (z / half)
    return rest <= 0 ? 0 : Double.exp(beta * (rest.squareRoot() - 1))
  }

  /// For each power, the lowest first, the coefficients of the eight nodes around a place; the place
  /// goes from −1 at the fourth node to 1 at the fifth.
  static let coefficients: [Double] = {
    var coefficients = [Double](repeating: 0, count: (degree + 1) * width)
    for node in 0..<width {
      let polynomial = ChebyshevFit(degree: degree) { t in
        value(at: (t + 1) / 2 + half - 1 - Double(node))
      }.powers
      for (power, coefficient) in polynomial.enumerated() {
        coefficients[power * width + node] = coefficient
      }
    }
    return coefficients
  }()

  /// The Fourier transform of the kernel, by the midpoint rule, which converges as fast as the smooth
  /// kernel falls off.
  private static func transform(at frequency: Double) -> Double {
    let steps = 400
    let step = half / Double(steps)
    return (0..<steps).reduce(0) { sum, number in
      let z = (Double(number) + 0.5) * step
      return sum + 2 * step * value(at: z) * Double.cos(2 * Double.pi * frequency * z)
    }
  }

  /// How far the taps reach, in standard deviations.
  static let tapReach = 6.75

  /// The frequencies of the smoothing and their amplitudes.
  private let amplitudes: [Double]
  private let period: Double

  /// - Parameter deviation: the Gaussian's standard deviation, in nodes.
  init(deviation: Double) {
    precondition(deviation >= Self.narrowest * (1 - 1e-9), "the nodes are too far apart")
    // Taps repeat after a period; it is so long that the next copy is nothing here.
    period = 4 * Self.tapReach * deviation
    // Above the last frequency the Gaussian is below 1e-13.
    let last = Int((1.25 / deviation * period).rounded(.up))
    amplitudes = (0...last).map { [period] number in
      let frequency = Double(number) / period
      let angle = Double.pi * deviation * frequency
      let gaussian = Double.exp(-2 * angle * angle)
      return (number == 0 ? 1 : 2) * gaussian / Self.transform(at: frequency) / period
    }
  }

  /// What a node counts for at a distance from it, in nodes.
  func tap(at distance: Double) -> Double {
    amplitudes.indices.reduce(0) { sum, number in
      sum + amplitudes[number] * Double.cos(2 * Double.pi * Double(number) * distance / period)
    }
  }
}

/// The polynomial that equals a function at the Chebyshev points of −1 ... 1.
private struct ChebyshevFit {
  /// The coefficients of the powers, the lowest first.
  let powers: [Double]

  init(degree: Int, _ function: (Double) -> Double) {
    let count = degree + 1
    let angles = (0..<count).map { Double.pi * (Double($0) + 0.5) / Double(count) }
    let values = angles.map { function(Double.cos($0)) }
    let series = (0..<count).map { order in
      angles.indices.reduce(0) {
        $0 + values[$1] * Double.cos(Double(order) * angles[$1])
      } * (order == 0 ? 1 : 2) / Double(count)
    }
    // T₀ = 1, T₁ = t, Tₙ₊₁ = 2t Tₙ − Tₙ₋₁.
    var (previous, current) = ([1.0], [0.0, 1.0])
    var powers = [Double](repeating: 0, count: count)
    for order in 0..<count {
      for (power, coefficient) in previous.enumerated() {
        powers[power] += series[order] * coefficient
      }
      var next = [0.0] + current.map { 2 * $0 }
      for (power, coefficient) in previous.enumerated() { next[power] -= coefficient }
      (previous, current) = (current, next)
    }
    self.powers = powers
  }
}
