import Geometry
import Hotspots
import Probability
import SpatialIndex
import Testing

@Suite struct ConditionalPermutationTests {
  /// Neighbours of seven features, some with few, one with all and one with none.
  private static let uneven = SpatialWeights(
    neighbours: [[1], [0, 2, 3, 4, 5, 6], [3, 5], [2, 4, 6], [], [0, 1, 6], [2]],
    rule: .given("list"))

  /// The sums that every arrangement of the others gives, by going through all.
  private func exact(_ values: [Double], _ weights: SpatialWeights, _ feature: Int) -> ExtremeCounts
  {
    let row = weights.row(of: feature).filter { Int(weights.neighbours[$0]) != feature }
    let others = values.indices.filter { $0 != feature }
    let observed = row.reduce(0) {
      $0 + weights.weights[$1] * values[Int(weights.neighbours[$1])]
    }
    return arrangements(of: others).reduce(into: ExtremeCounts()) { counts, order in
      let sum = zip(row, order).reduce(0) { $0 + weights.weights[$1.0] * values[$1.1] }
      counts.add(sum, observed: observed, tolerance: 1e-9)
    }
  }

  private func isLikely(_ simulated: ExtremeCounts, _ exact: ExtremeCounts) -> Bool {
    func isLikely(_ count: Int, _ all: Int) -> Bool {
      let share = Double(all) / Double(exact.replicates)
      let n = Double(simulated.replicates)
      return abs(Double(count) / n - share) <= 4 * (share * (1 - share) / n).squareRoot()
    }
    return isLikely(simulated.atLeast, exact.atLeast) && isLikely(simulated.atMost, exact.atMost)
  }

  @Test(arguments: [false, true]) func drawsAsAllArrangementsSay(weighted: Bool) async {
    var weights = Self.uneven
    if weighted {
      weights = SpatialWeights(
        rows: (0..<7).map { feature in
          weights.row(of: feature).map { (weights.neighbours[$0], Double($0 % 3) + 0.5) }
        }, rule: .given("list"))
    }
    for values in [[2, 0, 1, 1, 5, 0, 3], [0.1, 0.2, 0.3, 0.3, 0.6, 0.7, -1.5]] {
      let permutation = await ConditionalPermutation(
        of: values, weights: weights, replicates: 30_000, seed: 11)
      for feature in 0..<7 {
        guard let counts = permutation.sums[feature] else {
          #expect(weights.isIsland(feature))
          continue
        }
        #expect(isLikely(counts, exact(values, weights, feature)), "\(feature) of \(values)")
      }
    }
  }

  /// The slow obvious way: the order of the replicate, place after place.
  private func slow(
    _ values: [Double], _ weights: SpatialWeights, replicates: Int, seed: UInt64
  ) -> [ExtremeCounts] {
    let key = SimulationKey(seed: seed, method: .conditionalPermutation)
    let weights = weights.withoutSelf()
    var counts = [ExtremeCounts](repeating: ExtremeCounts(), count: values.count)
    for replicate in 0..<replicates {
      var generator = key.generator(replicate: replicate)
      let positions = generator.permutation(of: values.count)
      var dealt = values
      for (feature, position) in positions.enumerated() { dealt[Int(position)] = values[feature] }
      for feature in values.indices {
        let row = weights.row(of: feature)
        let places = (0...row.count).map { (feature + $0) % values.count }
          .filter { $0 != Int(positions[feature]) }
        let (sum, observed) = zip(row, places).reduce((0.0, 0.0)) { sums, draw in
          let weight = weights.weights[draw.0]
          return (
            sums.0 + weight * dealt[draw.1],
            sums.1 + weight * values[Int(weights.neighbours[draw.0])]
          )
        }
        counts[feature].add(sum, observed: observed, tolerance: 1e-9)
      }
    }
    return counts
  }

