import Geometry
import Hotspots
import Probability
import SpatialIndex
import Testing

@Suite struct LocalAssociationTests {
  private func z(_ values: [Double], _ weights: SpatialWeights, _ statistic: LocalStatistic)
    -> [Double?]
  {
    LocalAssociation(of: values, weights: weights, statistic: statistic).features.map(\.z)
  }

  private func isNear(_ a: Double?, _ b: Double, _ tolerance: Double = 5e-9) -> Bool {
    a.map { abs($0 - b) <= tolerance } ?? false
  }

  @Test func givesTheWorkedNumbersOfGi() {
    let weights = SmallCase.band
    #expect((0..<6).map { weights.neighbourCount(of: $0) } == [2, 3, 1, 3, 4, 1])
    for (z, expected) in zip(z(SmallCase.values, weights, .gi), SmallCase.gi) {
      #expect(isNear(z, expected))
    }
    for (z, expected) in zip(z(SmallCase.values, weights.withSelf(), .giStar), SmallCase.giStar) {
      #expect(isNear(z, expected))
    }
  }

  /// With equal weights in a row z must not change; esda's analytic z shrinks to -0.62488, -0.09145, …
  @Test func keepsZUnderRowStandardisation() {
    let weights = SmallCase.band.withSelf().rowStandardised()
    for (z, expected) in zip(z(SmallCase.values, weights, .giStar), SmallCase.giStar) {
      #expect(isNear(z, expected))
    }
    for (z, expected) in zip(
      z(SmallCase.values, SmallCase.band.rowStandardised(), .gi), SmallCase.gi)
    {
      #expect(isNear(z, expected))
    }
  }

  @Test func givesTheWorkedNumbersOfLocalMoran() throws {
    let weights = SmallCase.band.rowStandardised()
    for (scale, expected) in [
      (LocalStatistic.MoranScale.population, SmallCase.moranPopulation),
      (.sample, SmallCase.moranSample),
    ] {
      let moran = LocalAssociation(
        of: SmallCase.values, weights: weights, statistic: .moran(scale))
      for feature in 0..<6 {
        let score = try moran.features[feature].score.get()
        #expect(isNear(score.value, expected[feature]))
        #expect(isNear(score.z, SmallCase.moranZ[feature]))
      }
    }
  }

  @Test func saysWhyAHighValueIsNotHot() {
    let features = LocalAssociation(
      of: SmallCase.values, weights: SmallCase.band.withSelf(), statistic: .giStar
    ).features
    #expect(features[4].value == 8 && features[4].neighbourCount == 4)
    #expect(isNear(features[4].lag, (3 + 3.2 + 5 + 7) / 4, 1e-15))
    #expect(features[4].quadrant == .highLow)
    #expect(features[5].quadrant == .highHigh && features[0].quadrant == .lowLow)
    #expect(features[2].quadrant == .lowHigh)
  }

