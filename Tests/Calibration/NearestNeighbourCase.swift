import Geometry
import Hotspots
import Probability

/// The largest nearest-neighbour cluster among those of evenly scattered points.
struct NearestNeighbourCase: CalibrationCase {
  let town: PlantedTown

  private static let replicates = 99

  var subject: Subject { .hotspot }
  var null: String { town.null }
  var strengths: [Double] { town.isUneven ? [1] : [1, 1.5, 2, 2.5, 3, 4] }

  var tests: [CalibratedTest] {
    [
      CalibratedTest(
        name: "Nearest-neighbour clusters, largest",
        basis: "Monte Carlo of even points, R = \(Self.replicates)")
    ]
  }

  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    let points = town.incidents(risk: strength, &generator)
    let rule = NearestNeighbourRule(area: town.window.area, least: 5)
    let clusters = nearestNeighbourClusters(of: points, by: rule)
    let chance = await significance(
      of: clusters, by: rule, in: town.window, replicates: Self.replicates,
      key: SimulationKey(seed: seed, method: .hierarchicalClusters), threads: 1)
    return [chance.map { $0.sizes.contains { $0.value <= 0.05 } }]
  }
}
