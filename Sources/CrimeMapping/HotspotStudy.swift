package import Areas
import Geometry
import Hotspots
import Records
import SpatialIndex

/// Finds hotspots: incidents → density on a grid → level → connected regions → outlines.
///
/// The surface is an exact quartic kernel density over the study area. A hotspot is a connected region
/// of it above the level whose region covers at most the hot share of the area, drawn as a contour cut
/// to the study area, with enough incidents. With `per` each area of that layer has a level of its own
/// and keeps the regions that hold most of their incidents in it; regions are not cut at inner
/// boundaries.
package struct HotspotStudy: Sendable {
  private let data: StudyData
  private let question: HotspotQuestion
  private let scope: StudyScope
  private let threads: Int

  /// The most cells a surface may have: some 400 MB of values.
  static let mostCells = 50_000_000

  /// - Parameter studyArea: areas to study in the place of a layer of the store.
  /// - Throws: when the question does not fit the data.
  package init(
    _ question: HotspotQuestion, of data: StudyData, studyArea: AreaLayer? = nil, threads: Int = 2
  ) throws(StudyError) {
    self.data = data
    self.question = question
    self.threads = threads
    scope = try StudyScope(question, of: data, studyArea: studyArea)
  }

  /// - Complexity: O(cells + places × cells in reach + corners of outlines × areas nearby).
  package func run() async throws(StudyError) -> HotspotReport {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data)
    let grid = try grid(over: scope.areas.map { scope.layer.areas[$0].shape })
    let points = GriddedPoints(incidents.inside.map { data.incidents.points[Int($0)] }, on: grid)
    try checkReach(of: points, on: grid)
    guard let bandwidth = Bandwidth(radius: question.bandwidth) else {
      throw .badValue(
        parameter: "bandwidth", value: plain(question.bandwidth), reason: "is not positive")
    }
    let density = await quarticDensity(of: points, bandwidth: bandwidth, threads: threads)
    let ground = data.grounds.ground(of: scope, on: grid)
    let surface = Surface(computed: density, study: ground.study)
    let regions = regions(of: surface, ground)
    let assembly = HotspotAssembly(
      data: data, scope: scope, question: question, incidents: incidents, points: points,
      surface: surface, studyArea: scope.areaKm2)
    let assembled = try assembly.hotspots(from: regions)
    let elapsed = start.duration(to: clock.now) / .seconds(1)
    return ReportWriter(
      data: data, scope: scope, question: question, incidents: incidents,
      bandwidth: bandwidth, studyArea: scope.areaKm2
    ).report(
      assembled.hotspots, inHotspots: assembled.incidents, elapsedSeconds: elapsed)
  }

  /// The most additions a surface may take: some ten seconds.
  static let mostAdditions = 1e10

  /// Refuses what would keep a service busy for minutes.
  private func checkReach(of points: GriddedPoints, on grid: Grid) throws(StudyError) {
    let radius = question.bandwidth / question.cell
    let reached = min(Double.pi * radius * radius, Double(grid.cellCount))
    // Incidents at one place are added once, but are only told apart where that could matter.
    if reached * Double(points.points.count) <= Self.mostAdditions { return }
    guard reached * Double(Set(points.points).count) <= Self.mostAdditions else {
      throw .tooFarReaching(bandwidth: question.bandwidth, cell: question.cell)
    }
  }

  /// A grid two cells wider than the study area, so that contours can close outside it.
  private func grid(over ground: [MultiPolygon<Point>]) throws(StudyError) -> Grid {
    guard let box = Box(union: ground.compactMap(\.box)) else {
      throw .noStudyArea(layers: data.layers.keys.sorted())
    }
    let cells = (box.width / question.cell + 6) * (box.height / question.cell + 6)
    guard cells <= Double(Self.mostCells) else {
      throw .tooManyCells(count: Int(cells), most: Self.mostCells)
    }
    return Grid(covering: box.expanded(by: 2 * question.cell), cell: question.cell)
  }

  /// The regions above the level of the whole study area, or of each area of the layer `per`.
  private func regions(of surface: Surface, _ ground: StudyGround) -> [OwnedRegion] {
    let levels = hotLevels(
      of: surface, share: question.hotShare, owners: ground.owners, count: ground.ownerCount)
    let seeds = hotCells(of: surface, above: levels, owners: ground.owners)
    return levels.indices.flatMap { area -> [OwnedRegion] in
      guard let level = levels[area] else { return [] }
      return hotRegions(of: surface, above: level, from: seeds[area])
        .map { OwnedRegion(region: $0, owner: scope.per == nil ? nil : area) }
    }
  }
}

/// A region and the area of the layer `per` whose level it is above.
struct OwnedRegion: Sendable {
  let region: HotRegion
  let owner: Int?
}
