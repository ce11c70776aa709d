import Geometry
import Hotspots
import Probability

/// 199 resamples of incidents at a tenth as many places, for the ranks and the stability of their hotspots.
struct ResamplingCase {
  let incidents: Int

  private static let resamples = 199
  private static let share = 0.01

  func run() async -> Measurement {
    let grid = Grid(
      cellWidth: 50, cellHeight: 50, firstColumn: 0, firstRow: 0, columns: 400, rows: 400)
    let study = CellAreas(whole: grid)
    guard let kernel = Kernel(.quartic, radius: 300) else {
      preconditionFailure("300 m is a radius")
    }
    var random = Philox(seed: 5, stream: 1)
    let places = (0..<incidents / 10).map { _ in
      Point(x: random.uniform(from: 0, to: 20_000), y: random.uniform(from: 0, to: 20_000))
    }
    let drawn = (0..<incidents).map { _ in places[random.index(below: places.count)] }
    let resampled = ResampledIncidents(drawn)
    let values = await density(of: drawn, kernel: kernel, on: grid)
    let surface = Surface(computed: values, study: study)
    let levels = hotLevels(of: surface, share: Self.share, owners: study, count: 1)
    let regions = Self.regions(of: surface)
    let parts = resampled.places.map { PlaceParts(points: [$0], weights: [1], kernel: kernel) }
    let before = processorSeconds()
    let time = await median(of: 3) {
      let footprints = await Footprints(
        of: parts, study: study, owners: study, ownerCount: 1, needed: study, masses: nil,
        threads: 2)
      let resampling = HotspotResampling(
        resampled, surfaces: .footprints(footprints),
        hotspots: regions.map { ResampledHotspot(cells: $0.cells, owner: 0) }, levels: levels,
        hotShare: Self.share, minCount: 5, seed: 1)
      _ = await resampling.run(resamples: Self.resamples, threads: 2)
    }
    let processor = (processorSeconds() - before) / 4
    let plain = await Self.plainSeconds(resampled, kernel, grid, study)
    return Measurement(
      bench: "hotspot-resampling", n: incidents,
      parameters: "\(Self.resamples) resamples, \(resampled.places.count) places, 400 x 400 cells",
      median: time, runs: 3, threads: 2, baseline: "a density and its regions each time, scaled",
      ratio: plain * Double(Self.resamples) / time, processor: processor)
  }

  private static func regions(of surface: Surface) -> [HotRegion] {
    let levels = hotLevels(of: surface, share: share, owners: surface.study, count: 1)
    let seeds = hotCells(of: surface, above: levels, owners: surface.study)
    return levels[0].map { hotRegions(of: surface, above: $0, from: seeds[0]) } ?? []
  }

  /// One resample by the density itself.
  private static func plainSeconds(
    _ incidents: ResampledIncidents, _ kernel: Kernel, _ grid: Grid, _ study: CellAreas
  ) async -> Double {
    await median(of: 3) {
      let weights = incidents.resample(0, seed: 1).weights
      let values = await density(of: incidents.places, weights: weights, kernel: kernel, on: grid)
      _ = regions(of: Surface(computed: values, study: study))
    }
  }
}
