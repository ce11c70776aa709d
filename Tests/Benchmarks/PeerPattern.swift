import Foundation
import Geometry
import Hotspots

/// Ripley's K with the isotropic edge rule.
extension PeerPlan {
  static var patternCases: [Case] {
    [10_000, 100_000].map { Case(name: "k-\($0)", bench: "k", n: $0, input: "points.f64") }
  }
}

extension PeerCase {
  /// Sorting counts; the points outside 90 × 60 km are left out on both sides.
  func pattern(_ item: PeerPlan.Case) async throws -> PeerResult? {
    guard let window = PatternWindow(try PatternCase.window()) else { return nil }
    let points = try PeerInput.points(in: folder.appending(path: item.input), count: item.n)
    var value: Double?
    var result = try await PeerResult.best(of: item, threads: 2) {
      let estimate = await PairFunctionEstimate(
        .k, at: PatternCase.distances, in: window, edge: .isotropic)
      value = (await estimate(PointPattern(points, in: window)))?.values.last ?? nil
    }
    result.answer = value
    result.note = "K(500 m)"
    return result
  }
}
