import Areas
import Geodesy
import Geometry
import Hotspots
import RecordFiles
import Records

/// Puts a study's hotspots together with the parameters as used, the summary, the caveats and where the
/// data came from.
struct ReportWriter: Sendable {
  let data: StudyData
  let scope: StudyScope
  let question: HotspotQuestion
  let incidents: StudyIncidents
  let bandwidth: Bandwidth
  /// The size of the study area, in km².
  let studyArea: Double

  /// - Parameter inHotspots: how many incidents lie in any of the hotspots.
  func report(
    _ hotspots: [Hotspot], inHotspots: Int, elapsedSeconds: Double
  ) -> HotspotReport {
    HotspotReport(
      hotspots: hotspots, study: study, summary: summary(hotspots, inHotspots),
      caveats: caveats(hotspots),
      provenance: provenance(elapsedSeconds), projection: data.projection,
      outlines: outlines)
  }

  /// The areas to draw: those that are ranked by themselves, when all the ground is studied.
  private var outlines: [Area] {
    if let per = scope.per, scope.areas.count == scope.layer.areas.count { return per.areas }
    return scope.areas.map { scope.layer.areas[$0] }
  }

  private var study: HotspotReport.Study {
    HotspotReport.Study(
      offences: scope.offences.asked.map { OffenceTree.standard[$0].code },
      from: question.from?.text ?? "\(scope.months.lowerBound)",
      to: question.to?.text ?? "\(scope.months.upperBound)",
      days: CivilTime.london.days(from: scope.period.start, to: scope.period.end),
      layer: scope.layer.name, layerRule: scope.layerRule,
      areas: question.areas.isEmpty ? [] : scope.areas.map { scope.layer.areas[$0].code },
      per: scope.per?.name, top: question.top, hotShare: question.hotShare,
      minCount: question.minCount, bandwidth: bandwidth.radius,
      standardDeviation: bandwidth.standardDeviation, cell: question.cell,
      areaKm2: studyArea, crs: data.projection.target.code, operation: operation)
  }

  /// How a place in the middle of the study area is projected.
  private var operation: Projection.Operation {
    let box = Box(union: scope.areas.compactMap { scope.layer.areas[$0].shape.box })
    let middle = box.map { Point(x: ($0.minX + $0.maxX) / 2, y: ($0.minY + $0.maxY) / 2) }
    let place = middle.flatMap { data.projection.positions(of: [$0])[0] }
    return data.projection.operation(
      at: Coordinate(x: place?.longitude ?? 0, y: place?.latitude ?? 0))
  }

  private func summary(_ hotspots: [Hotspot], _ inHotspots: Int) -> HotspotReport.Summary {
    let naming = scope.per ?? scope.layer
    let areas = data.areas(of: naming)
    var counts = [Int](repeating: 0, count: naming.areas.count)
    for index in incidents.inside where areas[Int(index)] >= 0 {
      counts[Int(areas[Int(index)])] += 1
    }
    let listed = naming.name == scope.layer.name ? scope.areas : Array(naming.areas.indices)
    let perArea = Dictionary(grouping: hotspots) { $0.area?.code ?? "" }.mapValues(\.count)
    return HotspotReport.Summary(
      incidents: incidents.inside.count, withoutLocation: incidents.withoutLocation,
      outsideAreas: incidents.outsideAreas, inHotspots: inHotspots,
      areas: listed.map {
        (naming.areas[$0], counts[$0], perArea[naming.areas[$0].code, default: 0])
      })
  }

  private func caveats(_ hotspots: [Hotspot]) -> [Caveat] {
    var caveats = [Caveat.noEdgeCorrection]
    if incidents.hasAnonymised { caveats.append(.anonymisedLocations) }
    if incidents.hasMonthOnly { caveats.append(.monthOnlyDates) }
    let operation = operation
    if operation.isApproximate {
      caveats.append(
        .approximateProjection(
          accuracy: operation.accuracy,
          isBritish: data.projection.target == .britishNationalGrid))
    }
    if Set(batches(.incidents).map(\.operation) + batches(.areas).map(\.operation)).count > 1 {
      caveats.append(.mixedProjection)
    }
    if incidents.outsideAreas > 0 {
      caveats.append(.outsideAreas(incidents.outsideAreas, layer: scope.layer.name))
    }
    if incidents.withoutLocation > 0 {
      caveats.append(.withoutLocation(incidents.withoutLocation))
    }
    let missing = missingMonths
    if !missing.isEmpty { caveats.append(.missingMonths(missing)) }
    if incidents.mixesCrimeAndASB { caveats.append(.crimeAndASBTogether) }
    if hotspots.contains(where: { $0.count < 10 }) { caveats.append(.smallNumbers) }
    caveats += scope.boundariesChanged.map { .boundaryChange(layer: $0) }
    caveats += scope.boundariesMissing.map { .boundariesOfAnotherTime(layer: $0) }
    return caveats
  }

  private var missingMonths: [Month] {
    let span = scope.months.lowerBound.ordinal...scope.months.upperBound.ordinal
    return span.map { Month(ordinal: $0) }.filter { !data.months.contains($0) }
  }

  private func provenance(_ elapsedSeconds: Double) -> HotspotReport.Provenance {
    HotspotReport.Provenance(
      version: hotbeatVersion, incidents: batches(.incidents), boundaries: batches(.areas),
      offenceTree: OffenceTree.version, elapsedSeconds: elapsedSeconds)
  }

  /// The batches the study may have read: incidents of its months, boundaries of its layers.
  private func batches(_ kind: ImportBatch.Kind) -> [ImportBatch] {
    data.batches.filter { batch in
      guard batch.kind == kind else { return false }
      let words = batch.edition?.split(separator: " ").map(String.init) ?? []
      if kind == .areas { return words.dropFirst().first.map(layers.contains) ?? true }
      return words.last.flatMap { Month($0) }.map(scope.months.contains) ?? true
    }
  }

  private var layers: Set<String> { Set([scope.layer.name] + (scope.per.map { [$0.name] } ?? [])) }
}
