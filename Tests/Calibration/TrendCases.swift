import Hotspots
import Probability
import SpatialIndex

/// Mann-Kendall on counts of separate steps and on scores of steps that share counts.
struct TrendCase: CalibrationCase {
  private static let steps = 24

  var subject: Subject { .trend }
  var null: String { "24 steps of 20 on average in each of 36 cells" }
  var strengths: [Double] { [0, 0.5, 1, 1.5, 2, 3] }

  var tests: [CalibratedTest] {
    [
      CalibratedTest(name: "Mann-Kendall, separate steps", basis: "normal"),
      CalibratedTest(name: "Mann-Kendall, Gi* of one step", basis: "normal"),
      CalibratedTest(name: "Mann-Kendall, Gi* of two steps that overlap", basis: "normal"),
    ]
  }

  /// The cell looked at grows; with its neighbours for the scores, which are relative to all.
  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    var values: [Double] = []
    for step in 0..<Self.steps {
      for cell in 0..<36 {
        let grows = [14, 7, 8, 9, 13, 15, 19, 20, 21].contains(cell)
        let factor = grows ? 1 + strength / 100 * Double(step) : 1
        values.append(Double(generator.poisson(mean: 20 * factor)))
      }
    }
    let cube = SpaceTimeCube(areas: 36, steps: Self.steps, values: values)
    let own = (0..<Self.steps).map { cube[14, $0] }
    let scores = [0, 1].map { previous in
      SpaceTimeScores(of: cube, weights: sixBySix, previousSteps: previous).series(of: 14)
    }
    return ([own] + scores).map { MannKendall($0).pValue.value <= 0.05 }
  }
}

/// Emerging hot spots: whether any of 36 areas is given a pattern where there is none.
struct EmergingCase: CalibrationCase {
  private static let steps = 24

  var subject: Subject { .hotspot }
  var null: String { "24 steps of 4 on average in each of 36 cells" }
  var strengths: [Double] { [1] }

  var tests: [CalibratedTest] {
    [CalibratedTest(name: "Emerging hot spots, any area (BH over all bins)", basis: "normal")]
  }

  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    let values = (0..<36 * Self.steps).map { _ in Double(generator.poisson(mean: 4)) }
    let cube = SpaceTimeCube(areas: 36, steps: Self.steps, values: values)
    let emerging = EmergingHotSpots(of: SpaceTimeScores(of: cube, weights: sixBySix))
    return [emerging.areas.contains { $0.pattern != .none }]
  }
}

/// Six rows of six cells that touch.
private let sixBySix: SpatialWeights = {
  let rows = (0..<36).map { cell -> [Int32] in
    let (column, row) = (cell % 6, cell / 6)
    return (0..<36).filter { other in
      let (dx, dy) = (abs(other % 6 - column), abs(other / 6 - row))
      return max(dx, dy) == 1
    }.map { Int32($0) }
  }
  return SpatialWeights(neighbours: rows, rule: .latticeQueen)
}()
