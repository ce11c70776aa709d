package import Areas
package import Records

/// Did it change where something was done, and by more than elsewhere? The question with its parameters, as asked.
package struct EvaluateQuestion: EvidenceQuestion {
  package let terms: StudyTerms
  /// Areas of the layer that make the target and the control, by code or name.
  let targets: [String]
  let controls: [String]
  /// The layer whose areas serve as matched controls and donors; chosen by rule when `nil`.
  let controlLayer: String?
  /// How many areas make an automatic control.
  let matches: Int
  /// How far the rings reach, in metres; `nil` for none.
  let ring: Double?
  let start: TimeBound
  let end: TimeBound?
  /// How many months before; matched to the months after when `nil`.
  let before: Int?
  let after: Int
  /// What was done, in the words of the answer.
  let thing: String
  /// When the target was drawn; unknown when `nil`.
  let drawn: TimeBound?
  /// What else changed there; empty for nothing, `nil` where nobody said.
  let concurrent: [String]?
  /// Known changes of recording, by month.
  let recording: [RecordingEvent]
  let confidence: Double
  package let readers: Readership

  struct RecordingEvent: Hashable, Sendable {
    let month: Month
    let name: String
  }

  package static let method = MethodDescription(
    verb: "evaluate",
    asks: "Did incidents change where something was done, and by more than elsewhere?",
    explanation: """
      Counts incidents before and after in the area where something was done, in a control, and in the rings \
      around both that crime may have moved to. Tells the change beyond the control's as a number of incidents \
      (the weighted displacement difference) and as a ratio, each with its interval and what could have been \
      detected; sets it beside the series' own course and beside a mixture of other areas; and checks twelve \
      ways in which such a comparison misleads. Words that name a cause are only written where every check \
      passes. Months without data are left out on both sides; a month in which it began is left out.
      """,
    example: """
      hotbeat evaluate --target square.geojson --start 2016-02 --offence asb --control-layer beat \
      --output evaluation.html
      """,
    parameters: StudyTerms.parameters + own + [EvidenceParameters.confidence]
      + Readership.parameters,
    forms: [.json, .table, .html, .csv, .geojson, .svg], takesHarm: true,
    files: [target, control, others])

  package static let target = FileDescription(
    "target", "GeoJSON file with the area where something was done")
  package static let control = FileDescription(
    "control",
    "GeoJSON file with the area to compare with; auto, as without it, for areas most like the target before"
  )
  package static let others = FileDescription(
    "others", "GeoJSON file with other operations, whose ground is left out of the rings")

  package init(_ values: [String: [String]]) throws(StudyError) {
    let given = try GivenValues(values, for: Self.method.parameters)
    terms = try StudyTerms(given)
    targets = given.texts("target-area")
    controls = given.texts("control-area")
    controlLayer = try given.text("control-layer")
    matches = try given.integer(Self.own["controls"]) ?? 3
    let distance = try given.number(Self.own["ring"]) ?? 150
    ring = distance > 0 ? distance : nil
    guard let start = try StudyTerms.bound("start", given) else {
      throw .refused(
        parameter: "start", reason: "An evaluation needs the date at which something began.")
    }
    self.start = start
    end = try StudyTerms.bound("end", given)
    before = try given.integer(Self.own["before"])
    after = try given.integer(Self.own["after"]) ?? 12
    thing = try given.text("thing") ?? "what was done"
    drawn = try StudyTerms.bound("area-drawn", given)
    concurrent = Self.concurrent(given.texts("concurrent"))
    recording = try Self.recording(given.texts("recording-change"))
    confidence = try EvidenceParameters.confidence(given)
    readers = try Readership(given)
    if let end, end.end <= start.start {
      throw .reversedPeriod(from: start.text, to: end.text)
    }
  }

  /// "none" says that nothing else changed.
  private static func concurrent(_ texts: [String]) -> [String]? {
    texts.isEmpty ? nil : texts.filter { $0 != "none" }
  }

  private static func recording(_ texts: [String]) throws(StudyError) -> [RecordingEvent] {
    try texts.map { (text) throws(StudyError) in
      let parts = text.split(separator: ":", maxSplits: 1)
      guard let month = parts.first.flatMap({ Month($0) }) else {
        throw .badValue(
          parameter: "recording-change", value: text,
          reason: "is no month and name such as 2014-11:inspection")
      }
      return RecordingEvent(month: month, name: parts.count > 1 ? String(parts[1]) : "\(month)")
    }
  }

  /// All months: history before is as much asked for as what came after.
  package var months: ClosedRange<Month>? { terms.months }

  package func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document {
    try EvaluateStudy(self, of: data, in: setting).document()
  }
}

/// The areas of an intervention, as the user gave them in files.
package struct SuppliedIntervention: Sendable {
  /// `nil` where areas of the layer are named.
  package let target: AreaLayer?
  package let control: AreaLayer?
  /// Other operations, whose ground belongs to no ring.
  package let others: AreaLayer?

  package init(target: AreaLayer?, control: AreaLayer?, others: AreaLayer?) {
    self.target = target
    self.control = control
    self.others = others
  }
}
