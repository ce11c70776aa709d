package import Geometry

/// How a density makes up for what is not known beyond the edge of the window.
///
/// Without it the density falls off towards the edge, to about half on it, as if nothing happened outside.
package enum EdgeCorrection: String, CaseIterable, Hashable, Sendable {
  /// Nothing is made up.
  case none
  /// The density at u is divided by e(u), the share of the kernel around u that lies in the window (Diggle
  /// 1985). Right on average where incidents are spread evenly; its integral is not the number of
  /// incidents.
  case uniform
  /// Each incident weighs 1/e of its own place (Jones 1993), so that it counts for exactly its weight within
  /// the window.
  case jonesDiggle = "jones-diggle"
}

/// Estimates how many incidents there are per square metre at the centre of each cell, corrected at the
/// edges of a window.
///
/// See `density(of:weights:kernel:on:method:threads:)` for the density and `KernelMass` for e(u). With a
/// correction, only points inside the window count, as nothing is known of those outside; with `none`,
/// all do. With `uniform`, a cell whose centre is outside the window keeps the uncorrected value: it is
/// absent anyway, and a division by a small share would make it a false peak.
///
/// - Returns: a value for each cell in row-major order, per m².
package func density(
  of points: [Point], weights: [Double]? = nil, kernel: Kernel, edge: EdgeCorrection,
  window: MultiPolygon<Point>, on grid: Grid, threads: Int = 2
) async -> [Double] {
  guard edge != .none else {
    return await density(of: points, weights: weights, kernel: kernel, on: grid, threads: threads)
  }
  let mass = KernelMass(window: window, kernel: kernel)
  let weights = mass.weights(of: points, weights: weights, edge: edge)
  var values = await density(
    of: points, weights: weights, kernel: kernel, on: grid, threads: threads)
  if edge == .uniform { await mass.divide(&values, on: grid, threads: threads) }
  return values
}

extension KernelMass {
  /// What each point weighs in a density with a correction: nothing outside the window; inside, its own
  /// weight, over the mass at its place with `jonesDiggle`.
  ///
  /// - Complexity: O(points × edges within reach).
  package func weights(
    of points: [Point], weights: [Double]? = nil, edge: EdgeCorrection
  ) -> [Double] {
    precondition(weights.map { $0.count == points.count } ?? true, "each point has a weight")
    return points.indices.map { number in
      let weight = weights?[number] ?? 1
      guard edge != .none else { return weight }
      guard holds(points[number]) else { return 0 }
      guard edge == .jonesDiggle else { return weight }
      let mass = mass(at: points[number], isInside: true)
      // A mass of 0 inside can only be a spike too thin for the digits: there is nothing to divide by.
      return mass > 0 ? weight / mass : weight
    }
  }
}

extension KernelMass {
  /// What each point weighs where each has a kernel of its own: its weight over the mass of that kernel at
  /// its place, so that within the window it counts for exactly its weight (Jones 1993); nothing outside.
  ///
  /// - Parameter kernels: one for each point.
  package func weights(
    of points: [Point], weights: [Double]? = nil, kernels: [Kernel]
  ) -> [Double] {
    precondition(kernels.count == points.count, "each point has a kernel")
    return points.indices.map { number in
      guard holds(points[number]) else { return 0 }
      let mass = mass(at: points[number], isInside: true, of: kernels[number])
      let weight = weights?[number] ?? 1
      return mass > 0 ? weight / mass : weight
    }
  }
}
