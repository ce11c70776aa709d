import Areas
import Evidence
import Geometry
import RecordFiles
import Records

/// Writes the evidence for the review of an order: incidents → behaviours → places and months → sections.
struct OrderReviewStudy: Sendable {
  let question: OrderQuestion
  let data: StudyData
  let setting: StudySetting
  let order: PublicSpacesOrder
  let places: OrderPlaces
  let periods: InterventionPeriods
  /// All named behaviours beside a control; `nil` where there is none to compare with.
  let evaluation: InterventionEvaluation?
  /// The order's behaviours, and first all of them together.
  let counts: [OrderCounts]
  let scope: StudyScope
  let incidents: StudyIncidents
  private let terms: StudyTerms
  private let started: ContinuousClock.Instant

  init(
    _ question: OrderQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    started = ContinuousClock().now
    guard let supplied = setting.supplied.order else {
      throw .refused(parameter: "order", reason: "Name the order to review with --order.")
    }
    self.question = question
    self.data = data
    self.setting = setting
    order = supplied.order
    terms = question.terms.about(Self.offences(of: supplied.order))
    scope = try StudyScope(terms, of: data, studyArea: setting.studyArea)
    incidents = try StudyIncidents(scope, of: data)
    periods = try Self.periods(supplied.order, scope, terms, data)
    let shape = try InterventionPlaces.joinedShape(supplied.area.areas.map(\.shape))
    let named = Self.named(supplied.order, incidents.tally, in: data)
    evaluation = try Self.evaluation(
      of: named.together, in: shape, control: try Self.control(supplied, question, scope),
      beside: named.each.count, question, periods, scope, data)
    places = try OrderPlaces(
      order: shape, control: evaluation?.places.ground.control, edge: question.edge,
      ring: question.ring)
    counts = Self.counts(named, places: places, periods: periods, in: data)
  }

  private static func offences(of order: PublicSpacesOrder) -> [String] {
    Set(order.restrictions.flatMap(\.offences)).sorted()
      .map { OffenceTree.standard[$0].code }
  }

  /// The areas given in a file, or those of the layer that are named; `nil` to choose by rule.
  private static func control(
    _ supplied: SuppliedOrder, _ question: OrderQuestion, _ scope: StudyScope
  ) throws(StudyError) -> [MultiPolygon<Point>]? {
    if let layer = supplied.control { return layer.areas.map(\.shape) }
    guard !question.controls.isEmpty else { return nil }
    return try StudyScope.areas(question.controls, in: scope.layer)
      .map { scope.layer.areas[$0].shape }
  }

  /// The order's months and those they are compared with.
  private static func periods(
    _ order: PublicSpacesOrder, _ scope: StudyScope, _ terms: StudyTerms, _ data: StudyData
  ) throws(StudyError) -> InterventionPeriods {
    guard let start = TimeBound(order.start.description) else {
      throw .refused(parameter: "order", reason: "The order starts on no day of the calendar.")
    }
    let months = Int(scope.months.upperBound.ordinal - Month(of: start).ordinal) + 1
    guard months > 0 else {
      throw .refused(
        parameter: "order",
        reason: "The order starts on \(order.start), after the last month of data.")
    }
    return try InterventionPeriods(
      start: start, end: order.end.flatMap { TimeBound($0.description) }, before: nil,
      after: months, observed: scope.wholeMonths(terms, in: data))
  }

  /// The named behaviours beside the control that was given, or areas that were most like the order's before.
  private static func evaluation(
    of named: Tally, in shape: MultiPolygon<Point>, control: [MultiPolygon<Point>]?,
    beside comparisons: Int, _ question: OrderQuestion, _ periods: InterventionPeriods,
    _ scope: StudyScope, _ data: StudyData
  ) throws(StudyError) -> InterventionEvaluation? {
    let places: InterventionPlaces
    do throws(StudyError) {
      places = try InterventionPlaces(
        target: [shape], control: control, others: [], ring: question.ring,
        matches: question.matches, layer: scope.layer, incidents: named, periods: periods,
        scope: scope, data: data)
    } catch .refused {
      return nil
    }
    return InterventionEvaluation(
      places, periods, confidence: question.confidence,
      declared: .init(comparisons: comparisons > 1 ? comparisons + 1 : 1))
  }

