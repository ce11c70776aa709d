extension Kernel {
  /// The kernel of a radius known to be positive.
  init(_ shape: Shape, reaching radius: Double) {
    guard let kernel = Kernel(shape, radius: radius) else {
      preconditionFailure("a kernel has a positive radius")
    }
    self = kernel
  }

  /// The integral of the kernel's square over the plane, per m²: R(K)/h² of the literature, where
  /// it is called roughness (Wand and Jones 1995, "Kernel Smoothing").
  ///
  /// It makes the variance of a density: about λ(u) times the roughness where incidents come
  /// independently.
  package var roughness: Double {
    let disc = Double.pi * radius * radius
    return switch shape {
    case .quartic: 9 / (5 * disc)
    case .epanechnikov: 4 / (3 * disc)
    case .triangular: 3 / (2 * disc)
    case .uniform: 1 / disc
    case .gaussian: 1 / (4 * Double.pi * standardDeviation * standardDeviation)
    }
  }
}
