package import Probability

/// Where a summary by distance lies among those of simulated patterns, with tests over all distances at once.
///
/// For reading: at each distance the lowest and the highest simulated value; a single distance leaves them by
/// chance with probability 2/(R + 1), some of many distances far more often. For a statement: two tests that
/// take all distances together. With each curve, observed or simulated, measured from the mean of the
/// others, so that all are alike if the null hypothesis holds,
///
///     MAD = max |L − L̄|        DCLF = ∫ (L − L̄)² dr
///
/// (Ripley 1977; Diggle 1986, Cressie 1991, Loosmore and Ford 2006; Baddeley et al. 2014), and
/// p = (1 + #{simulated ≥ observed})/(R + 1). K is tested as L, g as itself. Exact for `uniform` and `labels`;
/// for `inhomogeneous` the density is estimated from the points tested, and the size depends on whether its
/// radius follows the ground: 4.5 % where it does, 10 % where it is half too wide (docs/statistics.md).
package struct PatternEnvelope: Hashable, Sendable {
  package let function: PairFunction
  package let distances: [Double]
  package let observed: [Double?]
  /// The mean of the simulated patterns.
  package let mean: [Double?]
  package let lowest: [Double?]
  package let highest: [Double?]
  package let replicates: Int
  /// From where on the tests look at distances, in metres.
  package let testedFrom: Double
  /// `nil` where no distance can be tested.
  package let tests: Tests?

  package struct Tests: Hashable, Sendable {
    package let mad: PValue
    package let dclf: PValue
    /// Where the observed values are farthest from the mean, in metres.
    package let farthestAt: Double
    /// By how much, above (positive) or below; in metres for L.
    package let farthest: Double
  }

  /// How often chance alone takes a single distance out of the simulated range.
  package var pointwiseLevel: Double { 2 / Double(replicates + 1) }
}

extension PairFunctionEstimate {
  /// Compares a pattern with simulated ones.
  ///
  /// The result is the same on any number of threads and in any order of the points.
  ///
  /// - Parameter least: the shortest distance that the tests look at.
  /// - Returns: `nil` with fewer than two points.
  package func envelope(
    of pattern: PointPattern, against null: PatternNull, replicates: Int, seed: UInt64,
    testedFrom least: Double = 0, threads: Int = 2
  ) async -> PatternEnvelope? {
    precondition(replicates > 0, "something to compare with")
    var observed = pattern
    if case .inhomogeneous(let smooth) = null { observed = smooth.withIntensities(pattern) }
    guard let own = await self(observed, threads: threads) else { return nil }
    let simulation = PatternSimulation(of: pattern, null: null, seed: seed)
    let curves = await inParallel(replicates, threads: threads) { replicate in
      onOneThread(simulation.pattern(replicate))?.values
        ?? [Double?](repeating: nil, count: distances.count)
    }
    return EnvelopeSummary(
      function: function, distances: distances, curves: [own.values] + curves,
      testedFrom: least
    ).envelope
  }
}

extension PairFunctionEstimate {
  /// Compares the pairs from one pattern to another with those when labels are dealt to all points at random:
  /// are the ones about the others more, or less, than anyone is?
  ///
  /// As `envelope` against labels; `nil` where either pattern has no point.
  package func crossEnvelope(
    of pattern: PointPattern, to controls: PointPattern, replicates: Int, seed: UInt64,
    threads: Int = 2
  ) async -> PatternEnvelope? {
    precondition(replicates > 0, "something to compare with")
    guard let own = await self(from: pattern, to: controls, threads: threads) else { return nil }
    let simulation = PatternSimulation(of: pattern, null: .labels(controls: controls), seed: seed)
    let curves = await inParallel(replicates, threads: threads) { replicate in
      let labelled = simulation.labelled(replicate)
      return onOneThread(labelled.cases, with: labelled.controls)?.values
        ?? [Double?](repeating: nil, count: distances.count)
    }
    return EnvelopeSummary(
      function: function, distances: distances, curves: [own.values] + curves, testedFrom: 0
    ).envelope
  }
}

/// The observed curve, first, and the simulated ones.
private struct EnvelopeSummary {
  let function: PairFunction
  let distances: [Double]
  let curves: [[Double?]]
  let testedFrom: Double

  var envelope: PatternEnvelope {
    let simulated = distances.indices.map { place in curves.dropFirst().compactMap { $0[place] } }
    return PatternEnvelope(
      function: function, distances: distances, observed: curves[0],
      mean: simulated.map { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) },
      lowest: simulated.map { $0.min() }, highest: simulated.map { $0.max() },
      replicates: curves.count - 1, testedFrom: testedFrom, tests: tests)
  }

  private var tests: PatternEnvelope.Tests? {
    // Only where all curves have a value, or those without would not be like the others.
    let places = distances.indices.filter { place in
      distances[place] >= testedFrom && distances[place] > 0
        && curves.allSatisfy { $0[place] != nil }
    }
    guard !places.isEmpty else { return nil }
    let values = curves.map { curve in places.map { stabilised(curve[$0] ?? 0) } }
    let all = Double(curves.count)
    let means = places.indices.map { place in values.reduce(0) { $0 + $1[place] } / all }
    let (mad, dclf) = (
      values.map { greatest($0, means) }, values.map { integral($0, means, places) }
    )
    // A curve's distance from the mean of the others is R + 1 over R times that from the mean of all.
    let deviations = zip(values[0], means).map { ($0 - $1) * all / (all - 1) }
    let farthest = deviations.indices.max { abs(deviations[$0]) < abs(deviations[$1]) } ?? 0
    return PatternEnvelope.Tests(
      mad: pValue(mad), dclf: pValue(dclf), farthestAt: distances[places[farthest]],
      farthest: deviations[farthest])
  }

  private func stabilised(_ value: Double) -> Double {
    function == .k ? max(0, value / Double.pi).squareRoot() : value
  }

  private func greatest(_ values: [Double], _ means: [Double]) -> Double {
    zip(values, means).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// By trapezia; of a single distance its square.
  private func integral(_ values: [Double], _ means: [Double], _ places: [Int]) -> Double {
    let squares = zip(values, means).map { ($0 - $1) * ($0 - $1) }
    guard squares.count > 1 else { return squares[0] }
    return squares.indices.dropFirst().reduce(0) { sum, place in
      let width = distances[places[place]] - distances[places[place - 1]]
      return sum + width * (squares[place] + squares[place - 1]) / 2
    }
  }

  private func pValue(_ statistics: [Double]) -> PValue {
    var counts = ExtremeCounts()
    for simulated in statistics.dropFirst() {
      counts.add(simulated, observed: statistics[0], tolerance: 1e-9 * statistics[0])
    }
    return counts.pValue(.greater)
  }
}
