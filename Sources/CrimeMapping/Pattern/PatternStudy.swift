import Geometry
import Hotspots
import Records

/// Answers at what distances incidents cluster: incidents → points in their window → summary by distance →
/// the same of simulated patterns.
struct PatternStudy: Sendable {
  let question: PatternQuestion
  let data: StudyData
  let setting: StudySetting
  let scope: StudyScope

  init(
    _ question: PatternQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    self.question = question
    self.data = data
    self.setting = setting
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
  }

  func run() async throws(StudyError) -> PatternReport {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data)
    let ground = try await PatternGround(scope, of: data, threads: setting.threads)
    let controls = try controls(besides: incidents)
    let resolution = try await ground.resolution(of: incidents.inside + (controls ?? []))
    let points = pattern(incidents.inside, on: ground)
    guard points.count > 1 else {
      throw .refused(
        parameter: "offence",
        reason: "There are \(points.count) incidents there and then; a pattern needs two at least.")
    }
    let task = PatternTask(
      question: question, points: points, controls: controls.map { pattern($0, on: ground) },
      resolution: resolution, step: step(of: incidents.inside), threads: setting.threads)
    let result = try await task.result()
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    let made = PatternReport.Making(
      points: points.count, controls: task.controls?.count, places: points.placeCount,
      stacked: points.stacked, busiest: points.busiest, resolution: resolution,
      longestOffered: points.window.longestDistance, bandwidth: task.bandwidth)
    let isSimulated = question.statistic != .quadrats
    return PatternReport(
      question: question,
      record: recorder.record(
        naming: scope.layer, more: task.caveats(result, made),
        simulation: isSimulated
          ? StudyRecord.Simulation(
            seed: question.inference.seed, replicates: question.inference.replicates) : nil,
        elapsedSeconds: start.duration(to: clock.now) / .seconds(1)),
      made: made, result: result)
  }

  /// How coarsely exact places are written; anonymisation points have their catchments instead.
  private func step(of numbers: [Int32]) -> CoordinateStep? {
    let exact = numbers.filter { !data.incidents.isAnonymised[Int($0)] }
    return CoordinateStep.of(
      exact.map { data.incidents.points[Int($0)] }, through: data.projection)
  }

  private func pattern(_ numbers: [Int32], on ground: PatternGround) -> PointPattern {
    PointPattern(numbers.map { data.incidents.points[Int($0)] }, in: ground.window)
  }

  /// The controls that are not among the incidents themselves.
  private func controls(besides incidents: StudyIncidents) throws(StudyError) -> [Int32]? {
    guard let terms = question.controls else { return nil }
    let scope: StudyScope
    do throws(StudyError) {
      scope = try StudyScope(terms, of: data, studyArea: setting.studyArea)
    } catch {
      guard case .unknownOffence(let name, _) = error else { throw error }
      throw .badValue(
        parameter: "controls", value: name,
        reason: "is no offence; `hotbeat offences` lists them")
    }
    let own = Set(incidents.inside)
    let others = try StudyIncidents(scope, of: data).inside.filter { !own.contains($0) }
    guard !others.isEmpty else {
      throw .refused(
        parameter: "controls",
        reason: "There are no controls there and then besides the incidents themselves.")
    }
    return others
  }
}

/// The window of a study and how finely its locations are known.
private struct PatternGround {
  let window: PatternWindow
  private let maker: SurfaceMaker

  init(_ scope: StudyScope, of data: StudyData, threads: Int) async throws(StudyError) {
    let terms = try SurfaceTerms(GivenValues([:], for: SurfaceTerms.parameters))
    maker = try SurfaceMaker(terms, in: scope, of: data, threads: threads)
    guard let window = PatternWindow(maker.ground.window) else {
      throw .refused(parameter: "layer", reason: "The study area has no ground.")
    }
    self.window = window
  }

  /// `nil` where no incident is known by an anonymisation point.
  func resolution(of numbers: [Int32]) async throws(StudyError) -> LocationResolution? {
    guard numbers.contains(where: { maker.data.incidents.isAnonymised[Int($0)] }) else {
      return nil
    }
    return await maker.locate(numbers).resolution
  }
}

extension PointPattern {
  var placeCount: Int { Set(points).count }

  /// How many points lie at the busiest place.
  var busiest: Int {
    var counts: [Point: Int] = [:]
    for point in points { counts[point, default: 0] += 1 }
    return counts.values.max() ?? 0
  }
}
