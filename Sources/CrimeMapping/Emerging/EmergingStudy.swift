import Areas
import Geometry
import Hotspots
import Records
import SpatialIndex

/// Classes places by when they were hot: incidents → units and steps → scores → findings → classes.
struct EmergingStudy: Sendable {
  private let data: StudyData
  let question: EmergingQuestion
  private let scope: StudyScope
  private let setting: StudySetting

  /// The most places times steps: each becomes a number of the answer.
  private static let mostBins = 20_000_000
  private static let mostSimulatedBins = 2_000_000

  init(
    _ question: EmergingQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    self.data = data
    self.question = question
    self.setting = setting
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
  }

  func run() async throws(StudyError) -> EmergingReport {
    let clock = ContinuousClock()
    let start = clock.now
    let incidents = try StudyIncidents(scope, of: data)
    let steps = try EmergingSteps(
      question.step, question.terms, scope, of: data, hasMonthOnly: incidents.hasMonthOnly)
    let maker = try SurfaceMaker.ground(
      for: question.lattice, question.locations, in: scope, of: data, threads: setting.threads)
    let units = try StudyUnits(
      question.lattice, in: scope, window: maker.ground.window, of: data,
      points: incidents.inside.map { data.incidents.points[Int($0)] })
    let located = await maker.locate(incidents)
    try units.check(located)
    try check(units, steps)
    let counts = counts(units, steps, incidents)
    let classes = await EmergingClasses(
      of: counts, steps: steps, weights: try await units.weights(threads: setting.threads),
      question,
      threads: setting.threads)
    let elapsed = start.duration(to: clock.now) / .seconds(1)
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    return EmergingReport(
      question: question,
      record: recorder.record(
        naming: scope.layer, more: caveats(units, steps, classes, located, incidents),
        simulation: simulation, elapsedSeconds: elapsed),
      units: units, steps: steps, counts: counts, classes: classes,
      locations: located.locations, projection: data.projection,
      outlines: scope.areas.map { scope.layer.areas[$0] })
  }

  private func check(_ units: StudyUnits, _ steps: EmergingSteps) throws(StudyError) {
    let isSimulated = question.test == .permutation
    let most = isSimulated ? Self.mostSimulatedBins : Self.mostBins
    guard units.lattice.count * steps.count <= most else {
      throw .refused(
        parameter: "size",
        reason: """
          \(grouped(units.lattice.count)) places in \(steps.count) steps are more than the \(grouped(most)) \
          bins allowed; choose larger cells, longer steps or a smaller area\
          \(isSimulated ? ", or the normal test" : "").
          """)
    }
  }

  private var simulation: StudyRecord.Simulation? {
    guard question.test == .permutation else { return nil }
    return StudyRecord.Simulation(
      seed: question.inference.seed, replicates: question.inference.replicates)
  }

  /// How many incidents each unit has in each step; those of other times or in no unit are left out.
  private func counts(
    _ units: StudyUnits, _ steps: EmergingSteps, _ incidents: StudyIncidents
  ) -> SpaceTimeCube {
    let placed = zip(units.units, incidents.inside).lazy.compactMap { unit, incident in
      unit < 0
        ? nil
        : steps.step(at: data.incidents.starts[Int(incident)]).map { (area: Int(unit), step: $0) }
    }
    return SpaceTimeCube(
      counting: placed, areas: units.lattice.count, steps: steps.count, breaks: steps.breaks)
  }
}

/// What became of each unit, and what it was called before the last step.
struct EmergingClasses: Sendable {
  /// The units that were classed; all, but for those without incidents where they are left out.
  let units: [Int]
  let emerging: EmergingHotSpots
  /// The same without the last step; `nil` where that leaves too few.
  let before: EmergingHotSpots?
  let weights: SpatialWeights

  init(
    of counts: SpaceTimeCube, steps: EmergingSteps, weights all: SpatialWeights,
    _ question: EmergingQuestion, threads: Int
  ) async {
    let leavesOut = question.rules == .arcgis
    let units = (0..<counts.areas).filter { unit in
      !leavesOut || (0..<counts.steps).contains { counts[unit, $0] > 0 }
    }
    let weights = units.count < counts.areas ? all.among(units) : all
    let cube = SpaceTimeCube(
      areas: units.count, steps: counts.steps,
      values: (0..<counts.steps).flatMap { step in units.map { counts[$0, step] } },
      breaks: counts.breaks)
    self.units = units
    self.weights = weights
    emerging = await Self.classes(cube, steps.days, weights, question, threads)
    before =
      steps.count > EmergingSteps.least
      ? await Self.classes(
        cube.withoutLastStep, Array(steps.days.dropLast()), weights, question, threads) : nil
  }

  private static func classes(
    _ cube: SpaceTimeCube, _ days: [Double], _ weights: SpatialWeights,
    _ question: EmergingQuestion,
    _ threads: Int
  ) async -> EmergingHotSpots {
    let scores = SpaceTimeScores(
      of: cube.normalised(toMeanOf: days), weights: weights, previousSteps: question.previous,
      baseline: question.baseline)
    let inference = question.inference
    let counts =
      question.test == .normal
      ? nil
      : await scores.permutationCounts(
        weights: weights, replicates: inference.replicates, seed: inference.seed, threads: threads)
    return EmergingHotSpots(
      of: scores, counts: counts, rules: question.rules, rule: inference.adjust,
      level: inference.level)
  }

  func isIsland(_ place: Int) -> Bool { weights.isIsland(place) }

  /// Whether the same steps are judged otherwise than before the last one was known.
  func isRejudged(_ place: Int) -> Bool {
    before.map { Array(emerging.areas[place].states.dropLast()) != $0.areas[place].states } ?? false
  }

  func hasChanged(_ place: Int) -> Bool {
    before.map { emerging.areas[place].pattern != $0.areas[place].pattern } ?? false
  }
}
