package import Areas
import Geometry
import Hotspots
import Probability
import RecordFiles
import Records

/// Scans: incidents → counts by place and step of time → windows → clusters.
///
/// Places are those of the incidents, or the centres of a layer's areas that lie in the study area. Steps are
/// days; months where any incident is known by its month only. Only whole steps count, up to the last with
/// data. A window is at most half as long as the study.
package struct ScanStudy: Sendable {
  let data: StudyData
  let question: ScanQuestion
  let scope: StudyScope
  let threads: Int

  /// - Parameter studyArea: areas to study in the place of a layer of the store.
  /// - Throws: when the question does not fit the data.
  package init(
    _ question: ScanQuestion, of data: StudyData, studyArea: AreaLayer? = nil, threads: Int = 2
  ) throws(StudyError) {
    self.data = data
    self.question = question
    self.threads = threads
    scope = try StudyScope(question.terms, of: data, studyArea: studyArea)
  }

  package func run() async throws(StudyError) -> ScanReport {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data)
    let controls = try controls(without: incidents.inside)
    let ground = try ground(incidents.inside, controls?.inside ?? [])
    let isMonthly = incidents.hasMonthOnly || controls?.hasMonthOnly ?? false
    let unit: ScanSteps.Unit = isMonthly ? .month : .day
    guard let steps = ScanSteps(scope.period, unit: unit, of: data), !incidents.inside.isEmpty
    else { return nothing(incidents, ground, unit, since: start) }
    let periods = try periods(steps)
    guard let cases = try cases(ground, steps) else {
      return nothing(incidents, ground, unit, since: start)
    }
    let result = try await scan(cases.cases, periods, unit)
    let alarms = try result.clusters.enumerated()
      .filter { $0.offset == 0 || $0.element.p.value <= question.inference.level }
      .map { (_, cluster) throws(StudyError) in try alarm(cluster, ground, steps) }
    let made = ScanMaking(
      unit: unit, steps: steps.count, days: steps.days(of: 0..<steps.count),
      lengths: Set(periods.intervals.map(\.count)).sorted(), every: every(unit),
      leftOut: cases.leftOut, result: result, ground: ground,
      surges: question.when == .none ? [] : surges(ground, steps, periods))
    return report(alarms, made, incidents, elapsed: start.duration(to: clock.now) / .seconds(1))
  }

  /// How often the scan is made, in steps; `nil` where it is made once.
  private func every(_ unit: ScanSteps.Unit) -> Int? {
    question.when == .prospective ? question.every ?? (unit == .day ? 7 : 1) : nil
  }

  private func controls(without inside: [Int32]) throws(StudyError) -> StudyIncidents? {
    guard let terms = question.controls else { return nil }
    let area = scope.isOfStore ? nil : scope.layer
    return try StudyIncidents(try StudyScope(terms, of: data, studyArea: area), of: data)
  }

  private func ground(
    _ inside: [Int32], _ controls: [Int32]
  ) throws(StudyError) -> ScanGround {
    let cases = Set(inside)
    let others = controls.filter { !cases.contains($0) }
    guard let name = question.units else {
      return ScanGround(points: data, incidents: inside, controls: others)
    }
    let day = scope.lastDay
    guard let layer = data.layer(name, on: day) else {
      throw .unknownLayer(parameter: "units", name: name, present: data.layers.keys.sorted())
    }
    guard question.model == .poisson else {
      return ScanGround(
        units: layer, in: scope, of: data, incidents: inside, controls: others, measures: nil)
    }
    let values = data.denominators.filter { $0.layer == name && $0.measure == question.measure }
    guard let year = values.map(\.year).max() else {
      throw .noDenominator(
        layer: name, measure: question.measure,
        present: Set(data.denominators.map { "\($0.measure) of \($0.layer)" }).sorted())
    }
    let byCode = Dictionary(
      values.filter { $0.year == year }.map { ($0.code, $0.value) }, uniquingKeysWith: { a, _ in a }
    )
    var ground = ScanGround(
      units: layer, in: scope, of: data, incidents: inside, controls: others, measures: byCode)
    ground.year = year
    let edition = "denominators \(name) \(question.measure) \(year) "
    ground.sources = data.batches.filter { $0.edition?.hasPrefix(edition) ?? false }
    return ground
  }

  private func periods(_ steps: ScanSteps) throws(StudyError) -> ScanPeriods {
    guard question.when != .none else { return .all(steps: steps.count) }
    let asked = question.windows ?? (steps.unit == .day ? [7, 14, 28, 56] : [1, 2])
    let lengths = asked.filter { 2 * $0 <= steps.count }
    guard !lengths.isEmpty else {
      throw .refused(
        parameter: "windows",
        reason: """
          The study has \(steps.count) whole \(steps.unit.rawValue)\(steps.count == 1 ? "" : "s"), and a \
          window may be half as long at most; choose shorter windows or a longer time.
          """)
    }
    return question.when == .prospective
      ? .prospective(steps: steps.count, lengths: lengths)
      : .retrospective(steps: steps.count, lengths: lengths)
  }

  /// The counts, and how many incidents lie in no whole step; `nil` without any case.
  private func cases(
    _ ground: ScanGround, _ steps: ScanSteps
  ) throws(StudyError) -> (cases: ScanCases, leftOut: Int)? {
    let width = question.when == .none ? 1 : steps.count
    guard ground.positions.count * width <= 20_000_000 else {
      throw .refused(
        parameter: "units",
        reason: """
          \(grouped(ground.positions.count)) places on \(grouped(width)) \(steps.unit.rawValue)s are too \
          many; scan the areas of a layer with --units, a smaller area or a shorter time.
          """)
    }
    func counts(_ lists: [[Int32]]) -> (counts: [Int], leftOut: Int) {
      var (counts, leftOut) = ([Int](repeating: 0, count: lists.count * width), 0)
      for (place, list) in lists.enumerated() {
        for index in list {
          guard let step = steps.step(of: data.incidents.starts[Int(index)]) else {
            leftOut += 1
            continue
          }
          counts[place * width + min(step, width - 1)] += 1
        }
      }
      return (counts, leftOut)
    }
    let (own, leftOut) = counts(ground.incidents)
    do {
      let cases = try ScanCases(
        positions: ground.positions, steps: width, cases: own,
        model: model(ground, steps, width: width, controls: counts(ground.controls).counts))
      return (cases, leftOut)
    } catch {
      if error == .noCases { return nil }
      throw Self.refusal(error)
    }
  }

  private func model(
    _ ground: ScanGround, _ steps: ScanSteps, width: Int, controls: [Int]
  ) -> ScanCases.Model {
    switch question.model {
    case .permutation: return .permutation
    case .bernoulli: return .bernoulli(controls: controls)
    case .poisson:
      let days = width == 1 ? [1] : steps.days
      return .poisson(expected: ground.measures.flatMap { measure in days.map { $0 * measure } })
    }
  }

  private func scan(
    _ cases: ScanCases, _ periods: ScanPeriods, _ unit: ScanSteps.Unit
  ) async throws(StudyError) -> ScanResult {
    var terms = ScanTerms(
      periods: question.when == .none ? .all(steps: cases.steps) : periods)
    (terms.shape, terms.limits) = (question.shape, question.limits)
    (terms.rates, terms.overlap, terms.most) = (question.rates, question.overlap, question.most)
    (terms.replicates, terms.seed) = (question.inference.replicates, question.inference.seed)
    terms.threads = threads
    do {
      return try await ScanStatistic.run(cases, terms)
    } catch {
      throw Self.refusal(error)
    }
  }

  private static func refusal(_ error: ScanError) -> StudyError {
    switch error {
    case .noControls:
      .refused(
        parameter: "controls", reason: "There are no controls then and there to compare with.")
    case .noWindows:
      .refused(
        parameter: "max-share",
        reason: "No window is within --max-share: each place by itself holds more than that.")
    case .noCases, .casesWithoutPopulation:
      .refused(reason: "There are incidents in months for which the store says it holds none.")
    }
  }
}
