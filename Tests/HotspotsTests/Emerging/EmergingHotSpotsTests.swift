import Geometry
import Hotspots
import Probability
import SpatialIndex
import Testing

@Suite struct EmergingHotSpotsTests {
  private static let side = 20
  private static let centres = (0..<side * side).map {
    Point(x: Double($0 % side), y: Double($0 / side))
  }
  private static let weights = SpatialWeights.distanceBand(2.0.squareRoot(), between: centres)

  /// Even ground, on which one block is hot throughout, one from the last step and one until the last two.
  private static let planted: SpaceTimeCube = {
    var generator = Philox(seed: 9, stream: 0)
    let values = (0..<12).flatMap { step in
      centres.map { cell -> Double in
        let isPersistent = cell.x < 4 && cell.y < 4
        let isNew = step == 11 && cell.x > 15 && cell.y > 15
        let isHistorical = step < 10 && cell.x > 15 && cell.y < 4
        let mean = isPersistent || isHistorical ? 12.0 : isNew ? 24 : 4
        return Double(generator.poisson(mean: mean))
      }
    }
    return SpaceTimeCube(areas: side * side, steps: 12, values: values)
  }()

  @Test func findsWhatWasPlanted() {
    let scores = SpaceTimeScores(of: Self.planted, weights: Self.weights)
    let emerging = EmergingHotSpots(of: scores)
    func area(_ x: Int, _ y: Int) -> EmergingArea { emerging.areas[y * Self.side + x] }
    #expect(area(1, 1).pattern == EmergingPattern(.persistent, .hot))
    #expect(area(1, 1).share(of: .hot) == 1)
    #expect(area(18, 18).pattern == EmergingPattern(.new, .hot))
    // Hot in ten steps of its own and, by the step before, in the eleventh.
    #expect(area(18, 1).pattern == EmergingPattern(.historical, .hot))
    #expect(area(10, 10).pattern == .none)
    #expect(
      EmergingPattern.all.reduce(0) { $0 + emerging.count(of: $1) } == Self.side * Self.side)
    #expect(emerging.discoveries.tests == 4_800 && emerging.discoveries.rule == .benjaminiHochberg)
  }

  /// Its own incidents make the score high, while chance seldom leaves the neighbours so low.
  @Test func aBusyPlaceAmongEmptyOnesIsNoHotNeighbourhood() async {
    var generator = Philox(seed: 3, stream: 1)
    let busy = 10 * Self.side + 10
    let values = (0..<12).flatMap { _ in
      (0..<Self.side * Self.side).map { area -> Double in
        let isNear = Self.weights.weight(of: area, from: busy) > 0
        return area == busy ? 900 : isNear ? 0 : Double(generator.poisson(mean: 20))
      }
    }
    let cube = SpaceTimeCube(areas: Self.side * Self.side, steps: 12, values: values)
    let scores = SpaceTimeScores(of: cube, weights: Self.weights, previousSteps: 0)
    let counts = await scores.permutationCounts(weights: Self.weights, replicates: 999, seed: 1)
    let emerging = EmergingHotSpots(of: scores, counts: counts, level: 0.5)
    #expect((scores.z(busy, 11) ?? 0) > 3 && emerging.discoveries.isFinding(11 * 400 + busy))
    #expect(emerging.areas[busy].states.allSatisfy { $0 == .neither })
    #expect(EmergingHotSpots(of: scores).areas[busy].states.allSatisfy { $0 == .hot })
  }

  /// From the published scores and p-values a reader can rebuild every class.
  @Test func canBeRebuilt() {
    let scores = SpaceTimeScores(of: Self.planted, weights: Self.weights)
    let emerging = EmergingHotSpots(of: scores, rule: .benjaminiYekutieli)
    let q = MultipleTestRule.benjaminiYekutieli.adjusted(emerging.pValues.map { $0?.value })
    for area in emerging.areas.indices {
      let states = (0..<12).map { step -> BinState in
        let bin = step * 400 + area
        guard let value = q[bin], value <= 0.05, let z = scores.z(area, step) else {
          return .neither
        }
        return z > 0 ? .hot : .cold
      }
      let trend = MannKendall(scores.series(of: area, in: Array(1..<12)))
      #expect(emerging.areas[area].states == states && emerging.areas[area].trend == trend)
      #expect(
        emerging.areas[area].pattern
          == emerging.rules.pattern(of: states, trend: trend.trend(level: 0.05)))
    }
  }

  /// The first step has a smaller neighbourhood and so a lower score, which is no rise; Esri's rules count it.
  @Test func takesTrendsOfWholeNeighbourhoods() {
    let scores = SpaceTimeScores(of: Self.planted, weights: Self.weights, previousSteps: 2)
    let (ours, theirs) = (
      EmergingHotSpots(of: scores), EmergingHotSpots(of: scores, rules: .arcgis)
    )
    #expect(ours.trendSteps == Array(2..<12) && theirs.trendSteps == Array(0..<12))
    let area = Self.side + 1
    #expect((scores.z(area, 0) ?? 0) < (2..<12).compactMap { scores.z(area, $0) }.min() ?? 0)
    #expect(theirs.areas[area].trend == MannKendall(scores.series(of: area)))
    #expect(ours.areas[area].trend == MannKendall(scores.series(of: area, in: Array(2..<12))))
    // After a time that is not known the neighbourhood is small again.
    let parted = SpaceTimeCube(areas: 400, steps: 12, values: Self.planted.values, breaks: [6])
    #expect(
      SpaceTimeScores(of: parted, weights: Self.weights, previousSteps: 1).wholeSteps
        == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11])
  }

  @Test func findsNothingOnEvenGround() {
    var findings = 0
    for pattern in 0..<200 {
      var generator = Philox(seed: 31, stream: UInt64(pattern))
      let cube = SpaceTimeCube(
        areas: 100, steps: 10,
        values: (0..<1_000).map { _ in Double(generator.poisson(mean: 5)) })
      let centres = (0..<100).map { Point(x: Double($0 % 10), y: Double($0 / 10)) }
      let weights = SpatialWeights.distanceBand(1, between: centres)
      let emerging = EmergingHotSpots(
        of: SpaceTimeScores(of: cube, weights: weights), rule: .benjaminiYekutieli)
      if emerging.discoveries.count > 0 { findings += 1 }
    }
    // Under the null a false discovery rate is the chance of any: at most 5 % of 200, and less by BY.
    #expect(findings <= 10)
  }

  @Test func saysNothingOfIslands() {
    let weights = SpatialWeights(neighbours: [[1], [0, 2], [1], []], rule: .given("list"))
    let cube = SpaceTimeCube(
      areas: 4, steps: 10, values: (0..<40).map { Double($0 * $0 % 7) })
    let emerging = EmergingHotSpots(of: SpaceTimeScores(of: cube, weights: weights))
    #expect(emerging.areas[3].trend == nil && emerging.areas[3].pattern == .none)
    #expect(emerging.discoveries.tests == 30)
  }
}
