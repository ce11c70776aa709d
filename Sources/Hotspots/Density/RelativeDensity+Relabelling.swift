package import Geometry
import Probability

/// How often the ratio at each cell was reached when the labels of cases and controls were drawn
/// anew.
package struct RelabelledTolerance: Sendable {
  /// How often labels were drawn.
  package let replicates: Int
  package let study: CellAreas
  /// For each cell how many replicates had a ratio at least, and at most, as high.
  fileprivate(set) package var atLeast: [Int32]
  fileprivate(set) package var atMost: [Int32]

  fileprivate init(replicates: Int, study: CellAreas) {
    self.replicates = replicates
    self.study = study
    atLeast = [Int32](repeating: 0, count: study.areas.count)
    atMost = atLeast
  }

  /// The smallest probability that can come out: 1/(R + 1).
  package var least: Double { 1 / Double(replicates + 1) }

  /// (1 + replicates as extreme)/(R + 1) for each cell by itself; both sides together twice the
  /// smaller, at most 1.
  package func probabilities(_ alternative: RelativeDensity.Alternative) -> Surface {
    let values = zip(atLeast, atMost).map { above, below in
      let (greater, less) = (Double(above + 1) * least, Double(below + 1) * least)
      return switch alternative {
      case .greater: greater
      case .less: less
      case .twoSided: min(1, 2 * min(greater, less))
      }
    }
    return Surface(computed: values, study: study)
  }

  fileprivate mutating func add(_ other: RelabelledTolerance) {
    for cell in atLeast.indices {
      atLeast[cell] += other.atLeast[cell]
      atMost[cell] += other.atMost[cell]
    }
  }
}

extension RelativeDensity {
  /// Which stream of the seed belongs to the first replicate; the next ones follow it.
  private static let firstStream: UInt64 = 0x7265_6C61_0000_0000

  /// Compares the ratio with those of the same points, with the labels of cases and controls dealt
  /// out at random (Kelsall and Diggle 1995).
  ///
  /// Needs no normal law, and holds for few incidents and any weights, as long as each point could
  /// have been a case: use it for two kinds or periods of incidents. Places weighted by population
  /// could not; for them use `asymptoticTolerance`. Every replicate uses the same bandwidth, ε and
  /// edge correction, and its own highest control density. A replicate
  /// whose cases or controls all miss the study area counts on both sides.
  ///
  /// Numbers are drawn by Philox, a stream for each replicate, so that the counts are the same on
  /// any number of threads and in any order of the points.
  ///
  /// - Parameter replicates: R; 999 give probabilities to 0.001, and (R + 1) × level should be
  ///   whole.
  /// - Complexity: O(R × two densities).
  package func relabelledTolerance(
    replicates: Int, seed: UInt64, threads: Int = 2
  ) async -> RelabelledTolerance {
    precondition(replicates >= 1, "labels are drawn at least once")
    let all = WeightedPoints(
      cases.points + controls.points, weights: cases.weights + controls.weights)
    let observed = ratio.computed
    let parts = max(1, min(threads, replicates))
    return await withTaskGroup(of: RelabelledTolerance.self) { group in
      for part in 0..<parts {
        group.addTask {
          var found = RelabelledTolerance(replicates: replicates, study: study)
          for replicate in stride(from: part, to: replicates, by: parts) {
            let drawn = await relabelledRatio(all, replicate: replicate, seed: seed)
            count(drawn, against: observed, in: &found)
          }
          return found
        }
      }
      var sum = RelabelledTolerance(replicates: replicates, study: study)
      for await found in group { sum.add(found) }
      return sum
    }
  }

  /// The ratio after labels are dealt out; `nil` when there is none.
  private func relabelledRatio(
    _ all: WeightedPoints, replicate: Int, seed: UInt64
  ) async -> [Double]? {
    var generator = Philox(seed: seed, stream: Self.firstStream + UInt64(replicate))
    var order = Array(all.points.indices)
    var isCase = [Bool](repeating: false, count: order.count)
    // The first steps of a shuffle (Fisher and Yates): the cases are a sample without replacement.
    for place in cases.points.indices {
      order.swapAt(place, place + Int(generator.uniform() * Double(order.count - place)))
      isCase[order[place]] = true
    }
    func layer(_ points: WeightedPoints) async -> StudyDensity? {
      await StudyDensity(points, kernel: kernel, study: study, edge: edge, threads: 1)
    }
    guard let cases = await layer(all.subset(isCase, true)),
      let controls = await layer(all.subset(isCase, false))
    else { return nil }
    return ratio(of: cases, to: controls)
  }

  /// Ratios within a millionth of each other count as equal, on both sides: so little is rounding,
  /// or the far tail of a Gaussian.
  private func count(
    _ drawn: [Double]?, against observed: [Double], in found: inout RelabelledTolerance
  ) {
    for (cell, ratio) in observed.enumerated() {
      let value = drawn?[cell] ?? ratio
      if value >= ratio * (1 - 1e-6) { found.atLeast[cell] += 1 }
      if value <= ratio * (1 + 1e-6) { found.atMost[cell] += 1 }
    }
  }
}