  /// The incidents of each restriction, and of any.
  private static func named(
    _ order: PublicSpacesOrder, _ all: Tally, in data: StudyData
  ) -> (each: [(PublicSpacesOrder.Restriction, Tally)], together: Tally) {
    let tree = OffenceTree.standard
    let each = order.restrictions.map { restriction in
      let selection = tree.selection(of: restriction.offences)
      return (
        restriction,
        all.of(selection, in: data).with(Qualifiers(restriction.qualifiers), in: data)
      )
    }
    return (each, Tally(Set(each.flatMap { $0.1.incidents })))
  }

  private static func counts(
    _ named: (each: [(PublicSpacesOrder.Restriction, Tally)], together: Tally),
    places: OrderPlaces, periods: InterventionPeriods, in data: StudyData
  ) -> [OrderCounts] {
    [
      OrderCounts(
        "All named behaviours", nil, named.together, places: places, periods: periods, in: data)
    ]
      + named.each.map { restriction, tally in
        OrderCounts(
          restriction.name, restriction, tally, places: places, periods: periods, in: data)
      }
  }

  var all: OrderCounts { counts[0] }

  /// How a behaviour changed in a place.
  func change(_ counts: OrderCounts, in place: OrderPlace) -> OrderChange {
    OrderChange(
      counts.before(place), counts.during(place), periods, confidence: question.confidence)
  }

  /// One finding for each change, all taken into account together.
  func findings(_ changes: [OrderChange]) -> [ChangeFinding] {
    ChangeFinding.findings(changes.map(\.ratio), level: 1 - question.confidence)
  }

  func document() async throws(StudyError) -> Document {
    let sections: [Document.Section] =
      [
        behaviourSection, monthSection, placeSection,
      ] + (evaluation.map { [$0.checkSection] } ?? []) + [
        persistenceSection, hourSection,
        try await boundarySection(), lapseSection, lawSection, limitSection,
      ]
    return Document(
      question: "order-review", title: "Review of evidence: \(order.name)",
      subtitle: subtitle, sections: [summary(of: sections)] + sections, terms: ownTerms,
      record: record, projection: data.projection)
  }

  private var subtitle: Sentence {
    let end = order.end.map { " to \($0)" } ?? ""
    return """
      In force from \("\(order.start)\(end)"); \(.whole(periods.after.count)) months during it beside the same \
      months before
      """
  }

  private var record: StudyRecord {
    StudyRecorder(data: data, scope: scope, asked: terms, incidents: incidents).record(
      naming: scope.layer, more: caveats,
      elapsedSeconds: started.duration(to: ContinuousClock().now) / .seconds(1))
  }

  private var ownTerms: [Document.Term] {
    [
      .init("order", .text(order.name)), .init("order_file", .text(order.file)),
      .init("order_sha256", .text(order.digest)), .init("order_from", .text("\(order.start)")),
      .init("order_to", order.end.map { .text("\($0)") } ?? .blank),
      .init("months_before", .text(periods.before.spans)),
      .init("months_during", .text(periods.after.spans)),
      .init("days_before", .whole(Int(periods.daysBefore.rounded()))),
      .init("days_during", .whole(Int(periods.daysAfter.rounded()))),
      .init("ring_m", .number(question.ring, decimals: 0)),
      .init("edge_m", .number(question.edge, decimals: 0)),
      .init("confidence", .number(question.confidence, decimals: 3)),
      .init("order_area_km2", .number(places.order.area / 1e6, decimals: 3)),
    ]
  }
}
