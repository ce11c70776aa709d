import Geometry
import Hotspots
import Records

/// The hotspots of the data, whose certainty is asked for.
struct HotspotFindings: Sendable {
  /// In the order of their ranks.
  let candidates: [HotspotAssembly.Candidate]
  let incidents: StudyIncidents
  /// The kernel given or chosen.
  let kernel: Kernel
  /// The level of the study area, or of each area of the layer `per`.
  let levels: [Double?]
}

/// How certain the hotspots of a study are, and what it was found out with.
struct StudyCertainty: Sendable {
  /// One for each candidate.
  let hotspots: [HotspotCertainty]
  let caveats: [Caveat]
  let denominators: [ImportBatch]
  let simulation: StudyRecord.Simulation?
}

/// The certainties of the last questions asked of some data, so that a question asked again is answered
/// without a simulation.
final class HotspotCertainties: Sendable {
  private let kept = KeptWork<Key, StudyCertainty>(most: 64)

  struct Key: Equatable, Sendable {
    let values: [String: [String]]
    /// The table of weights.
    let harm: String?
  }

  func known(_ key: Key) -> StudyCertainty? { kept.known(key) }
  func keep(_ certainty: StudyCertainty, for key: Key) { kept.keep(certainty, for: key) }
}

extension HotspotStudy {
  /// The certainty of the hotspots found: of their ranks and places by resampling, and against a null.
  ///
  /// Kept by question and data: what depends on neither threads nor time is simulated once.
  func certainty(
    of found: HotspotFindings, _ maker: SurfaceMaker
  ) async throws(StudyError) -> StudyCertainty {
    let key = HotspotCertainties.Key(values: question.values, harm: harm?.digest)
    // An area given for one question is not told apart by its values.
    if scope.isOfStore, let known = data.certainties.known(key) { return known }
    let certainty = try await simulatedCertainty(of: found, maker)
    if scope.isOfStore { data.certainties.keep(certainty, for: key) }
    return certainty
  }

  private func simulatedCertainty(
    of found: HotspotFindings, _ maker: SurfaceMaker
  ) async throws(StudyError) -> StudyCertainty {
    let terms = question.certainty
    let resampled = try await resampled(found, maker)
    let null = try await nullTest(of: found, maker)
    let hotspots = found.candidates.indices.map { number in
      HotspotCertainty(
        resampled: resampled?[number],
        p: null?.maxima.map {
          maximumPValue(of: found.candidates[number].region.mean, among: $0)
        })
    }
    let simulations = terms.simulations
    return StudyCertainty(
      hotspots: hotspots, caveats: null?.caveats ?? [], denominators: null?.denominators ?? [],
      simulation: simulations == 0
        ? nil : StudyRecord.Simulation(seed: terms.seed, replicates: simulations))
  }

  private func resampled(
    _ found: HotspotFindings, _ maker: SurfaceMaker
  ) async throws(StudyError) -> [HotspotStability]? {
    let terms = question.certainty
    guard terms.resamples > 0 else { return nil }
    guard !found.candidates.isEmpty else { return [] }
    let incidents = ResampledIncidents(
      found.incidents.inside.map { data.incidents.points[Int($0)] },
      weights: found.incidents.weights)
    let surfaces = try await surfaces(of: incidents.places, found, maker)
    let resampling = HotspotResampling(
      incidents, surfaces: surfaces,
      hotspots: found.candidates.map {
        ResampledHotspot(cells: $0.region.cells, owner: $0.owner ?? 0)
      }, levels: found.levels, hotShare: question.hotShare, minCount: question.minCount,
      seed: terms.seed)
    return await resampling.run(resamples: terms.resamples, threads: threads)
  }

  /// The surfaces of resamples: bandwidths stay as they were found.
  private func surfaces(
    of places: [Point], _ found: HotspotFindings, _ maker: SurfaceMaker
  ) async throws(StudyError) -> PlaceSurfaces {
    let kernel = found.kernel
    let deviations = await deviations(found, maker)
    let parts = await maker.parts(of: places, kernel: kernel, deviations: deviations)
    let numbers = Footprints.estimatedCount(of: parts, on: maker.grid)
    let replicates = question.certainty.resamples
    if numbers <= PlaceSurfaces.mostNumbers {
      try maker.checkReplicates(
        replicates, seconds: numbers * 1e-9 + Double(maker.grid.cellCount) * 3e-9,
        parameter: "resamples")
      return .footprints(await maker.footprints(of: parts, kernel: kernel, withRim: false))
    }
    guard deviations == nil else {
      throw .tooManySurfaces(count: replicates, parameter: "resamples")
    }
    let partCount = parts.reduce(0) { $0 + $1.points.count }
    try maker.checkReplicates(
      replicates,
      seconds: densitySeconds(of: partCount, kernel: kernel, on: maker.grid)
        + Double(maker.grid.cellCount) * 10e-9, parameter: "resamples")
    let ground = maker.ground
    return .stamped(
      StampedSurfaces(
        of: parts, kernel: kernel,
        ground: ReachedCells(
          ground.study.areas.map { $0 >= 0 }, of: ground.study, owners: ground.owners,
          ownerCount: ground.ownerCount), masses: await maker.divisors(for: kernel)))
  }

  /// The standard deviation of the kernel at each place, when each has its own.
  private func deviations(
    _ found: HotspotFindings, _ maker: SurfaceMaker
  ) async -> [Point: Double]? {
    guard question.surface.adaptive != nil else { return nil }
    let located = await maker.locate(found.incidents)
    let bandwidths = await maker.localBandwidths(of: located, kernel: found.kernel)
    return bandwidths.map { bandwidths in
      Dictionary(
        zip(located.sources ?? located.points, bandwidths.standardDeviations),
        uniquingKeysWith: { first, _ in first })
    }
  }
}

extension SurfaceMaker {
  /// The longest that the random patterns of a question may keep one core busy, in seconds.
  static let mostSimulationSeconds = 120.0

  /// Refuses more replicates than one would wait for.
  /// - Parameter seconds: what each takes.
  func checkReplicates(_ count: Int, seconds: Double, parameter: String) throws(StudyError) {
    guard Double(count) * seconds <= Self.mostSimulationSeconds else {
      throw .refused(
        parameter: parameter,
        reason: "\(grouped(count)) random patterns of this size would take about "
          + "\(grouped(Int(Double(count) * seconds))) s, more than the "
          + "\(Int(Self.mostSimulationSeconds)) s allowed; ask for fewer, larger cells or a smaller area."
      )
    }
  }
}
