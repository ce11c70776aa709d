import Geometry
import Hotspots
import Probability
import SpatialIndex

/// The p-value of the hottest hotspot, for incidents at 900 places whose people are known.
struct HotspotChanceCase: CalibrationCase {
  let town: PlantedTown
  private let points: [Point]
  private let grid: Grid
  private let study: CellAreas
  private let footprints: Footprints

  private static let replicates = 99

  init(town: PlantedTown) async {
    self.town = town
    points = (0..<900).map {
      Point(x: 50 + 100 * Double($0 / 30), y: 50 + 100 * Double($0 % 30))
    }
    grid = Grid(
      cellWidth: 50, cellHeight: 50, firstColumn: -2, firstRow: -2, columns: 64, rows: 64)
    study = CellAreas(of: [town.window], on: grid)
    guard let kernel = Kernel(.quartic, radius: 300) else { preconditionFailure("a radius") }
    let masses = await KernelMass(window: town.window, kernel: kernel)
      .masses(atCentresOf: grid, where: study.grown(by: 2))
    footprints = await Footprints(
      of: points.map { PlaceParts(points: [$0], weights: [1], kernel: kernel) }, study: study,
      owners: study, ownerCount: 1, needed: study.grown(by: 3), masses: masses, threads: 2)
  }

  var subject: Subject { .hotspot }
  var null: String { town.null }
  var strengths: [Double] { town.isUneven ? [1] : [1, 1.5, 2, 2.5, 3, 4] }

  var tests: [CalibratedTest] {
    [
      CalibratedTest(
        name: "Hottest hotspot, people known", basis: "Monte Carlo, R = \(Self.replicates)")
    ]
  }

  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    var counts = [Int32](repeating: 0, count: points.count)
    for point in town.incidents(risk: strength, &generator) {
      let (column, row) = (min(29, Int(point.x / 100)), min(29, Int(point.y / 100)))
      counts[column * 30 + row] += 1
    }
    let total = Int(counts.reduce(0, +))
    let people = points.map { town.people(at: $0) }
    let chance = HottestOfChance(
      footprints, at: points, lottery: .independent(AliasTable(weights: people)),
      weights: [Double](repeating: 1, count: total),
      rule: HotspotRule(GriddedPoints(points, on: grid), areas: nil, minCount: 5), study: study,
      levels: [1e-4], hotShare: 0.03, key: SimulationKey(seed: seed, method: .populationPoints))
    guard let mean = chance.highestMean(counts: counts, weights: counts.map(Double.init)) else {
      return [false]
    }
    let maxima = await chance.maxima(replicates: Self.replicates, threads: 1)
    return [maximumPValue(of: mean, among: maxima).value <= 0.05]
  }
}
