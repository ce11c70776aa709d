package import Areas
import Geometry
import Hotspots
import Probability
import RecordFiles
import Records

/// Finds dense places: incidents → groups → outlines → what lies in them.
///
/// Incidents at one anonymisation point lie in one place, and count there as often as there are of them.
package struct ClusterStudy: Sendable {
  private let data: StudyData
  private let question: ClusterQuestion
  private let scope: StudyScope
  private let threads: Int

  /// - Parameter studyArea: areas to study in the place of a layer of the store.
  /// - Throws: when the question does not fit the data.
  package init(
    _ question: ClusterQuestion, of data: StudyData, studyArea: AreaLayer? = nil, threads: Int = 2
  ) throws(StudyError) {
    self.data = data
    self.question = question
    self.threads = threads
    scope = try StudyScope(question.terms, of: data, studyArea: studyArea)
  }

  package func run() async throws(StudyError) -> ClusterReport {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data)
    if question.method == .spaceTime { try refuseMonths(incidents) }
    let observedDays = scope.observedDays(in: data)
    let size = ClusterSize(question, observedDays: observedDays)
    let search = ClusterSearch(
      question: question, size: size,
      points: incidents.inside.map { data.incidents.points[Int($0)] },
      times: incidents.inside.map { time(of: Int($0)) }, threads: threads)
    let (groups, chance) = await groups(search, incidents)
    let assembly = ClusterAssembly(
      data: data, scope: scope, question: question, incidents: incidents.inside,
      points: search.points, observedDays: observedDays)
    let clusters = try assembly.clusters(from: groups)
    let overview = try assembly.overview(of: clusters, groups)
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    let caveats = caveats(clusters, size, incidents, chance)
    return ClusterReport(
      clusters: Array(clusters.prefix(question.top ?? .max)), question: question, size: size,
      overview: overview, chance: chance,
      record: recorder.record(
        naming: scope.layer, more: caveats,
        simulation: chance?.test.map { _ in
          .init(seed: question.inference.seed, replicates: question.inference.replicates)
        },
        elapsedSeconds: start.duration(to: clock.now) / .seconds(1)),
      projection: data.projection, outlines: scope.areas.map { scope.layer.areas[$0] })
  }

  /// The middle of the stretch in which an incident happened, in days.
  private func time(of incident: Int) -> Double {
    let (from, to) = (data.incidents.starts[incident], data.incidents.ends[incident])
    return (Double(from) + Double(to)) / 2 / 86_400
  }

  private func refuseMonths(_ incidents: StudyIncidents) throws(StudyError) {
    let known = incidents.inside.count { data.incidents.isMonthOnly[Int($0)] }
    guard known > 0 else { return }
    throw .refused(
      parameter: "method",
      reason: """
        Of \(grouped(known)) of the \(grouped(incidents.inside.count)) incidents only the month is known, so \
        st-dbscan cannot tell which lie near each other in time; ask with dbscan for one period at a time.
        """)
  }

  private func groups(
    _ search: ClusterSearch, _ incidents: StudyIncidents
  ) async -> ([ClusterGroup], ClusterChance?) {
    switch question.method {
    case .dbscan, .spaceTime: return (await search.byDensity(), nil)
    case .hdbscan: return (await search.byHierarchy(), nil)
    case .nnh:
      let rule = NearestNeighbourRule(
        area: scope.areaKm2 * 1e6, chance: question.chance, least: search.size.least)
      let found = nearestNeighbourClusters(of: search.points, by: rule)
      // Random points never stack as those at anonymisation points do: any stack would look like a finding.
      let test =
        incidents.hasAnonymised || search.points.isEmpty
        ? nil
        : await significance(
          of: found, by: rule, in: MultiPolygon(scope.shapes.flatMap(\.polygons)),
          replicates: question.inference.replicates,
          key: SimulationKey(seed: question.inference.seed, method: .hierarchicalClusters),
          threads: threads)
      return (
        search.byNeighbours(found, test?.sizes),
        ClusterChance(
          thresholds: found.orders.map(\.threshold), test: test,
          isAnonymised: incidents.hasAnonymised)
      )
    }
  }

  private func caveats(
    _ clusters: [Cluster], _ size: ClusterSize, _ incidents: StudyIncidents,
    _ chance: ClusterChance?
  ) -> [Caveat] {
    var caveats: [Caveat] = [chance?.test == nil ? .noTestAgainstChance : .completeRandomness]
    let first = clusters.filter { $0.order == 1 }
    let single = first.count(where: \.isSinglePlace)
    if incidents.hasAnonymised {
      caveats.append(.clustersAtPoints(single, of: first.count))
      if chance != nil { caveats.append(.noRandomPattern) }
    } else if single > 0 {
      caveats.append(.clustersInOnePlace(single))
    }
    if size.rule == .leastOfThree { caveats.append(.shortPeriod(size)) }
    let long = first.count(where: \.isLong)
    if long > 0 {
      caveats.append(
        .longClusters(
          long, canSplit: question.split == nil && chance == nil && question.method != .hdbscan))
    }
    let small = first.count { $0.count < 10 }
    if small > 0 { caveats.append(.smallClusters(small)) }
    if question.method == .spaceTime {
      let limit = Int64(question.days * 86_400)
      let uncertain = incidents.inside.count {
        data.incidents.ends[Int($0)] - data.incidents.starts[Int($0)] > limit
      }
      if uncertain > 0 { caveats.append(.uncertainTimes(uncertain, days: question.days)) }
    }
    return caveats
  }
}

/// How the clusters of near neighbours compare with chance.
struct ClusterChance: Sendable {
  /// Of each order, in metres.
  let thresholds: [Double]
  /// `nil` where the comparison has no meaning.
  let test: NearestNeighbourSignificance?
  let isAnonymised: Bool
}
