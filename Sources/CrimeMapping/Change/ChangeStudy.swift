import Areas
import Evidence
import RecordFiles
import Probability
import Records

/// Sets two periods beside each other: incidents of both → counts → ratios and tests → words.
struct ChangeStudy: Sendable {
  let question: ChangeQuestion
  let data: StudyData
  let periods: ChangePeriods
  let after: StudyScope
  let before: StudyScope
  let incidents: (before: StudyIncidents, after: StudyIncidents)
  /// Days with data.
  let days: (before: Double, after: Double)
  private let start = ContinuousClock().now

  init(
    _ question: ChangeQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    self.question = question
    self.data = data
    periods = try ChangePeriods(question, of: data)
    after = try StudyScope(periods.after, of: data, studyArea: setting.studyArea)
    // The same ground in both, whatever boundaries were in force then.
    before = try StudyScope(periods.before, of: data, studyArea: after.layer)
    guard before.period.end <= after.period.start || after.period.end <= before.period.start else {
      throw .refused(
        parameter: "against-to",
        reason: "The two periods overlap, so incidents would be compared with themselves.")
    }
    incidents = (try StudyIncidents(before, of: data), try StudyIncidents(after, of: data))
    days = (before.observedDays(in: data), after.observedDays(in: data))
    for (scope, days) in [(before, days.before), (after, days.after)] where days <= 0 {
      throw .noDataThen(from: scope.months.lowerBound, to: scope.months.upperBound)
    }
  }

  func document() throws(StudyError) -> Document {
    let table = ChangeTable(study: self)
    return Document(
      question: "change", title: Sentence(words: title), subtitle: Sentence(words: subtitle),
      sections: table.sections, terms: terms,
      record: StudyRecorder(
        data: data, scope: after, asked: periods.after, incidents: incidents.after,
        comparedMonths: before.months
      ).record(
        naming: after.layer, more: caveats(),
        elapsedSeconds: start.duration(to: ContinuousClock().now) / .seconds(1)),
      projection: data.projection)
  }

  /// A count of each period, with the days in which it was counted.
  func ratio(_ before: Tally, _ after: Tally) -> RateRatio {
    RateRatio(
      before: .init(before.count, in: days.before), after: .init(after.count, in: days.after))
  }

  var isEquallyLong: Bool { days.before == days.after }

  static func words(_ scope: StudyScope) -> String {
    let months = scope.months
    return months.lowerBound == months.upperBound
      ? "\(months.lowerBound)" : "\(months.lowerBound) to \(months.upperBound)"
  }

  private func words(_ terms: StudyTerms, _ scope: StudyScope) -> String {
    guard let from = terms.from, let to = terms.to else { return Self.words(scope) }
    return from.text == to.text ? from.text : "\(from.text) to \(to.text)"
  }

  var beforeWords: String { words(periods.before, before) }
  var afterWords: String { words(periods.after, after) }

  var subject: String {
    let names = after.offences.asked.map { OffenceTree.standard[$0].name }
    return names.isEmpty ? "All incidents" : names.joined(separator: ", ")
  }

  private var title: String { "\(subject): \(afterWords) beside \(beforeWords)" }

  private var subtitle: String {
    let lengths =
      isEquallyLong
      ? "\(plain(days.after)) days each"
      : "\(plain(days.before)) and \(plain(days.after)) days with data, compared by the day"
    let names = after.areas.map { after.layer.areas[$0].name }
    let place =
      names.count == after.layer.areas.count || names.count > 3
      ? "\(names.count) areas of \(after.layer.name)" : names.joined(separator: ", ")
    return "\(place); \(lengths)"
  }

  private var terms: [Document.Term] {
    [
      .init("by", .text(question.by.rawValue)),
      .init(
        "compare",
        .text(question.against == nil ? (question.compare ?? .yearBefore).rawValue : "given")),
      .init("before_from", .text(periods.before.from?.text ?? "")),
      .init("before_to", .text(periods.before.to?.text ?? "")),
      .init("before_days", .number(days.before, decimals: 1)),
      .init("after_days", .number(days.after, decimals: 1)),
      .init("test", .text("e-test, two-sided")),
      .init("adjust", .text(question.inference.adjust.rawValue)),
      .init("level", .number(question.inference.level, decimals: 3)),
      .init("confidence", .number(question.confidence, decimals: 3)),
    ]
  }
}
