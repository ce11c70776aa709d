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
  let months: MatchedMonths
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
    months = try Self.months(supplied.order, scope, data)
    places = try OrderPlaces(
      order: try Self.shape(of: supplied.area),
      control: try Self.control(supplied, question, scope),
      edge: question.edge, ring: question.ring)
    counts = Self.counts(
      supplied.order, incidents.tally, places: places, months: months, in: data)
  }

  private static func offences(of order: PublicSpacesOrder) -> [String] {
    Set(order.restrictions.flatMap(\.offences)).sorted()
      .map { OffenceTree.standard[$0].code }
  }

  /// The areas given in a file, or those of the layer that are named.
  private static func control(
    _ supplied: SuppliedOrder, _ question: OrderQuestion, _ scope: StudyScope
  ) throws(StudyError) -> MultiPolygon<Point>? {
    if let layer = supplied.control { return try shape(of: layer) }
    guard !question.controls.isEmpty else { return nil }
    let chosen = try StudyScope.areas(question.controls, in: scope.layer)
    return try shape(
      of: AreaLayer(name: scope.layer.name, areas: chosen.map { scope.layer.areas[$0] }))
  }

  private static func shape(of layer: AreaLayer) throws(StudyError) -> MultiPolygon<Point> {
    do throws(OverlayError) {
      return try joined(layer.areas.map(\.shape))
    } catch {
      throw .overlayFailed(reason: "\(error.operation): \(error.message)")
    }
  }

  /// The order's months and those they are compared with; the month in which it starts is left out where it
  /// does not start on the first.
  private static func months(
    _ order: PublicSpacesOrder, _ scope: StudyScope, _ data: StudyData
  ) throws(StudyError) -> MatchedMonths {
    guard let starting = Month(order.start.description.prefix(7)) else {
      throw .refused(parameter: "order", reason: "The order starts on no day of the calendar.")
    }
    let isWhole = order.start.description.hasSuffix("-01")
    let ending = order.end.flatMap { Month($0.description.prefix(7)) } ?? scope.months.upperBound
    let observed = data.months.filter { scope.months.contains($0) }
    let months = MatchedMonths(
      from: isWhole ? starting : starting.advanced(by: 1),
      through: min(ending, scope.months.upperBound), before: starting, observed: observed)
    guard !months.after.isEmpty else {
      throw .refused(
        parameter: "order",
        reason: """
          No month since the order's start on \(order.start) has data together with the same month of the \
          calendar before it; a review needs some of both.
          """)
    }
    return months
  }

  private static func counts(
    _ order: PublicSpacesOrder, _ all: Tally, places: OrderPlaces, months: MatchedMonths,
    in data: StudyData
  ) -> [OrderCounts] {
    let tree = OffenceTree.standard
    let named = order.restrictions.map { restriction in
      let selection = tree.selection(of: restriction.offences)
      return (
        restriction, all.of(selection, in: data).with(Qualifiers(restriction.qualifiers), in: data)
      )
    }
    let together = Tally(Set(named.flatMap { $0.1.incidents }))
    return [
      OrderCounts(
        "All named behaviours", nil, together, places: places, months: months, in: data)
    ]
      + named.map { restriction, tally in
        OrderCounts(
          restriction.name, restriction, tally, places: places, months: months, in: data)
      }
  }

  var all: OrderCounts { counts[0] }

  /// How a behaviour changed in a place.
  func change(_ counts: OrderCounts, in place: OrderPlace) -> OrderChange {
    OrderChange(
      counts.before(place), counts.during(place), months, confidence: question.confidence)
  }

  /// One finding for each change, all taken into account together.
  func findings(_ changes: [OrderChange]) -> [ChangeFinding] {
    ChangeFinding.findings(changes.map(\.ratio), level: 1 - question.confidence)
  }

  func document() async throws(StudyError) -> Document {
    let sections: [Document.Section] = [
      behaviourSection, monthSection, placeSection, persistenceSection, hourSection,
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
      In force from \("\(order.start)\(end)"); \(.whole(months.after.count)) months during it beside the same \
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
      .init("months_before", .text(months.before.spans)),
      .init("months_during", .text(months.after.spans)),
      .init("days_before", .whole(Int(months.daysBefore.rounded()))),
      .init("days_during", .whole(Int(months.daysAfter.rounded()))),
      .init("ring_m", .number(question.ring, decimals: 0)),
      .init("edge_m", .number(question.edge, decimals: 0)),
      .init("confidence", .number(question.confidence, decimals: 3)),
      .init("order_area_km2", .number(places.order.area / 1e6, decimals: 3)),
    ]
  }
}
