import Foundation
import Geometry
import Hotspots
import Probability
import SpatialIndex

/// Gi* of a lattice of cells with 999 conditional permutations; the weights are made beforehand.
extension PeerPlan {
  static let giStarReplicates = 999

  static var giStarCases: [Case] {
    [10_000, 40_000, 90_000].map {
      Case(name: "gi-star-\($0)", bench: "gi-star", n: $0, input: "points.f64")
    }
  }
}

extension PeerCase {
  /// Whole numbers from 0 to 9, made of the points' eastings, on cells that touch eight others.
  func giStar(_ item: PeerPlan.Case) async throws -> PeerResult? {
    let points = try PeerInput.points(in: folder.appending(path: item.input), count: item.n)
    let values = points.map { ($0.x / PeerPlan.width * 10).rounded(.down) }
    let side = Int(Double(item.n).squareRoot())
    let weights = SpatialWeights.distanceBand(
      2.0.squareRoot(),
      between: values.indices.map { Point(x: Double($0 % side), y: Double($0 / side)) }
    ).withSelf()
    var sum = 0.0
    var result = try await PeerResult.best(of: item, threads: 2) {
      let association = LocalAssociation(of: values, weights: weights)
      let permutation = await ConditionalPermutation(
        of: values, weights: weights, replicates: PeerPlan.giStarReplicates, seed: 1, threads: 2)
      let findings = association.findings(from: permutation, by: .benjaminiHochberg)
      precondition(findings.discoveries.tests == item.n)
      sum = association.features.reduce(0) { $0 + abs($1.z ?? 0) }
    }
    result.answer = sum
    result.note = "\(PeerPlan.giStarReplicates) permutations"
    return result
  }
}
