import Areas
import Geometry
import Hotspots
import Probability
import Records
import SpatialIndex

/// Makes the sources of null patterns for a study.
struct NullSources: Sendable {
  let data: StudyData
  let scope: StudyScope
  let maker: SurfaceMaker
  let found: HotspotFindings

  /// Incidents strewn evenly over the study area.
  func uniform() async throws(StudyError) -> NullSource {
    guard let window = UniformPlaces(in: maker.ground.window) else {
      throw .noStudyArea(layers: data.layers.keys.sorted())
    }
    return try await source(
      .uniformPoints, snapped: { await maker.catchments.sizes }, free: .uniform(window))
  }

  /// Incidents strewn as a denominator is.
  func population(_ population: Population) async throws(StudyError) -> NullSource {
    let grid = maker.grid
    var cells = [Double](repeating: 0, count: grid.cellCount)
    for (point, weight) in zip(population.points.points, population.points.weights) {
      if let cell = grid.index(at: point) { cells[cell] += weight }
    }
    let held = cells.indices.filter { cells[$0] > 0 }
    guard !held.isEmpty, let window = UniformPlaces(in: maker.ground.window) else {
      throw .refused(
        parameter: "compare-layer",
        reason: "None of the denominator is in the study area, so chance could place nothing.")
    }
    return try await source(
      .populationPoints, snapped: { await evenPieces.held(of: cells, on: grid) },
      free: .cells(
        held.map { grid.centre(of: $0) }, AliasTable(weights: held.map { cells[$0] }), grid, window)
    )
  }

  /// Incidents dealt from all those of the period in the study area, those of the study among them.
  func allIncidents() throws(StudyError) -> NullSource {
    let pool = pool.map { data.incidents.points[Int($0)] }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    guard pool.count > found.incidents.inside.count else {
      throw .refused(
        parameter: "null",
        reason:
          "All incidents of the period are of the offences asked for, so dealing their places anew "
          + "changes nothing; ask for some offences, or for another null.")
    }
    var places: [Point] = []
    let numbers = pool.map { point -> Int32 in
      if places.last != point { places.append(point) }
      return Int32(places.count - 1)
    }
    return NullSource(
      method: .caseLabels, weights: weights(of: found.incidents.inside),
      lottery: (places, .withoutReplacement(numbers)), free: nil)
  }

  /// The incidents of the period in the study area, of all offences.
  private var pool: [Int32] {
    let areas = data.areas(of: scope.layer)
    let chosen = scope.layer.areas.indices.map(Set(scope.areas).contains)
    return (0..<data.incidents.locatedCount).filter { index in
      areas[index] >= 0 && chosen[Int(areas[index])]
        && scope.period.contains(Instant(seconds: data.incidents.starts[index]))
    }.map { Int32($0) }
  }

  /// What incidents count for, ascending.
  private func weights(of numbers: [Int32]) -> [Double] {
    guard let weights = found.incidents.weights else {
      return [Double](repeating: 1, count: numbers.count)
    }
    let byNumber = Dictionary(
      zip(found.incidents.inside, weights), uniquingKeysWith: { first, _ in first })
    return numbers.map { byNumber[$0] ?? 1 }.sorted()
  }

  /// Incidents at anonymisation points are moved to such points, the others stay anywhere.
  ///
  /// - Parameter snapped: the anonymisation points with how much of the null is moved to each.
  private func source(
    _ method: SimulationKey.Method, snapped: () async -> [(point: Point, size: Double)],
    free: NullSource.FreePlaces
  ) async throws(StudyError) -> NullSource {
    let points = Set(data.anonymisationPoints)
    let known = found.incidents.inside.filter { points.contains(data.incidents.points[Int($0)]) }
    let others = found.incidents.inside.filter { !points.contains(data.incidents.points[Int($0)]) }
    var lottery: (places: [Point], lottery: PlaceLottery)?
    if !known.isEmpty {
      let inside = inStudy(await snapped())
      guard !inside.isEmpty else {
        throw .refused(
          parameter: "null",
          reason: "No anonymisation point of the study area has ground that the null reaches.")
      }
      lottery = (
        inside.map(\.point), .independent(AliasTable(weights: inside.map(\.size)))
      )
    }
    return NullSource(
      method: method, weights: weights(of: known) + weights(of: others), lottery: lottery,
      free: others.isEmpty ? nil : (others.count, free))
  }

  /// Those of some points that the study's layer takes in, as it did with the incidents.
  private func inStudy(
    _ points: [(point: Point, size: Double)]
  ) -> [(point: Point, size: Double)] {
    let areas = scope.layer.areas(of: points.map(\.point))
    let chosen = Set(scope.areas.map { Int32($0) })
    return zip(points, areas).filter { chosen.contains($1) }.map(\.0)
  }

  /// The catchments cut into pieces that count for their ground.
  private var evenPieces: CatchmentPieces {
    get async {
      await CatchmentPieces(
        of: Catchments(
          of: data.anonymisationPoints, on: maker.ground.study, threads: maker.threads),
        spread: .evenly, threads: maker.threads)
    }
  }
}
