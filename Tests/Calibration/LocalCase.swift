import Hotspots
import Probability
import SpatialIndex

/// Gi*, local and global Moran on counts in cells of 250 m that touch.
struct LocalCase: CalibrationCase {
  let town: PlantedTown
  private let touching: SpatialWeights

  private static let replicates = 4_999
  private static let globalReplicates = 199
  private static let level = 0.05

  init(town: PlantedTown) {
    self.town = town
    // The lattice is one of squares, which always has touching cells.
    touching =
      town.lattice.contiguity(corners: true)
      ?? .distanceBand(PlantedTown.cell * 1.5, between: town.lattice.centres)
  }

  var subject: Subject { .hotspot }
  var null: String { town.null }
  var strengths: [Double] { town.isUneven ? [1] : [1, 1.5, 2, 2.5, 3, 4] }

  var tests: [CalibratedTest] {
    let dealt = "permutation, R = \(Self.replicates)"
    return [
      CalibratedTest(name: "Gi*, one cell", basis: "normal", looksEverywhere: false),
      CalibratedTest(name: "Gi*, one cell", basis: dealt, looksEverywhere: false),
      CalibratedTest(name: "Gi*, any cell (BH)", basis: "normal"),
      CalibratedTest(name: "Gi*, any cell (BH)", basis: dealt),
      CalibratedTest(name: "Local Moran, one cell", basis: "normal", looksEverywhere: false),
      CalibratedTest(name: "Local Moran, one cell", basis: dealt, looksEverywhere: false),
      CalibratedTest(name: "Local Moran, any cell (BH)", basis: dealt),
      CalibratedTest(name: "Moran's I", basis: "normal"),
      CalibratedTest(
        name: "Moran's I", basis: "permutation, R = \(Self.globalReplicates)"),
    ]
  }

  func findings(strength: Double, generator: inout Philox, seed: UInt64) async -> [Bool?] {
    let counts = town.counts(of: town.incidents(risk: strength, &generator)).map(Double.init)
    let gi = LocalAssociation(of: counts, weights: touching.withSelf())
    let moran = LocalAssociation(of: counts, weights: touching, statistic: .moran(.population))
    let dealt = await ConditionalPermutation(
      of: counts, weights: touching, replicates: Self.replicates, seed: seed, threads: 1)
    let giNormal = gi.findings(by: .benjaminiHochberg)
    let giDealt = gi.findings(from: dealt, by: .benjaminiHochberg)
    let moranNormal = moran.findings(by: .benjaminiHochberg)
    let moranDealt = moran.findings(from: dealt, by: .benjaminiHochberg)
    let one = { (findings: LocalFindings) in
      findings.pValues[town.plantedUnit].map { $0.value <= Self.level }
    }
    let any = { (findings: LocalFindings) -> Bool? in findings.discoveries.count > 0 }
    let global = await globalMoran(of: counts, seed: seed)
    return [
      one(giNormal), one(giDealt), any(giNormal), any(giDealt), one(moranNormal), one(moranDealt),
      any(moranDealt), global.normal, global.dealt,
    ]
  }

  private func globalMoran(
    of counts: [Double], seed: UInt64
  ) async -> (normal: Bool?, dealt: Bool?) {
    let z = (try? GlobalMoran(of: counts, weights: touching))?.z
    let dealt = await GlobalPermutation(
      of: counts, weights: touching, replicates: Self.globalReplicates, seed: seed, threads: 1)
    return (
      z.map { NormalDistribution.pValue($0, .greater).value <= Self.level },
      dealt.moran.pValue(.greater).value <= Self.level
    )
  }
}
