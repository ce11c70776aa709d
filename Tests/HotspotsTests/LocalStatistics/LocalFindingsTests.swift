import Geometry
import Hotspots
import Probability
import SpatialIndex
import Testing

@Suite struct LocalFindingsTests {
  private static let lattice = (0..<400).map { Point(x: Double($0 % 20), y: Double($0 / 20)) }
  private static let weights = SpatialWeights.distanceBand(2.0.squareRoot(), between: lattice)

  /// A block of sixteen high cells and a high cell apart, on even ground.
  private static let planted: [Double] = {
    var generator = Philox(seed: 3, stream: 1)
    return lattice.map { cell in
      let isHot = 4..<8 ~= cell.x && 4..<8 ~= cell.y
      let isAlone = cell.x == 15 && cell.y == 15
      return Double(generator.poisson(mean: isHot ? 12 : 3)) + (isAlone ? 20 : 0)
    }
  }()

  @Test(arguments: [false, true]) func findsAPlantedBlock(simulated: Bool) async {
    let association = LocalAssociation(of: Self.planted, weights: Self.weights.withSelf())
    let permutation = await ConditionalPermutation(
      of: Self.planted, weights: Self.weights, replicates: 9_999, seed: 1)
    let findings =
      simulated
      ? association.findings(from: permutation, by: .benjaminiHochberg)
      : association.findings(by: .benjaminiYekutieli)
    for y in 5..<7 { for x in 5..<7 { #expect(findings.patterns[y * 20 + x] == .hot) } }
    #expect(findings.count(of: .hot) == findings.patterns.count { $0 == .hot })
    #expect(findings.discoveries.count == findings.count(of: .hot) + findings.count(of: .cold))
    let method = findings.pValues[0]?.method
    #expect(method == (simulated ? .monteCarlo(replicates: 9_999) : .approximate("normal")))
  }

  @Test func tellsAnOutlierFromAHotSpot() async {
    let association = LocalAssociation(
      of: Self.planted, weights: Self.weights.rowStandardised(), statistic: .moran(.population))
    let permutation = await ConditionalPermutation(
      of: Self.planted, weights: Self.weights, replicates: 9_999, seed: 1)
    let findings = association.findings(from: permutation, by: .benjaminiHochberg)
    #expect(findings.patterns[5 * 20 + 5] == .highHigh)
    // Its neighbours are as the rest, so it is not significant; never "high-high".
    #expect([.notSignificant, .highLow].contains(findings.patterns[15 * 20 + 15]))
    #expect(findings.count(of: .hot) == 0)
  }

  @Test func findsNothingWhereNothingPasses() {
    let association = LocalAssociation(
      of: SmallCase.values, weights: SmallCase.band.withSelf())
    let findings = association.findings(by: .benjaminiHochberg)
    #expect(findings.discoveries.count == 0 && findings.discoveries.threshold == nil)
    #expect(findings.patterns == [LocalPattern](repeating: .notSignificant, count: 6))
    #expect(findings.discoveries.tests == 6)
  }

  @Test func leavesIslandsUntested() async {
    let weights = SpatialWeights(neighbours: [[1], [0, 2], [1], []], rule: .given("list"))
    let association = LocalAssociation(of: [1, 2, 3, 9], weights: weights, statistic: .gi)
    let permutation = await ConditionalPermutation(
      of: [1, 2, 3, 9], weights: weights, replicates: 99, seed: 1)
    for findings in [
      association.findings(by: .holm), association.findings(from: permutation, by: .holm),
    ] {
      #expect(findings.patterns[3] == .noNeighbours && findings.pValues[3] == nil)
      #expect(findings.discoveries.tests == 3 && findings.discoveries.qValues[3] == nil)
    }
    let constant = LocalAssociation(of: [1, 1, 1, 1], weights: weights, statistic: .gi)
    #expect(
      constant.findings(by: .holm).patterns == [.undefined, .undefined, .undefined, .noNeighbours])
  }
}
