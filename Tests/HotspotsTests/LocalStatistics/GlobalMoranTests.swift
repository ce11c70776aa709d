import Foundation
import Geometry
import Hotspots
import Probability
import SpatialIndex
import Testing

@Suite struct GlobalMoranTests {
  private func isNear(_ a: Double?, _ b: Double, _ tolerance: Double) -> Bool {
    a.map { abs($0 - b) <= tolerance } ?? false
  }

  @Test func givesTheWorkedNumbers() throws {
    let moran = try GlobalMoran(of: SmallCase.values, weights: SmallCase.band.rowStandardised())
    #expect(isNear(moran.value, 0.11898955, 5e-9) && isNear(moran.expectation, -0.2, 1e-15))
    #expect(isNear(moran.varianceOfArrangements, 0.08670442, 5e-9))
    let g = try GeneralG(of: SmallCase.values, weights: SmallCase.band)
    #expect(isNear(g.value, 0.55709779, 5e-9) && isNear(g.expectation, 0.46666667, 5e-9))
    #expect(isNear(g.variance, 0.00920355, 5e-9) && isNear(g.z, 0.9426278, 5e-8))
    #expect(isNear(NormalDistribution.pValue(g.z ?? 0, .greater).value, 0.1729357, 5e-8))
  }

  @Test func agreesWithSpdep() throws {
    let lattice = try ReferenceLattice()
    let moran = try GlobalMoran(of: lattice.values, weights: lattice.queen.rowStandardised())
    #expect(isNear(moran.value, 0.160847889844172, 1e-14))
    #expect(isNear(moran.expectation, -0.00840336134453781, 1e-14))
    #expect(isNear(moran.varianceOfArrangements, 0.00233669896038702, 1e-15))
    #expect(isNear(moran.z, 3.50130952482635, 1e-12))
    let g = try GeneralG(of: lattice.values, weights: lattice.queen)
    #expect(isNear(g.value, 0.0649482113483126, 1e-14))
    #expect(isNear(g.expectation, 0.0582633053221289, 1e-14))
    #expect(isNear(g.variance, 2.49791649734304e-06, 1e-15))
    #expect(isNear(g.z, 4.22966866993906, 1e-8))
  }

  /// The definition, by going through all arrangements, with weights that are not symmetric.
  @Test func hasTheMomentsOfAllArrangements() throws {
    let weights = SpatialWeights(
      rows: [[(1, 2), (3, 0.5)], [(0, 1)], [(4, 1)], [(0, 3), (1, 1), (2, 1)], []],
      rule: .given("list"))
    let values = [1.0, 4, 4, 9, 2]
    let orders = arrangements(of: Array(0..<5)).map { order in order.map { values[$0] } }
    func moments(_ simulated: [Double]) -> (mean: Double, variance: Double) {
      let mean = simulated.reduce(0, +) / Double(simulated.count)
      return (
        mean, simulated.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(simulated.count)
      )
    }
    let moran = try GlobalMoran(of: values, weights: weights)
    let morans = moments(try orders.map { try GlobalMoran(of: $0, weights: weights).value })
    #expect(isNear(moran.expectation, morans.mean, 1e-12))
    #expect(isNear(moran.varianceOfArrangements, morans.variance, 1e-12))
    let g = try GeneralG(of: values, weights: weights)
    let gs = moments(try orders.map { try GeneralG(of: $0, weights: weights).value })
    #expect(isNear(g.expectation, gs.mean, 1e-12) && isNear(g.variance, gs.variance, 1e-12))
  }

  /// Values from a normal distribution, simulated.
  @Test func hasTheVarianceOfNormalValues() throws {
    let points = SmallCase.points
    let weights = SpatialWeights.distanceBand(15, between: points)
    var generator = Philox(seed: 5, stream: 0)
    let simulated = try (0..<40_000).map { _ in
      try GlobalMoran(of: points.map { _ in generator.standardNormal() }, weights: weights).value
    }
    let mean = simulated.reduce(0, +) / 40_000
    let variance = simulated.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
    let moran = try GlobalMoran(of: SmallCase.values, weights: weights)
    #expect(isNear(moran.varianceOfNormalValues, variance, 0.03 * variance))
    #expect(isNear(moran.expectation, mean, 4 * (variance / 40_000).squareRoot()))
  }

  @Test func tellsWhyThereIsNoStatistic() {
    let chain = SpatialWeights(neighbours: [[1], [0, 2], [1], []], rule: .given("list"))
    #expect(throws: NoStatistic.constantValues) {
      try GlobalMoran(of: [0.1, 0.1, 0.1, 0.1], weights: chain)
    }
    #expect(throws: NoStatistic.constantValues) {
      try GeneralG(of: [0, 0, 5, 0], weights: chain)
    }
    let islands = SpatialWeights(neighbours: [[], [], [], []], rule: .given("list"))
    #expect(throws: NoStatistic.noNeighbours) {
      try GlobalMoran(of: [1, 2, 3, 4], weights: islands)
    }
    let pair = SpatialWeights(neighbours: [[1], [0]], rule: .given("list"))
    #expect(throws: NoStatistic.tooFewFeatures) { try GlobalMoran(of: [1, 2], weights: pair) }
  }

  @Test func countsArrangementsAsLikely() async throws {
    let weights = SmallCase.band
    let values = SmallCase.values
    let permutation = await GlobalPermutation(
      of: values, weights: weights, replicates: 20_000, seed: 3)
    let observed = (
      try GlobalMoran(of: values, weights: weights).value,
      try GeneralG(of: values, weights: weights).value
    )
    var (moran, g) = (ExtremeCounts(), ExtremeCounts())
    for order in arrangements(of: Array(0..<6)) {
      let arranged = order.map { values[$0] }
      moran.add(
        try GlobalMoran(of: arranged, weights: weights).value, observed: observed.0,
        tolerance: 1e-12)
      g.add(
        try GeneralG(of: arranged, weights: weights).value, observed: observed.1, tolerance: 1e-12)
    }
    for (simulated, exact) in [(permutation.moran, moran), (permutation.generalG, g)] {
      let share = Double(exact.atLeast) / 720
      let error = (share * (1 - share) / 20_000).squareRoot()
      #expect(isNear(Double(simulated.atLeast) / 20_000, share, 4 * error))
    }
    let again = await GlobalPermutation(
      of: values, weights: weights, replicates: 20_000, seed: 3, threads: 1)
    #expect(permutation == again)
  }

  /// On values without any pattern, one in twenty tests rejects at 0.05.
  @Test func isCalibrated() async {
    let centres = (0..<36).map { Point(x: Double($0 % 6), y: Double($0 / 6)) }
    let weights = SpatialWeights.distanceBand(1, between: centres)
    var rejected = 0
    for pattern in 0..<1_000 {
      var generator = Philox(seed: 17, stream: UInt64(pattern))
      let values = centres.map { _ in Double(generator.poisson(mean: 2)) }
      let test = await GlobalPermutation(
        of: values, weights: weights, replicates: 99, seed: UInt64(pattern), threads: 1)
      if test.moran.pValue(.greater).value <= 0.05 { rejected += 1 }
    }
    // 50 ± 3 standard deviations of 6.9, fewer for ties.
    #expect(25...71 ~= rejected)
  }
}
