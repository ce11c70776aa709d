import Areas
import Geodesy
import Geometry
import Hotspots
import RecordFiles
import Records

/// Writes down the terms, the summary, the caveats and the provenance of a study.
struct StudyRecorder: Sendable {
  let data: StudyData
  let scope: StudyScope
  let asked: StudyTerms
  let incidents: StudyIncidents
  /// The months of the period that was compared with.
  var comparedMonths: ClosedRange<Month>?

  /// - Parameters:
  ///   - naming: the layer whose areas are counted.
  ///   - more: caveats of the question itself.
  ///   - denominators: files of numbers that incidents were compared with.
  ///   - simulation: what was simulated, if anything.
  func record(
    _ surface: SurfaceMaking? = nil, naming: AreaLayer, more: [Caveat] = [],
    denominators: [ImportBatch] = [], simulation: StudyRecord.Simulation? = nil,
    elapsedSeconds: Double
  ) -> StudyRecord {
    StudyRecord(
      terms: terms, surface: surface, summary: summary(naming),
      caveats: caveats(surface) + more,
      provenance: provenance(denominators, simulation, elapsedSeconds))
  }

  private var terms: StudyRecord.Terms {
    StudyRecord.Terms(
      offences: scope.offences.asked.map { OffenceTree.standard[$0].code },
      qualifiers: asked.qualifiers,
      from: asked.from?.text ?? "\(scope.months.lowerBound)",
      to: asked.to?.text ?? "\(scope.months.upperBound)",
      days: scope.days, layer: scope.layer.name, layerRule: scope.layerRule,
      areas: asked.areas.isEmpty ? [] : scope.areas.map { scope.layer.areas[$0].code },
      areaKm2: scope.areaKm2, crs: data.projection.target.code, operation: operation,
      harm: incidents.harm)
  }

  /// How a place in the middle of the study area is projected.
  private var operation: Projection.Operation {
    let box = Box(union: scope.shapes.compactMap(\.box))
    let middle = box.map { Point(x: ($0.minX + $0.maxX) / 2, y: ($0.minY + $0.maxY) / 2) }
    let place = middle.flatMap { data.projection.positions(of: [$0])[0] }
    return data.projection.operation(
      at: Coordinate(x: place?.longitude ?? 0, y: place?.latitude ?? 0))
  }

  private func summary(_ naming: AreaLayer) -> StudyRecord.Summary {
    let areas = data.areas(of: naming)
    var counts = [Int](repeating: 0, count: naming.areas.count)
    for index in incidents.inside where areas[Int(index)] >= 0 {
      counts[Int(areas[Int(index)])] += 1
    }
    let listed = naming.name == scope.layer.name ? scope.areas : Array(naming.areas.indices)
    return StudyRecord.Summary(
      incidents: incidents.inside.count, withoutLocation: incidents.withoutLocation,
      outsideAreas: incidents.outsideAreas, areas: listed.map { (naming.areas[$0], counts[$0]) })
  }

  private func caveats(_ surface: SurfaceMaking?) -> [Caveat] {
    var caveats: [Caveat] = []
    if surface?.edge == EdgeCorrection.none { caveats.append(.noEdgeCorrection) }
    if incidents.hasAnonymised {
      caveats.append(.anonymisedLocations)
      // Without any weight there is no resolution to tell of.
      if let surface, surface.resolution != nil || surface.locations == .given {
        caveats.append(
          .resolution(
            surface.resolution, kernel: surface.kernel, ofHarm: incidents.harm != nil))
      }
    }
    if incidents.hasMonthOnly { caveats.append(.monthOnlyDates) }
    caveats += projectionCaveats
    if incidents.outsideAreas > 0 {
      caveats.append(.outsideAreas(incidents.outsideAreas, layer: scope.layer.name))
    }
    if incidents.withoutLocation > 0 {
      caveats.append(.withoutLocation(incidents.withoutLocation))
    }
    let missing = missingMonths
    if !missing.isEmpty { caveats.append(.missingMonths(missing)) }
    let partial = scope.partialMonths(in: data)
    if !partial.isEmpty { caveats.append(.monthsKnownInPart(partial)) }
    caveats += harmCaveats
    if incidents.mixesCrimeAndASB { caveats.append(.crimeAndASBTogether) }
    caveats += scope.boundariesChanged.map { .boundaryChange(layer: $0) }
    caveats += scope.boundariesMissing.map { .boundariesOfAnotherTime(layer: $0) }
    return caveats
  }

  private var harmCaveats: [Caveat] {
    guard incidents.harm != nil else { return [] }
    let weightless = incidents.weightless
    return [.harmWeights] + (weightless.isEmpty ? [] : [.withoutWeight(weightless)])
  }

  private var projectionCaveats: [Caveat] {
    var caveats: [Caveat] = []
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
    return caveats
  }

  private var missingMonths: [Month] {
    let span = scope.months.lowerBound.ordinal...scope.months.upperBound.ordinal
    return span.map { Month(ordinal: $0) }.filter { !data.months.contains($0) }
  }

  private func provenance(
    _ denominators: [ImportBatch], _ simulation: StudyRecord.Simulation?, _ elapsedSeconds: Double
  ) -> StudyRecord.Provenance {
    StudyRecord.Provenance(
      version: hotbeatVersion, incidents: batches(.incidents), boundaries: batches(.areas),
      denominators: denominators,
      offenceTree: OffenceTree.version, simulation: simulation,
      elapsedSeconds: elapsedSeconds)
  }

  /// The batches the study may have read: incidents of its months, boundaries of its layers.
  private func batches(_ kind: ImportBatch.Kind) -> [ImportBatch] {
    data.batches.filter { batch in
      guard batch.kind == kind else { return false }
      let words = batch.edition?.split(separator: " ").map(String.init) ?? []
      if kind == .areas { return words.dropFirst().first.map(layers.contains) ?? true }
      guard let month = words.last.flatMap({ Month($0) }) else { return true }
      return scope.months.contains(month) || comparedMonths?.contains(month) ?? false
    }
  }

  private var layers: Set<String> { Set([scope.layer.name] + (scope.per.map { [$0.name] } ?? [])) }
}