  /// spdep 1.2.7: columns id, value, card, G_z, Gstar_z, Gstar_z_rowstd, Ii, EIi, VarIi, ZIi, pIi, …
  @Test(arguments: ["queen", "dist2"]) func agreesWithSpdep(rule: String) throws {
    let lattice = try ReferenceLattice()
    let weights = rule == "queen" ? lattice.queen : lattice.withinTwo
    let rows = try ReferenceLattice.rows("spdep_local_\(rule).csv")
    #expect(rows.count == 120)
    let gi = LocalAssociation(of: lattice.values, weights: weights, statistic: .gi)
    let giStar = LocalAssociation(of: lattice.values, weights: weights.withSelf())
    let standardised = LocalAssociation(
      of: lattice.values, weights: weights.withSelf().rowStandardised())
    let moran = LocalAssociation(
      of: lattice.values, weights: weights.rowStandardised(), statistic: .moran(.population))
    let binary = LocalAssociation(
      of: lattice.values, weights: weights, statistic: .moran(.population))
    let p = moran.findings(by: .benjaminiHochberg).pValues
    for (feature, row) in rows.enumerated() {
      #expect(
        lattice.values[feature] == row[1] && gi.features[feature].neighbourCount == Int(row[2]))
      #expect(isNear(gi.features[feature].z, row[3], 1e-12))
      #expect(isNear(giStar.features[feature].z, row[4], 1e-12))
      #expect(isNear(standardised.features[feature].z, row[5], 1e-12))
      let score = try moran.features[feature].score.get()
      #expect(isNear(score.value, row[6], 1e-12))
      #expect(isNear(score.expectation, row[7], 1e-12))
      #expect(isNear(score.variance, row[8], 1e-12))
      #expect(isNear(score.z, row[9], 1e-12))
      #expect(isNear(p[feature]?.value, row[10], 1e-12))
      #expect(isNear(try binary.features[feature].score.get().value, row[11], 1e-12))
    }
  }

  /// A free check: the conditional z of local Moran is that of Gi but for its sign.
  @Test func holdsMoranAgainstGi() throws {
    let lattice = try ReferenceLattice()
    let gi = z(lattice.values, lattice.withinTwo, .gi)
    let moran = z(lattice.values, lattice.withinTwo, .moran(.sample))
    for (a, b) in zip(gi, moran) { #expect(isNear(a.map(abs), abs(b ?? .nan), 1e-12)) }
  }

  /// The definition, by going through all arrangements of the other values.
  @Test func hasTheMomentsOfAllArrangements() throws {
    let weights = SpatialWeights(
      rows: [[(1, 2), (3, 0.5)], [(0, 1)], [(4, 1)], [(0, 3), (1, 1), (2, 1)], [(3, 1)]],
      rule: .given("list"))
    let values = [1.0, 4, 4, 9, -2]
    for statistic in [LocalStatistic.gi, .moran(.population)] {
      let association = LocalAssociation(of: values, weights: weights, statistic: statistic)
      for feature in 0..<5 {
        let score = try association.features[feature].score.get()
        let others = (0..<5).filter { $0 != feature }
        let simulated = arrangements(of: others).map { order in
          var arranged = values
          for (place, other) in zip(others, order) { arranged[place] = values[other] }
          let again = LocalAssociation(of: arranged, weights: weights, statistic: statistic)
          return (try? again.features[feature].score.get().value) ?? .nan
        }
        let mean = simulated.reduce(0, +) / Double(simulated.count)
        let square = simulated.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        #expect(isNear(score.expectation, mean, 1e-12))
        #expect(isNear(score.variance, square / Double(simulated.count), 1e-12))
      }
    }
  }

  @Test func tellsWhyThereIsNoStatistic() {
    func reasons(_ values: [Double], _ weights: SpatialWeights, _ statistic: LocalStatistic)
      -> [NoStatistic?]
    {
      LocalAssociation(of: values, weights: weights, statistic: statistic).features.map {
        guard case .failure(let reason) = $0.score else { return nil }
        return reason
      }
    }
    let chain = SpatialWeights(neighbours: [[1], [0, 2], [1], []], rule: .given("list"))
    #expect(reasons([1, 2, 3, 4], chain, .gi) == [nil, nil, nil, .noNeighbours])
    #expect(reasons([1, 2, 3, 4], chain.withSelf(), .giStar) == [nil, nil, nil, .noNeighbours])
    // 0.1 three times does not sum to 0.3: equal values still have no variance.
    #expect(
      reasons([0.1, 0.1, 0.1, 0.1], chain, .moran(.sample)) == [
        .constantValues, .constantValues, .constantValues, .noNeighbours,
      ])
    // Without the first, all others are equal.
    #expect(reasons([7, 0.1, 0.1, 0.1], chain, .gi)[0] == .constantValues)
    #expect(reasons([1, 2, 3, 2], chain, .moran(.sample))[1] == .valueIsMean)
    let all = SpatialWeights(neighbours: [[1, 2], [0, 2], [0, 1]], rule: .given("list"))
    #expect(reasons([1, 2, 3], all, .gi) == [.allNeighbours, .allNeighbours, .allNeighbours])
    #expect(reasons([1, 2, 3], all.withSelf(), .giStar)[0] == .allNeighbours)
    let pair = SpatialWeights(neighbours: [[1], [0]], rule: .given("list"))
    #expect(reasons([1, 2], pair, .gi) == [.tooFewFeatures, .tooFewFeatures])
    let none = SpatialWeights(neighbours: [], rule: .given("list"))
    #expect(reasons([], none, .giStar).isEmpty)
  }

  @Test func doesNotDependOnTheUnit() throws {
    let lattice = try ReferenceLattice()
    let weights = lattice.queen.withSelf()
    let one = z(lattice.values, weights, .giStar)
    let other = z(lattice.values.map { 1e6 + $0 / 3 }, weights, .giStar)
    for (a, b) in zip(one, other) { #expect(isNear(a, b ?? .nan, 1e-8)) }
  }
}

/// All orders of some numbers.
func arrangements(of numbers: [Int]) -> [[Int]] {
  guard numbers.count > 1 else { return [numbers] }
  return numbers.indices.flatMap { place in
    var others = numbers
    let first = others.remove(at: place)
    return arrangements(of: others).map { [first] + $0 }
  }
}
