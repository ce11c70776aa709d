import Areas
import Records

/// Writes the pages of a report: its own findings, months and maps, and the sections of other questions.
struct ReportStudy: Sendable {
  let question: ReportQuestion
  let data: StudyData
  let setting: StudySetting
  let scope: StudyScope
  let incidents: StudyIncidents
  let comparison: Comparison?

  /// The period that is compared with.
  struct Comparison: Sendable {
    let terms: StudyTerms
    let scope: StudyScope
    let incidents: StudyIncidents

    var words: String { scope.months.words }
  }

  init(
    _ question: ReportQuestion, of data: StudyData, in setting: StudySetting
  ) throws(StudyError) {
    self.question = question
    self.data = data
    self.setting = setting
    scope = try StudyScope(question.terms, of: data, studyArea: setting.studyArea)
    incidents = try StudyIncidents(scope, of: data)
    comparison = try question.against.map { (terms) throws(StudyError) in
      let scope = try StudyScope(terms, of: data, studyArea: setting.studyArea)
      return Comparison(
        terms: terms, scope: scope, incidents: try StudyIncidents(scope, of: data))
    }
  }

  func run() async throws(StudyError) -> Document {
    let clock = ContinuousClock()
    let start = clock.now
    let kinds = ReportKinds(self)
    var sections = [kinds.summary, kinds.recorded]
    var caveats: [Caveat] = []
    for part in ReportPart.allCases {
      let made = try await sectionsAndCaveats(of: part)
      sections += made.sections
      caveats += made.caveats
    }
    sections.append(sources)
    let record = try record(caveats, start.duration(to: clock.now) / .seconds(1))
    return Document(
      question: "report", title: "Strategic assessment: \(areaName)", subtitle: subtitle,
      sections: sections, terms: terms, record: record, projection: data.projection)
  }

  /// The areas in words.
  var areaName: String {
    let names = scope.areas.map { scope.layer.areas[$0].name }
    if names.count == scope.layer.areas.count, names.count > 1 {
      return "all areas of the layer \(scope.layer.name)"
    }
    return names.count <= 4 ? names.joined(separator: ", ") : "\(names.count) areas"
  }

  /// When, such as "October to December 2018".
  var words: String { scope.months.words }

  private var subtitle: Sentence {
    let compared = comparison.map { ", against \($0.words)" } ?? ""
    return Sentence(words: "Recorded crime and incidents, \(words)\(compared)")
  }

  private var terms: [Document.Term] {
    var terms: [Document.Term] = [
      .init("confidence", .number(question.confidence, .significant))
    ]
    if let comparison {
      terms += [
        .init("against_from", .text("\(comparison.scope.months.lowerBound)")),
        .init("against_to", .text("\(comparison.scope.months.upperBound)")),
        .init("against_days", .number(comparison.scope.days, decimals: 0)),
      ]
    }
    return terms
  }

  /// The caveats of the study and of all its parts, each once.
  private func record(
    _ more: [Caveat], _ elapsed: Double
  ) throws(StudyError) -> StudyRecord {
    let recorder = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents,
      comparedMonths: comparison?.scope.months)
    let record = recorder.record(
      naming: scope.layer, more: comparison == nil ? [.noComparison] : [],
      elapsedSeconds: elapsed)
    var codes = Set<String>()
    // Here they are never mapped or added up together.
    let kept = (record.caveats + more).filter {
      $0.code != Caveat.crimeAndASBTogether.code && codes.insert($0.code).inserted
    }
    return record.telling(kept + [.recordsNotEvents])
  }
}

extension ClosedRange<Month> {
  /// Such as "October to December 2018".
  var words: String {
    let (first, last) = (lowerBound, upperBound)
    if first == last { return "\(first.name) \(first.year)" }
    let start = first.year == last.year ? first.name : "\(first.name) \(first.year)"
    return "\(start) to \(last.name) \(last.year)"
  }
}

extension Month {
  fileprivate var name: String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return names[month - 1]
  }
}
