import RealModule

/// How an incident is spread over the ground around it: a shape and how wide it is.
///
/// Every kernel is radial and integrates to 1 over the plane (Silverman 1986, "Density Estimation",
/// section 4.2.1). Two widths are in use: geographic tools give the *radius* beyond which the kernel
/// is 0, statistical ones its *standard deviation* on each axis. Either makes a kernel, and both can be
/// read from it.
package struct Kernel: Hashable, Sendable {
  package enum Shape: String, CaseIterable, Hashable, Sendable {
    /// 3/(πh²) (1 − r²/h²)², also called biweight.
    case quartic
    /// 2/(πh²) (1 − r²/h²).
    case epanechnikov
    /// 3/(πh²) (1 − r/h), a cone.
    case triangular
    /// 1/(πh²), a disc.
    case uniform
    /// exp(−r²/(2σ²))/(2πσ²), which has no end.
    case gaussian

    /// The radius of a kernel with standard deviation 1.
    ///
    /// A Gaussian has no radius: its width is given as that of the quartic kernel with the same
    /// standard deviation, so that changing the shape keeps how much is smoothed.
    package var radiusPerDeviation: Double {
      switch self {
      case .quartic, .gaussian: 8.0.squareRoot()
      case .epanechnikov: 6.0.squareRoot()
      case .triangular: (20.0 / 3).squareRoot()
      case .uniform: 2
      }
    }
  }

  package let shape: Shape
  /// The radius h of the support, in metres; of a Gaussian √8 σ (see `Shape.radiusPerDeviation`).
  package let radius: Double
  /// The standard deviation σ on each axis, in metres.
  package let standardDeviation: Double

  /// `nil` unless the radius is a positive number.
  package init?(_ shape: Shape, radius: Double) {
    guard radius.isFinite, radius > 0 else { return nil }
    self.shape = shape
    self.radius = radius
    standardDeviation = radius / shape.radiusPerDeviation
  }

  /// `nil` unless the standard deviation is a positive number.
  package init?(_ shape: Shape, standardDeviation: Double) {
    guard standardDeviation.isFinite, standardDeviation > 0 else { return nil }
    self.shape = shape
    self.standardDeviation = standardDeviation
    radius = standardDeviation * shape.radiusPerDeviation
  }

  /// The distance from which on a Gaussian is taken as 0, in standard deviations: there it is 2e-17 of
  /// its peak.
  package static let gaussianReach = 8.75

  /// The distance from which on the kernel is 0, in metres.
  package var reach: Double {
    shape == .gaussian ? Self.gaussianReach * standardDeviation : radius
  }

  /// The density at the kernel's own centre, per m².
  package var peak: Double {
    let disc = Double.pi * radius * radius
    return switch shape {
    case .quartic, .triangular: 3 / disc
    case .epanechnikov: 2 / disc
    case .uniform: 1 / disc
    case .gaussian: 1 / (2 * Double.pi * standardDeviation * standardDeviation)
    }
  }

  /// The density per m² at a distance whose square is given, in m²; 0 from `reach` on.
  package func density(atSquaredDistance square: Double) -> Double {
    guard square < reach * reach else { return 0 }
    let ratio = square / (radius * radius)
    return switch shape {
    case .quartic: peak * (1 - ratio) * (1 - ratio)
    case .epanechnikov: peak * (1 - ratio)
    case .triangular: peak * (1 - ratio.squareRoot())
    case .uniform: peak
    case .gaussian:
      peak * Double.exp(-square / (2 * standardDeviation * standardDeviation))
    }
  }

  /// The share of the kernel that lies within a distance of its centre, from 0 to 1.
  package func mass(within distance: Double) -> Double {
    guard distance > 0 else { return 0 }
    guard distance < reach else { return 1 }
    let ratio = distance / radius
    let square = ratio * ratio
    return switch shape {
    case .quartic: square * (3 + square * (square - 3))
    case .epanechnikov: square * (2 - square)
    case .triangular: square * (3 - 2 * ratio)
    case .uniform: square
    case .gaussian:
      -Double.expMinusOne(
        -distance * distance / (2 * standardDeviation * standardDeviation))
    }
  }
}
