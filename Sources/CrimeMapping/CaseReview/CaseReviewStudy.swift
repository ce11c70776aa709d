import Evidence
import Geometry
import RecordFiles
import Records

/// Lists what was reported again and again: incidents → places or cases → runs of reports within a window.
///
/// It is refused where places are anonymised or only months are known.
struct CaseReviewStudy: Sendable {
  private let data: StudyData
  private let question: CaseReviewQuestion
  private let scope: StudyScope
  private let incidents: StudyIncidents
  private let started: ContinuousClock.Instant

  init(
    _ question: CaseReviewQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    started = ContinuousClock().now
    (self.data, self.question) = (data, question)
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
    incidents = try StudyIncidents(scope, of: data)
    try refuseInexact()
  }

  private func refuseInexact() throws(StudyError) {
    if incidents.hasAnonymised {
      throw .refused(
        reason: """
          Some or all incidents lie at anonymisation points, each of which stands for several addresses: reports at one point need not be of one place. Case reviews need exact locations.
          """)
    }
    if incidents.hasMonthOnly {
      throw .refused(
        reason: """
          Of some or all incidents only the month is known, so no window of time can be told.
          """)
    }
    if question.by == .caseReference, !data.incidents.hasCases {
      throw .refused(
        parameter: "by",
        reason: """
          No incident of those months in the store has a case reference; a mapping's column 'case' brings them.
          """)
    }
  }

  /// The reports of one place or case, in the order of time.
  private struct Group {
    let name: String
    let reports: [Int32]
    let repeats: RepeatReports
  }

  func document() -> Document {
    let groups = groups.filter { !$0.repeats.runs.isEmpty }.sorted {
      (-$0.repeats.most, $0.name) < (-$1.repeats.most, $1.name)
    }
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    let record = recorder.record(
      naming: scope.layer, more: caveats,
      elapsedSeconds: started.duration(to: ContinuousClock().now) / .seconds(1))
    return Document(
      question: "case-review", title: "Reported again and again: \(record.terms.subject)",
      subtitle: "\(record.terms.span); \(rule)",
      sections: [
        .init("cases", "Threshold reached", [.paragraph(headline(groups)), .table(table(groups))])
      ],
      terms: [
        .init("threshold", .whole(question.threshold)),
        .init("within_months", .whole(question.within)), .init("by", .text(question.by.rawValue)),
      ], record: record, projection: data.projection)
  }

  private var rule: String {
    "at least \(question.threshold) reports within \(question.within) months"
  }

  private func headline(_ groups: [Group]) -> Sentence {
    let one = question.by == .place ? "place" : "case reference"
    let what = groups.count == 1 ? one : one + "s"
    let reports = Tally(groups.flatMap(\.reports).sorted())
    return """
      \(.text(grouped(groups.count), from: [reports])) \(what) reached \(rule), with \(.count(reports)) of \
      \(.count(incidents.tally)) reports.
      """
  }

  private func table(_ groups: [Group]) -> ResultTable {
    ResultTable(
      "cases", "Where the threshold was reached",
      columns: [
        .init("place", question.by == .place ? "Place" : "Case", .words),
        .init("most", "Most in a window"), .init("reached", "First reached", .words),
        .init("first", "First report", .words), .init("last", "Last report", .words),
        .init("is_open", "Still within reach", .words), .init("reports", "Reports in all"),
        .init("dates", "Dates of the reports in reach", .words),
      ],
      rows: groups.map(cells),
      notes: [
        """
        "Still within reach": a window with enough reports holds the last day of the period. Dates are those on which \
        the incidents began.
        """
      ])
  }

  private func cells(_ group: Group) -> [Cell] {
    let tally = Tally(group.reports.sorted())
    let runs = group.repeats.runs
    let dates = group.reports.map { date(start(of: $0)) }
    let inReach = runs.flatMap { Array($0.reports) }
    let lastDay = scope.period.end.seconds - 1
    let isOpen = runs.last.map { run in
      let first = run.reports.upperBound - question.threshold + 1
      return windowEnd(of: start(of: group.reports[first])) > lastDay
    }
    let reached = runs.first.map { dates[$0.reached] } ?? ""
    return [
      .text(group.name, from: [tally]),
      .number(Double(group.repeats.most), decimals: 0, from: [tally]),
      .text(reached, from: [tally]), .text(dates.first ?? "", from: [tally]),
      .text(dates.last ?? "", from: [tally]), .text(isOpen == true ? "yes" : "no", from: [tally]),
      .count(tally), .text(inReach.map { dates[$0] }.joined(separator: " "), from: [tally]),
    ]
  }

  private var caveats: [Caveat] {
    let step = CoordinateStep.of(
      incidents.inside.map { data.incidents.points[Int($0)] }, through: data.projection)
    return [.reportsNotComplaints]
      + (question.by == .place ? step.map { [.coarseCoordinates($0)] } ?? [] : [])
  }
}

extension CaseReviewStudy {
  private var groups: [Group] {
    var reports: [String: [Int32]] = [:]
    for incident in incidents.inside {
      guard let name = name(of: incident) else { continue }
      reports[name, default: []].append(incident)
    }
    return reports.map { name, incidents in
      let sorted = incidents.sorted { (start(of: $0), $0) < (start(of: $1), $1) }
      let times = sorted.map(start)
      return Group(
        name: name, reports: sorted,
        repeats: RepeatReports(
          times: times, ends: times.map(windowEnd), threshold: question.threshold))
    }
  }

  /// What reports must share: the same coordinates and words for a place, or the case.
  private func name(of incident: Int32) -> String? {
    let index = Int(incident)
    guard question.by == .place else { return data.incidents.caseReference(of: index) }
    let point = data.incidents.points[index]
    let place = "\(fixed(point.x, 1)) \(fixed(point.y, 1))"
    return data.incidents.places[index].map { "\($0) (\(place))" } ?? place
  }

  private func start(of incident: Int32) -> Int64 { data.incidents.starts[Int(incident)] }

  /// So many months later, at the end of that day of the month.
  private func windowEnd(of moment: Int64) -> Int64 {
    CivilTime.london.moment(Instant(seconds: moment), monthsLater: question.within).seconds
  }

  private func date(_ moment: Int64) -> String {
    CivilTime.london.day(of: Instant(seconds: moment))?.description ?? ""
  }
}
