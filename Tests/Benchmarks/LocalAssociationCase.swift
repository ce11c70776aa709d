import Geometry
import Hotspots
import Probability
import SpatialIndex

/// 999 conditional permutations of Gi* on square cells with eight neighbours, their search included.
struct LocalAssociationCase {
  /// Cells on a side.
  let side: Int

  private static let replicates = 999

  func run() async -> Measurement {
    let count = side * side
    let centres = (0..<count).map { Point(x: Double($0 % side) * 100, y: Double($0 / side) * 100) }
    var generator = Philox(seed: 1, stream: 2)
    let values = centres.map { _ in Double(generator.poisson(mean: 1.5)) }
    var sink = 0
    let time = await median(of: 3) {
      let weights = SpatialWeights.distanceBand(100 * 2.0.squareRoot(), between: centres)
      let permutation = await ConditionalPermutation(
        of: values, weights: weights, replicates: Self.replicates, seed: 7)
      sink += permutation.sums[0]?.atLeast ?? 0
    }
    // The plain way for 100 of the cells, scaled up.
    let few = 100
    let plain = seconds {
      for cell in 0..<few { sink += Self.drawn(cell, values, &generator) }
    }
    precondition(sink > 0)
    return Measurement(
      bench: "local-association", n: count,
      parameters: "Gi*, 8 neighbours, \(Self.replicates) permutations",
      median: time, runs: 3, threads: 2,
      baseline: "eight draws for each cell and replicate, scaled",
      ratio: plain / Double(few) * Double(count) / time,
      rate: "\(Int(Double(count * Self.replicates) / time / 1e6)) million draws of neighbours/s")
  }

  /// How many sums of eight other values, drawn one by one, are high.
  private static func drawn(
    _ cell: Int, _ values: [Double], _ generator: inout some RandomNumberGenerator
  ) -> Int {
    var high = 0
    var drawn: [Int] = []
    for _ in 0..<replicates {
      drawn.removeAll(keepingCapacity: true)
      while drawn.count < 8 {
        let other = generator.index(below: values.count)
        if other != cell, !drawn.contains(other) { drawn.append(other) }
      }
      if drawn.reduce(0, { $0 + values[$1] }) >= 12 { high += 1 }
    }
    return high
  }
}
