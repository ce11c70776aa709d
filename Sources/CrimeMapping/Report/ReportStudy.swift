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
    for scope in [scope] + (comparison.map { [$0.scope] } ?? [])
    where scope.observedDays(in: data) <= 0 {
      throw .noDataThen(from: scope.months.lowerBound, to: scope.months.upperBound)
    }
  }

  func run() async throws(StudyError) -> Document {
    let clock = ContinuousClock()
    let start = clock.now
    var sections: [Document.Section] = []
    var caveats: [Caveat] = []
    var documents: [ReportPart: Document] = [:]
    for part in ReportPart.allCases {
      let answer = try await answer(of: part)
      sections += answer.sections
      caveats += answer.caveats
      documents[part] = answer.document
      if part == .trends, answer.document == nil { sections.append(months) }
    }
    if documents[.rates] == nil, documents[.change] == nil { sections.insert(kinds, at: 0) }
    sections.insert(ReportFindings(study: self, parts: documents).section, at: 0)
    sections.append(sources)
    let record = try record(documents, caveats, start.duration(to: clock.now) / .seconds(1))
    return Document(
      question: "report", title: "Strategic assessment: \(areaName)", subtitle: subtitle,
      sections: sections, terms: terms + Self.terms(of: documents), record: record,
      projection: data.projection)
  }

  /// What the parts were asked, each under its own name.
  private static func terms(of documents: [ReportPart: Document]) -> [Document.Term] {
    ReportPart.allCases.flatMap { part in
      (documents[part]?.terms ?? []).map { .init("\(part.rawValue)_\($0.name)", $0.value) }
    }
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
    if let harm = setting.harm {
      terms += [
        .init("harm_weights", .text(harm.file)), .init("harm_weights_sha256", .text(harm.digest)),
      ]
    }
    return terms
  }

  /// The record of the study with what its parts were made from, and the caveats of all, each once.
  private func record(
    _ documents: [ReportPart: Document], _ more: [Caveat], _ elapsed: Double
  ) throws(StudyError) -> StudyRecord {
    let parts = ReportPart.allCases.compactMap { documents[$0]?.record.provenance }
    let denominators = parts.flatMap(\.denominators).reduce(into: [ImportBatch]()) { list, batch in
      if !list.contains(where: { $0.digest == batch.digest }) { list.append(batch) }
    }
    let record = StudyRecorder(
      data: data, scope: scope, asked: question.terms, incidents: incidents,
      comparedMonths: comparison?.scope.months
    ).record(
      naming: scope.layer, more: comparison == nil ? [.noComparison] : [],
      denominators: denominators, simulation: parts.lazy.compactMap(\.simulation).first,
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
