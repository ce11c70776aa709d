/// Names the random numbers of one simulation: each replicate has its own, whatever thread draws them.
///
/// The numbers of a replicate are those of `Philox` for (seed, method, replicate, part), so a result depends
/// on neither the number of threads nor the order of work. Elements that numbers are dealt to must be in a
/// canonical order, such as by position, for the order of the input to have no influence either.
package struct SimulationKey: Hashable, Sendable {
  /// What is simulated. Two simulations of one study never share numbers.
  package enum Method: UInt64, Sendable {
    case conditionalPermutation = 1
    case permutation, relabelling, poissonBootstrap, hotShare, uniformPoints, populationPoints,
      caseLabels, knox, scanPoisson, scanBernoulli, scanPermutation, hierarchicalClusters,
      kFunction, calibration, placeDeals
  }

  package let seed: UInt64
  package let method: Method

  package init(seed: UInt64, method: Method) {
    self.seed = seed
    self.method = method
  }

  /// The generator at the start of a replicate's numbers.
  /// - Parameter part: of a replicate that is worked on in parts, which one.
  package func generator(replicate: Int, part: Int = 0) -> Philox {
    precondition(
      0..<1 << 32 ~= replicate && 0..<1 << 20 ~= part, "beyond the numbers of a simulation")
    return Philox(
      seed: seed, stream: method.rawValue << 52 | UInt64(replicate) << 20 | UInt64(part))
  }
}
