package import Areas
import Geometry
import Hotspots
package import Records
import SpatialIndex

/// Finds hotspots: incidents → density on a grid → level → connected regions → outlines.
///
/// The surface is a kernel density over the study area (`SurfaceTerms`). A hotspot is a connected region
/// of it above the level whose region covers at most the hot share of the area, drawn as a contour cut
/// to the study area, with enough incidents. With `per` each area of that layer has a level of its own
/// and keeps the regions that hold most of their incidents in it; regions are not cut at inner
/// boundaries. With harm weights the surface, and with it the outlines and ranks, is one of harm; counts
/// and shares are of incidents all the same.
package struct HotspotStudy: Sendable {
  let data: StudyData
  let question: HotspotQuestion
  let scope: StudyScope
  let harm: HarmWeights?
  let threads: Int

  /// - Parameters:
  ///   - studyArea: areas to study in the place of a layer of the store.
  ///   - harm: weights, so that places are ranked by their density of harm; of incidents when `nil`.
  /// - Throws: when the question does not fit the data.
  package init(
    _ question: HotspotQuestion, of data: StudyData, studyArea: AreaLayer? = nil,
    harm: HarmWeights? = nil, threads: Int = 2
  ) throws(StudyError) {
    self.data = data
    self.question = question
    self.harm = harm
    self.threads = threads
    scope = try StudyScope(question.terms, per: question.per, of: data, studyArea: studyArea)
  }

  /// - Complexity: O(cells + places × cells in reach + corners of outlines × areas nearby).
  package func run() async throws(StudyError) -> HotspotReport {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data, weighedBy: harm)
    let maker = try SurfaceMaker(question.surface, in: scope, of: data, threads: threads)
    let made = try await maker.surface(of: incidents.inside, weights: incidents.weights)
    let points = GriddedPoints(
      incidents.inside.map { data.incidents.points[Int($0)] }, on: maker.grid)
    let levels = levels(of: made.surface, maker.ground)
    let regions = regions(of: made.surface, above: levels, maker.ground)
    let assembly = HotspotAssembly(
      data: data, scope: scope, question: question, incidents: incidents, points: points,
      surface: made.surface, ground: maker.ground, studyArea: scope.areaKm2)
    let candidates = assembly.ranked(regions)
    let found = HotspotFindings(
      candidates: candidates, incidents: incidents, kernel: made.made.kernel, levels: levels)
    let certainty = try await certainty(of: found, maker)
    let assembled = try assembly.hotspots(of: candidates, certainty.hotspots)
    let elapsed = start.duration(to: clock.now) / .seconds(1)
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    let isSmall = assembled.hotspots.contains { $0.count < 10 }
    return HotspotReport(
      hotspots: assembled.hotspots, question: question,
      record: recorder.record(
        made.made, naming: scope.per ?? scope.layer,
        more: (isSmall ? [.smallNumbers] : []) + certainty.caveats,
        denominators: certainty.denominators, simulation: certainty.simulation,
        elapsedSeconds: elapsed),
      per: scope.per?.name, inHotspots: assembled.incidents, projection: data.projection,
      outlines: outlines)
  }

  /// The areas to draw: those that are ranked by themselves, when all the ground is studied.
  private var outlines: [Area] {
    if let per = scope.per, scope.areas.count == scope.layer.areas.count { return per.areas }
    return scope.areas.map { scope.layer.areas[$0] }
  }

  /// The level of the whole study area, or of each area of the layer `per`.
  func levels(of surface: Surface, _ ground: StudyGround) -> [Double?] {
    hotLevels(
      of: surface, share: question.hotShare, owners: ground.owners, count: ground.ownerCount)
  }

  func regions(
    of surface: Surface, above levels: [Double?], _ ground: StudyGround
  ) -> [OwnedRegion] {
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
