import Hotspots
import Probability

/// L of the points over all distances up to 750 m, by its farthest departure and by its mean square one.
struct PatternCase: CalibrationCase {
  let town: PlantedTown
  private let window: PatternWindow
  private let estimate: PairFunctionEstimate

  private static let replicates = 99

  /// `nil` for a town without ground.
  init?(town: PlantedTown) async {
    guard let window = PatternWindow(town.window) else { return nil }
    self.town = town
    self.window = window
    estimate = await PairFunctionEstimate(
      .l, at: (1...30).map { 25 * Double($0) }, in: window, edge: .translation)
  }

  var subject: Subject { .hotspot }
  var null: String { town.null }
  var strengths: [Double] { town.isUneven ? [1] : [1, 1.5, 2, 2.5, 3, 4] }

  var tests: [CalibratedTest] {
    ["MAD", "DCLF"].map {
      CalibratedTest(
        name: "L to 750 m, \($0)", basis: "Monte Carlo of even points, R = \(Self.replicates)")
    }
  }

  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    let pattern = PointPattern(town.incidents(risk: strength, &generator), in: window)
    let envelope = await estimate.envelope(
      of: pattern, against: .uniform, replicates: Self.replicates, seed: seed, threads: 1)
    return [envelope?.tests?.mad, envelope?.tests?.dclf].map { $0.map { $0.value <= 0.05 } }
  }
}
