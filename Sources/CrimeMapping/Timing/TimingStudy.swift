import Evidence
import Geodesy
import RecordFiles
import Records

/// Answers when incidents happen: incidents → spans of time → aoristic weights → hours, weekdays, windows and
/// days of a calendar.
///
/// It is refused where only months are known.
struct TimingStudy: Sendable {
  let data: StudyData
  let question: TimingQuestion
  let scope: StudyScope
  let calendar: DayCalendar?
  let incidents: StudyIncidents
  /// Whether the hours of the period are told of.
  let profile: TimeProfile
  /// The same by days of the calendar, unknown times of a day within it.
  let days: TimeProfile
  /// All incidents, those told of in the profile, and those that count in each of its 168 hours.
  let all: Tally
  let told: Tally
  let ofCells: [Tally]
  private let started: ContinuousClock.Instant

  /// - Throws: when the question does not fit the data.
  init(
    _ question: TimingQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    started = ContinuousClock().now
    (self.data, self.question, calendar) = (data, question, setting.supplied.calendar)
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
    incidents = try StudyIncidents(scope, of: data)
    try Self.refuseMonths(incidents)
    let spans = incidents.inside.map { Self.span($0, data) }
    let (clock, period) = (Self.clock(question.zoneName, spans, scope), scope.period)
    func made(_ dayStarts: Int, _ rule: TimeProfile.MidnightRule) -> TimeProfile {
      TimeProfile(
        spans, from: period.start.seconds, to: period.end.seconds, clock: clock,
        dayStarts: dayStarts, midnight: rule)
    }
    profile = made(question.dayStarts, question.midnight)
    days = made(0, question.midnight == .leftOut ? .wholeDay : question.midnight)
    all = incidents.tally
    let read = zip(incidents.inside, spans).compactMap { incident, span in
      question.midnight.reading(span, by: clock).map { (incident, $0) }
    }
    told = Tally(read.map(\.0))
    ofCells = Self.cells(read, clock, dayStarts: question.dayStarts)
  }

  /// For each hour of the week, in the order of the grid, the incidents that count in it.
  private static func cells(
    _ spans: [(incident: Int32, span: TimeSpan)], _ clock: LocalClock, dayStarts: Int
  ) -> [Tally] {
    var lists = [[Int32]](repeating: [], count: 168)
    for (incident, span) in spans {
      for (hour, _) in span.hoursOfWeek(clock) {
        lists[(hour - dayStarts + 168) % 168].append(incident)
      }
    }
    return lists.map { Tally($0) }
  }

  private static func span(_ incident: Int32, _ data: StudyData) -> TimeSpan {
    TimeSpan(
      start: data.incidents.starts[Int(incident)], end: data.incidents.ends[Int(incident)])
  }

  /// The clock of a zone over all that happened.
  private static func clock(_ zone: String, _ spans: [TimeSpan], _ scope: StudyScope) -> LocalClock
  {
    let tenYears: Int64 = 3_653 * 86_400
    let end = scope.period.end.seconds
    let last = spans.reduce(end) { max($0, min($1.end, end + tenYears)) }
    return (CivilTime(identifier: zone) ?? .london)
      .clock(from: scope.period.start, to: Instant(seconds: last))
  }

  private static func refuseMonths(_ incidents: StudyIncidents) throws(StudyError) {
    guard incidents.hasMonthOnly else { return }
    throw .refused(
      reason: """
        Of some or all incidents only the month is known, so hours and weekdays cannot be told; data of data.police.uk has no times. Ask for offences, areas or times whose \
        incidents have times.
        """)
  }

  func document() -> Document {
    let sections =
      [recorded, week, hours, weekdays, windows] + (calendar.map { [holidays($0)] } ?? [])
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents)
    let elapsed = started.duration(to: ContinuousClock().now) / .seconds(1)
    let record = recorder.record(naming: scope.layer, more: caveats, elapsedSeconds: elapsed)
    return Document(
      question: "timing", title: "When it happens: \(record.terms.subject)",
      subtitle:
        "\(record.terms.span); days from \(Self.clock(question.dayStarts)); clocks of \(question.zoneName)",
      sections: sections, terms: terms, record: record, projection: data.projection)
  }

  private var terms: [Document.Term] {
    [
      .init("day_starts", .text(Self.clock(question.dayStarts))),
      .init("windows", .text(question.windows.map(\.name).joined(separator: "; "))),
      .init("midnight", .text(question.midnight.rawValue)),
      .init("time_zone", .text(question.zoneName)),
      .init("confidence", .number(question.confidence, decimals: 3)),
    ]
      + (calendar.map {
        [.init("calendar", .text($0.file)), .init("calendar_sha256", .text($0.digest))]
      } ?? [])
  }

  static func clock(_ hour: Int) -> String { (hour < 10 ? "0" : "") + "\(hour):00" }

  static func hour(_ hour: Int) -> String { "\(clock(hour))–\(clock((hour + 1) % 24))" }
}
