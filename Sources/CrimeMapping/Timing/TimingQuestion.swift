package import Evidence
import RecordFiles
package import Records

/// When does it happen? The question with all its parameters, as asked.
package struct TimingQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  package let readers: Readership
  package let confidence: Double
  /// The hour at which days start: the night before it belongs to the evening before.
  package let dayStarts: Int
  package let windows: [Window]
  package let midnight: TimeProfile.MidnightRule
  /// The zone whose clocks are read.
  package let zoneName: String

  /// Hours that are told apart, such as those of the night-time economy.
  package struct Window: Hashable, Sendable {
    package let hours: DailyHours
    /// The days on which they start.
    package let days: [DayName]

    package var name: String {
      let names = days.map { String($0.name.prefix(3)) }
      return (days.count == 7 ? "" : names.joined(separator: ", ") + " ") + hours.description
    }

    var weekly: WeeklyWindow {
      WeeklyWindow(
        from: hours.start, to: hours.end,
        on: Set(days.compactMap { DayOfWeek(rawValue: $0.rawValue) }))
    }
  }

  private static let own = [
    ParameterDescription(
      "day-starts", .text,
      "The full hour at which days start: with 07:00 a Sunday's 02:00 belongs to Saturday night",
      fallback: "07:00"),
    ParameterDescription(
      "window", .text,
      "Hours to tell apart, such as 20:00-04:00, or fri,sat 22:00-04:00 for those that start on some days",
      fallback: "20:00-04:00, the night-time economy", repeats: true),
    ParameterDescription(
      "midnight", .choice(TimeProfile.MidnightRule.allCases.map(\.rawValue)),
      "What a record of 00:00 without an end is, as most systems write it where no time is known: left out, "
        + "somewhen on that day, or midnight", fallback: "leave-out"),
    ParameterDescription(
      "time-zone", .text, "Time zone whose clocks are read", fallback: "Europe/London"),
  ]

  package static let method = MethodDescription(
    verb: "timing", asks: "When does it happen?",
    explanation: """
      The hours and weekdays of incidents. One that happened between two moments counts for each hour between \
      them by its share of the time (aoristic weights), to the second, and hours are those that clocks show, \
      summer time included. How times were recorded is told first: many records at midnight or on the full hour \
      say that people rounded. It needs times of day, so data of data.police.uk, which has months only, is \
      refused.
      """,
    example: """
      hotbeat timing --offence robbery --from 2019-01 --to 2019-12 --output timing.html
      """,
    parameters: StudyTerms.parameters + own + [EvidenceParameters.confidence]
      + Readership.parameters,
    forms: [.json, .table, .csv, .svg, .html],
    files: [
      FileDescription(
        "calendar",
        "CSV table of named days, from,to,name,kind, such as school holidays: their incidents are compared "
          + "with those of other days")
    ])

  /// Understands the values given for the parameters.
  /// - Throws: naming the first parameter whose value cannot be used.
  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    readers = try Readership(given)
    confidence = try EvidenceParameters.confidence(given)
    dayStarts = try Self.dayStarts(given)
    let windows = given.texts("window")
    self.windows = try (windows.isEmpty ? ["20:00-04:00"] : windows).map(Self.window)
    midnight =
      try given.choice(Self.own["midnight"]).flatMap(TimeProfile.MidnightRule.init) ?? .leftOut
    zoneName = try given.text("time-zone") ?? "Europe/London"
    guard CivilTime(identifier: zoneName) != nil else {
      throw .badValue(
        parameter: "time-zone", value: zoneName, reason: "is no time zone such as Europe/London")
    }
  }

  private static func dayStarts(_ given: GivenValues) throws(StudyError) -> Int {
    guard let text = try given.text("day-starts") else { return 7 }
    guard text.utf8.count == 5, text.hasSuffix(":00"), let hour = Int(text.prefix(2)),
      0..<24 ~= hour
    else {
      throw .badValue(
        parameter: "day-starts", value: text, reason: "is no full hour such as 07:00")
    }
    return hour
  }

  private static func window(_ text: String) throws(StudyError) -> Window {
    let parts = text.split(separator: " ").map(String.init)
    let days = parts.count == 2 ? parts[0].split(separator: ",").map { DayName(String($0)) } : []
    guard let hours = parts.last.flatMap({ DailyHours($0) }), parts.count <= 2,
      days.allSatisfy({ $0 != nil })
    else {
      throw .badValue(
        parameter: "window", value: text,
        reason: "is no time such as 20:00-04:00 or fri,sat 20:00-04:00")
    }
    let chosen = days.compactMap { $0 }
    return Window(
      hours: hours,
      days: DayName.allCases.filter { chosen.isEmpty || chosen.contains($0) })
  }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try TimingStudy(self, of: data, in: setting).document()
  }
}
