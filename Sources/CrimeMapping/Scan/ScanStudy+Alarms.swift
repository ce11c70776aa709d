import Areas
import Geometry
import Hotspots
import Probability
import Records

/// How a scan was made, beside what was asked.
struct ScanMaking: Sendable {
  let unit: ScanSteps.Unit
  let steps: Int
  let days: (first: String, last: String)
  /// The lengths of the windows of time, in steps.
  let lengths: [Int]
  let every: Int?
  /// Incidents in no whole step.
  let leftOut: Int
  let result: ScanResult?
  let ground: ScanGround
  /// Runs of the whole area's counts, by the length of the window.
  var surges: [ScanSurges] = []
}

extension ScanStudy {
  /// A cluster with its place, days and contents.
  func alarm(
    _ cluster: ScanCluster, _ ground: ScanGround, _ steps: ScanSteps
  ) throws(StudyError) -> ScanAlarm {
    let inside = cluster.locations.flatMap { ground.incidents[$0] }.filter { index in
      steps.step(of: data.incidents.starts[Int(index)]).map {
        question.when == .none || cluster.steps.contains($0)
      } ?? false
    }
    let areas = data.areas(of: scope.layer)
    let counts = Dictionary(grouping: inside) { areas[Int($0)] }.mapValues(\.count)
      .filter { $0.key >= 0 }
    let held = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    let span = question.when == .none ? 0..<steps.count : cluster.steps
    let days = steps.days(of: span)
    let every = question.every ?? (steps.unit == .day ? 7 : 1)
    return ScanAlarm(
      cluster: cluster, shape: try shape(cluster, ground), firstDay: days.first,
      lastDay: days.last, areas: counts.keys.sorted().map { scope.layer.areas[Int($0)] },
      area: held.map { scope.layer.areas[Int($0)] }, place: place(of: inside),
      units: ground.units.isEmpty ? [] : cluster.locations.map { ground.units[$0] },
      recurrence: question.when == .prospective
        ? cluster.recurrence(every: Double(every)) : nil,
      isSignificant: cluster.p.value <= question.inference.level,
      tieDays: cluster.ties.map {
        steps.days(of: question.when == .none ? 0..<steps.count : $0.steps)
      })
  }

  /// The circle or ellipse; a single unit is drawn by its own boundary.
  private func shape(
    _ cluster: ScanCluster, _ ground: ScanGround
  ) throws(StudyError) -> MultiPolygon<Point> {
    if cluster.locations.count == 1,
      let unit = ground.units.indices.contains(cluster.locations[0])
        ? ground.units[cluster.locations[0]] : nil
    {
      return unit.shape
    }
    let corners = cluster.outline.corners(around: cluster.centre, reach: cluster.radius)
    do {
      return MultiPolygon([Polygon(exterior: try Ring(corners: corners))])
    } catch {
      throw .overlayFailed(reason: "a window has no outline")
    }
  }

  /// The most frequent location text, the first in the alphabet among equals.
  private func place(of inside: [Int32]) -> String? {
    let places = data.incidents.places
    var counts: [String: Int] = [:]
    for index in inside { if let text = places[Int(index)] { counts[text, default: 0] += 1 } }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The answer where there is nothing to scan.
  func nothing(
    _ incidents: StudyIncidents, _ ground: ScanGround, _ unit: ScanSteps.Unit,
    since start: ContinuousClock.Instant
  ) -> ScanReport {
    let made = ScanMaking(
      unit: unit, steps: 0, days: ("", ""), lengths: [], every: nil, leftOut: 0, result: nil,
      ground: ground)
    return report([], made, incidents, elapsed: start.duration(to: .now) / .seconds(1))
  }

  func report(
    _ alarms: [ScanAlarm], _ made: ScanMaking, _ incidents: StudyIncidents, elapsed: Double
  ) -> ScanReport {
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    let record = recorder.record(
      naming: scope.layer, more: caveats(alarms, made, incidents),
      denominators: made.ground.sources,
      simulation: .init(seed: question.inference.seed, replicates: question.inference.replicates),
      elapsedSeconds: elapsed)
    return ScanReport(
      alarms: alarms, question: question, record: record, made: made,
      projection: data.projection, outlines: scope.areas.map { scope.layer.areas[$0] })
  }

  private func caveats(
    _ alarms: [ScanAlarm], _ made: ScanMaking, _ incidents: StudyIncidents
  ) -> [Caveat] {
    guard let result = made.result else { return [] }
    var caveats: [Caveat] = [.circlesCrossBarriers]
    if incidents.hasAnonymised, made.ground.units.isEmpty {
      caveats.append(.sharedPoints(made.ground.incidents.map(\.count)))
    }
    if question.when != .none {
      switch question.model {
      case .poisson: caveats.append(.evenTime)
      case .permutation: caveats.append(.ownHistory)
      case .bernoulli: break
      }
    }
    if let dispersion = result.dispersion, dispersion.p.value <= 0.05 {
      caveats.append(.overdispersion(dispersion.index))
    }
    if made.leftOut > 0 { caveats.append(.partialSteps(made.leftOut, unit: made.unit.rawValue)) }
    if made.ground.unmeasured.incidents > 0 {
      caveats.append(
        .unitsWithoutMeasure(
          made.ground.unmeasured.units, incidents: made.ground.unmeasured.incidents,
          measure: question.measure))
    }
    if made.surges.contains(where: { !$0.scan.surges.isEmpty }) { caveats.append(.surges) }
    if made.ground.outside > 0 { caveats.append(.outsideUnits(made.ground.outside)) }
    if alarms.contains(where: { $0.cluster.tieCount > 0 }) { caveats.append(.tiedWindows) }
    return caveats
  }
}