  @Test(arguments: [9, 16, 100, 137], [false, true])
  func countsWhatASlowLoopCounts(count: Int, weighted: Bool) async {
    var generator = Philox(seed: 8, stream: UInt64(count))
    let points = (0..<count).map { _ in
      Point(x: 1_000 * generator.uniform(), y: 1_000 * generator.uniform())
    }
    // A neighbourhood each way: a few, and nearly all.
    for band in [200.0, 900] {
      var weights = SpatialWeights.distanceBand(band, between: points)
      if weighted {
        weights = SpatialWeights(
          rows: (0..<count).map { feature in
            weights.row(of: feature).map { place in
              (weights.neighbours[place], 1 / (1 + Double(place % 5)))
            }
          }, rule: .given("list"))
      }
      for values in [
        points.map { _ in Double(generator.poisson(mean: 1)) }, points.map(\.x),
      ] {
        let expected = slow(values, weights, replicates: 40, seed: 21)
        for weights in [weights, weights.withSelf()] {
          for threads in [1, 3] {
            let permutation = await ConditionalPermutation(
              of: values, weights: weights, replicates: 40, seed: 21, threads: threads)
            let slow = expected.indices.map { weights.isIsland($0) ? nil : expected[$0] }
            #expect(permutation.sums == slow)
          }
        }
      }
    }
  }

  @Test func holdsNoFeatures() async {
    let none = SpatialWeights(neighbours: [], rule: .given("list"))
    let permutation = await ConditionalPermutation(
      of: [], weights: none, replicates: 99, seed: 1)
    #expect(permutation.sums.isEmpty)
    let islands = SpatialWeights(neighbours: [[], []], rule: .given("list"))
    let alone = await ConditionalPermutation(
      of: [1, 2], weights: islands, replicates: 99, seed: 1)
    #expect(alone.sums == [nil, nil])
  }

  @Test func countsTiesOnBothSides() async {
    let weights = Self.uneven
    let permutation = await ConditionalPermutation(
      of: [Double](repeating: 0.1, count: 7), weights: weights, replicates: 99, seed: 1)
    for counts in permutation.sums.compactMap({ $0 }) {
      #expect(counts.atLeast == 99 && counts.atMost == 99)
      #expect(counts.pValue(.twoSided).value == 1)
    }
    // With all others for neighbours there is one sum only.
    #expect(
      await ConditionalPermutation(
        of: [2, 0, 1, 1, 5, 0, 3], weights: weights, replicates: 99, seed: 1
      ).sums[1] == ExtremeCounts(atLeast: 99, atMost: 99, replicates: 99))
  }

  @Test func turnsRoundForMoranBelowTheMean() async {
    let values = [2.0, 0, 1, 1, 5, 0, 5]
    let permutation = await ConditionalPermutation(
      of: values, weights: Self.uneven, replicates: 99, seed: 4)
    let moran = LocalAssociation(
      of: values, weights: Self.uneven, statistic: .moran(.population))
    #expect(moran.mean == 2)
    #expect(
      permutation.counts(of: 0, in: moran)
        == ExtremeCounts(atLeast: 99, atMost: 99, replicates: 99))
    #expect(permutation.counts(of: 6, in: moran) == permutation.sums[6])
    let (sum, product) = (permutation.sums[2], permutation.counts(of: 2, in: moran))
    #expect(product?.atLeast == sum?.atMost && product?.atMost == sum?.atLeast)
    #expect(permutation.counts(of: 4, in: moran) == nil)
  }

  /// On values without any pattern, one test in twenty rejects at 0.05, at the corner as in the middle.
  @Test func isCalibrated() async {
    let centres = (0..<49).map { Point(x: Double($0 % 7), y: Double($0 / 7)) }
    let weights = SpatialWeights.distanceBand(2.0.squareRoot(), between: centres)
    let features = [0, 3, 24]
    var rejected = [Int](repeating: 0, count: 9)
    for pattern in 0..<1_000 {
      var generator = Philox(seed: 29, stream: UInt64(pattern))
      let values = centres.map { _ in generator.standardNormal() }
      let permutation = await ConditionalPermutation(
        of: values, weights: weights, replicates: 199, seed: UInt64(pattern), threads: 1)
      let moran = LocalAssociation(of: values, weights: weights, statistic: .moran(.sample))
      for (place, feature) in features.enumerated() {
        let sum = permutation.sums[feature]
        if let p = sum?.pValue(.greater), p.value <= 0.05 { rejected[place] += 1 }
        if let p = sum?.pValue(.twoSided), p.value <= 0.05 { rejected[3 + place] += 1 }
        let product = permutation.counts(of: feature, in: moran)
        if let p = product?.pValue(.greater), p.value <= 0.05 { rejected[6 + place] += 1 }
      }
    }
    // 50 ± 3 standard deviations of 6.9 for nine tests.
    for count in rejected { #expect(29...71 ~= count) }
  }
}
