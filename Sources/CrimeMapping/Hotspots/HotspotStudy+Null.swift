import Areas
import Geometry
import Hotspots
import Probability
import Records
import SpatialIndex

/// The hottest places of null patterns.
struct NullTest: Sendable {
  /// The mean density of the hottest hotspot of each pattern, `nil` for one without; nothing when there was
  /// nothing to test.
  let maxima: [Double?]?
  let caveats: [Caveat]
  let denominators: [ImportBatch]
}

extension HotspotStudy {
  /// What chance makes of the study's incidents, by the null asked for; `nil` when none is.
  ///
  /// Each pattern has as many incidents as the data, and its places went the way of the data's: where an
  /// incident is known by an anonymisation point, so is its counterpart. Everything after that is done as
  /// for the data, the choice of bandwidths by a rule included.
  func nullTest(
    of found: HotspotFindings, _ maker: SurfaceMaker
  ) async throws(StudyError) -> NullTest? {
    guard let null = question.certainty.null else { return nil }
    let (source, caveats, denominators) = try await source(null, found, maker)
    guard !found.candidates.isEmpty else {
      return NullTest(maxima: nil, caveats: caveats, denominators: denominators)
    }
    let maxima =
      if let fast = try await fastChance(source, found, maker) {
        await fast.maxima(replicates: question.certainty.replicates, threads: threads)
      } else {
        try await maxima(of: source, found, maker)
      }
    return NullTest(maxima: maxima, caveats: caveats, denominators: denominators)
  }

  private func source(
    _ null: CertaintyTerms.NullModel, _ found: HotspotFindings, _ maker: SurfaceMaker
  ) async throws(StudyError) -> (NullSource, [Caveat], [ImportBatch]) {
    let sources = NullSources(data: data, scope: scope, maker: maker, found: found)
    switch null {
    case .uniform: return (try await sources.uniform(), [.completeRandomness], [])
    case .allIncidents: return (try sources.allIncidents(), [.labelsOfAllIncidents], [])
    case .population(let layer, let measure):
      let population = try maker.population(layer: layer, measure: measure)
      return (
        try await sources.population(population), [.evenlySpread(measure: measure, layer: layer)],
        population.sources
      )
    }
  }

  private func key(_ source: NullSource) -> SimulationKey {
    SimulationKey(seed: question.certainty.seed, method: source.method)
  }

  private func rule(at points: [Point], on grid: Grid) -> HotspotRule {
    HotspotRule(
      GriddedPoints(points, on: grid), areas: scope.per?.areas(of: points),
      minCount: question.minCount)
  }

  /// Patterns of incidents at known places only, with a kernel that is the same for all.
  private func fastChance(
    _ source: NullSource, _ found: HotspotFindings, _ maker: SurfaceMaker
  ) async throws(StudyError) -> HottestOfChance? {
    guard let (places, lottery) = source.finite, question.surface.adaptive == nil else {
      return nil
    }
    // A way of computing that was named is kept to.
    guard question.surface.method == nil else { return nil }
    if case .rule = question.surface.width { return nil }
    let parts = await maker.parts(of: places, kernel: found.kernel)
    let numbers = Footprints.estimatedCount(of: parts, on: maker.grid)
    guard numbers <= PlaceSurfaces.mostNumbers else { return nil }
    try maker.checkReplicates(
      question.certainty.replicates,
      seconds: numbers * 1e-9 + Double(maker.grid.cellCount) * 8e-9, parameter: "replicates")
    return HottestOfChance(
      await maker.footprints(of: parts, kernel: found.kernel, withRim: true), at: places,
      lottery: lottery, weights: source.weights, rule: rule(at: places, on: maker.grid),
      study: maker.ground.study, levels: found.levels, hotShare: question.hotShare,
      key: key(source))
  }

  /// Patterns made from nothing, each with all steps of the study.
  private func maxima(
    of source: NullSource, _ found: HotspotFindings, _ maker: SurfaceMaker
  ) async throws(StudyError) -> [Double?] {
    try maker.checkReplicates(
      question.certainty.replicates, seconds: maker.patternSeconds(found, source),
      parameter: "replicates")
    let single = SurfaceMaker(maker, threads: 1)
    let (key, isWeighted) = (key(source), found.incidents.weights != nil)
    let results = await inReplicates(question.certainty.replicates, threads: threads) { numbers in
      var results: [Result<Double?, StudyError>] = []
      for number in numbers {
        var generator = key.generator(replicate: number)
        let points = source.draw(using: &generator)
        do throws(StudyError) {
          results.append(
            .success(
              try await highestMean(
                of: points, weights: isWeighted ? source.weights : nil, single)))
        } catch {
          results.append(.failure(error))
        }
      }
      return results
    }
    return try results.map { (result) throws(StudyError) in try result.get() }
  }

  /// The mean density of the hottest hotspot that incidents at some points make; `nil` when they make none.
  func highestMean(
    of points: [Point], weights: [Double]?, _ maker: SurfaceMaker
  ) async throws(StudyError) -> Double? {
    let chosen = try await maker.kernel(for: points)
    let made = try await maker.surface(of: await maker.locate(points, weights: weights), chosen)
    let levels = levels(of: made.surface, maker.ground)
    let regions = regions(of: made.surface, above: levels, maker.ground)
      .map { (region: $0.region, owner: $0.owner ?? 0) }
    return rule(at: points, on: maker.grid).highestMean(of: regions, on: made.surface)
  }
}

extension SurfaceMaker {
  /// About how long one null pattern keeps one core busy, all steps included, in seconds.
  fileprivate func patternSeconds(_ found: HotspotFindings, _ source: NullSource) -> Double {
    let cells = Double(grid.cellCount)
    var seconds =
      densitySeconds(of: source.weights.count, kernel: found.kernel, on: grid)
      + cells * 60e-9
    if case .rule = terms.width {
      seconds +=
        mass(of: found.kernel).estimatedSeconds(on: grid) + cells * 60e-9
        + Double(source.weights.count) * 100e-6
    }
    return seconds
  }
}
