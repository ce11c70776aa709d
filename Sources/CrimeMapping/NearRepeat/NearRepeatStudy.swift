package import Areas
import Geodesy
import Geometry
import Hotspots
import Records
import SpatialIndex

/// Answers whether incidents follow others nearby, soon after: incidents → events → pairs → Knox table, links,
/// chains.
///
/// It is refused where days or places are not known exactly (month-only dates, anonymised points): such
/// data shows repeats at the points that stand for many addresses, whether there are any or not.
package struct NearRepeatStudy: Sendable {
  private let data: StudyData
  private let question: NearRepeatQuestion
  private let scope: StudyScope
  private let threads: Int

  /// Close pairs take four bytes each.
  private static let mostPairs = 100_000_000

  /// - Parameter studyArea: areas to study in the place of a layer of the store.
  /// - Throws: when the question does not fit the data.
  package init(
    _ question: NearRepeatQuestion, of data: StudyData, studyArea: AreaLayer? = nil,
    threads: Int = 2
  ) throws(StudyError) {
    (self.data, self.question, self.threads) = (data, question, threads)
    scope = try StudyScope(question.terms, of: data, studyArea: studyArea)
  }

  /// - Complexity: O(*n* log *n* + replicates · (*n* + close pairs)).
  package func run() async throws(StudyError) -> NearRepeatReport {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data)
    try refuseInexact(incidents)
    let events = NearRepeatEvents(incidents.inside, of: data.incidents, asked: question)
    try await refuseTooMany(events)
    let knox = try await test(events)
    let repeats = NearRepeats(events.events, limits: question.limits)
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    let step = CoordinateStep.of(events.events.map(\.place), through: data.projection)
    let elapsed = start.duration(to: clock.now) / .seconds(1)
    return NearRepeatReport(
      question: question,
      record: recorder.record(
        naming: scope.layer, more: caveats(events, knox, step),
        simulation: .init(
          seed: question.inference.seed, replicates: question.inference.replicates),
        elapsedSeconds: elapsed),
      knox: knox, repeats: repeats, events: events,
      incidents: NearRepeatReport.incidents(events, of: data, in: scope.layer),
      isCoarse: step != nil,
      outlines: scope.areas.map { scope.layer.areas[$0] }, projection: data.projection)
  }

  private func test(_ events: NearRepeatEvents) async throws(StudyError) -> KnoxTest {
    do throws(KnoxError) {
      return try await KnoxTest.shuffled(
        events.events, bands: question.bands, metric: question.limits.metric,
        replicates: question.inference.replicates, seed: question.inference.seed,
        threads: threads)
    } catch {
      throw switch error {
      case .daysTooFarApart(let span): StudyError.daysTooFarApart(span)
      }
    }
  }

  private func refuseInexact(_ incidents: StudyIncidents) throws(StudyError) {
    let columns = data.incidents
    let all = incidents.inside.count
    if incidents.hasMonthOnly {
      let count = incidents.inside.count { columns.isMonthOnly[Int($0)] }
      throw .monthsForNearRepeats(count, of: all)
    }
    if incidents.hasAnonymised {
      let count = incidents.inside.count { columns.isAnonymised[Int($0)] }
      throw .anonymisedForNearRepeats(count, of: all)
    }
  }

  private func refuseTooMany(_ events: NearRepeatEvents) async throws(StudyError) {
    if 2 * events.vague > events.incidents.count {
      throw .vagueDates(
        events.vague, of: events.incidents.count, days: question.bands.days[0])
    }
    let reach = max(question.bands.reach, question.limits.distance)
    let index = PointIndex(events.events.map(\.place))
    let pairs = await index.pairCounts(within: [reach], threads: threads)[0]
    guard pairs <= Self.mostPairs else {
      throw .tooManyPairs(pairs, most: Self.mostPairs, reach: reach)
    }
  }

  private func caveats(_ events: NearRepeatEvents, _ knox: KnoxTest, _ step: CoordinateStep?)
    -> [Caveat]
  {
    var caveats: [Caveat] = []
    if let step { caveats.append(.coarseCoordinates(step)) }
    if events.uncertain > 0 {
      caveats.append(
        .uncertainDays(events.uncertain, of: events.incidents.count, dayOf: question.dayOf))
    }
    if events.repeated > 0 { caveats.append(.repeatedRows(events.repeated)) }
    if events.identifiersElsewhere > 0 {
      caveats.append(.identifiersElsewhere(events.identifiersElsewhere))
    }
    if events.alike > 0 {
      caveats.append(.rowsAlike(events.alike, areMerged: question.mergesAlike))
    }
    if data.projection.target != .britishNationalGrid, question.zoneName == "Europe/London" {
      caveats.append(.zoneAssumed)
    }
    let tests = knox.cells.count { $0.pValue != nil }
    let (replicates, level) = (question.inference.replicates, question.inference.level)
    if Double(tests) / Double(replicates + 1) > level {
      caveats.append(.fewReplicates(replicates, tests: tests, level: level))
    }
    let isSmall = knox.cells.contains { $0.exactExpectation > 0 && $0.exactExpectation < 5 }
    if isSmall { caveats.append(.fewPairs) }
    if question.labels == .nearRepeatCalculator { caveats.append(.calculatorLabels) }
    return caveats
  }
}
