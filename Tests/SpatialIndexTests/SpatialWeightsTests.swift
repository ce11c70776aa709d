import Geometry
import Probability
import SpatialIndex
import Testing

@Suite struct SpatialWeightsTests {
  private func random(_ count: Int, seed: UInt64 = 3) -> [Point] {
    var generator = Philox(seed: seed, stream: 0)
    return (0..<count).map { _ in
      // On a coarse lattice, so that there are ties and features in one place.
      Point(
        x: Double(generator.index(below: 40)) * 25,
        y: Double(generator.index(below: 40)) * 25)
    }
  }

  private func neighbours(_ weights: SpatialWeights, of feature: Int) -> [Int] {
    weights.row(of: feature).map { Int(weights.neighbours[$0]) }
  }

  @Test func putsRowsInOrder() {
    let weights = SpatialWeights(neighbours: [[2, 1], [0], [0], []], rule: .given("list"))
    #expect(weights.count == 4)
    #expect(weights.starts == [0, 2, 3, 4, 4])
    #expect(weights.neighbours == [1, 2, 0, 0])
    #expect(weights.weights == [1, 1, 1, 1])
    #expect(weights.style == .binary && !weights.includesSelf && weights.isSymmetric)
    #expect(weights.islands == [3] && weights.neighbourCount(of: 0) == 2)
    #expect(weights.weight(of: 2, from: 0) == 1 && weights.weight(of: 2, from: 1) == 0)
  }

  @Test func holdsNoFeatures() async {
    let none = SpatialWeights(neighbours: [], rule: .given("list"))
    #expect(none.count == 0 && none.islands.isEmpty && none.isSymmetric && !none.includesSelf)
    #expect(none.withSelf().count == 0 && none.rowStandardised().count == 0)
    #expect(SpatialWeights.distanceBand(10, between: []).count == 0)
    #expect(await SpatialWeights.nearest(3, between: []).count == 0)
  }

  @Test func takesFeaturesInAndOut() {
    let plain = SpatialWeights(neighbours: [[2, 1], [0, 2], [0], []], rule: .given("list"))
    let starred = plain.withSelf()
    #expect(starred.includesSelf && starred.style == .binary)
    #expect(neighbours(starred, of: 0) == [0, 1, 2])
    #expect(neighbours(starred, of: 1) == [0, 1, 2])
    #expect(neighbours(starred, of: 2) == [0, 2])
    #expect(neighbours(starred, of: 3) == [3] && starred.isIsland(3))
    #expect(starred.neighbourCount(of: 1) == 2)
    #expect(starred.withoutSelf() == plain && plain.withoutSelf() == plain)
    #expect(starred.withSelf() == starred)
    let heavy = plain.withSelf(weight: 2)
    #expect(heavy.weight(of: 1, from: 1) == 2 && heavy.style == .given)
    #expect(heavy.withSelf(weight: 3).weight(of: 1, from: 1) == 3)
  }

  @Test func standardisesRows() {
    let weights = SpatialWeights(
      rows: [[(1, 1), (2, 3)], [(0, 0.5)], []], rule: .given("list")
    ).rowStandardised()
    #expect(weights.weights == [0.25, 0.75, 1])
    #expect(weights.style == .rowStandardised && weights.isIsland(2) && !weights.isSymmetric)
  }

  @Test(arguments: [0.0, 24.999, 25, 25 * 2.0.squareRoot(), 100])
  func findsWhatLiesWithinABand(band: Double) {
    let points = random(400)
    let weights = SpatialWeights.distanceBand(band, between: points)
    for (number, point) in points.enumerated() {
      let slow = points.indices.filter {
        $0 != number && points[$0].distance(to: point) <= band + SpatialWeights.bandTolerance
      }
      #expect(neighbours(weights, of: number) == slow)
    }
    #expect(weights.isSymmetric && weights.rule == .distanceBand(band))
  }

  /// Cells far from the origin, where positions have few digits left.
  @Test func countsEightNeighboursOnALatticeAnywhere() {
    let cell = 250 / 3.0
    let centres = (0..<100).map {
      Point(x: 412_345.678 + Double($0 % 10) * cell, y: 367_890.123 + Double($0 / 10) * cell)
    }
    let weights = SpatialWeights.distanceBand(cell * 2.0.squareRoot(), between: centres)
    #expect(weights.neighbourCount(of: 0) == 3)
    #expect(weights.neighbourCount(of: 5) == 5)
    #expect(weights.neighbourCount(of: 55) == 8)
  }

  @Test(arguments: [1, 4, 9]) func findsTheNearest(count: Int) async {
    let points = random(300)
    let weights = await SpatialWeights.nearest(count, between: points)
    for (number, point) in points.enumerated() {
      let slow = points.indices.filter { $0 != number }
        .sorted { (points[$0].distance(to: point), $0) < (points[$1].distance(to: point), $1) }
      #expect(neighbours(weights, of: number) == slow.prefix(count).sorted())
    }
    #expect(await SpatialWeights.nearest(count, between: points, threads: 1) == weights)
  }

  @Test func isNotSymmetricForTheNearest() async {
    let points = [0.0, 1, 3, 7].map { Point(x: $0, y: 0) }
    let weights = await SpatialWeights.nearest(1, between: points)
    #expect(weights.neighbours == [1, 0, 1, 2] && !weights.isSymmetric)
    #expect(await SpatialWeights.nearest(9, between: points).neighbourCount(of: 2) == 3)
  }
}
