import Areas
import Evidence
import Geometry
import Probability
import Records

/// Writes the evidence about an intervention: incidents → places and months → evaluation → sections.
struct EvaluateStudy: Sendable {
  let question: EvaluateQuestion
  let data: StudyData
  let setting: StudySetting
  let scope: StudyScope
  let incidents: StudyIncidents
  let periods: InterventionPeriods
  let evaluation: InterventionEvaluation
  private let started: ContinuousClock.Instant

  init(
    _ question: EvaluateQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    started = ContinuousClock().now
    self.question = question
    self.data = data
    self.setting = setting
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
    incidents = try StudyIncidents(scope, of: data)
    periods = try InterventionPeriods(
      start: question.start, end: question.end, before: question.before, after: question.after,
      observed: scope.wholeMonths(question.terms, in: data))
    let shapes = try InterventionShapes(question, setting.supplied.intervention, scope, data)
    let places = try InterventionPlaces(
      target: shapes.target, control: shapes.control, others: shapes.others, ring: question.ring,
      matches: question.matches, layer: shapes.layer, incidents: incidents.tally,
      periods: periods, scope: scope, data: data)
    evaluation = InterventionEvaluation(
      places, periods, confidence: question.confidence,
      declared: Self.declared(question, periods))
  }

  private static func declared(
    _ question: EvaluateQuestion, _ periods: InterventionPeriods
  ) -> InterventionEvaluation.Declared {
    let first = periods.before.first ?? Month(of: question.start)
    let last = periods.after.last ?? Month(of: question.start)
    let offences = question.terms.offences.count
    return InterventionEvaluation.Declared(
      areaWasFixed: question.drawn.map { $0.end <= question.start.end },
      concurrent: question.concurrent,
      recording: question.recording.filter { first < $0.month && $0.month <= last }
        .map { "\($0.name) (\($0.month))" },
      comparisons: offences > 1 ? offences + 1 : 1)
  }

  var places: InterventionPlaces { evaluation.places }

  func document() throws(StudyError) -> Document {
    var sections = [summarySection, countSection, differenceSection]
    if let offences = try offenceSection() { sections.append(offences) }
    sections += [seriesSection, mixtureSection, checkSection, mapSection, limitSection]
    return Document(
      question: "evaluate",
      title: "Before and after \(question.thing)", subtitle: subtitle, sections: sections,
      terms: ownTerms, record: record, projection: data.projection)
  }

  private var subtitle: Sentence {
    """
    \(offenceWords), started \(question.start.text); \(periods.after.spans) beside \
    \(periods.before.spans)
    """
  }

  var offenceWords: String {
    let names = scope.offences.asked.map { OffenceTree.standard[$0].name }
    return names.isEmpty ? "All incidents" : names.joined(separator: ", ")
  }

  private var ownTerms: [Document.Term] {
    [
      .init("start", .text(question.start.text)),
      .init("end", question.end.map { .text($0.text) } ?? .blank),
      .init("months_before", .text(periods.before.spans)),
      .init("months_after", .text(periods.after.spans)),
      .init("days_before", .number(periods.daysBefore, decimals: 0)),
      .init("days_after", .number(periods.daysAfter, decimals: 0)),
      .init("ring_m", question.ring.map { .number($0, decimals: 0) } ?? .blank),
      .init(
        "control",
        .text(
          places.matched.isEmpty
            ? "as given" : "matched: \(places.matched.joined(separator: ", "))")),
      .init("control_layer", .text(places.donors.layer.name)),
      .init("control_weight", .number(places.controlWeight, decimals: 0)),
      .init("before_weight", .number(evaluation.weights.before, decimals: 4)),
      .init("confidence", .number(question.confidence, decimals: 3)),
    ]
  }

  private var record: StudyRecord {
    StudyRecorder(data: data, scope: scope, asked: question.terms, incidents: incidents).record(
      naming: scope.layer, more: caveats,
      elapsedSeconds: started.duration(to: ContinuousClock().now) / .seconds(1))
  }

  var compared: [Tally] { evaluation.comparedTallies }
  var local: [Tally] { evaluation.localTallies }
}

/// The shapes a question names, from files or from a layer.
struct InterventionShapes {
  let target: [MultiPolygon<Point>]
  /// `nil` for a matched one.
  let control: [MultiPolygon<Point>]?
  let others: [MultiPolygon<Point>]
  /// Whose areas are matched and mixed.
  let layer: AreaLayer

  init(
    _ question: EvaluateQuestion, _ supplied: SuppliedIntervention?, _ scope: StudyScope,
    _ data: StudyData
  ) throws(StudyError) {
    func shapes(_ names: [String]) throws(StudyError) -> [MultiPolygon<Point>] {
      try StudyScope.areas(names, in: scope.layer).map { scope.layer.areas[$0].shape }
    }
    if let file = supplied?.target {
      target = file.areas.map(\.shape)
    } else if !question.targets.isEmpty {
      target = try shapes(question.targets)
    } else {
      throw .refused(
        parameter: "target",
        reason: "Say where something was done: --target FILE.geojson or --target-area CODE.")
    }
    if let file = supplied?.control {
      control = file.areas.map(\.shape)
    } else {
      control = question.controls.isEmpty ? nil : try shapes(question.controls)
    }
    others = supplied?.others?.areas.map(\.shape) ?? []
    layer = try Self.controlLayer(question, scope, data)
  }

  private static func controlLayer(
    _ question: EvaluateQuestion, _ scope: StudyScope, _ data: StudyData
  ) throws(StudyError) -> AreaLayer {
    if let name = question.controlLayer {
      guard let layer = data.layer(name, on: scope.lastDay) else {
        throw .unknownLayer(
          parameter: "control-layer", name: name, present: data.layers.keys.sorted())
      }
      return layer
    }
    return data.layer("beat", on: scope.lastDay) ?? scope.layer
  }
}
